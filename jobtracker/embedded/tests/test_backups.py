"""Dumps of the private database, and the way back from one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from jobtracker.embedded.backups import back_up_before_migrate, restore
from jobtracker.embedded.errors import ServiceError
from jobtracker.embedded.locations import Locations
from jobtracker.embedded.postgres import PrivatePostgres
from jobtracker.embedded.running import running

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture
def served(locations: Locations, postgres: PrivatePostgres) -> Iterator[Locations]:
    """A running server whose database has one table with one row."""
    with running(postgres):
        postgres.create_database()
        _execute(locations, "CREATE TABLE letters AS SELECT 'a' AS letter")
        yield locations


def _execute(locations: Locations, statement: str) -> None:
    with psycopg.connect(locations.database_url) as connection:
        connection.execute(statement.encode())


def _letters(locations: Locations) -> list[str]:
    with psycopg.connect(locations.database_url) as connection:
        return [letter for (letter,) in connection.execute("SELECT letter FROM letters ORDER BY letter")]


def _databases(locations: Locations) -> set[str]:
    with psycopg.connect(locations.database_url) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database WHERE NOT datistemplate")}


def test_a_restore_brings_back_what_was_there_and_keeps_what_is_there_now(served: Locations) -> None:
    dump = back_up_before_migrate(served)
    _execute(served, "INSERT INTO letters VALUES ('b')")
    # What a later release has added is not there any more afterwards: its migrations will make it again.
    _execute(served, "CREATE TABLE digits (digit integer)")

    replaced = restore(served, dump)

    assert _letters(served) == ["a"]
    with psycopg.connect(served.database_url) as connection:
        assert connection.execute("SELECT to_regclass('digits')").fetchone() == (None,)
        assert connection.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'letters'").fetchone() == (
            "jobtracker",
        )
    with psycopg.connect(served.url_of_database(replaced)) as connection:
        assert connection.execute("SELECT count(*) FROM letters").fetchone() == (2,)


def test_a_damaged_dump_changes_nothing(served: Locations) -> None:
    dump = back_up_before_migrate(served)
    whole = dump.read_bytes()
    databases = _databases(served)

    for damaged in (whole[: len(whole) // 2], b"not a dump", b""):
        dump.write_bytes(damaged)
        with pytest.raises(ServiceError, match="pg_restore failed"):
            restore(served, dump)

    assert _letters(served) == ["a"]
    assert _databases(served) == databases


def test_a_restore_under_somebody_who_is_connected_changes_nothing(served: Locations) -> None:
    dump = back_up_before_migrate(served)
    databases = _databases(served)
    with psycopg.connect(served.database_url), pytest.raises(ServiceError, match="Somebody is connected"):
        restore(served, dump)

    assert _letters(served) == ["a"]
    assert _databases(served) == databases


def test_a_missing_dump_is_named(served: Locations) -> None:
    with pytest.raises(ServiceError, match=r"There is no dump .*nowhere\.dump"):
        restore(served, served.data_dir / "nowhere.dump")


def test_a_backup_is_for_its_owner_alone_and_the_newest_five_are_kept(served: Locations) -> None:
    other = served.backups_dir / "by-hand.dump"
    dumps = [back_up_before_migrate(served)]
    other.write_bytes(b"mine")
    dumps += [back_up_before_migrate(served) for _ in range(5)]

    assert sorted(served.backups_dir.iterdir()) == [*dumps[1:], other]
    assert {dump.stat().st_mode & 0o777 for dump in dumps[1:]} == {0o600}
    assert served.backups_dir.stat().st_mode & 0o777 == 0o700


def test_a_backup_that_fails_leaves_no_file_that_looks_like_one(served: Locations) -> None:
    _execute(served, "ALTER TABLE letters RENAME TO kept")
    with psycopg.connect(served.database_url.replace("jobtracker@", "postgres@")) as connection:
        connection.execute("CREATE TABLE secret AS SELECT 1 AS one")

    with pytest.raises(ServiceError, match=r"pg_dump failed: .*permission denied for table secret"):
        back_up_before_migrate(served)
    assert list(served.backups_dir.iterdir()) == []


def test_what_an_interrupted_backup_left_is_removed_by_the_next_one(served: Locations) -> None:
    served.backups_dir.mkdir()
    (served.backups_dir / "20260101T000000.000000Z-before-migrate.dump.partial").write_bytes(b"half")

    dump = back_up_before_migrate(served)

    assert list(served.backups_dir.iterdir()) == [dump]


def test_the_client_programs_work_whether_or_not_the_server_runs(locations: Locations) -> None:
    def psql(statement: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "jobtracker.embedded", "psql", "-XAtc", statement],
            cwd=CHECKOUT,
            env=os.environ | {"JOBTRACKER_DATA_DIR": str(locations.data_dir)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    assert psql("CREATE TABLE letters AS SELECT 'a' AS letter") == "SELECT 1\n"
    with running(PrivatePostgres(locations)):
        assert psql("SELECT letter, current_user, current_database() FROM letters") == "a|jobtracker|jobtracker\n"
