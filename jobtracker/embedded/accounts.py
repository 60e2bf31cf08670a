"""Which account PostgreSQL runs under: it refuses to run as root."""

import functools
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from jobtracker.embedded.errors import ServiceError

# `nobody`: the one unprivileged account that every Linux system has, with this number.
_NOBODY = 65534
_PROBE_SECONDS = 30


@dataclass(frozen=True)
class ServerAccount:
    """How to start a program that refuses root: what to put before its command, and who owns its files."""

    command_prefix: tuple[str, ...]
    uid: int
    gid: int

    def own(self, directory: Path) -> None:
        """Give a directory with all its contents to this account, unless it has it already.

        Raises ServiceError where the files are someone else's and this process may not change that.
        """
        owner = directory.stat().st_uid
        if owner == self.uid:
            return
        if os.geteuid() != 0:
            raise ServiceError(
                f"{directory} belongs to user id {owner}, not to you ({self.uid}): "
                "start as that user, or give the whole data directory to yours with chown -R."
            )
        # The directory itself comes last: it is what the next start looks at if this one is interrupted.
        for path in (*directory.rglob("*"), directory):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


@functools.cache
def server_account(program: Path, directory: Path) -> ServerAccount:
    """Return the account for `program`: the caller's own; for root, the first way out of root that works.

    It has to run the program and to enter the (existing) directory. Raises ServiceError where none does.
    """
    if os.geteuid() != 0:
        return ServerAccount((), os.geteuid(), os.getegid())
    # A user namespace in which root has an ordinary number: files stay root's, and no privilege is left.
    namespace = ("unshare", "--user", "--map-user=1", "--map-group=1")
    if _works(namespace, program, directory):
        return ServerAccount(namespace, 0, 0)
    # Refused in a chroot and in most containers, and too weak below another user's home. There the server
    # becomes `nobody` and keeps the right to pass directories that are not its own (root's home, say).
    drop = (
        "setpriv",
        f"--reuid={_NOBODY}",
        f"--regid={_NOBODY}",
        "--clear-groups",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
        # The change of account has cleared what the parent asked the kernel for.
        "--pdeathsig=INT",
    )
    if _works(drop, program, directory):
        return ServerAccount(drop, _NOBODY, _NOBODY)
    raise ServiceError(
        "PostgreSQL does not run as root, and neither unshare nor setpriv could start it as another user: "
        "start jobtracker as an ordinary user, or set DATABASE_URL to a server of your own."
    )


def _works(prefix: tuple[str, ...], program: Path, directory: Path) -> bool:
    if shutil.which(prefix[0]) is None:
        return False
    # `test -x` would not do: access(2) leaves aside the one privilege that `nobody` keeps.
    attempt = ("sh", "-c", 'cd "$1" && exec "$2" --version', "sh", str(directory), str(program))
    try:
        probe = subprocess.run([*prefix, *attempt], capture_output=True, timeout=_PROBE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return probe.returncode == 0
