"""The servers of a test run: its own, there in time, gone at the end whatever the end was."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from jobtracker.embedded.tests.processes import processes_on, wait_until

CHECKOUT = Path(__file__).resolve().parents[3]

CONFTEST = """
import sys

def pytest_configure():
    # Whoever reads the settings now finds the servers in the environment.
    assert "jobtracker.settings" not in sys.modules
"""

TESTS = """
import os, pathlib, time
import psycopg, pytest, redis

@pytest.mark.parametrize("number", [1, 2])
def test_servers(number):
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        directory = connection.info.host
    assert redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
    with open("notes", "a") as notes:
        notes.write(directory + "\\n")
    while pathlib.Path("wait").exists():
        time.sleep(0.05)
"""


class Project:
    """A small project of its own, whose tests note where their server's sockets are."""

    def __init__(self, directory: Path) -> None:
        """Write it into `directory`."""
        self.directory = directory
        self.temporary = directory / "tmp"
        self.temporary.mkdir()
        (directory / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        (directory / "conftest.py").write_text(CONFTEST, encoding="utf-8")
        (directory / "test_servers.py").write_text(TESTS, encoding="utf-8")

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start its tests, without the servers of this test run, and without other plugins: they take their time."""
        own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        own["PYTHONPATH"] = os.pathsep.join([str(CHECKOUT), *sys.path[1:]])
        own["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        own["TMPDIR"] = str(self.temporary)
        plugins = ("-p", "no:cacheprovider", "-p", "xdist", "-p", "jobtracker.embedded.pytest_plugin")
        command = (sys.executable, "-m", "pytest", *plugins, *arguments)
        return subprocess.Popen(command, cwd=self.directory, env=own | environment)

    @property
    def socket_dirs(self) -> list[Path]:
        """What the tests have noted."""
        notes = self.directory / "notes"
        return [Path(line) for line in notes.read_text(encoding="utf-8").splitlines()] if notes.exists() else []

    @property
    def left_behind(self) -> list[Path]:
        """What the plugin has not removed (yet)."""
        return list(self.temporary.glob("*jobtracker-tests-*"))

    def have_tests_wait(self, *, wait: bool) -> None:
        """Let the tests wait at their end, or let them go."""
        marker = self.directory / "wait"
        marker.touch() if wait else marker.unlink()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project."""
    return Project(tmp_path)


def test_parallel_processes_share_one_pair_of_servers_that_is_gone_afterwards(project: Project) -> None:
    assert project.start("-n", "2").wait(120) == 0

    assert len(project.socket_dirs) == 2
    assert len(set(project.socket_dirs)) == 1
    assert not project.socket_dirs[0].exists()
    assert project.left_behind == []
    assert processes_on(project.temporary) == []


def test_runs_beside_each_other_have_servers_of_their_own_and_a_killed_one_leaves_nothing(project: Project) -> None:
    project.have_tests_wait(wait=True)
    killed, other = runs = [project.start(), project.start()]
    wait_until(lambda: len(project.socket_dirs) == 2 or any(run.poll() is not None for run in runs), 120)
    assert len(set(project.socket_dirs)) == 2
    killed.kill()
    killed.wait()
    project.have_tests_wait(wait=False)

    assert other.wait(120) == 0
    wait_until(lambda: processes_on(project.temporary) == [])
    assert len(project.left_behind) == 1, "the files of the killed one are removed by the next one"
    assert project.start().wait(120) == 0
    assert project.left_behind == []
    assert not any(socket_dir.exists() for socket_dir in project.socket_dirs)


def test_given_servers_are_used(project: Project) -> None:
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}

    assert project.start(**given).wait(120) == 0

    with psycopg.connect(given["DATABASE_URL"]) as connection:
        assert {str(directory) for directory in project.socket_dirs} == {connection.info.host}
