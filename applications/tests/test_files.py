"""Contents in the storage: once for each person, within the quota, and never a row without one; swept when unused."""

import io
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_document, make_upload
from applications.file_types import FileType, NotTakenError, recognise
from applications.models import Document, StoredFile
from applications.models.documents import file_key
from applications.services.documents import create_document, delete_document, purge_document
from applications.services.files import (
    hold_files,
    remove_files_of,
    store_file,
    sweep_files,
    used_bytes,
)
from applications.tests.contents import PNG, WEBP, directory_of, word_document
from jobtracker.errors import InvalidInput
from jobtracker.testing.concurrency import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def storage(settings: Settings, tmp_path: Path) -> Storage:
    """The storage of an installation, in a directory."""
    options = {"location": tmp_path / "files", "allow_overwrite": True}
    durable = {"BACKEND": "jobtracker.durable_storage.DurableFileSystemStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"documents": durable}
    return storages["documents"]


def files_in(storage: Storage) -> list[str]:
    """The names of all files there."""
    root = Path(storage.path(""))
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def orphan(user: User, content: bytes) -> str:
    """Stores a content whose row is not committed, as where the process ends too early; its name."""
    with transaction.atomic():
        stored = store_file(actor=user, upload=make_upload(content))
        transaction.set_rollback(True)
    return stored.key


def age(storage: Storage, **by: float) -> Any:
    """A clock that is later by so much."""
    return time_machine.travel(timezone.now() + timedelta(**by))


def test_the_same_content_is_kept_and_counted_once_for_each_person(
    storage: Storage, user: User, other_user: User, api: APIClient
) -> None:
    for person in (user, user, other_user):
        make_document(person, b"The same")
    assert StoredFile.objects.count() == len(files_in(storage)) == 2
    usage = api.get("/api/v1/documents/usage/").json()
    assert usage == {"used_bytes": 8, "quota_bytes": 500 * 1024**2, "max_document_bytes": 10 * 1024**2}


def test_a_quota_is_used_to_its_last_byte_and_no_further(user: User, other_user: User, settings: Settings) -> None:
    settings.DOCUMENT_QUOTA_BYTES = 10
    make_document(user, b"12345")
    kept = make_document(user, b"67890")
    make_document(user, b"12345")  # is there already
    with pytest.raises(InvalidInput, match="are left"):
        make_document(user, b"1")
    make_document(other_user, b"1")
    delete_document(actor=user, document_id=kept.pk)
    with pytest.raises(InvalidInput):
        make_document(user, b"1")
    purge_document(actor=user, document_id=kept.pk)
    make_document(user, b"54321")
    assert used_bytes(user) == 10
    assert Document.objects.filter(owner=user).count() == 3


@pytest.mark.django_db(transaction=True)
def test_parallel_uploads_do_not_exceed_the_quota_together(storage: Storage, user: User, settings: Settings) -> None:
    settings.DOCUMENT_QUOTA_BYTES = 30

    def attempt(number: int) -> bool:
        try:
            make_document(user, b"%010d" % number)
        except InvalidInput:
            return False
        return True

    results = at_once(*(lambda number=number: attempt(number) for number in range(8)))
    assert sorted(results) == [False] * 5 + [True] * 3
    assert used_bytes(user) == 30
    assert len(files_in(storage)) == 3


@pytest.mark.django_db(transaction=True)
def test_the_same_content_sent_at_the_same_time_is_kept_once(storage: Storage, user: User) -> None:
    at_once(*(lambda: make_document(user, b"The same") for _ in range(6)))
    assert StoredFile.objects.count() == len(files_in(storage)) == 1
    assert Document.objects.count() == 6


class TestSweeping:
    def test_a_content_without_a_row_is_removed_after_a_day(self, storage: Storage, user: User) -> None:
        kept = make_document(user, b"Kept").versions.get().file.key
        orphan(user, b"Lost")
        storage.save(f"documents/{user.pk}/.p/.partial-x", ContentFile(b"Half"))
        assert sweep_files() == 0
        assert len(files_in(storage)) == 3
        with age(storage, hours=23.9):
            assert sweep_files() == 0
        with age(storage, hours=24.1):
            assert sweep_files() == 2
        assert files_in(storage) == [kept]

    def test_a_row_without_versions_goes_with_its_content(
        self, storage: Storage, user: User, django_capture_on_commit_callbacks: Any
    ) -> None:
        make_document(user, b"Purged past all services").delete()
        kept = make_document(user, b"Kept").versions.get().file.key
        with django_capture_on_commit_callbacks(execute=True):
            assert sweep_files() == 1
        assert files_in(storage) == [kept]
        assert [stored.key for stored in StoredFile.objects.all()] == [kept]

    def test_what_a_person_who_is_gone_has_left_is_swept_with_its_directories(
        self, storage: Storage, user: User, other_user: User
    ) -> None:
        make_document(user)
        kept = make_document(other_user).versions.get().file.key
        user.delete()
        with age(storage, days=2):
            assert sweep_files() == 1
        assert files_in(storage) == [kept]
        assert storage.listdir("documents")[0] == [str(other_user.pk)]

    def test_one_goes_on_where_somebody_else_was_faster(
        self, storage: Storage, user: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone = file_key(user.pk, "0" * 64)
        make_document(user)
        monkeypatch.setattr("applications.services.files._keys_of", lambda owner_id: [gone])
        assert sweep_files() == 0

    def test_an_empty_storage_is_swept_too(self, storage: Storage, user: User) -> None:
        assert sweep_files() == 0
        assert remove_files_of(user.pk) == 0

    def test_what_is_not_ours_is_left_alone(self, storage: Storage) -> None:
        storage.save("documents/read me/x/y", ContentFile(b"?"))
        storage.save("others/1/x/y", ContentFile(b"?"))
        with age(storage, days=2):
            assert sweep_files() == 0
        assert len(files_in(storage)) == 2

    @pytest.mark.django_db(transaction=True)
    def test_an_upload_of_what_is_being_swept_keeps_its_content(self, storage: Storage, user: User) -> None:
        """Either the sweeper removes it and the upload writes it anew, or the upload finds it and it stays."""
        for _ in range(5):
            key = orphan(user, b"Lost and sent again")
            assert files_in(storage) == [key]
            with age(storage, days=2):
                document, _ = at_once(
                    lambda: create_document(
                        actor=user, title="CV", kind="cv", upload=make_upload(b"Lost and sent again")
                    ),
                    sweep_files,
                )
            assert isinstance(document, Document)
            assert files_in(storage) == [key]
            assert document.versions.get().file.key == key
            delete_document(actor=user, document_id=document.pk)
            purge_document(actor=user, document_id=document.pk)
            assert files_in(storage) == []

    @pytest.mark.django_db(transaction=True)
    def test_the_sweeper_waits_for_an_upload_that_has_found_the_content(self, storage: Storage, user: User) -> None:
        upload = make_upload(b"Old")
        orphan(user, b"Old")
        found, swept = threading.Event(), threading.Event()

        def send() -> None:
            with transaction.atomic():
                create_document(actor=user, title="CV", kind="cv", upload=upload)
                found.set()
                assert not swept.wait(0.5)

        def sweep() -> int:
            assert found.wait(10)
            removed = sweep_files()
            swept.set()
            return removed

        with age(storage, days=2):
            assert at_once(send, sweep) == [None, 0]
        assert len(files_in(storage)) == 1

    @pytest.mark.django_db(transaction=True)
    def test_a_purge_leaves_what_is_sent_again_at_the_same_time(self, storage: Storage, user: User) -> None:
        for _ in range(5):
            old = make_document(user, b"The same")
            delete_document(actor=user, document_id=old.pk)
            at_once(
                lambda pk=old.pk: purge_document(actor=user, document_id=pk),  # type: ignore[misc]  # bound now
                lambda: make_document(user, b"The same"),
            )
            [stored] = StoredFile.objects.all()
            assert files_in(storage) == [stored.key]
            Document.objects.all().delete()
            sweep_files()
            assert files_in(storage) == []

    @pytest.mark.django_db(transaction=True)
    def test_one_person_s_files_are_no_concern_of_another_one_s(self, user: User, other_user: User) -> None:
        with transaction.atomic():
            hold_files(user.pk)
            at_once(lambda: make_document(other_user))


class TestRecognition:
    @given(st.binary(max_size=300))
    def test_whatever_is_sent_is_recognised_or_refused(self, content: bytes) -> None:
        assert isinstance(outcome(content), FileType | str)

    @given(st.data())
    def test_a_damaged_archive_is_refused_or_still_a_document(self, data: st.DataObject) -> None:
        content = bytearray(word_document())
        for _ in range(data.draw(st.integers(1, 8))):
            content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
        assert isinstance(outcome(bytes(content)), FileType | str)

    @pytest.mark.parametrize("content", [PNG[:10], WEBP[:12], b"PK\x03\x04", b"%PDF", b"\xff\xd8"])
    def test_the_beginning_of_one_is_none(self, content: bytes) -> None:
        assert outcome(content) is not outcome(PNG)
        assert isinstance(outcome(content), str) or content == b"%PDF"  # which is text

    def test_an_archive_of_very_many_names_is_refused_before_they_are_listed(self) -> None:
        assert outcome(directory_of(200_000)) == "an archive of too many files"
        assert outcome(directory_of(9_000)) == "a ZIP archive"


def outcome(content: bytes) -> FileType | str:
    """What the content is taken for, or why it is not taken."""
    try:
        return recognise(io.BytesIO(content))
    except NotTakenError as problem:
        return str(problem)
