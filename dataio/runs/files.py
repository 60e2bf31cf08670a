"""The files that runs made."""

from typing import Any

from django.core.files import File
from django.core.files.storage import storages
from django.utils import timezone

from dataio.models import Run


def open_run_file(run: Run) -> File[Any] | None:
    """The file's content, to be closed by the caller; None where there is none, or it is expired."""
    if not run.file_key or run.expires_at is None or run.expires_at <= timezone.now():
        return None
    try:
        return storages["documents"].open(run.file_key)
    except FileNotFoundError:  # the sweeper came in between
        return None
