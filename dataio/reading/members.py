"""An archive of tables: which of its members are tables, and why the others are not."""

import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

from dataio.reading.archives import undamaged, unpack
from dataio.reading.kinds import refuse_other_kinds
from dataio.reading.limits import MAX_TABLES, SAMPLE_BYTES
from dataio.reading.problems import reason_of, too_many_tables
from dataio.reading.tables import ReadFile, Table
from jobtracker.errors import InvalidFile

# What a table may be called in an archive: pages and pictures beside it would be read as texts of one column.
_SUFFIXES: Final = ("", ".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".json", ".ndjson", ".jsonl")
NESTED_ARCHIVE: Final = "nested_archive"


def only_archive(archive: zipfile.ZipFile) -> zipfile.ZipInfo | None:
    """The archive that is all there is in an archive, as Notion packs its exports; None where it is another one."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    is_one = len(members) == 1 and PurePosixPath(members[0].filename).suffix.lower() == ".zip"
    return members[0] if is_one else None


def member_tables(archive: zipfile.ZipFile, folder: Path, open_member: Callable[[Path, str], ReadFile]) -> ReadFile:
    """The tables of the members, which are unpacked into a folder that is there for it; opened by `open_member`.

    Raises InvalidFile where no member is a table, or where one is an archive itself.
    """
    tables: list[Table] = []
    left_out: dict[str, str] = {}
    for place, member in enumerate(archive.infolist()):
        if member.is_dir():
            continue
        if reason := _reason_to_leave(archive, member):
            left_out[member.filename] = reason
            continue
        path = folder / str(place)
        unpack(archive, member, path)
        try:
            file = open_member(path, member.filename)
        except InvalidFile as error:
            if error.code == NESTED_ARCHIVE:
                raise
            left_out[member.filename] = reason_of(error)
            path.unlink()
            continue
        tables += file.tables
        left_out |= file.left_out
        if len(tables) > MAX_TABLES:
            raise too_many_tables(len(tables))
    if not tables:
        raise InvalidFile(_none_found(left_out), code="empty_file")
    return ReadFile(tables, left_out)


def nested_archive(name: str) -> InvalidFile:
    """The refusal of an archive within an archive."""
    message = f"“{name[:200]}” is an archive within the archive, beside other files. Unpack it, and send it alone."
    return InvalidFile(message, code=NESTED_ARCHIVE)


def _reason_to_leave(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    """Why a member is not read, by its name; empty: it is."""
    path = PurePosixPath(member.filename)
    if path.parts[0] == "__MACOSX":
        return "macOS put it there."
    if path.name.startswith("."):
        return "It is hidden."
    suffix = path.suffix.lower()
    if suffix == ".zip":
        raise nested_archive(member.filename)
    if suffix in _SUFFIXES:
        return ""
    try:
        with undamaged(), archive.open(member) as content:
            refuse_other_kinds(content.read(SAMPLE_BYTES), member.filename)
    except InvalidFile as error:
        return error.message
    return "It is not called as a table is: .csv, .tsv, .xlsx, .json or .ndjson."


def _none_found(left_out: dict[str, str]) -> str:
    if not left_out:
        return "The archive is empty."
    name, reason = next(iter(left_out.items()))
    return f"The archive has no table. “{name[:200]}”: {reason}"
