"""From a PostgreSQL URL to Django's database settings; how long it is waited for, and who shares connections."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

CONNECT_SECONDS = 3

# What libpq is told where the URL does not say otherwise: a server that is gone from the network is noticed.
_DEFAULT_OPTIONS = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}

_without_pool: ContextVar[bool] = ContextVar("database_without_pool", default=False)
_process_limit: float | None = None
_process_shares: "SharedConnections | None" = None
_block_limit: ContextVar[float | None] = ContextVar("database_answer_limit", default=None)


def database_settings(url: str) -> dict[str, Any]:
    """Django's settings for the PostgreSQL at `url` (libpq's URL or key/value form, Unix sockets included).

    libpq's own parser reads the URL, because it alone decodes a percent-encoded socket directory as host.
    Raises ImproperlyConfigured for what it cannot read.
    """
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL is not a PostgreSQL URL such as postgresql://user:password@host/name: {error}"
        ) from None
    return {
        "ENGINE": "jobtracker.postgres_backend",
        "NAME": parts.pop("dbname", None) or "jobtracker",
        "USER": parts.pop("user", None) or "",
        "PASSWORD": parts.pop("password", None) or "",
        "HOST": parts.pop("host", None) or "",
        "PORT": parts.pop("port", None) or "",
        # Where there is no pool, a thread keeps its connection; a health check replaces one whose server went away.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _DEFAULT_OPTIONS | parts,
    }


class SharedConnections(Protocol):
    """Connections that the threads of a process share."""

    def take(self, alias: str, parameters: dict[str, Any]) -> Any:
        """A connection to the database `alias`. Raises psycopg's OperationalError where there is none in time."""

    def give_back(self, alias: str, connection: Any) -> None:
        """Have others use it."""


def share_connections(shared: SharedConnections) -> None:
    """Have the threads of this process share connections. For processes that answer requests; called once."""
    global _process_shares
    _process_shares = shared


def shared_connections() -> SharedConnections | None:
    """What the threads of this process share; None: each has a connection of its own."""
    return None if _without_pool.get() else _process_shares


def release_connections() -> None:
    """Give this thread's connections back before a long wait; the next query takes one again.

    A connection within a transaction stays.
    """
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


@contextmanager
def without_pool() -> Iterator[None]:
    """Connect anew inside the block; for whoever asks whether that can be done, and closes the connection himself."""
    token = _without_pool.set(True)
    try:
        yield
    finally:
        _without_pool.reset(token)


def limit_answers(seconds: float | None) -> None:
    """Have every thread of this process wait at most so long for one answer of the database; None: without end.

    For processes that answer requests. Commands, migrations and tasks may take their time.
    """
    global _process_limit
    _process_limit = seconds


@contextmanager
def answers_within(seconds: float) -> Iterator[None]:
    """Wait at most so long for each answer inside the block, or less where the process has less."""
    token = _block_limit.set(seconds)
    try:
        yield
    finally:
        _block_limit.reset(token)


def answer_limit() -> float | None:
    """For how many seconds this code waits for one answer of the database; None: without end."""
    return min((limit for limit in (_block_limit.get(), _process_limit) if limit is not None), default=None)
