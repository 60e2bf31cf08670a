"""Dumps of the private database, and the way back from one."""

import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from jobtracker.embedded.binaries import postgres_program
from jobtracker.embedded.directories import private_directory, sync_directory
from jobtracker.embedded.errors import ServiceError
from jobtracker.embedded.locations import DATABASE_NAME, Locations

_KEPT = 5
_SUFFIX = "-before-migrate.dump"


def back_up_before_migrate(locations: Locations) -> Path:
    """Dump the private database into `backups/<UTC time>-before-migrate.dump`; the newest five are kept.

    The file appears under its name only when it is complete and on the disk. The server must be ready.
    Raises ServiceError where pg_dump fails, OSError where there is no room.
    """
    directory = locations.backups_dir
    private_directory(directory)
    for interrupted in directory.glob(f"*{_SUFFIX}.partial"):
        interrupted.unlink()
    dump = directory / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}{_SUFFIX}"
    partial = dump.with_name(f"{dump.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _run("pg_dump", ["--format=custom", f"--dbname={locations.database_url}"], stdout=descriptor)
        os.fsync(descriptor)
    except BaseException:
        partial.unlink()
        raise
    finally:
        os.close(descriptor)
    partial.rename(dump)
    sync_directory(directory)
    for old in sorted(directory.glob(f"*{_SUFFIX}"))[:-_KEPT]:
        old.unlink()
    return dump


def restore(locations: Locations, dump: Path) -> str:
    """Put a dump (pg_dump's custom format) in the place of the database; return the latter's new name.

    It is restored beside the present database first, so a damaged file changes nothing. The server must be
    ready, and nobody else connected. Raises ServiceError where the file cannot be restored.
    """
    if not dump.is_file():
        raise ServiceError(f"There is no dump {dump}.")
    stamp = f"{datetime.now(UTC):%Y%m%d_%H%M%S}"
    incoming, replaced = f"{DATABASE_NAME}_incoming_{stamp}", f"{DATABASE_NAME}_replaced_{stamp}"
    with psycopg.connect(locations.url_of_database("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(incoming)))
        try:
            target = f"--dbname={locations.url_of_database(incoming)}"
            _run("pg_restore", ["--no-owner", "--exit-on-error", "--single-transaction", target, str(dump)])
            with connection.transaction():
                _rename(connection, DATABASE_NAME, replaced)
                _rename(connection, incoming, DATABASE_NAME)
        except BaseException:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(incoming)))
            raise
    return replaced


def _rename(connection: psycopg.Connection, name: str, to: str) -> None:
    try:
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))
    except psycopg.errors.ObjectInUse:
        raise ServiceError(f"Somebody is connected to the database {name}: nothing was changed.") from None


def _run(program: str, arguments: Sequence[str], stdout: int | None = None) -> None:
    command = [str(postgres_program(program)), *arguments]
    result = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode != 0:
        raise ServiceError(f"{program} failed: {result.stderr.strip() or f'exit status {result.returncode}'}")
