"""A real `chroma run` in a process of its own."""

import socket
import subprocess
import sys
import time
from pathlib import Path

CHROMA = Path(sys.executable).with_name("chroma")


class Chroma:
    """A server in a process of its own, on one port and folder whenever it is started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [str(CHROMA), "run", "--host", "127.0.0.1", "--port", str(self.port), "--path", str(self.folder)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": self.folder.parent}
        self._process = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]
        for _ in range(300):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.1)
        raise TimeoutError("chroma run did not listen in half a minute")

    def stop(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait(30)
