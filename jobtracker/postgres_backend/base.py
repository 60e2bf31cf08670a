"""The backend's connection. Django finds it under this module's name."""

import logging
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from psycopg import IsolationLevel, OperationalError
from psycopg.errors import _WaitTimeout
from psycopg.rows import TupleRow

from jobtracker.databases import CONNECT_SECONDS, answer_limit, answers_within

logger = logging.getLogger(__name__)

# A server that lives cancels in a moment; one that hangs has been waited for long enough.
_CANCEL_SECONDS = 0.5

Result = TypeVar("Result")


class AnswerTimeout(OperationalError):
    """The database has not answered in time; the connection is closed, and whatever it was at is rolled back."""


class BoundedConnection(psycopg.Connection[TupleRow]):
    """A connection that is waited for no longer than `jobtracker.databases` allows.

    libpq has no time-out for reading, and `statement_timeout` is the server's: one that hangs does not keep it.
    """

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


class DatabaseWrapper(PostgresWrapper):
    """Django's connection, made of a BoundedConnection."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> BoundedConnection:
        """Connect. Django's own method has no place for another class of connection; isolation is PostgreSQL's own."""
        self.isolation_level = IsolationLevel.READ_COMMITTED
        return BoundedConnection.connect(**conn_params)

    def init_connection_state(self) -> None:
        """Prepare a new connection. Compiling a query takes longer than running any of ours."""
        super().init_connection_state()
        # Not one of the queries that are counted for whoever asks.
        self.connection.execute("SET jit = off")

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Turn autocommit on or off.

        At the end of a transaction whose connection was given up, `atomic` turns it on: a new connection begins so, and
        is none to wait for now.
        """
        if self.connection is None and autocommit:
            return
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)

    def is_usable(self) -> bool:
        """Tell whether the connection that was kept still works; a server that lives says so at once."""
        with answers_within(CONNECT_SECONDS):
            return super().is_usable()
