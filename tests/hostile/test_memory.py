"""Whatever lies in the folder, indexing takes at most 600 MB: 31 MB in many shapes, each in a process of its own.

Without the embedding model, which takes some 100 MB: what is left for the notes is asked for here.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.project import ROOT

_MEGABYTES = 500
_NOTE = 31_000_000  # bytes
_LINES = 99_000
_DAY = "# 2024-05-03\n\n"


def _lines(before: str, words: str = "rain on the roof and more of it ", after: str = "", count: int = _LINES) -> str:
    long = _NOTE // count
    times = long // len(words.encode()) + 1
    made = (
        f"{before.format(n=n, deep='> ' * (n % 40), indent='  ' * (n % 40))}{n} {words * times}" for n in range(count)
    )
    return _DAY + "\n".join(line[:long] + after for line in made)


SHAPES: dict[str, Callable[[], str | bytes]] = {
    "one paragraph": lambda: _lines(""),
    "one paragraph of emoji": lambda: _lines("🙂 "),
    "paragraphs": lambda: _DAY + "\n\n".join("rain on the roof " * 2900 for _ in range(600)),
    "one line": lambda: _DAY + "rain " * (_NOTE // 5),
    "headings": lambda: _lines("## ", count=20_000),
    "a list": lambda: _lines("- "),
    "lists in lists": lambda: _lines("{indent}- "),
    "quotations in quotations": lambda: _lines("{deep}"),
    "a table": lambda: "| a | b |\n|---|---|\n" + _lines("| ", after=" |").removeprefix(_DAY),
    "code": lambda: "```\n" + _lines(""),
    "front matter": lambda: "---\n" + _lines("key{n}: ").removeprefix(_DAY),
    "front matter of few lines": lambda: (
        "---\n" + "\n".join("a: [" + "b, " * 15_000 + "c]" for _ in range(600)) + "\n---\n"
    ),
    "CJK": lambda: _lines("", "今日は雨が降りました。"),
    "mojibake": lambda: _lines("", "Itâ€™s ðŸ™‚ "),
    "of Windows": lambda: _lines("").encode("utf-16-le").replace(b"\0", b"\xe9"),
    "a million lines": lambda: _DAY + "a\n" * 1_000_000,
    "headings of one sign": lambda: "# a\n\n" * (_LINES // 2) + "Rain.\n",
    "days": lambda: _lines("2024-05-03 "),
    "private parts": lambda: _lines("## Walk #private ", count=20_000),
    "HTML": lambda: _lines("<div>"),
}

_CHILD = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tests.index.synced import Collection
class Forgetful(Collection):
    def embed(self, texts):
        made = super().embed(texts)
        self.embedded.clear()
        return made
collection = Forgetful(Path(sys.argv[2]) / "notes", Path(sys.argv[2]) / "collection")
from index.sync.run import sync
report = sync(collection.root, collection.parts())
print(*(each.reason for each in report.skipped), file=sys.stderr)
# Not ru_maxrss: a process begins with its parent's.
print(int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024)
"""


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.timeout(900)
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells how much memory was taken")
@pytest.mark.parametrize("shape", SHAPES)
def test_a_giant_note_is_indexed_or_named_in_bounded_memory(shape: str, tmp_path: Path) -> None:
    made = SHAPES[shape]()
    data = (made if isinstance(made, bytes) else made.encode())[: _NOTE + 500_000]
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_bytes(data)
    del made, data
    command = [sys.executable, "-c", _CHILD, str(ROOT), str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=800, check=False)
    assert ended.returncode == 0, ended.stderr[-500:]
    assert int(ended.stdout) < _MEGABYTES, ended.stderr
