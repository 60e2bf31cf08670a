"""The database and the broker, from "are they there?" to "is every migration applied?"."""

from collections.abc import Callable
from urllib.parse import urlsplit

import psycopg
import redis
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor
from psycopg.conninfo import conninfo_to_dict
from redis.backoff import NoBackoff
from redis.retry import Retry

from jobtracker.embedded.backups import back_up_before_migrate
from jobtracker.embedded.errors import ServiceError
from jobtracker.embedded.locations import Locations

_OLDEST_SERVER = 15


def given_database_problem(url: str) -> str | None:
    """Try the database of DATABASE_URL; return what is wrong, without its password, or None where it answers.

    Raises ServiceError for a server that is too old.
    """
    try:
        with psycopg.connect(url, connect_timeout=5) as database:
            major = database.info.server_version // 10_000
    except psycopg.OperationalError as error:
        parts = conninfo_to_dict(url)
        place = f"{parts.get('host', 'the local socket')}:{parts.get('port', 5432)}/{parts.get('dbname', '')}"
        return f"PostgreSQL at {place} (from DATABASE_URL) does not answer: {' '.join(str(error).split())}"
    if major < _OLDEST_SERVER:
        raise ServiceError(f"DATABASE_URL leads to a PostgreSQL {major}: it must be {_OLDEST_SERVER} or newer.")
    return None


def given_broker_problem(url: str) -> str | None:
    """Try the server of REDIS_URL; return what is wrong, without its password, or None where it answers.

    Raises ServiceError for a URL that cannot be read.
    """
    try:
        with redis.Redis.from_url(
            url, socket_timeout=5, socket_connect_timeout=5, retry=Retry(NoBackoff(), 0)
        ) as client:
            client.ping()
    except ValueError as error:
        raise ServiceError(f"REDIS_URL cannot be read: {error}") from None
    except redis.RedisError as error:
        parts = urlsplit(url)
        return f"Redis at {parts.hostname or parts.path} (from REDIS_URL) does not answer: {error}"
    return None


def migrate(private: Locations | None, say: Callable[[str], None]) -> None:
    """Apply the migrations that are missing, after a backup where that is ours to make and there is data.

    `private` are the locations of the private database, None for a given one. Raises ServiceError and OSError where
    the backup fails (then nothing is migrated) or a migration does. Uses and closes Django's connection of this thread.
    """
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if not missing:
            return
        backup = None
        if private is not None and executor.loader.applied_migrations:
            backup = back_up_before_migrate(private)
            say(f"Backup before the migrations: {backup}")
        say(f"Applying migrations: {missing} ...")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except (CommandError, DatabaseError, InconsistentMigrationHistory) as error:
            way_back = f" The database as it was before is in {backup}." if backup else ""
            raise ServiceError(f"The migrations failed: {' '.join(str(error).split())}{way_back}") from error
    finally:
        connection.close()
