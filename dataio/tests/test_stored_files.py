"""What lies in the storage without a row goes; what a person leaves behind goes at once."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import dataio.tasks
from accounts.models import User
from accounts.services import delete_account
from dataio.models import Run, Upload
from dataio.runs.leases import Work, take_up
from dataio.runs.performing import finish_with_file
from dataio.stored_files import sweep_files
from dataio.uploads import keep_upload, sweep_uploads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept(user: User) -> tuple[str, str]:
    """The keys of a run's file and of an upload."""
    taken = take_up(Run.objects.create(owner=user, kind="export").pk)
    assert taken is not None
    finish_with_file(Work(taken), io.BytesIO(b"x"), name="x.csv", media_type="text/csv", result={})
    upload = keep_upload(actor=user, content=SimpleUploadedFile("jobs.csv", b"a,b"))
    return Run.objects.get(pk=taken.pk).file_key, upload.file_key


def _is_there(key: str) -> bool:
    return storages["documents"].exists(key)


def test_what_no_row_names_goes_after_a_day(user: User, kept: tuple[str, str]) -> None:
    orphans = [
        storages["documents"].save(f"{root}/{user.pk}/orphan", ContentFile(b"x")) for root in ("runs", "uploads")
    ]
    sweep_files()
    assert all(map(_is_there, (*orphans, *kept)))
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert sweep_files() >= 2
    assert not any(map(_is_there, orphans))
    assert all(map(_is_there, kept))


def test_uploads_expire(user: User, kept: tuple[str, str]) -> None:
    assert sweep_uploads() == 0
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert sweep_uploads() == 1
    assert not _is_there(kept[1])
    assert not Upload.objects.exists()


def test_files_go_with_the_account(user: User, kept: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataio.tasks.remove_files, "delay", dataio.tasks.remove_files)
    owner = str(user.pk)
    delete_account(user=user)
    assert not any(map(_is_there, kept))
    assert owner not in storages["documents"].listdir("runs")[0]


def test_of_an_account_that_went_while_the_broker_was_away_the_sweeper_clears_up(
    user: User, kept: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataio.tasks.remove_files, "delay", lambda owner_id: None)
    owner = str(user.pk)
    delete_account(user=user)
    assert all(map(_is_there, kept))
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        sweep_files()
    assert not any(map(_is_there, kept))
    assert owner not in storages["documents"].listdir("runs")[0]
