"""Tables in memory, and reading them."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from dataio.layouts.interpreting import Interpreter
from dataio.layouts.reading import Recognised, RowReading
from dataio.layouts.recognising import recognise
from dataio.reading.tables import Encoding, FileFormat, Record

BERLIN = ZoneInfo("Europe/Berlin")


class MemoryTable:
    """A table whose rows are at hand."""

    name = ""
    encoding: Encoding | None = None
    delimiter: str | None = ","
    header_row: int | None = 1
    warnings: Sequence[str] = ()

    def __init__(
        self, columns: Sequence[str], rows: Sequence[Sequence[str]], file_format: FileFormat = FileFormat.CSV
    ) -> None:
        self.columns = columns
        self.format = file_format
        self._rows = rows

    def records(self) -> Iterator[Record]:
        """The rows; the header is the file's first."""
        return (Record(number, row) for number, row in enumerate(self._rows, start=2))

    def progress(self) -> float:
        """It is all there."""
        return 1.0


def table_of(text: str) -> MemoryTable:
    """A CSV text as Python reads it."""
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    columns, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return MemoryTable(columns, rows)


def example(name: str) -> MemoryTable:
    """The example of docs/import-layouts.md that is marked with this name."""
    page = (Path(settings.BASE_DIR) / "docs" / "import-layouts.md").read_text(encoding="utf-8")
    found = re.search(rf"^```csv {re.escape(name)}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert found, f"The page has no example “{name}”."
    return table_of(found[1])


def read(
    table: MemoryTable, *, currency: str = "EUR", stages: Mapping[str, str] | None = None
) -> tuple[Recognised, list[RowReading]]:
    """What the table is recognised as, and its rows, for a person in Berlin."""
    recognised = recognise(table)
    is_json = table.format is FileFormat.NDJSON
    interpreter = Interpreter(
        table.columns, recognised.map, time_zone=BERLIN, currency=currency, stages=stages, lists_are_json=is_json
    )
    return recognised, [interpreter.read(record) for record in table.records()]
