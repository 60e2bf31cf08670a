"""Keeping a process alive, and stopping it."""

import asyncio
import io
import os
import re
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from jobtracker.embedded.errors import ServiceError
from jobtracker.embedded.tests.processes import is_alive, processes_on
from jobtracker.supervisor import processes
from jobtracker.supervisor.output import Output
from jobtracker.supervisor.processes import Keeper, Role


class Shell:
    """A role that runs a shell script in a directory of its own, and the log that it writes."""

    def __init__(self, directory: Path) -> None:
        """Run it in `directory`."""
        self.directory = directory
        self.pid_file = directory / "role.pid"
        self.stream = io.BytesIO()

    def keeper(self, script: str, *, stop_seconds: float = 10.0, prepare: Callable[[], None] | None = None) -> Keeper:
        """Return what keeps the script running; its environment names the directory, by which it is found."""
        role = Role(
            name="role",
            command=lambda: ("sh", "-c", script),
            environment={"PATH": os.environ["PATH"], "HERE": str(self.directory)},
            directory=self.directory,
            stop_seconds=stop_seconds,
            prepare=prepare or (lambda: None),
        )
        return Keeper(role, Output(self.stream, json_lines=False), self.pid_file)

    @property
    def log(self) -> str:
        """All that has been logged so far."""
        return self.stream.getvalue().decode()

    @property
    def pid(self) -> int:
        """The pid of the running process, as its pid file says."""
        return int(self.pid_file.read_text(encoding="ascii"))


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A place for a role."""
    return Shell(tmp_path)


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests do not wait for half a second."""
    monkeypatch.setattr(processes, "_FIRST_DELAY", 0.02)


def _run(keeper: Keeper, story: Callable[[], Awaitable[None]]) -> None:
    """Run a story while the process is kept, and leave nothing behind."""

    async def run() -> None:
        keeper.start()
        try:
            await asyncio.wait_for(story(), 60)
        finally:
            await keeper.stop(at_once=True)

    asyncio.run(run())


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.01)


def test_what_crashes_is_started_again_with_a_growing_delay(shell: Shell) -> None:
    async def story() -> None:
        await _until(lambda: shell.log.count("starting it again") == 4)

    _run(shell.keeper("echo crashing; exit 3"), story)

    assert re.findall(r"role ended with status 3; starting it again in ([\d.]+) s", shell.log) == [
        "0.02",
        "0.04",
        "0.08",
        "0.16",
    ]
    assert shell.log.count("role       | crashing") == 4


def test_after_a_stable_run_the_delay_is_the_first_one_again(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_STABLE_SECONDS", 0.0)

    async def story() -> None:
        await _until(lambda: shell.log.count("starting it again") == 3)

    _run(shell.keeper("exit 3"), story)

    assert set(re.findall(r"again in ([\d.]+) s", shell.log)) == {"0.02"}


def test_the_delay_never_grows_beyond_its_limit(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_LONGEST_DELAY", 0.05)

    async def story() -> None:
        await _until(lambda: shell.log.count("starting it again") == 4)

    _run(shell.keeper("exit 3"), story)

    assert re.findall(r"again in ([\d.]+) s", shell.log) == ["0.02", "0.04", "0.05", "0.05"]


def test_what_is_killed_comes_back_under_a_new_pid(shell: Shell) -> None:
    pids = []

    async def story() -> None:
        await _until(shell.pid_file.exists)
        pids.append(shell.pid)
        os.kill(shell.pid, signal.SIGKILL)
        await _until(lambda: shell.pid_file.exists() and shell.pid != pids[0])
        pids.append(shell.pid)

    _run(shell.keeper("exec sleep 60"), story)

    assert "role was killed by SIGKILL" in shell.log
    assert not any(is_alive(pid) for pid in pids)
    assert not shell.pid_file.exists()


def test_the_children_of_a_killed_process_do_not_outlive_it(shell: Shell) -> None:
    async def story() -> None:
        await _until(lambda: "ready" in shell.log)
        crowd = processes_on(shell.directory)
        assert len(crowd) == 3
        os.kill(shell.pid, signal.SIGKILL)
        await _until(lambda: not any(is_alive(pid) for pid in crowd))

    _run(shell.keeper("sleep 60 & sleep 60 & echo ready; wait"), story)


def test_a_process_gets_its_time_to_stop(shell: Shell) -> None:
    keeper = shell.keeper("trap 'sleep 0.3; echo done; exit 0' TERM; echo ready; while :; do sleep 0.05; done")

    async def story() -> None:
        await _until(lambda: "ready" in shell.log)
        await keeper.stop()

    _run(keeper, story)

    assert shell.log.endswith("role       | done\n")


def test_a_process_that_does_not_stop_in_time_is_killed(shell: Shell) -> None:
    keeper = shell.keeper("trap '' TERM; echo ready; while :; do sleep 0.05; done", stop_seconds=0.2)

    async def story() -> None:
        await _until(lambda: "ready" in shell.log)
        await keeper.stop()

    _run(keeper, story)

    assert processes_on(shell.directory) == []


def test_a_stop_can_be_hurried(shell: Shell) -> None:
    keeper = shell.keeper("trap '' TERM; echo ready; while :; do sleep 0.05; done", stop_seconds=60)

    async def story() -> None:
        await _until(lambda: "ready" in shell.log)
        keeper.hurry()
        assert is_alive(shell.pid), "only what is being stopped can be hurried"
        stopping = asyncio.create_task(keeper.stop())
        await asyncio.sleep(0.1)
        assert not stopping.done()
        keeper.hurry()
        await asyncio.wait_for(stopping, 30)

    _run(keeper, story)


def test_a_stop_during_the_delay_starts_nothing_more(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_FIRST_DELAY", 60.0)
    keeper = shell.keeper("echo once; exit 1")

    async def story() -> None:
        await _until(lambda: "starting it again" in shell.log)
        await asyncio.wait_for(keeper.stop(), 10)

    _run(keeper, story)

    assert shell.log.count("once") == 1


def test_what_cannot_be_prepared_the_first_time_is_hopeless(shell: Shell) -> None:
    def prepare() -> None:
        raise ServiceError("written by another version")

    keeper = shell.keeper("echo ready", prepare=prepare)

    async def story() -> None:
        assert keeper.task is not None
        await asyncio.wait({keeper.task})
        with pytest.raises(ServiceError, match="written by another version"):
            keeper.raise_if_hopeless()

    _run(keeper, story)

    assert shell.log == ""


def test_what_cannot_be_prepared_later_is_reported_and_tried_again(shell: Shell) -> None:
    outcomes = iter([None, ServiceError("the disk is full"), None])

    def prepare() -> None:
        if error := next(outcomes):
            raise error

    async def story() -> None:
        await _until(lambda: shell.log.count("ready") == 2)

    _run(shell.keeper("echo ready; [ -e ran ] && exec sleep 60; touch ran", prepare=prepare), story)

    assert "role could not be started: the disk is full; starting it again in 0.04 s." in shell.log


def test_a_process_that_crashes_time_after_time_is_hopeless(shell: Shell) -> None:
    keeper = shell.keeper("exit 1")

    async def story() -> None:
        keeper.raise_if_hopeless()
        await _until(lambda: shell.log.count("starting it again") == 4)
        with pytest.raises(ServiceError, match="role does not stay up"):
            keeper.raise_if_hopeless()

    _run(keeper, story)
