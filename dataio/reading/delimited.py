"""Tables of text whose cells are parted by a delimiter: CSV and its kin."""

import csv
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, TextIO

from django.conf import settings

from dataio.cells import unguarded
from dataio.reading.delimiters import delimiter_of
from dataio.reading.encodings import Text
from dataio.reading.headers import find_header
from dataio.reading.limits import (
    MAX_CELL_CHARACTERS,
    MAX_ROW_CHARACTERS,
    SAMPLE_BYTES,
    SAMPLE_ROWS,
)
from dataio.reading.problems import BadRows, bad_row, nul_character, ragged_row, row_problem, too_many_rows
from dataio.reading.tables import Encoding, FileFormat, ReadingOptions, Record
from jobtracker.errors import InvalidFile, RowProblem

# Rows as the csv module reads them, blank ones too, with their numbers.
Rows = Iterator[tuple[int, list[str]]]


class DelimitedTable:
    """A table of a text file. Opening it reads the first rows; raises InvalidFile where they are none."""

    def __init__(self, text: Text, name: str, options: ReadingOptions) -> None:
        delimiter = delimiter_of(text, options.delimiter)
        self._text = text
        self._delimiter = delimiter.character
        self._has_sep_line = delimiter.has_sep_line
        self.name = name
        self.format = FileFormat.TSV if delimiter.character == "\t" else FileFormat.CSV
        self.encoding: Encoding | None = text.encoding
        self.delimiter: str | None = delimiter.character
        self._stream: TextIO | None = None
        header = find_header(self._first_rows(), options.header_row, is_sheet=False)
        self._header_row = header.row
        self.header_row: int | None = header.row
        self.columns = header.names
        self.warnings = header.warnings
        if next(self.records(), None) is None:
            raise InvalidFile("The file has a header and no rows.", code="no_rows")
        self._stream = None

    def records(self) -> Iterator[Record]:
        """The rows below the header. Raises InvalidFile, with the rows where they can be named."""
        above, width = self._header_row, len(self.columns)
        bad = BadRows(self.name)
        has_nul = self._text.has_nul
        count = 0
        with self._text.open() as stream:
            self._stream = stream
            for number, cells in self._rows(stream):
                if number <= above or not any(map(str.strip, cells)):
                    continue
                if len(cells) != width:
                    if len(cells) < width or any(map(str.strip, cells[width:])):
                        bad.add(ragged_row(number, len(cells), width))
                        continue
                    del cells[width:]
                if has_nul and any("\0" in cell for cell in cells):
                    bad.add(nul_character(number, self.columns, cells))
                # What comes behind a bad row is read only to find others.
                if bad:
                    continue
                count += 1
                if count > settings.MAX_IMPORT_ROWS:
                    raise too_many_rows(self.name)
                yield Record(number, [unguarded(cell) if cell[:1] == "'" else cell for cell in cells])
        bad.refuse()

    def progress(self) -> float:
        """How much of the text has been read, between 0 and 1."""
        if self._stream is None:
            return 0.0
        return 1.0 if self._stream.closed else self._text.progress(self._stream)

    def _first_rows(self) -> list[tuple[int, Sequence[str]]]:
        """Some rows, and none that cannot be read behind others that can: `records` says what is wrong with it."""
        rows: list[tuple[int, Sequence[str]]] = []
        size = 0
        with self._text.open() as stream:
            try:
                for number, cells in self._rows(stream):
                    rows.append((number, cells))
                    size += sum(map(len, cells))
                    if number == SAMPLE_ROWS or size > SAMPLE_BYTES:
                        break
            except InvalidFile:
                if not any(any(map(str.strip, cells)) for _, cells in rows):
                    raise
        return rows

    def _rows(self, stream: TextIO) -> Rows:
        # Of the whole process, which has no other use for it.
        csv.field_size_limit(MAX_CELL_CHARACTERS)
        if self._has_sep_line:
            stream.readline()
        lines = _Lines(stream)
        number = 0
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        try:
            for number, cells in enumerate(reader, start=1):
                lines.end_row()
                yield number, cells
        except csv.Error as error:
            raise bad_row(_unreadable(number + 1, error, lines.in_row), self.name) from None
        except _RowTooLong:
            message = f"Row {number + 1} has more than {MAX_ROW_CHARACTERS:,} characters. Is a quote left open?"
            problem = row_problem(number + 1, "row_too_long", message)
            raise bad_row(problem, self.name) from None


class _RowTooLong(Exception):
    """More characters than a row may have."""


class _Lines:
    """The lines of a stream, none of them and no row of them longer than a row may be."""

    def __init__(self, stream: TextIO) -> None:
        self._lines: Final = iter(partial(stream.readline, MAX_ROW_CHARACTERS), "")
        self._size = 0
        # Lines since the last row's end.
        self.in_row = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._size += len(line)
            self.in_row += 1
            if self._size >= MAX_ROW_CHARACTERS:
                raise _RowTooLong
            yield line

    def end_row(self) -> None:
        """Begin to count the next row's characters."""
        self._size = self.in_row = 0


def _unreadable(number: int, error: csv.Error, lines: int) -> RowProblem:
    reason = str(error)
    if "field limit" in reason:
        message = f"Row {number} has a cell of more than {MAX_CELL_CHARACTERS:,} characters."
        if lines > 1:
            message += " It goes over several lines: is a quote left open?"
        return row_problem(number, "cell_too_long", message)
    if "unexpected end" in reason:
        message = f"A quote that opens in row {number} is never closed."
    else:
        message = f"In row {number} text follows a closing quote; a quote within a cell must be doubled."
        if lines > 1:
            message += " Or is a quote left open that begins there?"
    return row_problem(number, "malformed_csv", message)
