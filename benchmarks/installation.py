"""An installation of the benchmarks' own: private servers on `benchmarks/var`, never on anybody's data."""

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import redis

from jobtracker.embedded.children import die_with_parent
from jobtracker.embedded.locations import Locations, ServiceUrls
from jobtracker.embedded.lock import exclusive_use
from jobtracker.embedded.postgres import PrivatePostgres
from jobtracker.embedded.running import running
from jobtracker.embedded.valkey import PrivateValkey
from jobtracker.supervisor.options import Options
from jobtracker.supervisor.roles import Roles
from jobtracker.supervisor.web import listening_socket

CHECKOUT = Path(__file__).resolve().parent.parent
_START_SECONDS = 60


class Installation:
    """The servers and web processes of one data set."""

    def __init__(self, name: str) -> None:
        """Describe it; nothing is touched yet."""
        self.locations = Locations.of(CHECKOUT / "benchmarks" / "var" / name)
        self._incomplete = self.locations.data_dir / "incomplete"
        self._postgres_running = ExitStack()

    @property
    def database_url(self) -> str:
        """URL of its database."""
        return self.locations.database_url

    def point_django_here(self) -> None:
        """Name its servers in the environment, before Django reads its settings."""
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "jobtracker.settings",
            "DATABASE_URL": self.locations.database_url,
            "REDIS_URL": self.locations.redis_url,
            "JOBTRACKER_DATA_DIR": str(self.locations.data_dir),
            # One caller asks for everything here.
            "JOBTRACKER_RATE_API": "1000000000",
        }

    @contextmanager
    def servers(self) -> Iterator[None]:
        """Hold the data directory, with Valkey running, for as long as the block runs; PostgreSQL stops with it."""
        with exclusive_use(self.locations), running(PrivateValkey(self.locations, durable=False)):
            try:
                yield
            finally:
                self.stop_postgres()

    def start_postgres(self, *, durable: bool = True) -> None:
        """Start PostgreSQL: as in any installation, or (`durable=False`) as fast as it gets, for seeding."""
        server = PrivatePostgres(self.locations, durable=durable)
        self._postgres_running.enter_context(running(server))
        server.create_database()

    def stop_postgres(self) -> None:
        """Stop PostgreSQL, if it runs; all that it had in memory is on the disk then."""
        self._postgres_running.close()

    @property
    def is_incomplete(self) -> bool:
        """Whether a seeding was interrupted, which may have left even the cluster damaged."""
        return self._incomplete.exists()

    def begin_anew(self) -> None:
        """Remove the database with its cluster: what comes now is a seeding."""
        self.stop_postgres()
        shutil.rmtree(self.locations.data_dir / "postgres", ignore_errors=True)
        self._incomplete.touch()

    def mark_complete(self) -> None:
        """Note that the seeding is done, and all of it on the disk."""
        self._incomplete.unlink()

    def forget_answers(self) -> None:
        """Empty Valkey."""
        with redis.Redis.from_url(self.locations.redis_url) as client:
            client.flushall()

    def restart_cold(self) -> None:
        """Start PostgreSQL with nothing in memory: neither in its own buffers nor, of its files, in the system's.

        A file's owner may ask the system to drop what it holds of it, as long as that is written.
        """
        self.stop_postgres()
        for path in (self.locations.data_dir / "postgres").rglob("*"):
            if path.is_file():
                descriptor = os.open(path, os.O_RDONLY)
                try:
                    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                finally:
                    os.close(descriptor)
        self.start_postgres()

    @contextmanager
    def web(self, processes: int) -> Iterator[int]:
        """Run web processes exactly as the supervisor would, for as long as the block runs; the port."""
        services = ServiceUrls(
            self.locations.database_url, self.locations.redis_url, database_is_private=True, redis_is_private=True
        )
        roles = Roles(Options.from_environ({}), services, self.locations, CHECKOUT)
        with ExitStack() as stack:
            listening = stack.enter_context(listening_socket("127.0.0.1", 0))
            port: int = listening.getsockname()[1]
            for number in range(1, processes + 1):
                role = roles.web(number, listening)
                log = stack.enter_context((self.locations.data_dir / f"web-{number}.log").open("wb"))
                process = subprocess.Popen(
                    role.command(),
                    cwd=role.directory,
                    env=role.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    pass_fds=role.inherited_descriptors,
                    start_new_session=True,
                    preexec_fn=die_with_parent(signal.SIGKILL),
                )
                stack.callback(_kill, process)
            _wait_for(f"http://127.0.0.1:{port}/health/live")
            yield port


def _kill(process: "subprocess.Popen[bytes]") -> None:
    # It has nothing to lose.
    process.kill()
    process.wait()


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=_START_SECONDS):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
