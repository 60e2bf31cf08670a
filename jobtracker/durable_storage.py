"""A storage in a directory whose files are whole, and outlive a power cut, or are not there at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from jobtracker.embedded.directories import sync_directory

# Of what a crash leaves behind; no file that was asked for is called so.
PARTIAL_PREFIX = ".partial-"


class DurableFileSystemStorage(FileSystemStorage):
    """Django's, but a file appears under its name when all of it is on the disk; nobody else can read it."""

    def _save(self, name: str, content: File[Any]) -> str:
        path = Path(self.path(name))
        _make_directory(path.parent)
        with NamedTemporaryFile(dir=path.parent, prefix=PARTIAL_PREFIX, delete=False) as partial:
            try:
                for chunk in content.chunks():
                    partial.write(chunk)
                partial.flush()
                os.fsync(partial.fileno())
                Path(partial.name).replace(path)
            except BaseException:
                Path(partial.name).unlink(missing_ok=True)
                raise
        sync_directory(path.parent)
        return name


def _make_directory(path: Path) -> None:
    """Make what is missing of the path, each directory for ourselves alone."""
    if not path.is_dir():
        _make_directory(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        sync_directory(path.parent)
