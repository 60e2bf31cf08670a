"""Data directories for private servers."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobtracker.embedded.locations import Locations
from jobtracker.embedded.postgres import PrivatePostgres
from jobtracker.embedded.tests.directories import data_directory
from jobtracker.embedded.tests.processes import processes_on


@pytest.fixture
def locations() -> Iterator[Locations]:
    """An empty data directory; what still runs on it when a test has failed is killed."""
    with data_directory() as directory:
        yield Locations.of(directory)
        for pid in processes_on(directory):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def pristine_cluster() -> Iterator[Path]:
    """A cluster that was never started: a copy is made ten times as fast as another one."""
    with data_directory() as directory:
        PrivatePostgres(Locations.of(directory), durable=False).prepare()
        yield directory / "postgres"


@pytest.fixture
def postgres(locations: Locations, pristine_cluster: Path) -> PrivatePostgres:
    """The durable server of the data directory, which is not running."""
    shutil.copytree(pristine_cluster, locations.data_dir / "postgres")
    return PrivatePostgres(locations)
