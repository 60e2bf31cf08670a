"""Any file that people send, opened as tables: its content decides what it is, never its name."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from dataio.reading.archives import is_workbook, open_archive, unpack
from dataio.reading.delimited import DelimitedTable
from dataio.reading.encodings import text_of
from dataio.reading.kinds import ZIP_MARKS, is_json, refuse_other_kinds
from dataio.reading.limits import SAMPLE_BYTES
from dataio.reading.members import member_tables, nested_archive, only_archive
from dataio.reading.objects import object_tables
from dataio.reading.sheets import sheet_tables
from dataio.reading.tables import ReadFile, ReadingOptions
from jobtracker.errors import InvalidFile

AS_DETECTED = ReadingOptions()


@contextmanager
def open_file(path: Path, file_name: str, options: ReadingOptions = AS_DETECTED) -> Iterator[ReadFile]:
    """The tables of a file, to be read until the context ends; `file_name` is what its sender calls it.

    A text's only table has no name; sheets, lists of JSON and members of archives have theirs. Raises InvalidFile for
    what is no table, is damaged or would take too much to read, and says what it is.
    """
    with ExitStack() as kept:
        yield _opened(path, file_name, "", options, kept)


def _opened(path: Path, file_name: str, name: str, options: ReadingOptions, kept: ExitStack) -> ReadFile:
    """The tables of a file, or of a member of an archive, whose name they have.

    What they need stays open until `kept` is closed.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    if not sample:
        raise InvalidFile("The file is empty.", code="empty_file")
    refuse_other_kinds(sample, file_name)
    if sample.startswith(ZIP_MARKS):
        return _opened_archive(path, name, options, kept)
    text = text_of(path, options.encoding)
    with text.open() as stream:
        start = stream.read(SAMPLE_BYTES)
    if is_json(start):
        return ReadFile(*object_tables(text, name))
    return ReadFile([DelimitedTable(text, name, options)], {})


def _opened_archive(path: Path, name: str, options: ReadingOptions, kept: ExitStack) -> ReadFile:
    archive = kept.enter_context(open_archive(path))
    if is_workbook(archive):
        return ReadFile(*sheet_tables(archive, name, options))
    if name:
        raise nested_archive(name)
    folder = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="jobtracker-")))
    if inner := only_archive(archive):
        # One in one and no deeper, each held to the limits: nothing more can come out than of two archives.
        unpack(archive, inner, folder / "inner")
        archive = kept.enter_context(open_archive(folder / "inner"))
    return member_tables(archive, folder, lambda member, its_name: _opened(member, its_name, its_name, options, kept))
