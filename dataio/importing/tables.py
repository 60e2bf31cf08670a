"""A CSV file as a table, or a clear reason why it is none."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from jobtracker.errors import InvalidFile, RowProblem

DELIMITERS = ",;\t"
MAX_COLUMNS = 200


@dataclass(frozen=True)
class Row:
    """One row that is not blank. `number` counts as a spreadsheet does: the header is row 1."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A header with names that differ, and rows that have a cell for each."""

    header: list[str]
    rows: list[Row]


def read_csv(content: bytes) -> Table:
    """Read CSV text in UTF-8, separated by commas, semicolons or tabs.

    Raises InvalidFile, with the row where it can be named, for what is no such table.
    """
    records = _records(_decoded(content))
    first = next(records, None)
    if first is None:
        raise InvalidFile("The file is empty.", code="empty_file")
    header = [name.strip() for name in first[1]]
    _check_header(header)

    rows: list[Row] = []
    ragged: list[RowProblem] = []
    for number, cells in records:
        if len(rows) == settings.MAX_IMPORT_ROWS:
            limit = f"{settings.MAX_IMPORT_ROWS:,}"
            raise InvalidFile(f"The file has more than {limit} rows. Split it.", code="too_many_rows")
        if len(cells) != len(header):
            message = f"This row has {len(cells)} cells, the header {len(header)}. Is a quote or a separator missing?"
            ragged.append({"row": number, "column": "", "code": "ragged_row", "message": message, "value": ""})
        rows.append(Row(number, cells))
    if ragged:
        raise InvalidFile("Some rows do not fit the header.", ragged)
    if not rows:
        raise InvalidFile("The file has a header and no rows.", code="no_rows")
    return Table(header, rows)


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise InvalidFile("This is not a CSV file: it has NUL characters. Save the sheet as CSV (UTF-8).")
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"Line {line} is not UTF-8 text. Save the sheet as CSV (UTF-8)."
        raise InvalidFile(message, code="invalid_encoding") from None


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank. Their numbers begin with 1 and count the blank ones."""
    first_line = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            if any(cell.strip() for cell in record):
                yield number, record
    except csv.Error as error:
        row: RowProblem = {
            "row": number + 1,
            "column": "",
            "code": "malformed_csv",
            "message": f"The row cannot be read as CSV: {error}.",
            "value": "",
        }
        raise InvalidFile(f"Row {number + 1} cannot be read as CSV: {error}.", [row]) from None


def _check_header(header: list[str]) -> None:
    if len(header) > MAX_COLUMNS:
        raise InvalidFile(f"The file has {len(header):,} columns; {MAX_COLUMNS} are allowed.", code="too_many_columns")
    repeated = [name for name, count in Counter(filter(None, header)).items() if count > 1]
    if repeated:
        message = f"Two columns are called “{repeated[0]}”. Give each its own name."
        raise InvalidFile(message, code="repeated_column")
