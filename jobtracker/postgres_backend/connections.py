"""A connection to PostgreSQL that is not waited for without end."""

import logging
from collections.abc import Generator
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

import psycopg
from psycopg import OperationalError
from psycopg.abc import Buffer
from psycopg.adapt import AdaptersMap
from psycopg.errors import _WaitTimeout
from psycopg.rows import TupleRow
from psycopg.types.datetime import TimestamptzLoader

from jobtracker.databases import answer_limit

logger = logging.getLogger(__name__)

# A server that lives cancels in a moment; one that hangs has been waited for long enough.
_CANCEL_SECONDS = 0.5

Result = TypeVar("Result")


class InstantLoader(TimestamptzLoader):
    """Reads instants as Python's own parser does; Django's loader, by a regular expression, takes ten times as long.

    Django asks a connection's loader for the time zone, and has PostgreSQL write in it.
    """

    timezone = UTC

    def load(self, data: Buffer) -> datetime:
        """The instant in UTC. Raises psycopg's DataError for one that Python cannot hold."""
        try:
            return datetime.fromisoformat(bytes(data).decode())
        except ValueError:
            return super().load(data)


@cache
def with_own_loader(djangos: AdaptersMap) -> AdaptersMap:
    """Django's adapters, but for the loader of instants."""
    adapters = AdaptersMap(djangos)
    adapters.register_loader("timestamptz", InstantLoader)
    return adapters


class AnswerTimeout(OperationalError):
    """The database has not answered in time; the connection is closed, and whatever it was at is rolled back."""


class BoundedConnection(psycopg.Connection[TupleRow]):
    """A connection that is waited for no longer than `jobtracker.databases` allows.

    libpq has no time-out for reading, and `statement_timeout` is the server's: one that hangs does not keep it.
    """

    def prepare(self) -> None:
        """Set up a new connection."""
        # Compiling a query takes longer than running any of ours. What a search for a common word finds does not fit
        # into the usual 4 MB of memory, nor do the rows of a person with many postings: they are looked up again, or go
        # to the disk and back. This is not one of the queries that are counted for whoever asks.
        self.execute("SET jit = off; SET work_mem = '32MB'")

    def wait(self, gen: Generator[Any, Any, Result], interval: float = 0.1, timeout: float | None = None) -> Result:
        """Wait for the end of `gen`, an exchange with the server. Raises AnswerTimeout when time is up."""
        limit = answer_limit()
        if timeout is not None or limit is None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, limit)
        except _WaitTimeout:
            self._give_up()
            raise AnswerTimeout(f"no answer within {limit:g} s") from None

    def _give_up(self) -> None:
        """Ask the server to stop, should it still live, and close: what it may yet send belongs to nobody."""
        try:
            self.cancel_safe(timeout=_CANCEL_SECONDS)
        except psycopg.Error as error:
            logger.warning("the database could not be asked to cancel a query: %s", type(error).__name__)
        self.close()
