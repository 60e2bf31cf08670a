"""The geometry of charts: numbers into lengths. Templates draw them (`templates/reports/`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from analytics.selectors import Week

# Of the chart by weeks, in its own units.
WIDTH: Final = 700
HEIGHT: Final = 150
_LEFT, _TOP, _BOTTOM = 26, 14, 22
# More columns than this say less, and are too thin to print.
MAX_COLUMNS: Final = 60
_MAX_COLUMN_WIDTH: Final = 34.0
# So many columns leave room for a number above each.
_NUMBERED_COLUMNS: Final = 30
_LABEL_WIDTH: Final = 44
# How much wider a label with its year is.
_WITH_YEAR: Final = 1.5


@dataclass(frozen=True)
class Bar:
    """One bar of a chart of lengths: what it is of, its number, its length and its share, both of 100."""

    label: str
    number: int
    length: float
    share: float


def bars(numbers: Iterable[tuple[str, int]], *, whole: int) -> list[Bar]:
    """Bars, the longest as long as can be; their shares are of `whole`."""
    pairs = list(numbers)
    most = max((number for _, number in pairs), default=0)
    return [Bar(label, number, 100 * number / (most or 1), 100 * number / (whole or 1)) for label, number in pairs]


@dataclass(frozen=True)
class Column:
    """One column of a chart over time, in its units; `number` is what it stands for."""

    x: float
    y: float
    width: float
    height: float
    number: int

    @property
    def middle(self) -> float:
        """Where its number is centred."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Tick:
    """A place on an axis, and what is written there."""

    at: float
    label: str


@dataclass(frozen=True)
class Columns:
    """A chart over time."""

    columns: Sequence[Column]
    # From the bottom up, and from the left to the right.
    levels: Sequence[Tick]
    times: Sequence[Tick]
    # How many weeks a column stands for.
    weeks_each: int
    is_numbered: bool
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    base: int = HEIGHT - _BOTTOM


def columns_of(weeks: Sequence[Week]) -> Columns:
    """The chart of applications by week; of more than MAX_COLUMNS weeks, some following ones are a column together."""
    each = -(-len(weeks) // MAX_COLUMNS) or 1
    groups = [weeks[place : place + each] for place in range(0, len(weeks), each)]
    sums = [sum(week.applications for week in group) for group in groups]
    top = _round_up(max(sums, default=0))
    step = (WIDTH - _LEFT) / (len(groups) or 1)
    width = min(_MAX_COLUMN_WIDTH, step * 0.72)
    unit = (HEIGHT - _BOTTOM - _TOP) / top
    columns = [
        Column(
            x=round(_LEFT + place * step + (step - width) / 2, 2),
            y=round(HEIGHT - _BOTTOM - number * unit, 2),
            width=round(width, 2),
            height=round(number * unit, 2),
            number=number,
        )
        for place, number in enumerate(sums)
    ]
    levels = [Tick(round(HEIGHT - _BOTTOM - level * unit, 2), f"{level:,}") for level in _levels(top)]
    starts = [(column.middle, group[0].monday) for column, group in zip(columns, groups, strict=True)]
    return Columns(columns, levels, _times(starts), each, is_numbered=len(columns) <= _NUMBERED_COLUMNS)


def _round_up(number: int) -> int:
    """The end of an axis: 1, 2, 4 or a number of one digit and noughts that halves; not less than `number`."""
    size = 1
    while True:
        for digit in (1, 2, 4, 6, 8):
            if digit * size >= number:
                return digit * size
        size *= 10


def _levels(top: int) -> list[int]:
    return [0, top] if top == 1 else [0, top // 2, top]


def _times(starts: Sequence[tuple[float, date]]) -> list[Tick]:
    """Days under the first column and under others that leave room for them; the year where it is another one."""
    ticks: list[Tick] = []
    year, free_from = None, 0.0
    for at, monday in starts:
        room = _LABEL_WIDTH * (1 if monday.year == year else _WITH_YEAR)
        if at - room / 2 < free_from and ticks:
            continue
        shown = f"{monday.day} {monday:%b}" + (f" {monday.year}" if monday.year != year else "")
        ticks.append(Tick(at, shown))
        year, free_from = monday.year, at + room / 2
    return ticks
