"""The database connections that the threads of a web process share (psycopg's pool)."""

import threading
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from psycopg import OperationalError
from psycopg_pool import ConnectionPool

from jobtracker.databases import CONNECT_SECONDS, answers_within
from jobtracker.metrics import POOL_IN_USE, POOL_MAX, POOL_WAIT_SECONDS
from jobtracker.postgres_backend.connections import BoundedConnection

# A connection that nobody has needed for so long is closed; and one that is older, so that a server's memory is freed.
_MAX_IDLE_SECONDS = 600
_MAX_LIFE_SECONDS = 3600


class Pool(ConnectionPool[BoundedConnection]):
    """A pool whose waiting threads learn at once that the server takes no connections."""

    def reconnect_failed(self) -> None:
        """Tell everybody who waits for the connection that could not be made; else they would wait in vain."""
        super().reconnect_failed()
        with self._lock:
            waiting = list(self._waiting)
            self._waiting.clear()
        for client in waiting:
            client.fail(OperationalError("the database takes no connections"))


class DatabasePools:
    """A pool of at most `size` connections for each database."""

    def __init__(self, size: int) -> None:
        """Describe them; they are opened when they are needed."""
        self._size = size
        self._lock = threading.Lock()
        self._pools: dict[str, Pool] = {}

    def take(self, alias: str, parameters: Mapping[str, Any]) -> BoundedConnection:
        """A connection of the pool. Raises psycopg's OperationalError where there is none within three seconds."""
        started = time.perf_counter()
        try:
            connection = self._pool(alias, parameters).getconn()
        finally:
            POOL_WAIT_SECONDS.observe(time.perf_counter() - started)
        POOL_IN_USE.inc()
        return connection

    def give_back(self, alias: str, connection: BoundedConnection) -> None:
        """Have others use it."""
        POOL_IN_USE.dec()
        self._pools[alias].putconn(connection)

    def _pool(self, alias: str, parameters: Mapping[str, Any]) -> Pool:
        with self._lock:
            if alias not in self._pools:
                self._pools[alias] = Pool(
                    connection_class=BoundedConnection,
                    kwargs={**parameters, "autocommit": True},
                    # None is made before it is needed, and an idle server is asked nothing.
                    min_size=0,
                    max_size=self._size,
                    timeout=CONNECT_SECONDS,
                    # Whoever needs a connection next tries anew: a server that is back is noticed at once.
                    reconnect_timeout=0,
                    max_idle=_MAX_IDLE_SECONDS,
                    max_lifetime=_MAX_LIFE_SECONDS,
                    configure=BoundedConnection.prepare,
                    check=partial(self._check, alias),
                    name=alias,
                    open=True,
                )
                POOL_MAX.set(self._size)
            return self._pools[alias]

    def _check(self, alias: str, connection: BoundedConnection) -> None:
        """Raise where a connection that was kept does not work any more; a server that lives says so at once."""
        try:
            with answers_within(CONNECT_SECONDS):
                ConnectionPool.check_connection(connection)
        except OperationalError:
            # The others are as old: whoever came upon two of them would wait for a second.
            self._pools[alias].drain()
            raise
