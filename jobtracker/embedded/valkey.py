"""The private Valkey server (Redis protocol) of one data directory."""

import os
import signal
from typing import Final

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from jobtracker.embedded.binaries import valkey_server
from jobtracker.embedded.directories import private_directory
from jobtracker.embedded.locations import Locations


class PrivateValkey:
    """Prepares, describes and asks the server; whoever owns the child process starts and stops it."""

    name: Final = "valkey"
    # Writes the append-only file out and leaves, which takes no time that could be saved.
    stop_signal: Final = signal.SIGTERM
    hurry_signal: Final = signal.SIGTERM
    death_signal: Final = signal.SIGTERM

    def __init__(self, locations: Locations, *, durable: bool = True) -> None:
        """Describe the server of `locations`; `durable=False` keeps everything in memory alone."""
        self._locations = locations
        self._durable = durable
        self.directory = locations.data_dir / "valkey"

    @property
    def environment(self) -> dict[str, str]:
        """The server's whole environment."""
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}

    def prepare(self) -> None:
        """Get everything ready for a start: directories, no server left over from a killed supervisor.

        To be called by the one holder of the data directory, before each start. Raises ServiceError (someone
        else's files) and OSError (no room, no permission).
        """
        private_directory(self._locations.socket_dir)
        private_directory(self.directory)
        # One that was left over would go on writing the same append-only file.
        try:
            with self._client() as client:
                client.shutdown(nosave=True)
        except redis.RedisError:
            pass

    def command(self) -> list[str]:
        """Return the command of the server process."""
        options = {
            "port": "0",
            "unixsocket": str(self._locations.valkey_socket),
            "unixsocketperm": "700",
            "dir": str(self.directory),
            # A power cut loses a second at most; what must not be lost is a row in the database anyway.
            "appendonly": "yes" if self._durable else "no",
            "appendfsync": "everysec",
            # The append-only file holds everything: no snapshots besides.
            "save": "",
            # Room for the answers that are kept for repeated reads; of what ends by itself, the longest unused goes
            # first. Tasks have no end and stay.
            "maxmemory": "256mb",
            "maxmemory-policy": "volatile-lru",
            "loglevel": "warning",
        }
        return [
            str(valkey_server()),
            *(part for name, value in options.items() for part in (f"--{name}", value)),
        ]

    def is_ready(self) -> bool:
        """Tell whether the server answers, its data loaded."""
        try:
            with self._client() as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def _client(self) -> redis.Redis:
        return redis.Redis(
            unix_socket_path=str(self._locations.valkey_socket),
            socket_timeout=2,
            socket_connect_timeout=2,
            # A server that is not there yet is asked again by the caller, soon enough.
            retry=Retry(NoBackoff(), 0),
        )
