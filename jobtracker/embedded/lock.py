"""One holder for each data directory: two supervisors would start two servers on the same files."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from jobtracker.embedded.directories import private_directory
from jobtracker.embedded.errors import ServiceError
from jobtracker.embedded.locations import Locations


@contextmanager
def exclusive_use(locations: Locations) -> Iterator[None]:
    """Hold the data directory for as long as the block runs; the kernel lets go of it when the process dies.

    Raises ServiceError, naming the holder's pid, while another process holds it.
    """
    private_directory(locations.run_dir)
    # Never removed: with the file gone, two processes could each lock a different one of that name.
    descriptor = os.open(locations.lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 20).decode("ascii", "replace").strip()
            raise ServiceError(
                f"jobtracker already runs on {locations.data_dir} (pid {holder or 'unknown'}): "
                "stop it first, or choose another directory with JOBTRACKER_DATA_DIR."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)
