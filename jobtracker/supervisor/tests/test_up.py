"""`manage.py up`: one command that starts everything, keeps it running and stops it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from uuid import uuid4

import psycopg

from jobtracker.embedded.tests.processes import is_alive, processes_on, wait_until
from jobtracker.supervisor.database import given_broker_problem, given_database_problem
from jobtracker.supervisor.tests.installation import CHECKOUT, Installation
from jobtracker.testing.database import drop_database

ROLES = {"supervisor", "postgres", "valkey", "web-1", "worker", "worker-long", "beat"}

Make = Callable[..., Installation]


def _roles_with_pid_files(installation: Installation) -> set[str]:
    return {path.stem for path in installation.locations.run_dir.glob("*.pid")}


def _children_of(pid: int) -> set[int]:
    children = subprocess.run(["pgrep", "--parent", str(pid)], capture_output=True, text=True, check=False)
    return {int(child) for child in children.stdout.split()}


def test_every_role_is_a_child_of_the_supervisor_with_its_pid_in_a_file(running: Installation) -> None:
    assert _roles_with_pid_files(running) == ROLES
    assert running.process is not None
    assert running.pid("supervisor") == running.process.pid
    assert {running.pid(role) for role in ROLES - {"supervisor"}} == _children_of(running.process.pid)


def test_it_says_where_it_is_how_to_get_an_administrator_and_where_the_data_are(running: Installation) -> None:
    for line in ("http://localhost:", "createsuperuser", str(running.locations.data_dir)):
        assert line in running.log


def test_a_killed_web_process_comes_back(running: Installation) -> None:
    killed = running.pid("web-1")
    os.kill(killed, signal.SIGKILL)

    running.replacement_of("web-1", killed)
    wait_until(running.is_ready)


def test_a_killed_postgres_comes_back_with_every_committed_row(running: Installation) -> None:
    running.execute("CREATE TABLE kept_by_postgres AS SELECT 42 AS answer")
    killed = running.pid("postgres")
    os.kill(killed, signal.SIGKILL)

    running.replacement_of("postgres", killed)
    wait_until(running.is_ready)
    assert running.execute("SELECT answer FROM kept_by_postgres") == [(42,)]


def test_a_killed_worker_comes_back_and_its_pool_does_not_stay(running: Installation) -> None:
    killed = running.pid("worker")

    wait_until(lambda: bool(_children_of(killed)))
    pool = _children_of(killed)
    os.kill(killed, signal.SIGKILL)

    running.replacement_of("worker", killed)
    assert not any(is_alive(pid) for pid in pool)


def test_a_second_start_on_the_same_data_is_refused(running: Installation) -> None:
    assert running.process is not None
    second = Installation(running.locations.data_dir)

    assert f"already runs on {running.locations.data_dir} (pid {running.process.pid})" in second.refused_start()
    wait_until(running.is_ready)
    assert _roles_with_pid_files(running) == ROLES


def test_killing_the_supervisor_loses_nothing_and_migrations_start_with_a_backup(make_installation: Make) -> None:
    installation = make_installation()
    locations = installation.locations
    installation.start()
    installation.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    # One that changes no table and that no other one needs: it can be applied once more.
    forgotten = "app = 'admin' AND name = '0003_logentry_add_action_flag_choices'"
    installation.execute(f"DELETE FROM django_migrations WHERE {forgotten}")
    assert not locations.backups_dir.exists(), "the first start has nothing to back up"

    assert installation.process is not None
    installation.process.kill()
    installation.process.wait()
    wait_until(lambda: processes_on(locations.data_dir) == [])
    installation.start()

    assert installation.execute("SELECT answer FROM kept") == [(42,)]
    assert installation.execute(f"SELECT count(*) FROM django_migrations WHERE {forgotten}") == [(1,)]
    (backup,) = locations.backups_dir.iterdir()
    assert backup.name.endswith("-before-migrate.dump")
    assert backup.stat().st_mode & 0o777 == 0o600

    assert installation.stop(signal.SIGINT) == 0
    stopped = [line.split("Stopped: ")[1] for line in installation.log.splitlines() if "Stopped: " in line]
    assert stopped == ["beat", "worker-long", "worker", "web-1", "valkey", "postgres"]
    assert "database system is shut down" in installation.log
    assert _roles_with_pid_files(installation) == set()
    assert processes_on(locations.data_dir) == []

    command = [sys.executable, "-m", "jobtracker.embedded", "restore", str(backup)]
    subprocess.run(command, cwd=CHECKOUT, env=installation.environment, check=True, capture_output=True, timeout=60)
    psql = [sys.executable, "-m", "jobtracker.embedded", "psql", "-XAtc", "SELECT answer FROM kept"]
    answer = subprocess.run(
        psql, cwd=CHECKOUT, env=installation.environment, check=True, capture_output=True, text=True, timeout=60
    )
    assert answer.stdout == "42\n"


def test_a_given_database_is_used_and_no_private_one_is_started(make_installation: Make) -> None:
    # The test run's own server stands for an operator's.
    server, name = os.environ["DATABASE_URL"], f"given_{uuid4().hex[:12]}"
    url = server.replace("/jobtracker?", f"/{name}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            installation = make_installation(DATABASE_URL=url)
            installation.start()
            wait_until(installation.is_ready)
            assert _roles_with_pid_files(installation) == ROLES - {"postgres"}
            assert not (installation.locations.data_dir / "postgres").exists()
            with psycopg.connect(url) as given:
                assert given.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchone() == (True,)
            assert installation.stop() == 0
        finally:
            drop_database(connection, name)


def test_a_port_in_use_is_one_sentence_and_starts_nothing(make_installation: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        installation = make_installation(JOBTRACKER_PORT=str(taken.getsockname()[1]))

        assert "JOBTRACKER_PORT" in installation.refused_start()
    assert not (installation.locations.data_dir / "postgres").exists()


def test_a_cluster_of_another_major_version_is_refused_and_nothing_is_left_running(make_installation: Make) -> None:
    installation = make_installation()
    cluster = installation.locations.data_dir / "postgres" / "data"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("14\n", encoding="ascii")

    assert "was written by PostgreSQL 14" in installation.refused_start()
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]
    assert processes_on(installation.locations.data_dir) == []


def test_servers_that_do_not_answer_are_named_without_their_passwords() -> None:
    started = time.monotonic()

    database = given_database_problem("postgresql://app:geheim@127.0.0.1:1/jobs")
    broker = given_broker_problem("redis://:geheim@127.0.0.1:1/0")

    assert database is not None
    assert "127.0.0.1:1/jobs (from DATABASE_URL) does not answer" in database
    assert broker is not None
    assert "127.0.0.1 (from REDIS_URL) does not answer" in broker
    assert "geheim" not in database + broker
    assert time.monotonic() - started < 5
