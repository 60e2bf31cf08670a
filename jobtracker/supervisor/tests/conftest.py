"""Whole installations."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from jobtracker.embedded.tests.directories import data_directory
from jobtracker.embedded.tests.processes import processes_on
from jobtracker.supervisor.tests.installation import Installation


@pytest.fixture(scope="module")
def make_installation() -> Iterator[Callable[..., Installation]]:
    """Makes installations (keyword arguments are environment variables) that are gone after the module's tests."""
    with ExitStack() as stack:

        def make(**environment: str) -> Installation:
            installation = Installation(stack.enter_context(data_directory()), **environment)
            stack.callback(_end, installation)
            return installation

        yield make


def _end(installation: Installation) -> None:
    if installation.process is not None and installation.process.poll() is None:
        installation.stop()
    assert processes_on(installation.locations.data_dir) == []


@pytest.fixture(scope="module")
def running(make_installation: Callable[..., Installation]) -> Installation:
    """An installation that runs, for tests that leave it running."""
    installation = make_installation()
    installation.start()
    return installation
