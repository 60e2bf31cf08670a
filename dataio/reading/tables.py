"""What a file is read as, whatever its format: tables, each with named columns and rows of texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol


class FileFormat(StrEnum):
    """How a table is written."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    JSON = "json"
    NDJSON = "ndjson"


class Encoding(StrEnum):
    """How text is written as bytes."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    CP1252 = "cp1252"


class Record(NamedTuple):
    """One row that is not blank: a text for each column, empty where there is none.

    `number` is the row's as a spreadsheet counts (the file's first row is 1, so the first below a usual header is 2);
    in JSON the object's place, beginning with 1. A nested value of JSON is its JSON text. Dates and times of sheets are
    ISO 8601, numbers in their shortest notation, truth values `true` and `false`.
    """

    number: int
    cells: Sequence[str]


@dataclass(frozen=True)
class ReadingOptions:
    """What a person says of a file in place of what was detected; None: detect it."""

    encoding: Encoding | None = None
    delimiter: str | None = None
    # As a spreadsheet counts; 0: there is none, and columns are called “Column 1” and so on.
    header_row: int | None = None


class Table(Protocol):
    """One table of a file."""

    # A member of an archive, a sheet, a key of JSON; empty for a file's only table.
    name: str
    format: FileFormat
    # Of texts alone.
    encoding: Encoding | None
    delimiter: str | None
    header_row: int | None
    # Names that differ: blank ones are “Column 3”, repeated ones “Status (2)”.
    columns: Sequence[str]
    # What was noticed on the way, for a person to read: “row 17 has 8 cells, the header 9”.
    warnings: Sequence[str]

    def records(self) -> Iterator[Record]:
        """The rows from the first one on, each time anew, as they are read. Raises InvalidFile with row and reason."""

    def progress(self) -> float:
        """How much of the table's source `records` has read, between 0 and 1; 1 when it has come to the end."""


@dataclass(frozen=True)
class ReadFile:
    """A file, open for reading: its tables, and members of an archive that are none, by the reason."""

    tables: Sequence[Table]
    left_out: Mapping[str, str]
