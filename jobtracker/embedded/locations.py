"""Where the private servers keep their files, and the URLs that lead to them."""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

# Both the role and the database of the private PostgreSQL.
DATABASE_NAME = "jobtracker"
# Only names the socket (`.s.PGSQL.5432`); nothing listens on TCP.
POSTGRES_PORT = 5432

# `sun_path` holds 108 bytes on Linux and 104 elsewhere, the final NUL included.
_LONGEST_SOCKET_PATH = 103
_LONGEST_SOCKET_NAME = f".s.PGSQL.{POSTGRES_PORT}"
# A socket path ends up in URLs that redis-py, kombu and libpq decode differently: plain characters only.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._+-]+")


@dataclass(frozen=True)
class ServiceUrls:
    """The database and broker to use, and whether each is the private server of the data directory."""

    database_url: str
    redis_url: str
    database_is_private: bool
    redis_is_private: bool


@dataclass(frozen=True)
class Locations:
    """Every path that the private servers use below one data directory; computed, never created here."""

    data_dir: Path

    @classmethod
    def of(cls, data_dir: Path) -> "Locations":
        """Return the locations of a data directory, however its path was spelled."""
        return cls(data_dir.resolve())

    @property
    def run_dir(self) -> Path:
        """Directory of pid files and the supervisor's lock."""
        return self.data_dir / "run"

    @property
    def lock_file(self) -> Path:
        """File that whoever runs servers on the data directory holds locked; it names that process's pid."""
        return self.run_dir / "supervisor.lock"

    @property
    def backups_dir(self) -> Path:
        """Directory of the dumps taken before migrations."""
        return self.data_dir / "backups"

    @property
    def socket_dir(self) -> Path:
        """Directory of both Unix sockets: `run/`, or one below /tmp where that path is too long or odd."""
        path = str(self.run_dir)
        room = _LONGEST_SOCKET_PATH - len(f"/{_LONGEST_SOCKET_NAME}")
        if len(os.fsencode(path)) <= room and _PLAIN_PATH.fullmatch(path):
            return self.run_dir
        digest = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:12]
        # Not tempfile.gettempdir(): two shells with another TMPDIR must find the same server.
        # Its owner and mode are verified when it is used.
        return Path(f"/tmp/jobtracker-{os.getuid()}-{digest}")

    @property
    def valkey_socket(self) -> Path:
        """Unix socket of the private Valkey."""
        return self.socket_dir / "valkey.sock"

    @property
    def postgres_socket(self) -> Path:
        """Unix socket of the private PostgreSQL."""
        return self.socket_dir / f".s.PGSQL.{POSTGRES_PORT}"

    @property
    def database_url(self) -> str:
        """URL of the private PostgreSQL, as `psycopg.conninfo.conninfo_to_dict` and libpq read it."""
        return self.url_of_database(DATABASE_NAME)

    @property
    def redis_url(self) -> str:
        """URL of the private Valkey, as redis-py reads it."""
        return f"unix://{self.valkey_socket}"

    def url_of_database(self, name: str) -> str:
        """Return the URL of another database on the private PostgreSQL."""
        host = quote(str(self.socket_dir), safe="/")
        # The port is spelled out so that a PGPORT in the environment cannot lead elsewhere.
        return f"postgresql://{DATABASE_NAME}@/{name}?host={host}&port={POSTGRES_PORT}"


def data_directory(environ: Mapping[str, str]) -> Path:
    """Return the data directory: JOBTRACKER_DATA_DIR, or `var/` of the checkout."""
    checkout = Path(__file__).resolve().parents[2]
    return Path(environ.get("JOBTRACKER_DATA_DIR") or checkout / "var").resolve()


def service_urls(environ: Mapping[str, str], data_dir: Path) -> ServiceUrls:
    """Return the servers to use: DATABASE_URL and REDIS_URL where set, else the private ones of `data_dir`.

    Pure: touches nothing, and answers the same whether or not the private servers run.
    """
    locations = Locations.of(data_dir)
    database_url, redis_url = environ.get("DATABASE_URL", ""), environ.get("REDIS_URL", "")
    return ServiceUrls(
        database_url=database_url or locations.database_url,
        redis_url=redis_url or locations.redis_url,
        database_is_private=database_url in ("", locations.database_url),
        redis_is_private=redis_url in ("", locations.redis_url),
    )
