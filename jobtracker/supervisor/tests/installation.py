"""A whole installation, run by `manage.py up` the way an operator runs it."""

import http.client
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import psycopg

from jobtracker.embedded.locations import Locations
from jobtracker.embedded.tests.processes import wait_until

CHECKOUT = Path(__file__).resolve().parents[3]
_START_SECONDS = 90


class Installation:
    """`manage.py up` on one data directory, with one process of each kind and a port that is free."""

    def __init__(self, data_dir: Path, **environment: str) -> None:
        """Describe it; the test run's own servers and data directory are not passed on."""
        self.locations = Locations.of(data_dir)
        own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        self.environment = own | {
            "JOBTRACKER_DATA_DIR": str(data_dir),
            "JOBTRACKER_PORT": "0",
            "JOBTRACKER_WEB_PROCESSES": "1",
            "JOBTRACKER_WORKER_CONCURRENCY": "1",
            **environment,
        }
        self.log_file = data_dir / "up.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._port = 0

    @property
    def log(self) -> str:
        """All that it has logged since its latest start."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start it, and return when it says that it is ready."""
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=CHECKOUT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        process = self.process
        wait_until(lambda: "jobtracker is ready" in self.log or process.poll() is not None, _START_SECONDS)
        ready = re.search(r"jobtracker is ready: http://localhost:(\d+)/", self.log)
        assert ready, self.log
        self._port = int(ready[1])
        # Worker and beat start at this moment.
        wait_until(lambda: self.pid_file("beat").exists() and self.pid_file("worker").exists())

    def refused_start(self) -> str:
        """Start it where it has to refuse; return the sentence on stderr."""
        refused = subprocess.run(
            [sys.executable, "manage.py", "up"],
            cwd=CHECKOUT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=_START_SECONDS,
            check=False,
        )
        assert refused.returncode == 1, refused
        assert "Traceback" not in refused.stderr
        return refused.stderr

    def stop(self, signal_number: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal to the supervisor alone, and return its exit status."""
        assert self.process is not None
        self.process.send_signal(signal_number)
        return self.process.wait(_START_SECONDS)

    def pid_file(self, role: str) -> Path:
        """Return the pid file of a role."""
        return self.locations.run_dir / f"{role}.pid"

    def pid(self, role: str) -> int:
        """Return the pid of a role, as its pid file says."""
        return int(self.pid_file(role).read_text(encoding="ascii"))

    def replacement_of(self, role: str, pid: int) -> int:
        """Return the pid of the process that has taken the place of another; wait for it."""
        wait_until(lambda: self.pid_file(role).exists() and self.pid(role) != pid, _START_SECONDS)
        return self.pid(role)

    def is_ready(self) -> bool:
        """Tell whether the application answers that it can work."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def execute(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement on the private database, and return its rows."""
        with psycopg.connect(self.locations.database_url) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []
