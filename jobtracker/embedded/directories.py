"""Directories: some that only their owner can enter, and names that survive a power cut."""

import os
import stat
from pathlib import Path

from jobtracker.embedded.errors import ServiceError


def private_directory(path: Path) -> None:
    """Make sure that `path` is a directory of ours with mode 0700; create it (and its parents) where missing.

    Raises ServiceError for a link or another user's directory: in /tmp anybody can have been there first.
    Raises OSError where it cannot be created.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        # In a sticky directory nobody else can replace what is ours: looking first, changing later is safe.
        status = path.lstat()
        if not stat.S_ISDIR(status.st_mode):
            raise ServiceError(
                f"{path} must be a directory, not a link or a file: look who made it, and remove it."
            ) from None
        if status.st_uid != os.geteuid():
            raise ServiceError(
                f"{path} belongs to user id {status.st_uid}, not to you ({os.geteuid()}): "
                "start as that user, hand it over with chown -R, or remove it if it is not jobtracker's."
            ) from None
    path.chmod(0o700)


def sync_directory(path: Path) -> None:
    """Return when the names in a directory are on the disk, so that a rename survives a power cut."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
