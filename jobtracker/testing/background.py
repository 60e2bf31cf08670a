"""Workers and beat as the supervisor starts them."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jobtracker.embedded.children import die_with_parent
from jobtracker.supervisor.processes import Role


@contextmanager
def running(role: Role, log_file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The process of a role, for as long as the block runs; it is killed with all that it has started."""
    with log_file.open("ab") as log:
        process = subprocess.Popen(
            role.command(),
            cwd=role.directory,
            env=dict(role.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )
    try:
        yield process
    finally:
        kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Send SIGKILL to a process that leads a group, and to the group: a worker with its pool."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(condition: Callable[[], bool], seconds: float) -> None:
    """Wait until it holds. Fails where it does not within so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
