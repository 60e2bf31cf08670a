"""A list of postings or applications as a PDF: the rows and columns of an export, as a table over pages."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from shutil import copyfileobj
from typing import Any, BinaryIO, Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.template.loader import render_to_string

from accounts.models import User
from dataio.exporting.rows import ndjson_of
from dataio.reports.fonts import covered, is_right_to_left, missing_scripts
from dataio.reports.reading import cut
from dataio.reports.rendering import Progress, rendered
from dataio.resources import Column, Kind, Resource
from jobtracker.days import today_in
from jobtracker.errors import DomainError, InvalidInput

# Measured: docs/report.md.
MAX_ROWS: Final = 8_000
MAX_COLUMNS: Final = 10
# More of them lie on wide pages.
_UPRIGHT_COLUMNS: Final = 6
_MAX_CELL: Final = 300
_MAX_LINES: Final = 20
_ROWS_PER_PAGE: Final = 14
# Where none are named: what one reads a printed list for. A PDF has no room for all.
USUAL_COLUMNS: Final = {
    "jobs": ("title", "company", "locations", "source", "posted_on", "deadline_on"),
    "applications": ("applied_on", "title", "company", "locations", "status", "history"),
}
_WEIGHTS: Final = {Kind.DAY: 4, Kind.INSTANT: 4, Kind.WHOLE_NUMBER: 2, Kind.AMOUNT: 3, Kind.FLAG: 2, Kind.PARTS: 8}
_USUAL_WEIGHT: Final = 5
# As `dataio.exporting.expressions.Instant` writes it.
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: lines, and whether the first begins at the right."""

    lines: Sequence[str]
    is_right_to_left: bool


def columns_for_pdf(resource: Resource, names: Sequence[str]) -> Sequence[Column]:
    """The columns of these names, or the usual ones. Raises InvalidInput on `fields`, also for more than fit."""
    columns = resource.chosen(names or USUAL_COLUMNS[resource.name])
    if len(columns) > MAX_COLUMNS:
        raise InvalidInput("fields", "too_many", f"A PDF has room for {MAX_COLUMNS} columns; {len(columns)} are named.")
    return columns


def write_list(
    rows: QuerySet[Any],
    columns: Sequence[Column],
    *,
    resource: Resource,
    owner: User,
    file: BinaryIO,
    told: Progress,
    paper: str = "a4",
) -> None:
    """Write the rows, in their order, as a table of these columns (`columns_for_pdf`) into `file`.

    `told` hears how many rows are done, as far as one can say, of how many, and ends the work by raising. Raises
    DomainError for more than MAX_ROWS rows, and as `dataio.reports.rendering.rendered` does.
    """
    zone = ZoneInfo(owner.time_zone)
    cells = list(_cells(rows, columns, zone))
    total = sum(_weight(column) for column in columns)
    context = {
        "title": resource.name.capitalize(),
        "name": owner.get_short_name(),
        "made_on": today_in(zone),
        "paper": paper,
        "is_wide": len(columns) > _UPRIGHT_COLUMNS,
        "columns": [(column.name.replace("_", " ").capitalize(), 100 * _weight(column) / total) for column in columns],
        "rows": cells,
    }
    html = render_to_string("reports/list.html", context)
    missing = missing_scripts(html, covered())
    if missing:
        html = render_to_string("reports/list.html", context | {"missing": missing})

    def progress(done: int, whole: int) -> None:
        told(done * len(cells) // whole, len(cells))

    with rendered(html, expected_pages=1 + len(cells) // _ROWS_PER_PAGE, progress=progress) as content:
        copyfileobj(content, file)


def _weight(column: Column) -> int:
    return _WEIGHTS.get(column.kind, _USUAL_WEIGHT)


def _cells(rows: QuerySet[Any], columns: Sequence[Column], zone: ZoneInfo) -> Iterator[list[Cell]]:
    """The cells of each row."""
    number = 0
    with closing(ndjson_of(rows[: MAX_ROWS + 1], columns)) as blocks:
        for line in (line for block in blocks for line in block.decode().split("\n")[:-1]):
            number += 1
            if number > MAX_ROWS:
                message = f"A PDF has room for {MAX_ROWS:,} rows, and this list has more. Choose fewer by filters."
                raise DomainError("list_too_large", message)
            values = json.loads(line)
            yield [_cell(values[column.name], column.kind, zone) for column in columns]


def _cell(value: Any, kind: Kind, zone: ZoneInfo) -> Cell:
    lines = [cut(line, _MAX_CELL) for line in _lines(value, kind, zone)]
    if len(lines) > _MAX_LINES:
        lines = [*lines[:_MAX_LINES], f"… and {len(lines) - _MAX_LINES} more"]
    return Cell(lines, is_right_to_left(lines[0]) if lines else False)


def _lines(value: Any, kind: Kind, zone: ZoneInfo) -> list[str]:
    if value is None or value == "":
        return []
    if kind == Kind.PARTS:
        return [" · ".join(filter(None, (_said(member, zone) for member in part.values()))) for part in value]
    if kind == Kind.TEXTS:
        return [", ".join(value)]
    if kind == Kind.DAY:
        return [_day(date.fromisoformat(value))]
    if kind == Kind.INSTANT:
        return [_said(value, zone)]
    if kind == Kind.FLAG:
        return ["yes" if value else "no"]
    return [" ".join(str(value).split())]


def _said(value: Any, zone: ZoneInfo) -> str:
    """One member of a part; what is itself made of parts is left to files."""
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return _day(datetime.fromisoformat(value).astimezone(zone).date())
    return "" if value is None or isinstance(value, list | dict) else " ".join(str(value).split())


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
