"""The ZIP of a backup, as a file that anybody may have made: nothing in it is believed before it was checked.

It is refused whole (InvalidFile) where it is not exactly what its manifest says: every member named there and nothing
else, each with its length and checksum, none encrypted, linked, repeated or overlapping another one. How much may come
out of it is limited by its own size, and counted while it is read.
"""

import hashlib
import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, BinaryIO, Final, NoReturn

from jobtracker.errors import InvalidFile

FORMAT: Final = "jobtracker-backup"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
README: Final = "README.txt"

MIB: Final = 1024 * 1024
_MAX_MEMBERS: Final = 50_000
_MAX_DIRECTORY: Final = 8 * MIB
_MAX_MANIFEST: Final = 16 * MIB
_MAX_LINE: Final = 8 * MIB
# Texts of a person pack to a third or a tenth; the same posting ten thousand times is no bomb yet.
_MAX_UNPACKED: Final = 1024 * MIB
_MAX_RATIO: Final = 20
_BLOCK: Final = 256 * 1024

_NAMES: Final = re.compile(
    r"manifest\.json|README\.txt|data/[a-z][a-z0-9_]{0,62}\.ndjson|csv/[a-z][a-z0-9_]{0,62}\.csv|files/[0-9a-f]{64}"
)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
# The end of a ZIP and the beginning of a member in it (APPNOTE.TXT 6.3.10, 4.3.16 and 4.3.7).
_END: Final = struct.Struct("<4s4H2LH")
_HEADER: Final = struct.Struct("<4s5H3L2H")
_END_OF_LARGE_ONE: Final = b"PK\x06\x07"
_IS_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
# What reading a broken ZIP raises.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    struct.error,
    OverflowError,
    ValueError,
)


@dataclass(frozen=True)
class Listed:
    """A file of a backup, as its manifest says."""

    name: str
    size: int
    sha256: str
    rows: int | None


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    email: str
    made_at: str
    version: str
    files: Mapping[str, Listed]
    # Digests of attached files that had been lost when it was made.
    missing_files: frozenset[str]


def refuse(code: str, message: str) -> NoReturn:
    """Say why a file is no backup that can be read."""
    raise InvalidFile(message, code=code)


@contextmanager
def opened(file: BinaryIO | IO[bytes]) -> "Iterator[Archive]":
    """A backup whose directory and manifest were checked. Raises InvalidFile; also for what is found while reading."""
    try:
        _check_end(file)
        with zipfile.ZipFile(file) as members:
            yield Archive(members, file)
    except InvalidFile:
        raise
    except _BROKEN:
        refuse("corrupted", "The file is damaged, or not a ZIP.")


