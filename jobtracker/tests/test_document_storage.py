"""Where documents are kept: in a directory, whole and for nobody else, or in a bucket, as the environment says."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from jobtracker import document_storage
from jobtracker.durable_storage import DurableFileSystemStorage
from jobtracker.environment import InvalidEnvironment

S3 = {"JOBTRACKER_DOCUMENT_STORAGE": "s3", "JOBTRACKER_S3_BUCKET": "papers"}


@pytest.fixture
def storage(tmp_path: Path) -> DurableFileSystemStorage:
    """A storage in a directory that is not there yet."""
    return DurableFileSystemStorage(location=tmp_path / "files", allow_overwrite=True)


def test_a_file_comes_back_and_nobody_else_can_read_it(storage: DurableFileSystemStorage, tmp_path: Path) -> None:
    assert storage.save("a/b/c", ContentFile(b"One")) == "a/b/c"
    with storage.open("a/b/c") as file:
        assert file.read() == b"One"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "files", *(tmp_path / "files").rglob("*"))}
    assert modes == {0o700, 0o600}


def test_a_file_is_replaced_as_a_whole(storage: DurableFileSystemStorage, tmp_path: Path) -> None:
    storage.save("a/b", ContentFile(b"Something long"))
    assert storage.save("a/b", ContentFile(b"Short")) == "a/b"
    assert (tmp_path / "files/a/b").read_bytes() == b"Short"


def test_of_a_file_that_breaks_off_nothing_is_left(storage: DurableFileSystemStorage, tmp_path: Path) -> None:
    class BreaksOff(ContentFile[bytes]):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            """Some of it, and then no room."""
            yield b"Half"
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        storage.save("a/b", BreaksOff(b"Half and half"))
    assert list((tmp_path / "files/a").iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x"])
def test_no_name_leads_out_of_the_directory(name: str, storage: DurableFileSystemStorage) -> None:
    with pytest.raises(Exception, match=r"Detected path traversal|outside"):
        storage.save(name, ContentFile(b"x"))


def test_it_is_a_directory_below_the_data_directory_unless_said_otherwise(tmp_path: Path) -> None:
    settings = document_storage.document_storage(tmp_path, {})
    assert settings["BACKEND"] == "jobtracker.durable_storage.DurableFileSystemStorage"
    assert settings["OPTIONS"]["location"] == tmp_path / "files"


def test_it_is_a_bucket_where_the_environment_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_storage, "find_spec", lambda name: object())
    more = {"JOBTRACKER_S3_ENDPOINT": "https://minio.example.org", "JOBTRACKER_S3_REGION": "eu-central-1"}
    settings = document_storage.document_storage(tmp_path, S3 | more)
    assert settings["BACKEND"] == "storages.backends.s3.S3Storage"
    expected: dict[str, Any] = {
        "bucket_name": "papers",
        "endpoint_url": "https://minio.example.org",
        "region_name": "eu-central-1",
        "default_acl": None,
        "file_overwrite": True,
        "max_memory_size": 1024 * 1024,
    }
    assert settings["OPTIONS"] == expected


@pytest.mark.parametrize(
    ("variables", "installed", "says"),
    [
        (S3 | {"JOBTRACKER_S3_BUCKET": ""}, True, "JOBTRACKER_S3_BUCKET must name the bucket"),
        (S3, False, r"install django-storages\[s3\]"),
        ({"JOBTRACKER_DOCUMENT_STORAGE": "tape"}, True, "it must be files or s3"),
    ],
)
def test_what_cannot_work_does_not_start(
    variables: dict[str, str], installed: bool, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_storage, "find_spec", lambda name: object() if installed else None)
    with pytest.raises(InvalidEnvironment, match=says):
        document_storage.document_storage(tmp_path, variables)
