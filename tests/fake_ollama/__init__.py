"""A stand-in for Ollama's server: the protocol as its source speaks it, over a real socket on loopback.

    with serving(Model("llama3.2:3b")) as server:
        server.says({"statements": [...]})
        ...
        server.chats[-1]["options"]["num_ctx"]

What a model answers and how the server misbehaves is scripted (script.py); what a prompt loses when it does not fit is
not (prompt.py).
"""

from tests.fake_ollama.models import Model
from tests.fake_ollama.script import Reply, statements
from tests.fake_ollama.server import FakeOllama, serving

__all__ = ["FakeOllama", "Model", "Reply", "serving", "statements"]
