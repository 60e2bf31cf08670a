"""Places for the data directories of tests."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def data_directory() -> Iterator[Path]:
    """Make an empty directory with a path short enough for sockets (pytest's own are too long); remove it afterwards.

    It is in memory where there is room for it: the servers sync what they write, and the tests start many of them.
    """
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 512 * 1024 * 1024
    with tempfile.TemporaryDirectory(prefix="jt-", dir=memory if roomy else None) as directory:
        yield Path(directory)
