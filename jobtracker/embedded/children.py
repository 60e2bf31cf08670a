"""Child processes that never outlive their parent, even one that is killed with SIGKILL."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

from jobtracker.embedded.errors import ServiceError

# linux/prctl.h
_PR_SET_PDEATHSIG = 1


def die_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """Return a `preexec_fn` that has the kernel send `death_signal` to the child when its parent dies.

    It follows the death of the *thread* that forks: start such children from one that lives as long as they
    may. A change of credentials clears it: a program like `setpriv` has to set it again. Raises ServiceError
    on systems without it.
    """
    if sys.platform != "linux":
        raise ServiceError("Only Linux can run the servers as children that die with their parent.")
    # Looked up here: between fork and exec the child had better not import or allocate much.
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def arm() -> None:
        if prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
        # The parent may have died before prctl; nobody would ever send the signal then.
        if os.getppid() != parent:
            os._exit(1)

    return arm
