"""Data directories for private servers."""

from collections.abc import Iterator

import pytest

from jobtracker.embedded.locations import Locations
from jobtracker.embedded.tests.directories import data_directory


@pytest.fixture
def locations() -> Iterator[Locations]:
    """An empty data directory."""
    with data_directory() as directory:
        yield Locations.of(directory)
