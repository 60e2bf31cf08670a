"""Backups for tests: made, restored, and changed by hand."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from accounts.models import User
from dataio.backups.restoring import Finish, Outcome, restore_backup
from dataio.backups.writing import Progress, write_backup

Row = dict[str, Any]
# What differs between two accounts of the same content.
_IDS = {
    *("id", "job", "stage", "application", "contact", "document", "file", "version", "interview"),
    *("trashed_with", "uid", "suggestion", "query"),
}


def ignore(done: int, total: int) -> None:
    """Hear how far something is."""
    assert 0 <= done <= total


def backup_of(user: User) -> bytes:
    """A backup of a person's account."""
    file = io.BytesIO()
    write_backup(user=user, target=file, progress=ignore)
    return file.getvalue()


def restore(
    user: User,
    backup: bytes,
    *,
    is_dry_run: bool = False,
    progress: Progress = ignore,
    replace_profile: bool | None = None,
    finish: Finish | None = None,
) -> Outcome:
    """What comes of a backup that is restored into a person's account."""
    return restore_backup(
        user=user,
        file=io.BytesIO(backup),
        is_dry_run=is_dry_run,
        progress=progress,
        replace_profile=replace_profile,
        finish=finish,
    )


def members_of(backup: bytes) -> dict[str, bytes]:
    """The files of a backup, by their names."""
    with zipfile.ZipFile(io.BytesIO(backup)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(backup: bytes, table: str) -> list[Row]:
    """The rows of a table of a backup."""
    return [json.loads(line) for line in members_of(backup)[f"data/{table}.ndjson"].splitlines()]


def data_of(backup: bytes, *, with_ids: bool = False) -> dict[str, Any]:
    """The tables of a backup, and its attached files."""
    members = {name: content for name, content in members_of(backup).items() if name.startswith(("data/", "files/"))}
    if with_ids:
        return members
    tables = {name: rows_of(backup, name[5:-7]) for name in members if name.startswith("data/")}
    without = {
        name: [{key: value for key, value in row.items() if key not in _IDS} for row in rows]
        for name, rows in tables.items()
    }
    return members | without


def packed(members: Mapping[str, bytes], **changes: Any) -> bytes:
    """A ZIP of these files with a manifest that fits them; `changes`: members of the manifest."""
    manifest = json.loads(members["manifest.json"])
    manifest["files"] = [_listed(name, content) for name, content in members.items() if name != "manifest.json"]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**members, "manifest.json": json.dumps(manifest | changes).encode()}.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(backup: bytes, table: str, change: Callable[[list[Row]], object]) -> bytes:
    """The backup after `change` was done to the rows of a table; its manifest fits."""
    rows = rows_of(backup, table)
    change(rows)
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    return packed(members_of(backup) | {f"data/{table}.ndjson": lines.encode()})


def _listed(name: str, content: bytes) -> dict[str, Any]:
    listed = {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return listed | {"rows": content.count(b"\n")} if name.startswith("data/") else listed
