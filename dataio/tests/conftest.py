"""Files to import, and importing them."""

import csv
import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

Upload = Callable[[bytes | str], Any]


@pytest.fixture
def upload(api: APIClient) -> Upload:
    """Uploads a file as `user`; the answer."""

    def post(content: bytes | str) -> Any:
        body = content.encode() if isinstance(content, str) else content
        return api.post("/api/v1/imports/", {"file": SimpleUploadedFile("postings.csv", body)}, format="multipart")

    return post


@pytest.fixture(scope="session")
def real_postings() -> Path:
    """The file with the real postings, which is not ours to publish: POSTINGS_CSV says where it is."""
    place = os.environ.get("POSTINGS_CSV", "")
    if place and Path(place).is_file():
        return Path(place)
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have the real postings, and there is no such file: POSTINGS_CSV={place!r}")
    pytest.skip("POSTINGS_CSV does not name the file with the real postings")


def csv_text(*rows: Sequence[str], delimiter: str = ",") -> str:
    """Rows as a spreadsheet saves them."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()
