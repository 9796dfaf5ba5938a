"""Which arithmetic this machine's processor is quick at."""

import platform
from pathlib import Path

from index.embedding.model_files import Precision

_CPUINFO = Path("/proc/cpuinfo")


def best_precision() -> Precision:
    return "int8" if has_int8() else "fp32"


def has_int8(machine: str | None = None, flags: frozenset[str] | None = None) -> bool:
    """Whether eight-bit products are faster than floating point here: ("x86_64", {"avx2"}) -> True."""
    machine = (machine or platform.machine()).lower()
    if machine in {"x86_64", "amd64", "i386", "i686"}:
        # Where the flags cannot be read (macOS, Windows) no processor of the last ten years lacks AVX2.
        known_flags = cpu_flags() if flags is None else flags
        return "avx2" in known_flags if known_flags else True
    if machine in {"arm64", "aarch64"}:
        known_flags = cpu_flags() if flags is None else flags
        return "asimddp" in known_flags if known_flags else platform.system() == "Darwin"
    return False


def has_exact_int8(machine: str | None = None, flags: frozenset[str] | None = None) -> bool:
    """Whether sums of products of bytes are exact here. AVX2 alone adds them in pairs of 16 bits, which overflow.

    ("x86_64", {"avx2", "avx_vnni"}) -> True
    """
    machine = (machine or platform.machine()).lower()
    if machine in {"arm64", "aarch64"}:
        return has_int8(machine, flags)
    return bool({"avx512_vnni", "avx_vnni"} & (cpu_flags() if flags is None else flags))


def cpu_flags(path: Path = _CPUINFO) -> frozenset[str]:
    """What Linux says the first processor can do, nothing on other systems."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                if line.startswith(("flags", "Features")):
                    return frozenset(line.partition(":")[2].split())
    except OSError:
        pass
    return frozenset()
