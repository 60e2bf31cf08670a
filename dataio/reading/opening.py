"""Any file that people send, opened as tables: its content decides what it is, never its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dataio.reading.delimited import DelimitedTable
from dataio.reading.encodings import text_of
from dataio.reading.kinds import is_json, refuse_other_kinds
from dataio.reading.limits import SAMPLE_BYTES
from dataio.reading.objects import object_tables
from dataio.reading.tables import ReadFile, ReadingOptions
from jobtracker.errors import InvalidFile

AS_DETECTED = ReadingOptions()


@contextmanager
def open_file(path: Path, file_name: str, options: ReadingOptions = AS_DETECTED) -> Iterator[ReadFile]:
    """The tables of a file, to be read until the context ends; `file_name` is what its sender calls it.

    Raises InvalidFile for what is no table, is damaged or would take too much to read, and says what it is.
    """
    yield _opened(path, options)


def _opened(path: Path, options: ReadingOptions) -> ReadFile:
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    if not sample:
        raise InvalidFile("The file is empty.", code="empty_file")
    refuse_other_kinds(sample)
    text = text_of(path, options.encoding)
    with text.open() as stream:
        start = stream.read(SAMPLE_BYTES)
    if is_json(start):
        tables, left_out = object_tables(text, "")
        return ReadFile(tables, left_out)
    return ReadFile([DelimitedTable(text, "", options)], {})
