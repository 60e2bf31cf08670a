"""Bringing files in, as the routes and the runs do it."""

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from rest_framework.test import APIClient

from accounts.models import User
from dataio.imports import from_disk
from dataio.imports.services import start_commit, start_import, start_undo
from dataio.models import Import, ImportRow
from dataio.runs.performing import perform


def csv_text(*rows: Sequence[str], delimiter: str = ",") -> str:
    """Rows as a spreadsheet saves them."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def read_in(actor: User, content: bytes | str, name: str = "postings.csv") -> Import:
    """An import whose preview is done."""
    body = content.encode() if isinstance(content, str) else content
    return performed(start_import(actor=actor, content=ContentFile(body, name=name)))


def commit(of_import: Import, *, mode: str = "all_or_nothing", duplicates: str = "skip") -> Import:
    """The import, written."""
    return performed(start_commit(actor=of_import.owner, import_id=of_import.pk, mode=mode, duplicates=duplicates))


def bring_in(
    actor: User,
    content: bytes | str,
    name: str = "postings.csv",
    *,
    mode: str = "all_or_nothing",
    duplicates: str = "skip",
) -> Import:
    """An import, read and written, without the runs that do it for the API."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        good_rows = mode == "good_rows"
        return from_disk.bring_in(
            actor=actor, path=path, report=lambda *_: None, good_rows=good_rows, duplicates=duplicates
        )


def undo(of_import: Import, *, keep_changed: bool = False) -> Import:
    """The import, taken back."""
    return performed(start_undo(actor=of_import.owner, import_id=of_import.pk, keep_changed=keep_changed))


def performed(of_import: Import) -> Import:
    """The import, as it is when its run is over."""
    perform(of_import.run_id)
    return Import.objects.select_related("run", "upload", "owner").get(pk=of_import.pk)


def rows_of(of_import: Import) -> list[ImportRow]:
    """Its rows in the order of the file."""
    return list(ImportRow.objects.filter(of_import=of_import).order_by("pk"))


def verdicts_of(of_import: Import) -> list[str]:
    """The verdicts of its rows in the order of the file."""
    return [row.verdict for row in rows_of(of_import)]


def shown(api: APIClient, of_import: Import) -> Any:
    """The import as the API shows it."""
    return api.get(f"/api/v1/imports/{of_import.pk}/").json()
