"""The file with the real postings."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_postings() -> Path:
    """The file with the real postings, which is not ours to publish: POSTINGS_CSV says where it is."""
    place = os.environ.get("POSTINGS_CSV", "")
    if place and Path(place).is_file():
        return Path(place)
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have the real postings, and there is no such file: POSTINGS_CSV={place!r}")
    pytest.skip("POSTINGS_CSV does not name the file with the real postings")
