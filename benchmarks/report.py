"""What was measured, as a table for the terminal and the documentation: each figure beside its bar."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.bulk import Measured
from benchmarks.load import Load
from benchmarks.probes import Probe

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_BEGIN, _END = "<!-- make bench: begin -->", "<!-- make bench: end -->"

# The bars. Times in milliseconds.
TIMES_FLOOR, PLUS_FLOOR = 3, 10
TIMES_FIRST, PLUS_FIRST, BUFFERS_FIRST = 1.2, 2, 1.2
CONNECTIONS_OF_BAR, P95_OF_BAR, RATE_OF_BAR = 100, 500, 1000 / 60


def verdict(probe: Probe, first: Probe | None) -> str:
    """Whether a warm line meets its bars, or which it does not; `first` is page 1 of a deep page."""
    missed = []
    if not probe.is_same:
        missed.append("other rows than the SQL")
    if probe.ours.p95 > probe.most_warm:
        missed.append(f"p95 > {probe.most_warm:.0f}")
    if probe.ours.median > TIMES_FLOOR * probe.floor.median + PLUS_FLOOR:
        missed.append(f"p50 > {TIMES_FLOOR} × SQL + {PLUS_FLOOR}")
    if first is not None:
        if probe.ours.median > TIMES_FIRST * first.ours.median + PLUS_FIRST:
            missed.append(f"p50 > {TIMES_FIRST} × page 1 + {PLUS_FIRST}")
        if probe.buffers > BUFFERS_FIRST * first.buffers:
            missed.append(f"buffers > {BUFFERS_FIRST} × page 1")
    return "not yet: " + ", ".join(missed) if missed else "pass"


def warm_table(probes: Sequence[Probe]) -> str:
    """Every line, warm."""
    first = {probe.name: probe for probe in probes if probe.page == 1}
    rows = [
        (
            probe.name,
            "" if probe.page is None else str(probe.page),
            f"{probe.ours.median:.1f}",
            f"{probe.ours.p95:.1f}",
            f"{probe.floor.median:.1f}",
            f"{probe.floor.p95:.1f}",
            f"{probe.ours.median / probe.floor.median:.1f}",
            f"{probe.buffers:,}",
            f"{probe.floor_buffers:,}",
            "table" if probe.reads_whole_table else "index",
            verdict(probe, None if probe.page == 1 else first.get(probe.name)),
        )
        for probe in probes
    ]
    heads = ("line", "page", "p50", "p95", "SQL p50", "SQL p95", "ratio", "buffers", "SQL buffers", "by", "bars")
    return _table(heads, rows, left=(0, 9, 10))


def cold_table(probes: Sequence[Probe]) -> str:
    """The lines that were measured cold."""
    rows = [
        (
            probe.name,
            "" if probe.page is None else str(probe.page),
            f"{probe.ours_cold.median:.0f}",
            f"{probe.ours_cold.worst:.0f}",
            f"{probe.floor_cold.median:.0f}",
            f"{probe.floor_cold.worst:.0f}",
            _cold_verdict(probe),
        )
        for probe in probes
        if probe.ours_cold.measured
    ]
    return _table(("line", "page", "median", "worst", "SQL median", "SQL worst", "bars"), rows, left=(0, 6))


def load_table(loads: Sequence[Load]) -> str:
    """Requests a second."""
    rows = [
        (
            load.name,
            str(load.connections),
            f"{load.requests_per_second:.0f}",
            f"{load.p50:.0f}",
            f"{load.p95:.0f}",
            f"{load.p99:.0f}",
            str(load.errors),
            _load_verdict(load),
        )
        for load in loads
    ]
    return _table(("list of", "connections", "requests/s", "p50", "p95", "p99", "errors", "bars"), rows, left=(0, 7))


def bulk_table(results: Sequence[Measured]) -> str:
    """A thousand rows in one statement, and in one request where there is one."""
    rows = [
        (
            result.change.name,
            f"{result.ours.median:.0f}",
            f"{result.floor.median:.1f}",
            f"{result.floor.p95:.1f}",
            f"{result.ours.median / result.floor.median:.1f}",
            _bulk_verdict(result),
        )
        for result in results
    ]
    return _table(("1,000 postings", "p50", "SQL p50", "SQL p95", "ratio", "bars"), rows, left=(0, 5))


def machine(load_before: float) -> str:
    """What it ran on, and how busy that was with this and with other things."""
    names = (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name"))
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({next(names, platform.machine())}), "
        f"{memory / 1024**2:.0f} GB, Python {platform.python_version()}; load average {load_before:.1f} at the start, "
        f"{os.getloadavg()[0]:.1f} at the end."
    )


def write_page(fragment: str) -> None:
    """Put `fragment` into the documentation, in the place of the one before."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    after = rest.partition(_END)[2]
    PAGE.write_text(f"{before}{_BEGIN}\n\n{fragment.strip()}\n\n{_END}{after}", encoding="utf-8")


def _cold_verdict(probe: Probe) -> str:
    if probe.most_cold is None:
        return ""
    return "pass" if probe.ours_cold.worst <= probe.most_cold else f"not yet: > {probe.most_cold:.0f}"


def _load_verdict(load: Load) -> str:
    missed = []
    if load.requests_per_second < RATE_OF_BAR:
        missed.append("fewer than 1,000 a minute")
    if load.connections == CONNECTIONS_OF_BAR and load.p95 > P95_OF_BAR:
        missed.append(f"p95 > {P95_OF_BAR}")
    if load.errors:
        missed.append("errors")
    return "not yet: " + ", ".join(missed) if missed else "pass"


def _bulk_verdict(result: Measured) -> str:
    most = result.change.most_times
    return "pass" if result.ours.median <= most * result.floor.median else f"not yet: > {most} ×"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], left: Sequence[int]) -> str:
    """A Markdown table whose columns are aligned for a terminal, too; `left` are the columns of words."""
    rows = list(rows)
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    rules = ["-" * width if place in left else "-" * (width - 1) + ":" for place, width in enumerate(widths)]

    def line(cells: Sequence[str]) -> str:
        aligned = (
            cell.ljust(width) if place in left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join(aligned)} |"

    return "\n".join(line(cells) for cells in (heads, rules, *rows))


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
