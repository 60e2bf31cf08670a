"""Temporary files of workers: each process of the pool has a directory of its own.

What a run reads and writes there is somebody's data, up to the size of the largest file. A process that is killed takes
nothing away; so the next one to start does.
"""

import shutil
import tempfile
from contextlib import ExitStack
from typing import Any, Final

from celery.signals import worker_process_init, worker_process_shutdown

from jobtracker.embedded.throw_away import abandoned_directories, locked_directory

_PREFIX: Final = "jobtracker-worker-"
_of_this_process: Final = ExitStack()


def connect_signals() -> None:
    """Have the processes of Celery's pool do so; called at start-up."""
    worker_process_init.connect(begin, dispatch_uid="jobtracker.worker_files")
    worker_process_shutdown.connect(end, dispatch_uid="jobtracker.worker_files")


def begin(**_: Any) -> None:
    """Have all temporary files of this process made in a directory of its own; remove those of dead processes."""
    for directory in abandoned_directories(_PREFIX):
        shutil.rmtree(directory, ignore_errors=True)
    own = _of_this_process.enter_context(locked_directory(_PREFIX))
    _of_this_process.callback(setattr, tempfile, "tempdir", tempfile.tempdir)
    _of_this_process.callback(shutil.rmtree, own, ignore_errors=True)
    # For all code of this process, libraries' too.
    tempfile.tempdir = str(own)


def end(**_: Any) -> None:
    """Remove the directory of this process."""
    _of_this_process.close()
