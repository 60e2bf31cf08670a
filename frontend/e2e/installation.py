"""A whole installation of its own for browser tests: its own data, servers, worker, and port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings

# A first start makes all tables; on a machine with much else to do that takes its time.
READY_SECONDS = 150


class Installation:
    """`manage.py up` on a free port over a data directory; it can be killed and started again."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._port = _free_port()
        # Without the servers of the test run: it starts its own, as a newcomer's does.
        without = {"DATABASE_URL", "REDIS_URL", "PYTEST_CURRENT_TEST"}
        inherited = {name: value for name, value in os.environ.items() if name not in without}
        self._environment = inherited | {
            "JOBTRACKER_DATA_DIR": str(data_dir),
            "JOBTRACKER_PORT": str(self._port),
            "JOBTRACKER_WEB_PROCESSES": "1",
            "JOBTRACKER_WORKER_CONCURRENCY": "1",
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._manage("collectstatic", "--noinput", "--verbosity=0")

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://localhost:{self._port}"

    def start(self, **environment: str) -> float:
        """Start it and wait until it is ready; how many seconds that took."""
        started = time.monotonic()
        with (self._data_dir / "up.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=settings.BASE_DIR,
                env=self._environment | environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while time.monotonic() < started + READY_SECONDS:
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5):
                    return time.monotonic() - started
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise AssertionError(f"It did not become ready:\n{self.log()[-4000:]}")

    def kill(self) -> None:
        """Kill the supervisor as a power cut would: with no chance to tidy up."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Stop it in good order."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=60)

    def log(self) -> str:
        """What it wrote."""
        return (self._data_dir / "up.log").read_text(encoding="utf-8", errors="replace")

    def mails(self) -> str:
        """The mails that it would have sent, the oldest first: without a mail server it writes them to files."""
        files = sorted((self._data_dir / "mail").iterdir(), key=lambda file: file.stat().st_mtime_ns)
        return "".join(file.read_text(encoding="utf-8") for file in files)

    def _manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=settings.BASE_DIR, env=self._environment, check=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
