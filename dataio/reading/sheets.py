"""Tables of XLSX workbooks: each visible sheet that has rows."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.conf import settings

from dataio.cells import unguarded
from dataio.reading.headers import distinct_names, find_header
from dataio.reading.limits import MAX_CELL_CHARACTERS, MAX_SHEET_ROWS, MAX_TABLES, SAMPLE_ROWS
from dataio.reading.problems import (
    BadRows,
    cell_too_long,
    in_table,
    nul_character,
    ragged_row,
    reason_of,
    too_many_rows,
    too_many_tables,
)
from dataio.reading.tables import Encoding, FileFormat, ReadingOptions, Record, Table
from dataio.reading.workbooks import Pieces, Sheet, Workbook, readable, workbook_of
from jobtracker.errors import InvalidFile

# Characters that XML cannot have, and what looks like one written so. Halves of characters stay as they are.
_ESCAPED: Final = re.compile(r"_x(?!D[89A-Fa-f])([0-9A-Fa-f]{4})_")
# What is wrong with a workbook as a whole, and not with a sheet.
_OF_WORKBOOK: Final = ("damaged_archive", "unsafe_archive", "too_large_unpacked", "row_too_long")
# As many digits Excel has; beyond them stands what its arithmetic left.
_EXCEL_DIGITS: Final = 15


class SheetTable:
    """A sheet of a workbook. Opening it reads the first rows; raises InvalidFile where there are none."""

    encoding: Encoding | None = None
    delimiter: str | None = None
    format = FileFormat.XLSX

    def __init__(self, workbook: Workbook, sheet: Sheet, name: str, options: ReadingOptions) -> None:
        self._workbook = workbook
        self._member = sheet.member
        self._source: Pieces | None = None
        self._size = workbook.archive.getinfo(sheet.member).file_size
        self.name = name
        rows = [row for row, _ in zip(self._rows(), range(SAMPLE_ROWS), strict=False)]
        header = find_header(rows, options.header_row, is_sheet=True)
        self._header_row = header.row
        self.header_row: int | None = header.row
        self.columns = header.names
        self.warnings = header.warnings
        if not any(number > header.row and any(map(str.strip, cells)) for number, cells in rows):
            raise InvalidFile("The sheet has a header and no rows.", code="no_rows")
        self._source = None

    def records(self) -> Iterator[Record]:
        """The rows below the header. Raises InvalidFile where one cannot be read, or has more cells than the header."""
        width = len(self.columns)
        count = 0
        bad = BadRows(self.name)
        for number, cells in self._rows():
            if number <= self._header_row:
                continue
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                bad.add(ragged_row(number, len(cells), width))
                continue
            cells = cells[:width] + [""] * (width - len(cells))
            if max(map(len, cells)) > MAX_CELL_CHARACTERS:
                bad.add(cell_too_long(number, self.columns, cells))
            if any("\0" in cell for cell in cells):
                bad.add(nul_character(number, self.columns, cells))
            if bad or not any(map(str.strip, cells)):
                continue
            count += 1
            if count > settings.MAX_IMPORT_ROWS:
                raise too_many_rows(self.name)
            yield Record(number, [unguarded(cell) if cell[:1] == "'" else cell for cell in cells])
        bad.refuse()

    def progress(self) -> float:
        """How much of the sheet has been read, between 0 and 1."""
        return 0.0 if self._source is None else min(1.0, self._source.size / self._size) if self._size else 1.0

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that are written in the sheet, with their numbers, up to the last cell that has something."""
        with readable(), self._workbook.archive.open(self._member) as member:
            self._source = Pieces(member)
            for count, (number, cells) in enumerate(self._workbook.rows(self._source), start=1):
                if count > MAX_SHEET_ROWS:
                    message = f"The sheet has more than {MAX_SHEET_ROWS:,} rows."
                    raise InvalidFile(in_table(self.name, message), code="too_many_rows")
                row = [""] * max((column for column, _ in cells), default=0)
                for column, value in cells:
                    row[column - 1] = _text_of(value)
                yield number, row


def sheet_tables(archive: zipfile.ZipFile, name: str, options: ReadingOptions) -> tuple[list[Table], dict[str, str]]:
    """The tables of a workbook, and sheets that are none, by the reason.

    `name` is the workbook's, empty where it stands alone. Raises InvalidFile where no sheet is a table.
    """
    with readable():
        workbook = workbook_of(archive)
    tables: list[Table] = []
    left_out: dict[str, str] = {}
    first_refusal: InvalidFile | None = None
    if len(workbook.sheets) > MAX_TABLES:
        raise too_many_tables(len(workbook.sheets))
    for sheet, distinct in zip(workbook.sheets, distinct_names(sheet.name for sheet in workbook.sheets), strict=True):
        full_name = f"{name} / {distinct}" if name else distinct
        if sheet.is_hidden:
            left_out[full_name] = "The sheet is hidden."
            continue
        try:
            tables.append(SheetTable(workbook, sheet, full_name, options))
        except InvalidFile as error:
            if error.code in _OF_WORKBOOK:
                raise
            first_refusal = first_refusal or error
            left_out[full_name] = reason_of(error)
    if not tables:
        raise first_refusal or InvalidFile("The workbook has no visible sheet.", code="empty_file")
    return tables, left_out


def _text_of(value: Any) -> str:
    """A cell's value as text."""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration_text(value)
    return str(value)


def _number_text(number: float) -> str:
    if number.is_integer() and abs(number) < 10**_EXCEL_DIGITS:
        return str(int(number))
    return f"{number:.{_EXCEL_DIGITS}g}"


def _duration_text(duration: timedelta) -> str:
    """Hours, minutes and seconds, as a sheet shows them."""
    seconds = round(abs(duration.total_seconds()))
    sign = "-" if duration < timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
