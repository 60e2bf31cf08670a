"""The private PostgreSQL server of one data directory."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from jobtracker.embedded.accounts import server_account
from jobtracker.embedded.binaries import postgres_program
from jobtracker.embedded.children import die_with_parent
from jobtracker.embedded.directories import private_directory, sync_directory
from jobtracker.embedded.errors import ServiceError
from jobtracker.embedded.locations import DATABASE_NAME, POSTGRES_PORT, Locations

_SUPERUSER = "postgres"
_INITDB_SECONDS = 300
_ORPHAN_SECONDS = 15

_SETTINGS = {
    "listen_addresses": "",
    "port": str(POSTGRES_PORT),
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "",
    "log_checkpoints": "off",
    # Not the errors of statements: they quote rows. The application logs them, without.
    "log_min_messages": "log",
    "cluster_name": "jobtracker",
    # What is not in memory is asked for well ahead: on a disk of flash, thousands of single pages are there in three
    # quarters of the time that the default of 16 at once takes.
    "effective_io_concurrency": "128",
    "io_workers": "8",
}
# What a server may leave out whose data is thrown away after the test run.
_VOLATILE_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # Parallel test processes with some connections each.
    "max_connections": "200",
}


class PrivatePostgres:
    """Prepares, describes and asks the server; whoever owns the child process starts and stops it."""

    name: Final = "postgres"
    # Fast shutdown: ends the sessions, writes everything out, leaves nothing to recover.
    stop_signal: Final = signal.SIGINT
    # Immediate shutdown: crash recovery at the next start, but no process or shared memory is left behind.
    hurry_signal: Final = signal.SIGQUIT
    death_signal: Final = signal.SIGINT

    def __init__(self, locations: Locations, *, durable: bool = True) -> None:
        """Describe the server of `locations`; `durable=False`: for data that nobody misses after a crash."""
        self._locations = locations
        self._durable = durable
        # Below a directory that stays ours alone, because the server may run as `nobody` (see accounts).
        self._parent = locations.data_dir / "postgres"
        self.directory = self._parent / "data"
        self._lock_file = self.directory / "postmaster.pid"

    @property
    def environment(self) -> dict[str, str]:
        """The server's whole environment: nothing of the caller's locale or PG* variables reaches it."""
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}

    def prepare(self) -> None:
        """Get everything ready for a start: directories, a cluster if there is none, no remains of a crash.

        To be called by the one holder of the data directory, before each start. Raises ServiceError (another
        major version, someone else's files, no way to run it here, initdb failed) and OSError (no room, no
        permission).
        """
        private_directory(self._locations.socket_dir)
        private_directory(self._parent)
        account = server_account(postgres_program("postgres"), self._parent)
        if self.directory.exists():
            self._refuse_other_major_version()
            self._stop_orphan()
            account.own(self.directory)
        else:
            self._create_cluster()

    def command(self) -> list[str]:
        """Return the command of the server process; its pid is the postmaster's."""
        program = postgres_program("postgres")
        settings = _SETTINGS | {"unix_socket_directories": str(self._locations.socket_dir)}
        if not self._durable:
            settings |= _VOLATILE_SETTINGS
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        prefix = server_account(program, self._parent).command_prefix
        return [*prefix, str(program), "-D", str(self.directory), *options]

    def is_ready(self) -> bool:
        """Tell whether the server takes connections."""
        # Where it notes its state (`pg_ctl` looks there, too): asking too early fills its log with errors.
        try:
            note = self._lock_file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return False
        if len(note) < 8 or note[7].strip() != "ready":
            return False
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def create_database(self) -> None:
        """Create the application's role and database where they are missing; the server must be ready.

        The role owns its database and is no superuser, as on any hosted server.
        """
        role = sql.Identifier(DATABASE_NAME)
        with self._connect() as connection:
            if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [DATABASE_NAME]).rowcount:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE_NAME]).rowcount:
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self._locations.socket_dir),
            port=POSTGRES_PORT,
            user=_SUPERUSER,
            dbname="postgres",
            connect_timeout=5,
            autocommit=True,
        )

    def _create_cluster(self) -> None:
        # Under another name until it is complete: an interrupted initdb never looks like a database.
        incomplete = self._parent / "incomplete"
        if incomplete.exists():
            shutil.rmtree(incomplete)
        incomplete.mkdir(mode=0o700)
        initdb = postgres_program("initdb")
        account = server_account(postgres_program("postgres"), self._parent)
        account.own(incomplete)
        arguments = [
            f"--pgdata={incomplete}",
            f"--username={_SUPERUSER}",
            # Whoever can enter the socket's directory is its owner.
            "--auth-local=trust",
            "--auth-host=reject",
            "--encoding=UTF8",
            # Sorts and compares alike on every system, whatever locales it has.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=PG_UNICODE_FAST",
        ]
        if not self._durable:
            arguments.append("--no-sync")
        try:
            result = subprocess.run(
                [*account.command_prefix, str(initdb), *arguments],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=_INITDB_SECONDS,
                check=False,
                preexec_fn=die_with_parent(signal.SIGKILL),
            )
        except subprocess.TimeoutExpired:
            raise ServiceError(
                f"PostgreSQL could not create its database in {self._parent} within {_INITDB_SECONDS} s."
            ) from None
        if result.returncode != 0:
            raise ServiceError(f"PostgreSQL could not create its database in {self._parent}: {_reason(result.stdout)}")
        incomplete.rename(self.directory)
        # Or the next start could find a database in use under the name of an interrupted one.
        sync_directory(self._parent)

    def _refuse_other_major_version(self) -> None:
        version_file = self.directory / "PG_VERSION"
        try:
            found = version_file.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            raise ServiceError(
                f"{self.directory} is no PostgreSQL data directory (it has no PG_VERSION): move it elsewhere."
            ) from None
        ours = _major_version()
        if found != ours:
            aside = self._parent.with_name(f"postgres-{found}")
            raise ServiceError(
                f"{self.directory} was written by PostgreSQL {found}, this release of jobtracker brings {ours}. "
                "Nothing was changed. Go back to the former release, or bring the data over:\n"
                "  1. in a checkout of the former release, installed and with the same JOBTRACKER_DATA_DIR:\n"
                "     .venv/bin/python -m jobtracker.embedded pg_dump --format=custom --file=all.dump\n"
                f"     (without one: the newest file in {self._locations.backups_dir}, old as it is)\n"
                f"  2. mv {self._parent} {aside}\n"
                "  3. here: .venv/bin/python -m jobtracker.embedded restore all.dump\n"
                "docs/operations.md explains the steps."
            )

    def _stop_orphan(self) -> None:
        """Stop a server that a killed supervisor left behind; remove lock files that name a stranger.

        PostgreSQL itself sees to the lock file of a dead process. But once another process of this user has
        got that number, which in a container is likely, it refuses to start for as long as that one lives.
        """
        deadline = time.monotonic() + _ORPHAN_SECONDS
        signals = iter((signal.SIGINT, signal.SIGQUIT))
        next_signal_at = 0.0
        while (pid := _pid_in(self._lock_file)) is not None and self._is_server(pid):
            if time.monotonic() >= deadline:
                raise ServiceError(
                    f"A PostgreSQL (pid {pid}) still runs on {self.directory} and does not stop: stop it."
                )
            if time.monotonic() >= next_signal_at and (signal_number := next(signals, None)):
                os.kill(pid, signal_number)
                next_signal_at = time.monotonic() + _ORPHAN_SECONDS / 2
            time.sleep(0.05)
        for stale in (self._lock_file, self._locations.socket_dir / f".s.PGSQL.{POSTGRES_PORT}.lock"):
            pid = _pid_in(stale)
            if pid is not None and not self._is_server(pid):
                stale.unlink(missing_ok=True)

    def _is_server(self, pid: int) -> bool:
        """Tell whether a running process is a PostgreSQL on this data directory; only we start those."""
        try:
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return os.fsencode(self.directory) in arguments


def _pid_in(lock_file: Path) -> int | None:
    """Return the pid of a living process that the lock file names, else None."""
    try:
        pid = int(lock_file.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if Path(f"/proc/{pid}").exists() else None


def _major_version() -> str:
    """Return the major version of the wheel's PostgreSQL, as PG_VERSION files spell it."""
    output = subprocess.run(
        [postgres_program("postgres"), "--version"], capture_output=True, text=True, check=True
    ).stdout
    return output.split()[2].split(".")[0]


def _reason(output: str) -> str:
    """Return the part of a program's output that says what went wrong."""
    marked = re.search(r"(?:error|FATAL|PANIC): +(.+)", output)
    return marked[1] if marked else " ".join(output.split()[-30:])
