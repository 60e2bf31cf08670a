"""Gives a test run its own PostgreSQL and Valkey: there before Django reads its settings, gone at the end.

Loaded with `-p jobtracker.embedded.pytest_plugin`, because pytest-django reads the settings before any
conftest. It imports no Django.
"""

import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from jobtracker.embedded.locations import Locations
from jobtracker.embedded.postgres import PrivatePostgres
from jobtracker.embedded.running import running
from jobtracker.embedded.throw_away import abandoned_directories, locked_directory
from jobtracker.embedded.valkey import PrivateValkey

_PREFIX = "jobtracker-tests-"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Start the servers that the environment does not name, and name them there; stop them with the test run.

    A wrapper, so that it comes before every plain hook of that name. The processes of pytest-xdist inherit
    the environment and start nothing.
    """
    missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    options = early_config.known_args_namespace
    if missing and not (options.help or options.version):
        stack = ExitStack()
        # Also called when pytest stops on an error before it has finished starting.
        early_config.add_cleanup(stack.close)
        for abandoned in abandoned_directories(_PREFIX):
            _remove(abandoned)
        locations = Locations.of(stack.enter_context(_throw_away_directory()))
        if "DATABASE_URL" in missing:
            postgres = PrivatePostgres(locations, durable=False)
            stack.enter_context(running(postgres))
            postgres.create_database()
            os.environ["DATABASE_URL"] = locations.database_url
        if "REDIS_URL" in missing:
            stack.enter_context(running(PrivateValkey(locations, durable=False)))
            os.environ["REDIS_URL"] = locations.redis_url
        # Keys, uploads and pid files of a test run do not mix with those of an installation.
        os.environ.setdefault("JOBTRACKER_DATA_DIR", str(locations.data_dir / "data"))
    return (yield)


@contextmanager
def _throw_away_directory() -> Iterator[Path]:
    """Make a directory that lives as long as the block, locked so that no other run's sweep removes it."""
    with locked_directory(_PREFIX) as directory:
        try:
            yield directory
        finally:
            _remove(directory)


def _remove(directory: Path) -> None:
    """Remove the directory of a test run, and its sockets where these had to be elsewhere."""
    for place in (Locations.of(directory).socket_dir, directory):
        shutil.rmtree(place, ignore_errors=True)
