"""Running a private server for the time of a block, without the supervisor: for tests and for maintenance."""

import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from jobtracker.embedded.children import die_with_parent
from jobtracker.embedded.errors import ServiceError

_START_SECONDS = 60
_STOP_SECONDS = 30


class PrivateServer(Protocol):
    """What a private server has to say about itself so that its process can be run."""

    @property
    def name(self) -> str:
        """Name of the role, as in logs and pid files."""

    @property
    def stop_signal(self) -> signal.Signals:
        """Signal for an orderly stop."""

    @property
    def hurry_signal(self) -> signal.Signals:
        """Signal that stops it at once, without harm to what is committed."""

    @property
    def death_signal(self) -> signal.Signals:
        """Signal that the kernel sends when the parent dies."""

    @property
    def environment(self) -> dict[str, str]:
        """The server's whole environment."""

    def prepare(self) -> None:
        """Get everything ready for a start."""

    def command(self) -> list[str]:
        """Return the command of the server process."""

    def is_ready(self) -> bool:
        """Tell whether the server answers."""


@contextmanager
def running(server: PrivateServer) -> Iterator[None]:
    """Run a server for as long as the block runs; it answers when the block starts.

    Raises ServiceError, with the end of the server's log, where it does not come up.
    """
    server.prepare()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            server.command(),
            env=server.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # Ctrl-C is for the caller, who then stops the server.
            start_new_session=True,
            preexec_fn=die_with_parent(server.death_signal),
        )
        try:
            deadline = time.monotonic() + _START_SECONDS
            while not server.is_ready():
                if process.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    raise ServiceError(f"{server.name} did not start: {log.read().decode(errors='replace')[-2000:]}")
                time.sleep(0.02)
            yield
        finally:
            process.send_signal(server.stop_signal)
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.send_signal(server.hurry_signal)
                process.wait(_STOP_SECONDS)
