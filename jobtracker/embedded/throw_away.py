"""Directories for temporary files that go with the process that uses them, also where it is killed.

Each is locked by its process. The kernel gives the lock free when the process has died, and whoever looks next finds
that nobody holds the directory any more.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked_directory(prefix: str) -> Iterator[Path]:
    """Make a directory, for us alone, that no other process finds abandoned while the block runs; it is left there."""
    new = Path(tempfile.mkdtemp(prefix=f"new-{prefix}"))
    descriptor = os.open(new, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        # It gets the name that others look for only now that it is locked.
        yield new.rename(new.with_name(new.name.removeprefix("new-")))
    finally:
        os.close(descriptor)


def abandoned_directories(prefix: str) -> Iterator[Path]:
    """Those of processes that have died, each locked as long as the caller has it in hand, to be removed."""
    for directory in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        try:
            descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            if os.fstat(descriptor).st_uid == os.geteuid():
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield directory
        except BlockingIOError:
            pass
        finally:
            os.close(descriptor)
