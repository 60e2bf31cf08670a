"""How each process of an installation is run and stopped."""

import os
import shutil
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jobtracker.embedded.locations import Locations, ServiceUrls
from jobtracker.embedded.running import PrivateServer
from jobtracker.supervisor.options import Options
from jobtracker.supervisor.processes import Role

# A shutdown of PostgreSQL writes out all that is in memory.
_SERVER_STOP_SECONDS = 60.0
_DRAIN_SECONDS = 10
_WORKER_STOP_SECONDS = 20.0
# A process of the pool that has held more is replaced once its piece of work is done.
_LONG_WORKER_KIB = 256_000


@dataclass(frozen=True)
class Roles:
    """The roles of one installation, whose code is in `project_dir`."""

    options: Options
    services: ServiceUrls
    locations: Locations
    project_dir: Path

    @property
    def _metrics_dir(self) -> Path:
        """Directory where the processes add up what they count."""
        return self.locations.run_dir / "metrics"

    def forget_metrics(self) -> None:
        """Begin to count anew: for the start of an installation, whose former processes have ended."""
        shutil.rmtree(self._metrics_dir, ignore_errors=True)

    def server(self, server: PrivateServer) -> Role:
        """A private server."""
        return Role(
            name=server.name,
            prepare=server.prepare,
            command=server.command,
            environment=server.environment,
            directory=self.locations.data_dir,
            stop_signal=server.stop_signal,
            stop_seconds=_SERVER_STOP_SECONDS,
            hurry_signal=server.hurry_signal,
            death_signal=server.death_signal,
        )

    def web(self, number: int, listening: socket.socket) -> Role:
        """One of the web processes (counted from 1), which share a listening socket.

        The kernel hands each connection to one of them that takes it; one that is restarted is not missed.
        """
        trusted = self.options.trusted_proxies
        command = (
            *(sys.executable, "-m", "uvicorn", "jobtracker.asgi:application", f"--fd={listening.fileno()}"),
            # uvicorn's own has no limits on headers, nor on clients that are slow.
            "--http=jobtracker.http_protocol:LimitedHttpProtocol",
            "--lifespan=off",
            "--log-level=warning",
            # The application logs its requests itself, with user and request id.
            "--no-access-log",
            "--no-server-header",
            # Unless an operator names a proxy, nobody is believed about whose request he brings.
            *(("--proxy-headers", f"--forwarded-allow-ips={trusted}") if trusted else ("--no-proxy-headers",)),
            f"--timeout-graceful-shutdown={_DRAIN_SECONDS}",
            "--timeout-keep-alive=20",
            # A browser sends acknowledgements and nothing large; a silent one is gone after 40 s.
            *("--ws-max-size=65536", "--ws-ping-interval=20", "--ws-ping-timeout=20"),
        )
        return self._application(
            f"web-{number}", command, stop_seconds=_DRAIN_SECONDS + 5.0, inherited_descriptors=(listening.fileno(),)
        )

    def worker(self) -> Role:
        """The Celery worker of what takes seconds.

        A task that takes longer than its time to stop is lost with it; its row is there, and is picked up again.
        """
        return self._worker("worker", queue="celery", concurrency=self.options.worker_concurrency)

    def long_worker(self) -> Role:
        """The Celery worker of what takes minutes, and much memory, which it gives back afterwards."""
        return self._worker(
            "worker-long",
            *("--hostname=long@%h", f"--max-memory-per-child={_LONG_WORKER_KIB}"),
            queue="long",
            concurrency=self.options.long_worker_concurrency,
        )

    def beat(self) -> Role:
        """Celery's clock."""
        return self._celery("beat", "beat", f"--schedule={self.locations.run_dir / 'celerybeat-schedule'}")

    def _worker(self, name: str, *arguments: str, queue: str, concurrency: int) -> Role:
        # There is nothing for the two to gossip about.
        apart = ("--without-gossip", "--without-mingle")
        return self._celery(name, "worker", f"--queues={queue}", f"--concurrency={concurrency}", *apart, *arguments)

    def _celery(self, name: str, command_name: str, *arguments: str) -> Role:
        command = (
            # Celery alone would complain about root, over six lines. It accepts nothing but JSON.
            *(sys.executable, "-W", "ignore:You're running the worker with superuser privileges"),
            *("-m", "celery", "--app=jobtracker", "--quiet", command_name, *arguments),
        )
        return self._application(name, command, stop_seconds=_WORKER_STOP_SECONDS)

    def _application(
        self, name: str, command: tuple[str, ...], *, stop_seconds: float, inherited_descriptors: tuple[int, ...] = ()
    ) -> Role:
        return Role(
            name=name,
            command=lambda: command,
            environment=self._environment(),
            directory=self.project_dir,
            stop_seconds=stop_seconds,
            inherited_descriptors=inherited_descriptors,
        )

    def _environment(self) -> Mapping[str, str]:
        return os.environ | {
            "DATABASE_URL": self.services.database_url,
            "REDIS_URL": self.services.redis_url,
            "JOBTRACKER_DATA_DIR": str(self.locations.data_dir),
            # prometheus_client reads it when it is imported.
            "PROMETHEUS_MULTIPROC_DIR": str(self._metrics_dir),
            "PYTHONUNBUFFERED": "1",
        }
