"""Rows as an XLSX workbook of one sheet, written row by row: memory does not grow with their number.

The database hands its rows over at its own speed, into a temporary file; writing a sheet takes many times as long, and
keeps no snapshot of it. A text is a text and never a formula, a link or a number; it has the guard of CSV's cells
nevertheless, for who saves the sheet as CSV. What a cell cannot hold goes on in further columns (docs/export.md).
"""

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO, Final

from django.db.models import QuerySet
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dataio.cells import list_cell, safe_cell
from dataio.exporting.rows import ndjson_of
from dataio.resources import Column, Kind
from jobtracker.errors import Conflict

# Excel's limits: rows below the header, and of a cell's text its UTF-16 code units.
MAX_ROWS: Final = 1_048_575
MAX_CELL: Final = 32_767
# A double holds every number of so many digits exactly.
_EXACT_DIGITS: Final = 15
# Before this day Excel's calendar has one that never was.
_FIRST_DAY: Final = date(1900, 3, 1)
_TELL_EVERY: Final = 200
_WIDTHS: Final = {Kind.TEXT: 24, Kind.TEXTS: 24, Kind.PARTS: 24, Kind.INSTANT: 28}
_USUAL_WIDTH: Final = 12
# No XML holds these characters; a sheet has signs for them, and one for an underscore that would begin such a sign.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LIKE_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

Cell = str | int | float | bool | date
Told = Callable[[int, int], object]


def write_sheet(rows: QuerySet[Any], columns: Sequence[Column], *, name: str, file: BinaryIO, told: Told) -> None:
    """Write the rows into `file` as a workbook whose sheet is called `name`.

    `told` hears now and then how many rows are written, of how many. Raises Conflict for more than a sheet holds.
    """
    with tempfile.TemporaryFile(prefix="jobtracker-") as spool:
        total = 0
        with closing(ndjson_of(rows, columns)) as blocks:
            for block in blocks:
                total += block.count(b"\n")
                if total > MAX_ROWS:
                    message = f"A sheet has room for {MAX_ROWS:,} rows. Narrow the list down, or export it as CSV."
                    raise Conflict("too_many_rows", message)
                spool.write(block)
                told(0, total)
        parts = dict.fromkeys((column.name for column in columns), 1)
        for row in _read(spool, columns):
            for column, cells in zip(columns, row, strict=True):
                parts[column.name] = max(parts[column.name], len(cells))
        with Workbook(file, {"constant_memory": True}) as book:
            sheet = _Sheet(book, name, columns, parts)
            for number, row in enumerate(_read(spool, columns), start=1):
                sheet.write(number, row)
                if number % _TELL_EVERY == 0:
                    told(number, total)
            sheet.finish(total)


def cells_of(kind: Kind, value: Any) -> list[Cell]:
    """The cells of one value of JSON: none where it is empty, and several where its text is longer than a cell."""
    if value is None or value in ("", []):
        return []
    if kind is Kind.FLAG or (kind is Kind.WHOLE_NUMBER and abs(value) < 10**_EXACT_DIGITS):
        return [value]
    if kind is Kind.AMOUNT and len(Decimal(value).as_tuple().digits) <= _EXACT_DIGITS:
        return [float(value)]
    if kind is Kind.DAY and (day := date.fromisoformat(value)) >= _FIRST_DAY:
        return [day]
    if kind is Kind.TEXTS:
        value = list_cell(value)
    elif kind is Kind.PARTS:
        value = json.dumps(value, ensure_ascii=False)
    # An apostrophe takes the room of a code unit.
    return [safe_cell(part) for part in _parts(str(value), MAX_CELL - 1)]


def _parts(text: str, size: int) -> Iterator[str]:
    """The text in parts of at most so many UTF-16 code units."""
    if len(text) * 2 <= size:
        yield text
        return
    units = text.encode("utf-16-le")
    begin = 0
    while begin < len(units):
        end = begin + size * 2
        # Not between the two halves of one character.
        if end < len(units) and 0xD8 <= units[end - 1] < 0xDC:
            end -= 2
        yield units[begin:end].decode("utf-16-le")
        begin = end


def _read(spool: Any, columns: Sequence[Column]) -> Iterator[list[list[Cell]]]:
    """The cells of each row that was kept."""
    spool.seek(0)
    for line in spool:
        values = json.loads(line)
        yield [cells_of(column.kind, values[column.name]) for column in columns]


class _PlainSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter comes without types
    """A sheet in which no text is taken for markup, nor for the sign of a character.

    XlsxWriter copies a text that begins with `<r>` and ends with `</r>` into the sheet as it is: it marks rich text so.
    """

    @staticmethod
    def _escape_control_characters(data: Any) -> Any:
        """A text with the signs of a sheet; XlsxWriter overlooks one that shares an underscore with the one before."""
        if not isinstance(data, str):
            return data
        return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", _LIKE_ESCAPE.sub("_x005F_", data))

    def _xml_rich_inline_string(self, string: str, attributes: Any) -> None:
        self._xml_inline_string(string, True, attributes)


class _Sheet:
    """A sheet with a header that stays in sight."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[Column], parts: Mapping[str, int]) -> None:
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        bold = book.add_format({"bold": True})
        self._sheet = book.add_worksheet(name, worksheet_class=_PlainSheet)
        self._sheet.freeze_panes(1, 0)
        self._places: list[int] = []
        names: list[str] = []
        for column in columns:
            self._places.append(len(names))
            names += [column.name, *(f"{column.name} ({part})" for part in range(2, parts[column.name] + 1))]
            self._sheet.set_column(self._places[-1], len(names) - 1, _WIDTHS.get(column.kind, _USUAL_WIDTH))
        for place, text in enumerate(names):
            self._sheet.write_string(0, place, text, bold)
        self._last_column = len(names) - 1

    def write(self, number: int, row: Sequence[Sequence[Cell]]) -> None:
        """One row, below the header, which is row 0."""
        for place, cells in zip(self._places, row, strict=True):
            for offset, cell in enumerate(cells):
                self._put(number, place + offset, cell)

    def _put(self, row: int, column: int, cell: Cell) -> None:
        match cell:
            case str():
                self._sheet.write_string(row, column, cell)
            case bool():
                self._sheet.write_boolean(row, column, cell)
            case int() | float():
                self._sheet.write_number(row, column, cell)
            case _:
                self._sheet.write_datetime(row, column, cell, self._day)

    def finish(self, rows: int) -> None:
        """Let all of it be filtered."""
        self._sheet.autofilter(0, 0, rows, self._last_column)
