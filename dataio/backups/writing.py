"""Everything of a person into one ZIP, as it is at one instant, with constant memory."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from typing import IO, Any, BinaryIO, Final

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from applications.models import StoredFile
from dataio.backups.archives import FORMAT, MANIFEST, README, VERSION
from dataio.backups.contents import PROFILE_TABLE, TABLES, Table
from dataio.exporting.rows import csv_of, ndjson_of

# Told of how far it is, in rows and blocks of files: what is done, of how much.
Progress = Callable[[int, int], None]

_BLOCK: Final = 64 * 1024
# Fast, and of texts hardly larger than the best.
_LEVEL: Final = 4
# The same rows make the same bytes: members say nothing of when they were written.
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
_FILE_MODE: Final = 0o100600

_README: Final = """\
This is a backup of the jobtracker account {email}, made on {made_at}.

manifest.json   What this archive is, and each file of it with its rows, bytes and SHA-256 checksum.
data/           Everything that was entered, a file for each kind of thing. Each line is one row, an object of JSON:
                instants are in UTC, amounts are texts that are exact, ids are those of the account it was made of.
                What is in the trash is there, too; it has a "trashed_at".
csv/            The same for reading in a spreadsheet. Nothing is restored from these.
files/          Documents, named by their SHA-256. data/files.ndjson says what type each is of, and
                data/document_versions.ndjson how it was called.

Not in it: passwords, API tokens, calendar addresses, two-factor devices and sessions.

It is restored under "Reports and backups" in any account of an installation, or by its operator with
`manage.py restore`. Do not change it: an archive that is not as its manifest says is refused.
"""


@dataclass
class Written:
    """What a backup holds."""

    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing_files: list[str] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """As the result of a run."""
        return {"counts": self.rows, "files": self.files, "missing_files": len(self.missing_files)}


def write_backup(*, user: User, target: BinaryIO | IO[bytes], progress: Progress) -> Written:
    """Write the ZIP to a file that can be sought in. Not within a transaction: it opens one, for one snapshot."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            return _Writer(user, archive, progress).write()


class _Writer:
    def __init__(self, user: User, archive: zipfile.ZipFile, progress: Progress) -> None:
        self._user = user
        self._zip = archive
        self._progress = progress
        self._listed: list[dict[str, Any]] = []
        self._written = Written()
        self._done = self._total = 0

    def write(self) -> Written:
        made_at = timezone.now().isoformat()
        counts = {table.name: table.rows_of(self._user).count() for table in TABLES}
        files = list(StoredFile.objects.visible_to(self._user).order_by("sha256"))
        self._total = 1 + sum(counts[table.name] * (2 if table.csv else 1) for table in TABLES)
        self._total += sum(_blocks(file.size) for file in files)
        for table in (PROFILE_TABLE, *TABLES):
            self._write_table(table)
        for file in files:
            self._write_file(file)
        email = self._user.email
        self._member(README, [_README.format(email=email, made_at=made_at).encode()])
        self._write_manifest(email, made_at)
        return self._written

    def _write_table(self, table: Table) -> None:
        rows = table.rows_of(self._user)
        written = [column.written() for column in table.columns]
        begun = self._done
        with closing(ndjson_of(rows, written)) as blocks:
            count = self._member(f"data/{table.name}.ndjson", blocks, counts_rows=True)
        self._written.rows[table.name] = count
        if table.csv:
            self._done = begun + count
            with closing(csv_of(rows, table.csv.columns, with_mark=True)) as blocks:
                self._member(f"csv/{table.name}.csv", blocks)
        self._advance(begun + count * (2 if table.csv else 1) - self._done)

    def _write_file(self, stored: StoredFile) -> None:
        """Copy an attached file; note one that the storage has lost or that is damaged, and go on."""
        storage = storages["documents"]
        try:
            content = storage.open(stored.key)
        except FileNotFoundError:
            self._written.missing_files.append(stored.sha256)
            return
        with content:
            self._member(f"files/{stored.sha256}", content.chunks(_BLOCK))
        self._written.files += 1
        if self._listed[-1]["sha256"] != stored.sha256:
            self._written.missing_files.append(stored.sha256)
        self._advance(_blocks(stored.size))

    def _write_manifest(self, email: str, made_at: str) -> None:
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": made_at,
            "application": {"name": "jobtracker", "version": settings.SPECTACULAR_SETTINGS["VERSION"]},
            "account": {"email": email},
            "missing_files": self._written.missing_files,
            "files": self._listed,
        }
        self._zip.writestr(_info(MANIFEST), json.dumps(manifest, indent=1, ensure_ascii=False))

    def _member(self, name: str, blocks: Iterable[bytes], *, counts_rows: bool = False) -> int:
        """Write one file, and list it; how many lines it has."""
        digest = hashlib.sha256()
        size = rows = 0
        with self._zip.open(_info(name), "w", force_zip64=True) as member:
            for block in blocks:
                member.write(block)
                digest.update(block)
                size += len(block)
                rows += block.count(b"\n")
                self._progress(min(self._done + (rows if counts_rows else 0), self._total), self._total)
        listed = {"name": name, "bytes": size, "sha256": digest.hexdigest()}
        self._listed.append(listed | {"rows": rows} if counts_rows else listed)
        return rows

    def _advance(self, by: int) -> None:
        self._done += by
        self._progress(self._done, self._total)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _NO_DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = _FILE_MODE << 16
    return info


def _blocks(size: int) -> int:
    return 1 + size // _BLOCK
