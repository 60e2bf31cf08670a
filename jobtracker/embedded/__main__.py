"""Maintenance of the private database: `python -m jobtracker.embedded psql`, `pg_dump`, ..., `restore`."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from jobtracker.embedded.backups import restore
from jobtracker.embedded.binaries import postgres_program
from jobtracker.embedded.errors import ServiceError
from jobtracker.embedded.locations import DATABASE_NAME, POSTGRES_PORT, Locations, data_directory
from jobtracker.embedded.lock import exclusive_use
from jobtracker.embedded.postgres import PrivatePostgres
from jobtracker.embedded.running import running

_CLIENTS = ("psql", "pg_dump", "pg_restore")


def main(arguments: Sequence[str]) -> int:
    """Run a client program on the private database, or restore a dump; return the exit status.

    The server is the running one, or one started for the purpose; a restore needs jobtracker stopped.
    """
    parser = argparse.ArgumentParser(prog="python -m jobtracker.embedded", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in _CLIENTS:
        commands.add_parser(name, help=f"run {name} on the private database, with any of its own options")
    commands.add_parser("restore", help="put a dump in the place of the database").add_argument("dump", type=Path)
    # What follows a client's name is the client's, options included.
    own, theirs = (arguments[:1], arguments[1:]) if arguments and arguments[0] in _CLIENTS else (arguments, ())
    options = parser.parse_args(own)
    locations = Locations.of(data_directory(os.environ))
    server = PrivatePostgres(locations)
    try:
        with ExitStack() as stack:
            if options.command == "restore" or not server.is_ready():
                stack.enter_context(exclusive_use(locations))
                stack.enter_context(running(server))
                server.create_database()
            if options.command != "restore":
                return _run_client(options.command, theirs, locations)
            replaced = restore(locations, options.dump)
            sys.stdout.write(
                f"{options.dump} is the database now. The one before is kept as {replaced}; to drop it:\n"
                f"  .venv/bin/python -m jobtracker.embedded psql --command 'DROP DATABASE {replaced}'\n"
            )
    except (ServiceError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _run_client(name: str, arguments: Sequence[str], locations: Locations) -> int:
    connection = {
        "PGHOST": str(locations.socket_dir),
        "PGPORT": str(POSTGRES_PORT),
        "PGUSER": DATABASE_NAME,
        "PGDATABASE": DATABASE_NAME,
    }
    command = [str(postgres_program(name)), *arguments]
    return subprocess.run(command, env=os.environ | connection, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
