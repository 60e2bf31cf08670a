"""What is printed: a line that misses a bar says which one."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.probes import Probe, Times


def probe(ours: Sequence[float], floor: Sequence[float], *, page: int = 1, buffers: int = 100) -> Probe:
    return Probe(
        name="newest postings",
        page=page,
        path="/api/v1/jobs/",
        sql="SELECT",
        parameters={},
        is_cold_too=False,
        ours=Times(list(ours)),
        floor=Times(list(floor)),
        is_same=True,
        buffers=buffers,
    )


def test_95_of_100_rounds_stay_within_the_p95() -> None:
    assert Times([float(number) for number in range(100, 0, -1)]).p95 == 95
    assert Times([7.0, 5.0, 6.0]).p95 == 7


@pytest.mark.parametrize(
    ("ours", "floor", "expected"),
    [
        ([40.0] * 20, [10.0] * 20, "pass"),
        ([40.1] * 20, [10.0] * 20, "not yet: p50 > 3 × SQL + 10"),
        ([20.0] * 18 + [101.0] * 2, [10.0] * 20, "not yet: p95 > 100"),
        ([20.0] * 19 + [101.0], [10.0] * 20, "pass"),
    ],
)
def test_a_line_is_held_to_its_bars(ours: Sequence[float], floor: Sequence[float], expected: str) -> None:
    assert report.verdict(probe(ours, floor), first=None) == expected


def test_a_line_that_gives_other_rows_than_its_sql_does_not_pass() -> None:
    line = probe([1.0], [1.0])
    line.is_same = False

    assert report.verdict(line, first=None) == "not yet: other rows than the SQL"


@pytest.mark.parametrize(
    ("milliseconds", "buffers", "expected"),
    [
        (26.0, 120, "pass"),
        (26.1, 120, "not yet: p50 > 1.2 × page 1 + 2"),
        (26.0, 121, "not yet: buffers > 1.2 × page 1"),
    ],
)
def test_a_deep_page_costs_what_the_first_one_does(milliseconds: float, buffers: int, expected: str) -> None:
    deep = probe([milliseconds], [10.0], page=500, buffers=buffers)

    assert report.verdict(deep, first=probe([20.0], [10.0])) == expected


def test_new_tables_take_the_place_of_those_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(
        "Before.\n\n<!-- make bench: begin -->\nold\n<!-- make bench: end -->\n\nAfter.\n", encoding="utf-8"
    )
    monkeypatch.setattr(report, "PAGE", page)

    report.write_page("| new |")
    report.write_page("| newer |")

    assert page.read_text(encoding="utf-8") == (
        "Before.\n\n<!-- make bench: begin -->\n\n| newer |\n\n<!-- make bench: end -->\n\nAfter.\n"
    )
