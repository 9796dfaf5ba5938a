import platform
from pathlib import Path

import pytest

from index.embedding.cpu import best_precision, cpu_flags, has_exact_int8, has_int8


@pytest.mark.parametrize(
    ("machine", "flags", "quick"),
    [
        ("x86_64", {"sse2", "avx", "avx2"}, True),
        ("AMD64", {"avx2"}, True),
        ("x86_64", {"sse2", "avx"}, False),
        ("AMD64", set(), True),
        ("aarch64", {"asimd", "asimddp"}, True),
        ("aarch64", {"asimd"}, False),
        ("riscv64", {"avx2", "asimddp"}, False),
    ],
)
def test_eight_bits_are_used_where_the_processor_is_quick_at_them(machine: str, flags: set[str], quick: bool) -> None:
    assert has_int8(machine, frozenset(flags)) is quick


@pytest.mark.parametrize(
    ("machine", "flags", "exact"),
    [
        ("x86_64", {"avx2", "avx_vnni"}, True),
        ("AMD64", {"avx2", "avx512_vnni"}, True),
        ("x86_64", {"avx2", "avx512f"}, False),
        ("AMD64", set(), False),
        ("aarch64", {"asimddp"}, True),
        ("aarch64", {"asimd"}, False),
    ],
)
def test_sums_of_bytes_are_exact_where_they_do_not_overflow(machine: str, flags: set[str], exact: bool) -> None:
    assert has_exact_int8(machine, frozenset(flags)) is exact


def test_an_arm_that_tells_no_flags_is_trusted_only_as_apples(monkeypatch: pytest.MonkeyPatch) -> None:
    for system, quick in (("Darwin", True), ("Windows", False)):
        monkeypatch.setattr(platform, "system", lambda its=system: its)
        assert has_int8("arm64", frozenset()) is quick


def test_flags_are_read_of_either_spelling_and_a_missing_file_has_none(tmp_path: Path) -> None:
    for line in ("flags\t\t: fpu avx2\n", "Features\t: fpu avx2\n"):
        (tmp_path / "cpuinfo").write_text(f"processor: 0\n{line}flags: other\n")
        assert cpu_flags(tmp_path / "cpuinfo") == {"fpu", "avx2"}
    assert cpu_flags(tmp_path / "none") == cpu_flags(tmp_path) == frozenset()


def test_this_machine_has_an_answer() -> None:
    assert best_precision() == ("int8" if has_int8() else "fp32")