class Archive:
    """A backup that is read."""

    def __init__(self, members: zipfile.ZipFile, file: BinaryIO | IO[bytes]) -> None:
        self._zip = members
        self._members = _checked_members(members, file)
        self.manifest = _manifest(self._whole(MANIFEST, _MAX_MANIFEST))
        listed = self.manifest.files
        if extra := sorted(self._members.keys() - listed.keys() - {MANIFEST}):
            refuse("unlisted_member", f"The archive holds “{extra[0]}”, of which its manifest says nothing.")
        if missing := sorted(listed.keys() - self._members.keys()):
            refuse("truncated", f"The archive's manifest names “{missing[0]}”, which is not in it.")
        for name, of_file in listed.items():
            if self._members[name].file_size != of_file.size:
                refuse("corrupted", f"“{name}” is not as long as the manifest says.")

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file, which has been as the manifest says once the last one is out."""
        rows = 0
        rest = b""
        for block in self.blocks(name):
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                rows += 1
                yield line
            if len(rest) > _MAX_LINE:
                refuse("too_large", f"Line {rows + 1} of “{name}” is longer than {_MAX_LINE // MIB} MiB.")
        if rest:
            refuse("corrupted", f"“{name}” ends in the middle of a line.")
        if rows != self.manifest.files[name].rows:
            refuse("corrupted", f"“{name}” has not as many rows as the manifest says.")

    def blocks(self, name: str) -> Iterator[bytes]:
        """The content of a file, which has been as the manifest says once the last block is out."""
        listed = self.manifest.files[name]
        digest = hashlib.sha256()
        with self._zip.open(self._members[name]) as content:
            while block := content.read(_BLOCK):
                digest.update(block)
                yield block
        if digest.hexdigest() != listed.sha256:
            refuse("corrupted", f"“{name}” is damaged: its checksum is another one.")

    def check(self, name: str) -> None:
        """Read a file of which nothing is needed but that it is whole."""
        for _ in self.blocks(name):
            pass

    def _whole(self, name: str, limit: int) -> bytes:
        if name not in self._members:
            refuse("not_a_backup", "This ZIP is not a backup of jobtracker: it has no manifest.json.")
        if self._members[name].file_size > limit:
            refuse("too_large", f"“{name}” is larger than {limit // MIB} MiB.")
        return self._zip.read(self._members[name])


def _check_end(file: BinaryIO | IO[bytes]) -> None:
    """Look at the end of a ZIP before its directory is read into memory."""
    size = file.seek(0, 2)
    if size < _END.size:
        refuse("corrupted", "The file is damaged, or not a ZIP.")
    file.seek(size - _END.size)
    signature, *_, directory, _offset, comment = _END.unpack(file.read(_END.size))
    if signature != b"PK\x05\x06" or comment:
        refuse("corrupted", "The file is damaged, cut off, or not a ZIP that a backup made.")
    file.seek(max(0, size - _END.size - 20))
    if directory > _MAX_DIRECTORY or (file.read(4) == _END_OF_LARGE_ONE and size < 2**31):
        refuse("too_large", "The archive has more members than a backup has.")
    file.seek(0)


def _checked_members(members: zipfile.ZipFile, file: BinaryIO | IO[bytes]) -> dict[str, zipfile.ZipInfo]:
    infos = members.infolist()
    if len(infos) > _MAX_MEMBERS:
        refuse("too_large", f"The archive has more than {_MAX_MEMBERS:,} members.")
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check_member(info)
        if info.filename in found:
            refuse("duplicate_member", f"The archive holds “{info.filename}” twice.")
        found[info.filename] = info
    size = file.seek(0, 2)
    if sum(info.file_size for info in infos) > _MAX_UNPACKED + _MAX_RATIO * size:
        refuse("too_large", "The archive unpacks to far more than a backup of its size does.")
    _check_places(infos, file, members.start_dir)
    return found


def _check_member(info: zipfile.ZipInfo) -> None:
    # `filename` was cut off at a NUL.
    name = info.orig_filename
    shown = "".join(sign if sign.isprintable() else "?" for sign in name[:100])
    if ".." in name or "\\" in name or name.startswith("/") or ":" in name or "\0" in name:
        refuse("unsafe_name", f"The archive holds “{shown}”, a name that leads out of it.")
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        refuse("unsafe_member", f"“{shown}” is a link or a device, not a file.")
    if not _NAMES.fullmatch(name):
        refuse("unlisted_member", f"The archive holds “{shown}”, which no backup does.")
    if info.flag_bits & _IS_ENCRYPTED:
        refuse("encrypted", "The archive is encrypted. Unpack it with its password, and pack it without one.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        refuse("unsupported_compression", f"“{shown}” is packed by a method that backups do not use.")


def _check_places(infos: list[zipfile.ZipInfo], file: BinaryIO | IO[bytes], directory: int) -> None:
    """Refuse members that share bytes: a small file could hold a large one many times."""
    free = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < free:
            refuse("overlapping_members", f"“{info.filename}” lies upon another member of the archive.")
        file.seek(info.header_offset)
        *_, name, extra = _HEADER.unpack(file.read(_HEADER.size))
        free = info.header_offset + _HEADER.size + name + extra + info.compress_size
        if free > directory:
            refuse("overlapping_members", f"“{info.filename}” reaches into the archive's directory.")


def _manifest(content: bytes) -> Manifest:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        refuse("corrupted", "The manifest is not JSON.")
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        refuse("not_a_backup", "This ZIP is not a backup of jobtracker.")
    version = data.get("version")
    if type(version) is int and version > VERSION:
        made_by = str(_dict(data.get("application")).get("version", "?"))[:50]
        refuse(
            "newer_version",
            f"The backup has format {version}, and this installation reads formats up to {VERSION}. It was made by "
            f"jobtracker {made_by}: update to that version or a later one.",
        )
    try:
        return _well_formed_manifest(data)
    except (KeyError, TypeError, ValueError):
        refuse("invalid_manifest", "The manifest is not as a backup writes it.")


def _well_formed_manifest(data: dict[str, Any]) -> Manifest:
    if data["version"] != VERSION or type(data["version"]) is not int:
        raise ValueError(data["version"])
    if datetime.fromisoformat(data["made_at"]).tzinfo is None:
        raise ValueError(data["made_at"])
    files: dict[str, Listed] = {}
    for one in data["files"]:
        listed = Listed(one["name"], one["bytes"], one["sha256"], one.get("rows"))
        if type(listed.name) is not str or type(listed.sha256) is not str:
            raise TypeError(listed)
        is_table = listed.name.startswith("data/")
        if type(listed.size) is not int or not _DIGEST.fullmatch(listed.sha256) or listed.name in files:
            raise ValueError(listed)
        if (type(listed.rows) is not int) if is_table else (listed.rows is not None and type(listed.rows) is not int):
            raise ValueError(listed)
        files[listed.name] = listed
    missing = frozenset(digest for digest in data["missing_files"] if _DIGEST.fullmatch(digest))
    email, version = data["account"]["email"], data["application"]["version"]
    if type(email) is not str or type(version) is not str or b"\0" in (email + version).encode():
        raise TypeError(email)
    return Manifest(email[:254], data["made_at"], version[:50], files, missing)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
