"""The backend's connection. Django finds it under this module's name."""

import time
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from psycopg import IsolationLevel

from jobtracker.databases import CONNECT_SECONDS, SharedConnections, answers_within, shared_connections
from jobtracker.postgres_backend.connections import BoundedConnection, with_own_loader


class DatabaseWrapper(PostgresWrapper):
    """Django's connection, made of a BoundedConnection: one of its own, or in a web process one of the pool."""

    # Where the connection at hand was taken from, unless it is this thread's own.
    _taken_from: SharedConnections | None = None

    def connect(self) -> None:
        """Connect. What comes from the pool goes back there at the end of the request."""
        super().connect()
        if self._taken_from is not None:
            self.close_at = time.monotonic()

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with our own loader of instants."""
        parameters = super().get_connection_params()
        return {**parameters, "context": with_own_loader(parameters["context"])}

    def get_new_connection(self, conn_params: dict[str, Any]) -> BoundedConnection:
        """Connect. Django's own method has no place for another class of connection; isolation is PostgreSQL's own."""
        self.isolation_level = IsolationLevel.READ_COMMITTED
        self._taken_from = shared_connections()
        if self._taken_from is None:
            return BoundedConnection.connect(**conn_params)
        connection: BoundedConnection = self._taken_from.take(self.alias, conn_params)
        return connection

    def init_connection_state(self) -> None:
        """Prepare a new connection; one of the pool is prepared."""
        super().init_connection_state()
        if self._taken_from is None:
            self.connection.prepare()

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

    def _close(self) -> None:
        """Close the connection, or give it back to the pool."""
        if self.connection is None or self._taken_from is None:
            super()._close()  # type: ignore[misc]  # the stubs leave it out
            return
        connection, self.connection = self.connection, None
        with self.wrap_database_errors:
            self._taken_from.give_back(self.alias, connection)
