"""Whoever means harm, and what daycite does then. Where each kind of break-in is tried:

- planted folders and settings: doors/test_folders.py; files swapped while they are read: test_opening.py
- other users of the machine: doors/test_own_user.py, tests/api/http/test_serve.py; other pages: doors/test_requests.py
- names and words that act: doors/test_names.py; what an answer would do in a note, and where it may be written:
  tests/index/write_back/test_block_text.py and test_safe_write.py; passwords: doors/test_passwords.py
- what takes long: test_growth*.py, test_notes.py, test_patterns.py; what takes memory: test_memory.py
- connections that wait: doors/test_connections.py; full disks: tests/index/store/test_full_disk_words.py and
  tests/crash/test_full_disk.py; servers of models: doors/test_model_servers.py
"""
