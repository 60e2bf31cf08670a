"""The files of runs and uploads in the storage: what no row names goes, and what a person leaves behind."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

from django.core.files.storage import Storage, storages
from django.utils import timezone

from accounts.models import User
from dataio.models import Run, Upload

# Each below the number of its owner.
ROOTS: Final = {"runs": Run, "uploads": Upload}
# A file is there before its row; and whoever puts back yesterday's database finds its files.
ORPHANS_KEPT_FOR: Final = timedelta(days=1)


def sweep_files() -> int:
    """Delete files that no row names and that have lain for a day; how many."""
    before = timezone.now() - ORPHANS_KEPT_FOR
    storage, removed = _storage(), 0
    for root, model in ROOTS.items():
        for owner in _listing(root)[0]:
            if not owner.isdecimal():
                continue
            rows: Any = model._default_manager.filter(owner=int(owner))
            known = set(rows.values_list("file_key", flat=True))
            for key in _keys(f"{root}/{owner}"):
                with suppress(FileNotFoundError):  # it went by itself
                    if key not in known and storage.get_modified_time(key) < before:
                        storage.delete(key)
                        removed += 1
            if not User.objects.filter(pk=int(owner)).exists():
                _remove_directory(f"{root}/{owner}")
    return removed


def remove_files_of(owner_id: int) -> int:
    """Delete the files of a person who is gone, and their directories; how many files."""
    removed = 0
    for root in ROOTS:
        for key in _keys(f"{root}/{owner_id}"):
            _storage().delete(key)
            removed += 1
        _remove_directory(f"{root}/{owner_id}")
    return removed


def _keys(directory: str) -> Iterator[str]:
    return (f"{directory}/{name}" for name in _listing(directory)[1])


def _remove_directory(directory: str) -> None:
    """Of a person who is gone; buckets have none."""
    with suppress(OSError):  # something is left in it
        _storage().delete(directory)


def _listing(path: str) -> tuple[list[str], list[str]]:
    """The directories and files there."""
    try:
        return _storage().listdir(path)
    except FileNotFoundError:
        return [], []


def _storage() -> Storage:
    return storages["documents"]
