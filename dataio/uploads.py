"""Files that people send to be worked on by a run: in the storage before their rows, out of it after them."""

import hashlib
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Final

from django.core.files import File
from django.core.files.storage import storages
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from dataio.models import Upload
from jobtracker.errors import InvalidInput

KEPT_FOR: Final = timedelta(days=7)
_ROOT: Final = "uploads"
_MAX_NAME: Final = 255


def keep_upload(*, actor: User, content: File[bytes]) -> Upload:
    """Keep a file that a person sent. Raises InvalidInput on `file` where it is empty."""
    digest = hashlib.sha256()
    for block in content.chunks():
        digest.update(block)
    if not content.size:
        raise InvalidInput("file", "empty", "The file is empty.")
    content.seek(0)
    upload = Upload(
        owner=actor,
        file_name=_name(content.name or ""),
        file_key=f"{_ROOT}/{actor.pk}/{uuid.uuid4().hex}",
        size=content.size,
        sha256=digest.hexdigest(),
        expires_at=timezone.now() + KEPT_FOR,
    )
    storages["documents"].save(upload.file_key, content)
    upload.save(force_insert=True)
    return upload


@contextmanager
def local_copy(upload: Upload) -> Iterator[Path]:
    """The file on this machine's disk, for as long as it is worked on; the storage may be a bucket."""
    with tempfile.NamedTemporaryFile(prefix="jobtracker-") as copy:
        with storages["documents"].open(upload.file_key) as stored:
            shutil.copyfileobj(stored, copy)
        copy.flush()
        yield Path(copy.name)


def drop_upload(upload: Upload) -> None:
    """Throw a file away: the row first, for a content without a row is no harm."""
    Upload.objects.filter(pk=upload.pk).delete()
    storages["documents"].delete(upload.file_key)


def sweep_uploads() -> int:
    """Throw away what has expired; how many."""
    expired = list(Upload.objects.filter(expires_at__lt=Now()))
    for upload in expired:
        drop_upload(upload)
    return len(expired)


def _name(sent: str) -> str:
    """The file's name without directories, which some clients send, and not longer than a row takes."""
    name = PurePosixPath(sent.replace("\\", "/")).name.replace("\0", "")
    return name[-_MAX_NAME:] or "file"
