"""ZIP archives, checked before anything in them is read: workbooks, and tables that were packed together.

Sizes are those of the archive's directory. They cannot understate what is read: `zipfile` gives no more of a member
than its size there, and compares the checksum at its end.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from dataio.reading.limits import (
    ALWAYS_UNPACKED_BYTES,
    BLOCK_BYTES,
    MAX_DIRECTORY_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MIB,
)
from jobtracker.errors import InvalidFile

_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
# What stands before a member's content, without its name.
_MEMBER_HEADER_BYTES: Final = 30
_DRIVE: Final = re.compile(r"[A-Za-z]:")
# How the name of a member tells that a document is no archive of tables, and what it is.
_DOCUMENTS: Final = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("Index/Document.iwa", "a document of Numbers, Pages or Keynote"),
    ("Index.zip", "a document of Numbers, Pages or Keynote"),
)
_MIME_TYPES: Final = {
    b"application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument sheet (.ods)",
    b"application/epub+zip": "an e-book",
}


@contextmanager
def undamaged() -> Iterator[None]:
    """Turn what goes wrong within, when an archive is damaged, into InvalidFile."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError) as error:
        raise InvalidFile(f"The archive is damaged or cut off: {error}.", code="damaged_archive") from None


def open_archive(path: Path) -> zipfile.ZipFile:
    """The archive, once everything that its directory says has been checked. Raises InvalidFile."""
    with undamaged():
        _check_directory(path)
        archive = zipfile.ZipFile(path)
    try:
        _check(archive, path.stat().st_size)
    except InvalidFile:
        archive.close()
        raise
    return archive


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether it is an XLSX workbook. Raises InvalidFile for documents of other kinds, which are archives as well."""
    names = set(archive.namelist())
    kind = next((kind for name, kind in _DOCUMENTS if name in names), "")
    if "mimetype" in names:
        with undamaged(), archive.open("mimetype") as member:
            kind = _MIME_TYPES.get(member.read(100).strip(), "an OpenDocument file")
    if kind:
        raise InvalidFile(f"This is {kind}. Save the table as XLSX or CSV (UTF-8).", code="unsupported_format")
    return "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    """Write a member to `path`. Raises InvalidFile where it is damaged."""
    with undamaged(), archive.open(member) as source, path.open("xb") as target:
        while block := source.read(BLOCK_BYTES):
            target.write(block)


class _SmallReads(io.FileIO):
    """A file of which only so much is read at a time: a directory of any size would be read as a whole."""

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes. Raises InvalidFile when too many are asked for."""
        if size is not None and size > MAX_DIRECTORY_BYTES:
            raise _too_many_members()
        return super().read(-1 if size is None else size)


def _check_directory(path: Path) -> None:
    """Read the directory alone, which must be small."""
    with _SmallReads(path) as file, zipfile.ZipFile(file) as archive:
        if len(archive.filelist) > MAX_MEMBERS:
            raise _too_many_members()


def _check(archive: zipfile.ZipFile, packed: int) -> None:
    members = archive.infolist()
    for member in members:
        _check_member(member)
    _check_names(members)
    _check_places(members, archive.start_dir)
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED_BYTES:
        message = f"Unpacked, the file has {total // MIB:,} MiB; {MAX_UNPACKED_BYTES // MIB:,} are allowed."
        raise InvalidFile(message, code="too_large_unpacked")
    if total > max(ALWAYS_UNPACKED_BYTES, MAX_RATIO * packed):
        message = f"Unpacked, the file has {total // packed:,} times its size: no table is packed so tightly."
        raise InvalidFile(message, code="too_large_unpacked")


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename
    shown = name[:200]
    if member.flag_bits & _ENCRYPTED:
        raise InvalidFile(f"“{shown}” has a password. Pack the files without one.", code="encrypted_archive")
    if member.compress_type not in _METHODS:
        message = f"“{shown}” is packed in a way that is not read. Pack the files as a usual ZIP."
        raise InvalidFile(message, code="unsupported_format")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise _unsafe(shown, "is a link")
    # zipfile makes slashes of backslashes where the system has them; the archive may come from another.
    written = member.orig_filename.replace("\\", "/")
    if written.startswith("/") or _DRIVE.match(written) or ".." in PurePosixPath(written).parts:
        raise _unsafe(shown, "points out of the archive")
    if "\0" in written or not PurePosixPath(name).parts:
        raise _unsafe(shown, "is no name of a file")


def _check_names(members: Sequence[zipfile.ZipInfo]) -> None:
    names: set[str] = set()
    for member in members:
        if member.filename in names:
            raise _unsafe(member.filename[:200], "is there twice")
        names.add(member.filename)


def _check_places(members: Sequence[zipfile.ZipInfo], end: int) -> None:
    """Members that share their content make a small archive large."""
    for member in sorted(members, key=lambda member: member.header_offset, reverse=True):
        if member.header_offset + _MEMBER_HEADER_BYTES + member.compress_size > end:
            raise _unsafe(member.filename[:200], "overlaps another member")
        end = member.header_offset


def _unsafe(name: str, what: str) -> InvalidFile:
    return InvalidFile(f"The archive is not safe to open: “{name}” {what}.", code="unsafe_archive")


def _too_many_members() -> InvalidFile:
    return InvalidFile(f"The archive has more than {MAX_MEMBERS:,} files.", code="too_many_members")
