"""Every speed that daycite promises, measured in one run, each beside what it is compared with, as a table.

Journals are generated with a fixed seed; nothing is taken from the user's own collections. It needs ten
minutes and two cores to itself. With folders of notes and questions.jsonl as arguments (EVAL="..." of `make bench`)
retrieval with the eight-bit model is compared with the fp32 one as well.
"""

import json
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import click

from tools.bench.journal import FIRST_DAY, QUESTIONS, write_journal
from tools.bench.processes import DAYCITE, Server, median_run, output, run, serving
from tools.bench.quality import compare_precisions
from tools.bench.throughput import compare_encoders

_SEARCHES = 200
_SECTIONS, _SENTENCES = 20, 2  # of a note of the big journals: 20 passages of 22 words


class Table:
    """Rows printed as they come: what, measured, compared with, ratio, bar."""

    def __init__(self) -> None:
        self.start = time.perf_counter()
        click.echo("| what | measured | beside | ratio | bar |\n| --- | --- | --- | --- | --- |")

    def row(self, what: str, measured: str, beside: str = "", ratio: str = "", bar: str = "") -> None:
        click.echo(f"| {what} | {measured} | {beside} | {ratio} | {bar} |")


def main() -> None:
    work = Path(tempfile.mkdtemp(prefix="daycite-bench-"))
    try:
        table = Table()
        _fresh_processes(table, work)
        _big(table, work)
        for line in compare_precisions([Path(name) for name in sys.argv[1:]], work / "data"):
            table.row(*line)
        click.echo(f"\n{_machine()}; {time.perf_counter() - table.start:.0f} s in all.")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _fresh_processes(table: Table, work: Path) -> None:
    notes, data = work / "thousand", work / "data"
    write_journal(notes, 1000, 6, 5)
    seconds = run([*DAYCITE, "index", str(notes)], data)
    table.row("index 1,000 notes of 2 kB, model prepared with it", f"{seconds:.1f} s")
    unit = median_run([sys.executable, "-c", "import sentence_transformers"], data, 3)
    for what, arguments, bar in (
        ("query --no-llm", ["query", QUESTIONS[0], "--no-llm", "--notes", str(notes)], 0.30),
        ("--help", ["--help"], 0.06),
        ("days", ["days", "--notes", str(notes)], 0.06),
    ):
        took = median_run([*DAYCITE, *arguments], data, 5)
        beside = f"import sentence_transformers: {unit:.2f} s"
        table.row(f"`daycite {what}`, fresh process", f"{took:.3f} s", beside, f"{took / unit:.3f}", f"≤ {bar:.2f}")
    took = median_run([*DAYCITE, "index", str(notes)], data, 3)
    table.row("index, nothing changed", f"{took:.2f} s", bar="≤ 1.2 s")
    _changes(table, notes, data)
    write_journal(work / "ten-thousand", 4_000, 6, 5, first=-6_000)
    seconds = run([*DAYCITE, "days", "--notes", str(work / "ten-thousand")], data)
    table.row("days of 10,000 notes of 2 kB, none indexed", f"{seconds:.1f} s", bar="≤ 10 s")
    ours, theirs, passages = compare_encoders(notes, data)
    beside = f"SentenceTransformer.encode: {theirs:.0f}/s"
    table.row(f"embedding {passages} passages", f"{ours:.0f}/s", beside, f"{ours / theirs:.2f}", "≥ 3.0")


def _changes(table: Table, notes: Path, data: Path) -> None:
    edited = sorted(notes.glob("*.md"))[500]
    edited.write_text(edited.read_text() + "\n## Added\n\nOne new sentence about the bakery.\n")
    table.row(
        "one note edited: passages embedded",
        _embedded(output([*DAYCITE, "index", str(notes)], data)),
        bar="1",
    )
    edited.rename(edited.with_name(f"moved-{edited.name}"))
    table.row(
        "one note renamed: passages embedded",
        _embedded(output([*DAYCITE, "index", str(notes)], data)),
        bar="0",
    )


def _embedded(report: str) -> str:
    found = re.search(r"\((\d+) newly embedded\)", report)
    assert found, report
    return found[1]


def _big(table: Table, work: Path) -> None:
    """1,000 passages, then 10,000, 20,000 and 100,000: the same journal, grown."""
    notes, data, before, medians = work / "big", work / "data", 0, {}
    for passages in (1_000, 10_000, 20_000, 100_000):
        count = passages // _SECTIONS
        write_journal(notes, count, _SECTIONS, _SENTENCES, first=before)
        seconds = run([*DAYCITE, "index", str(notes)], data)
        added = (count - before) * _SECTIONS
        table.row(f"index: {added:,} passages of 22 words more", f"{seconds:.0f} s", ratio=f"{added / seconds:.0f}/s")
        before = count
        size = json.loads(output([*DAYCITE, "collections", "size", str(notes), "--json"], data))
        table.row(f"data folder, {passages:,} passages", f"{sum(size.values()) / 1e6:.0f} MB")
        with serving(notes, data) as server:
            medians[passages] = _searches(table, server, passages, count)
            table.row(
                f"server's peak memory, {passages:,} passages", f"{server.peak_megabytes():.0f} MB", bar="< 1,200 MB"
            )
    ratio = medians[100_000] / medians[1_000]
    beside = f"1,000 passages: {medians[1_000]:.1f} ms"
    table.row("search p50, 100,000 passages", f"{medians[100_000]:.1f} ms", beside, f"{ratio:.2f}", "≤ 3")


def _searches(table: Table, server: Server, passages: int, notes: int) -> float:
    """Times of a warm POST /search, without and with windows -> the median without."""
    server.times(list(_bodies(50, lambda: {})))
    plain = server.times(list(_bodies(_SEARCHES, lambda: {})))
    p50, p99 = plain[len(plain) // 2], plain[int(len(plain) * 0.99)]
    table.row(f"warm POST /search, {passages:,} passages, p50 / p99", f"{p50:.1f} / {p99:.1f} ms",
              bar="12 / 40 ms" if passages == 20_000 else "")  # fmt: skip
    for share in (0.01, 0.9):
        last = FIRST_DAY + timedelta(days=max(int(notes * share) - 1, 0))
        window = {"from": FIRST_DAY.isoformat(), "to": last.isoformat()}
        took = server.times(list(_bodies(_SEARCHES, lambda window=window: window)))  # type: ignore[misc]
        middle = took[len(took) // 2]
        table.row(
            f"the same in a window of {share:.0%}",
            f"{middle:.1f} ms",
            f"{p50:.1f} ms",
            f"{middle / p50:.2f}",
            "≤ 2" if passages == 20_000 else "",
        )
    return p50


def _bodies(count: int, more: Callable[[], dict[str, str]]) -> Iterator[dict[str, object]]:
    for number in range(count):
        yield {"question": f"{QUESTIONS[number % len(QUESTIONS)]} {number}", **more()}


def _machine() -> str:
    import os

    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":")[1].strip()
            for line in info.read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ]
        model = names[0] if names else platform.machine()
    return f"{os.cpu_count()} cores of {model}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
