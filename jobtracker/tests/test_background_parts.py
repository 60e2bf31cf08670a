"""The worker and beat while Redis fails: they come back by themselves, and who gives them work does not wait.

Real processes, as the supervisor starts them.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import redis

from jobtracker import heartbeats
from jobtracker.embedded.locations import Locations, ServiceUrls
from jobtracker.supervisor.options import Options
from jobtracker.supervisor.roles import Roles
from jobtracker.testing.background import running, until
from jobtracker.testing.tcp_proxy import proxy_of
from jobtracker.testing.web_process import CHECKOUT
from jobtracker.tests.conftest import redis_address

# The test database, of which the processes use a copy, is made only for those who ask for it.
pytestmark = pytest.mark.django_db

START_SECONDS = 30
# The worker notices a link that has gone silent after up to 7 s, and connects again 2 s later.
RETURN_SECONDS = 15
PUBLISH_SECONDS = 1.0
# As settings name them, for the keys of a process that is no test.
KEYS = {role: f"jobtracker:1:heartbeat:{role}" for role in (heartbeats.WORKER, heartbeats.BEAT)}

PUBLISH = """
import sys, time
from jobtracker.celery import app
def publish():
    started = time.monotonic()
    try:
        app.send_task("accounts.tasks.clear_expired_sessions")
        outcome = "sent"
    except Exception as error:
        outcome = type(error).__name__
    print(outcome, time.monotonic() - started, flush=True)
for _ in sys.stdin:
    publish()
"""


class Background:
    """A worker and beat whose Redis is behind a proxy, and somebody who gives them work."""

    def __init__(self, stack: ExitStack, database_url: str, data_dir: Path) -> None:
        """Start them; `stack` ends them."""
        self.redis = stack.enter_context(proxy_of(redis_address(os.environ["REDIS_URL"])))
        # A number of its own keeps its queue and heartbeats apart from those of other tests.
        url = f"redis://127.0.0.1:{self.redis.port}/5"
        self.direct = stack.enter_context(redis.Redis.from_url(f"{os.environ['REDIS_URL']}?db=5"))
        self.direct.flushdb()
        self.database_url = database_url
        locations = Locations.of(data_dir)
        locations.run_dir.mkdir(parents=True)
        services = ServiceUrls(database_url, url, database_is_private=False, redis_is_private=False)
        roles = Roles(Options.from_environ({"JOBTRACKER_WORKER_CONCURRENCY": "1"}), services, locations, CHECKOUT)
        self.log_file = data_dir / "background.log"
        self.processes = [stack.enter_context(running(role, self.log_file)) for role in (roles.worker(), roles.beat())]
        self.publisher = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", PUBLISH],
                cwd=CHECKOUT,
                env=dict(roles.worker().environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )

    def publish(self) -> tuple[str, float]:
        """Ask for a task; how that went, and after how many seconds."""
        assert self.publisher.stdin is not None
        assert self.publisher.stdout is not None
        print(file=self.publisher.stdin, flush=True)
        outcome, seconds = self.publisher.stdout.readline().split()
        return outcome, float(seconds)

    def beats(self, role: str) -> bool:
        """Whether a sign of life is there."""
        return bool(self.direct.exists(KEYS[role]))

    def forget_heartbeats(self) -> None:
        """As if they had expired."""
        self.direct.delete(*KEYS.values())

    def expired_session(self) -> str:
        """A row that the task will remove."""
        key = uuid4().hex
        with psycopg.connect(self.database_url) as connection:
            row = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, '', %s)"
            connection.execute(row, [key, datetime(2020, 1, 1, tzinfo=UTC)])
        return key

    def has_session(self, key: str) -> bool:
        """Whether the row is there still."""
        with psycopg.connect(self.database_url) as connection:
            return bool(connection.execute("SELECT FROM django_session WHERE session_key = %s", [key]).rowcount)


@pytest.fixture(scope="module")
def background(database_copy: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Background]:
    """The one that all tests of this module use, once it has given signs of life."""
    with ExitStack() as stack:
        background = Background(stack, database_copy, tmp_path_factory.mktemp("background-parts"))
        until(lambda: background.beats("worker") and background.beats("beat"), START_SECONDS)
        yield background
        assert [process.poll() for process in background.processes] == [None, None], background.log_file.read_text()


def test_a_long_task_does_not_make_the_worker_look_dead(background: Background) -> None:
    logged = len(background.log_file.read_text())
    key = background.expired_session()
    with psycopg.connect(background.database_url) as connection:
        connection.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")
        assert background.publish()[0] == "sent"
        waiting = "SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database WHERE NOT granted AND datname = "
        until(lambda: bool(connection.execute(f"{waiting} current_database()").rowcount), 10)
        background.forget_heartbeats()
        until(lambda: background.beats("worker"), 5)
        # Idle for longer than the time-outs that hold for publishing.
        time.sleep(1.5)
    until(lambda: not background.has_session(key), 10)
    assert "Connection to broker lost" not in background.log_file.read_text()[logged:]


@pytest.mark.parametrize("failure", ["refuse", "reset", "hang"])
def test_worker_and_beat_come_back_with_redis_and_who_gave_work_meanwhile_did_not_wait(
    failure: str, background: Background
) -> None:
    key = background.expired_session()
    getattr(background.redis, failure)()
    for _ in range(2):
        outcome, seconds = background.publish()
        assert outcome == "OperationalError"
        assert seconds < PUBLISH_SECONDS
    time.sleep(1)
    background.forget_heartbeats()
    background.redis.resume()

    assert background.publish()[0] == "sent"
    until(lambda: background.beats("worker") and background.beats("beat"), RETURN_SECONDS)
    until(lambda: not background.has_session(key), RETURN_SECONDS)
