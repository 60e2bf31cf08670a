"""The contents of documents: in the storage before their rows, out of it after them, within each person's quota.

Whoever adds or removes a content holds its owner's lock to the end of the transaction. So a sum of sizes is exact, and
a content is never removed while somebody finds it there. What a crash leaves behind is a content without a row.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256 as new_digest
from itertools import groupby
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.models import User
from applications.file_types import ALLOWED, FileType, NotTakenError, recognise
from applications.models.documents import FILES_ROOT, MAX_FILENAME, StoredFile, file_key
from jobtracker.after_commit import after_commit
from jobtracker.errors import InvalidInput

MIB = 1024 * 1024
# What has no row is kept for as long: whoever puts back yesterday's database finds its files.
ORPHANS_KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Upload:
    """A file that a person sent, of a kind and size that are taken."""

    content: File[bytes]
    size: int
    type: FileType
    filename: str


def check_upload(content: File[bytes]) -> Upload:
    """Look at a file. Raises InvalidInput on `file` where it is empty, too large, or not what its name says."""
    size = content.size
    if not size:
        raise InvalidInput("file", "empty", "The file is empty.")
    if size > settings.MAX_DOCUMENT_BYTES:
        message = f"The file is {_mib(size)} large; the limit is {_mib(settings.MAX_DOCUMENT_BYTES)}."
        raise InvalidInput("file", "too_large", message)
    try:
        kind = recognise(content)
    except NotTakenError as problem:
        message = f"The file's content is {problem}. What is taken: {ALLOWED}."
        raise InvalidInput("file", "unsupported_type", message) from None
    return Upload(content, size, kind, _filename(content.name or "", kind))


@transaction.atomic
def store_file(*, actor: User, upload: Upload) -> StoredFile:
    """The file's content in the storage, and its row: the ones that are there where the actor sent the same before.

    Raises InvalidInput on `file` where the actor's quota has no room for it.
    """
    sha256 = _digest(upload.content)
    hold_files(actor.pk)
    stored: StoredFile | None = StoredFile.objects.visible_to(actor).filter(sha256=sha256).first()
    if stored is None:
        _require_room(actor, upload.size)
    _put(file_key(actor.pk, sha256), upload.content)
    if stored is None:
        stored = StoredFile(owner=actor, sha256=sha256, size=upload.size, media_type=upload.type.media_type)
        stored.save(force_insert=True)
    return stored


def open_file(stored: StoredFile) -> File[bytes]:
    """The content, to be closed by the caller."""
    return _storage().open(stored.key)


def used_bytes(owner: User) -> int:
    """What a person's files take, those of documents in the trash included."""
    used: int | None = StoredFile.objects.visible_to(owner).aggregate(Sum("size"))["size__sum"]
    return used or 0


def hold_files(owner_id: int) -> None:
    """Keep others from adding or removing contents of this person's until the end of the transaction.

    Not by their row: signing in writes to that, and need not wait for a storage.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"applications.files {owner_id}"])


@transaction.atomic
def release_files(*, owner_id: int, file_ids: Collection[int]) -> int:
    """Delete those of one person's files that no version has any more, their contents after the commit; how many."""
    hold_files(owner_id)
    unused = StoredFile.objects.filter(owner=owner_id, pk__in=file_ids, versions=None)
    digests = list(unused.values_list("sha256", flat=True))
    if digests:
        StoredFile.objects.filter(owner=owner_id, sha256__in=digests).delete()
        # Should it fail, the sweeper finds them.
        keys = [file_key(owner_id, sha256) for sha256 in digests]
        after_commit(remove_contents, owner_id, keys)
    return len(digests)


def remove_contents(owner_id: int, keys: Iterable[str], *, before: datetime | None = None) -> int:
    """Delete those of these contents of one person's from the storage that have no row; how many.

    With `before` only those that were stored before that.
    """
    removed = 0
    for key in keys:
        with transaction.atomic():
            hold_files(owner_id)
            # Somebody may have sent it again in the meantime, or be about to.
            is_needed = StoredFile.objects.filter(owner=owner_id, sha256=PurePosixPath(key).name).exists()
            if not is_needed and (before is None or _is_older(key, before)):
                _storage().delete(key)
                removed += 1
    return removed


