"""Contents in a bucket of a server that speaks S3, which moto plays on this machine."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_document, make_upload
from applications.models import Document, StoredFile
from applications.models.documents import file_key
from applications.services.documents import delete_document, purge_document
from applications.services.files import remove_files_of, store_file, sweep_files
from jobtracker.document_storage import document_storage

pytestmark = pytest.mark.django_db
BUCKET = "papers"
# A clock of its own may be a little late.
ORPHANED = timedelta(minutes=1)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Where the server listens."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(endpoint: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty bucket, in which the installation keeps its documents as its environment says."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    environ = {
        "JOBTRACKER_DOCUMENT_STORAGE": "s3",
        "JOBTRACKER_S3_BUCKET": BUCKET,
        "JOBTRACKER_S3_ENDPOINT": endpoint,
        "JOBTRACKER_S3_REGION": "us-east-1",
    }
    settings.STORAGES = settings.STORAGES | {"documents": document_storage(tmp_path, environ)}
    made = boto3.resource("s3", endpoint_url=endpoint, region_name="us-east-1").Bucket(BUCKET)
    made.create()
    yield made
    made.objects.all().delete()
    made.delete()


def keys(bucket: Any) -> list[str]:
    """The names of all that is there."""
    return sorted(found.key for found in bucket.objects.all())


def test_a_content_is_there_once_and_comes_back_as_it_was(bucket: Any, api: APIClient, user: User) -> None:
    first, second = make_document(user, b"The same"), make_document(user, b"The same")
    assert keys(bucket) == [first.versions.get().file.key] == [second.versions.get().file.key]
    answer = api.get(f"/api/v1/document-versions/{second.versions.get().pk}/download/")
    assert b"".join(answer.streaming_content) == b"The same"  # type: ignore[attr-defined]  # a FileResponse
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_content_goes_with_the_last_document_that_has_it(
    bucket: Any, user: User, other_user: User, django_capture_on_commit_callbacks: Any
) -> None:
    documents = [make_document(user, b"The same") for _ in range(2)]
    kept = make_document(other_user, b"The same").versions.get().file.key
    for document, left in zip(documents, (2, 1), strict=True):
        delete_document(actor=user, document_id=document.pk)
        with django_capture_on_commit_callbacks(execute=True):
            purge_document(actor=user, document_id=document.pk)
        assert len(keys(bucket)) == left
    assert keys(bucket) == [kept]


def test_who_leaves_takes_all_of_it_along(bucket: Any, user: User, other_user: User) -> None:
    make_document(user, b"One")
    make_document(user, b"Two")
    kept = make_document(other_user, b"One").versions.get().file.key
    pk = user.pk
    Document.objects.filter(owner=user).delete()
    StoredFile.objects.filter(owner=user).delete()
    assert remove_files_of(pk) == 2
    assert keys(bucket) == [kept]


def test_the_sweeper_leaves_what_was_stored_today(bucket: Any, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = make_document(user, b"Kept").versions.get().file.key
    lost = store_file(actor=user, upload=make_upload(b"Lost"))
    StoredFile.objects.filter(pk=lost.pk).delete()
    assert sweep_files() == 0
    # The server's clock cannot be set; the time for which it is kept can.
    monkeypatch.setattr("applications.services.files.ORPHANS_KEPT_FOR", -ORPHANED)
    assert sweep_files() == 1
    assert keys(bucket) == [kept]


def test_the_sweeper_goes_on_where_somebody_else_was_faster(
    bucket: Any, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = file_key(user.pk, "0" * 64)
    make_document(user)
    monkeypatch.setattr("applications.services.files._keys_of", lambda owner_id: [gone])
    assert sweep_files() == 0


def test_what_the_bucket_has_lost_is_an_error_and_no_empty_file(bucket: Any, api: APIClient, user: User) -> None:
    version = make_document(user, b"Lost").versions.get()
    bucket.objects.all().delete()
    assert api.get(f"/api/v1/document-versions/{version.pk}/download/").status_code >= 500
    # Sent again, it is there again.
    make_document(user, b"Lost")
    assert keys(bucket) == [version.file.key]
    with storages["documents"].open(version.file.key) as content:
        assert content.read() == b"Lost"
