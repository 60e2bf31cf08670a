"""Which row of a table names its columns, and names that differ."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dataio.reading.limits import MAX_COLUMNS, MAX_NAME_CHARACTERS, MAX_PREAMBLE_ROWS
from jobtracker.errors import InvalidFile

# What is a value and no name: an address, a day, an amount. Names with digits in them are names: “2nd interview”.
_VALUE: Final = re.compile(
    r"(https?://|www\.)\S+"
    r"|[^\s@]+@[^\s@]+\.[^\s@]+"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*"
    r"|[-+]?[$€£]?\s*\d[\d.,\s]*[kKmM%]?",
    re.DOTALL,
)
_MAX_NAME_LIKE: Final = 100


@dataclass(frozen=True)
class Header:
    """The columns' names, and the number of the row that has them; 0: none does."""

    row: int
    names: Sequence[str]
    warnings: Sequence[str]


def find_header(rows: Sequence[tuple[int, Sequence[str]]], chosen: int | None, *, is_sheet: bool) -> Header:
    """The header of a table that begins with these rows, each with its number; some may be blank.

    It is the row that was chosen, else the first that has a cell in most columns and no value in any; there is none
    when the first such row has values. A row of a sheet ends with its last cell; one of a text says itself how many
    cells it has. Raises InvalidFile where there are no rows, or too many columns.
    """
    filled = [(number, _trimmed(cells)) for number, cells in rows if any(map(str.strip, cells))]
    if not filled:
        raise InvalidFile("The sheet is empty." if is_sheet else "The file is empty.", code="empty_file")
    widths = Counter(len(cells) for _, cells in filled)
    usual = max(widths, key=lambda width: (widths[width], width))
    widest = max(widths)
    if chosen is None:
        chosen = _found(filled, usual)
    if not chosen:
        _check_width(widest)
        return Header(0, [f"Column {place}" for place in range(1, widest + 1)], ["No row names the columns."])
    cells = next((cells for number, cells in filled if number == chosen), None)
    if cells is None:
        raise InvalidFile(f"Row {chosen} cannot be the header: it is blank, or too far down.", code="invalid_header")
    _check_width(len(cells))
    below = [len(other) for number, other in filled if number > chosen]
    # Cells behind the last name are columns without one where something stands below them.
    width = max([len(cells), *below])
    if not is_sheet:
        width = min(width, next(len(row) for number, row in rows if number == chosen))
    _check_width(width)
    above = [number for number, _ in filled if number < chosen]
    warnings = [f"What stands above row {chosen}, the header, is not read."] if above else []
    return Header(chosen, distinct_names([*cells, *[""] * (width - len(cells))]), warnings)


def distinct_names(names: Iterable[str]) -> list[str]:
    """Names of columns that differ: blank ones are “Column 3”, repeated ones “Status (2)”."""
    taken: set[str] = set()
    result = []
    for place, written in enumerate(names, start=1):
        name = " ".join(written.replace("\0", "").split())[:MAX_NAME_CHARACTERS] or f"Column {place}"
        other, count = name, 1
        while other in taken:
            count += 1
            other = f"{name} ({count})"
        taken.add(other)
        result.append(other)
    return result


def too_many_columns(count: int) -> InvalidFile:
    """The refusal of a table with so many columns."""
    return InvalidFile(f"The table has {count:,} columns; {MAX_COLUMNS} are allowed.", code="too_many_columns")


def _found(filled: Sequence[tuple[int, Sequence[str]]], usual: int) -> int:
    for number, cells in filled[:MAX_PREAMBLE_ROWS]:
        written = [cell.strip() for cell in cells if cell.strip()]
        if 2 * len(written) > usual:
            return 0 if any(_is_value(cell) for cell in written) else number
    return 0


def _is_value(cell: str) -> bool:
    return len(cell) > _MAX_NAME_LIKE or _VALUE.fullmatch(cell) is not None


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    """The cells up to the last that is not blank."""
    last = next(place for place in range(len(cells), 0, -1) if cells[place - 1].strip())
    return cells[:last]


def _check_width(width: int) -> None:
    if width > MAX_COLUMNS:
        raise too_many_columns(width)