def remove_files_of(owner_id: int) -> int:
    """Delete the contents of a person who is gone, and their directories; how many contents."""
    removed = remove_contents(owner_id, _keys_of(owner_id))
    _remove_directories(owner_id)
    return removed


def sweep_files() -> int:
    """Delete files that no version has, and contents without a row that have lain for a day; how many."""
    unused = StoredFile.objects.filter(versions=None).order_by("owner_id").values_list("owner_id", "pk")
    swept = sum(
        release_files(owner_id=owner_id, file_ids=[pk for _, pk in pairs])
        for owner_id, pairs in groupby(unused, key=lambda pair: pair[0])
    )
    before = timezone.now() - ORPHANS_KEPT_FOR
    for name in _listing(FILES_ROOT)[0]:
        if name.isdecimal():
            swept += _sweep_contents(int(name), before)
    return swept


def _sweep_contents(owner_id: int, before: datetime) -> int:
    known = set(StoredFile.objects.filter(owner=owner_id).values_list("sha256", flat=True))
    orphans = (key for key in _keys_of(owner_id) if PurePosixPath(key).name not in known)
    removed = remove_contents(owner_id, orphans, before=before)
    if not User.objects.filter(pk=owner_id).exists():
        _remove_directories(owner_id)
    return removed


def _is_older(key: str, before: datetime) -> bool:
    """Whether it is there, and from before. For who holds the owner's lock: nobody removes it in between."""
    storage = _storage()
    return storage.exists(key) and storage.get_modified_time(key) < before


def _keys_of(owner_id: int) -> Iterator[str]:
    """What the storage has of a person."""
    root = f"{FILES_ROOT}/{owner_id}"
    for shard in _listing(root)[0]:
        for name in _listing(f"{root}/{shard}")[1]:
            yield f"{root}/{shard}/{name}"


def _remove_directories(owner_id: int) -> None:
    """Of a person who is gone; buckets have none."""
    root = f"{FILES_ROOT}/{owner_id}"
    with suppress(OSError):  # something is left in one
        for shard in _listing(root)[0]:
            _storage().delete(f"{root}/{shard}")
        _storage().delete(root)


def _listing(path: str) -> tuple[list[str], list[str]]:
    """The directories and files there."""
    try:
        return _storage().listdir(path)
    except FileNotFoundError:
        return [], []


def _storage() -> Storage:
    return storages["documents"]


def _put(key: str, content: File[bytes]) -> None:
    """Have the storage have it. What is there under its digest is it: no storage shows a part of a file."""
    storage = _storage()
    if not storage.exists(key):
        content.seek(0)
        storage.save(key, content)


def _digest(content: File[bytes]) -> str:
    digest = new_digest()
    for chunk in content.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _require_room(actor: User, size: int) -> None:
    left = settings.DOCUMENT_QUOTA_BYTES - used_bytes(actor)
    if size > left:
        message = (
            f"The file is {_mib(size)} large, and of your {_mib(settings.DOCUMENT_QUOTA_BYTES)} only "
            f"{_mib(max(left, 0))} are left. Delete documents, and empty the trash."
        )
        raise InvalidInput("file", "over_quota", message)


def _filename(name: str, kind: FileType) -> str:
    """The name with an extension that fits. Django has reduced it to its last part without control characters.

    Raises InvalidInput for one that says the file is something else.
    """
    path = PurePosixPath(name)
    if not path.suffix:
        extension = kind.extensions[0]
        return name[: MAX_FILENAME - len(extension)] + extension
    if path.suffix.lower() not in kind.extensions:
        message = (
            f"The name ends in “{path.suffix}”, but the file is {kind.name}: "
            f"let it end in {' or '.join(kind.extensions)}. What is taken: {ALLOWED}."
        )
        raise InvalidInput("file", "wrong_extension", message)
    return name


def _mib(size: int) -> str:
    return f"{size / MIB:,.1f} MiB"
