"""Who works on a run: taking it up, giving signs of life, ending it. Each is one statement that names its lease.

What a worker does whose lease has lapsed and was taken by another one changes nothing: its statements find no row. The
idea is Gray and Cheriton's (*Leases*, SOSP 1989), with the lease's id as the fencing token.

Who is to stop hears it at their next report. A statement that takes minutes reports nothing meanwhile: the database is
asked to cancel it.
"""

import threading
import uuid
from contextlib import suppress
from datetime import timedelta
from types import TracebackType
from typing import Any, Final, Self

import psycopg
from django.db import Error as DjangoDatabaseError
from django.db import InterfaceError, OperationalError, connections
from django.db.models import F, Q
from django.db.models.functions import Now

from dataio.models import Run

# A worker that has given no sign for so long is dead, or so slow that another one may as well begin anew.
LEASED_FOR: Final = timedelta(seconds=30)
_SIGN_EVERY_SECONDS: Final = 5.0
_CANCEL_SECONDS: Final = 5.0
MAX_ATTEMPTS: Final = 3
# COPY's come as the driver raises them.
DATABASE_ERRORS: Final = (DjangoDatabaseError, psycopg.Error)
# Of a server that is away, stops, or had to choose one of two: the same may go well the next time.
PASSING_ERRORS: Final = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


class Lost(Exception):
    """Another worker has the run by now, or it is over: nothing that this one does counts any more."""


class Cancelled(Exception):
    """The person has asked for the run to stop."""


def take_up(run_id: uuid.UUID) -> Run | None:
    """The run, leased to the caller; None where there is nothing to do, or somebody does it."""
    lease = uuid.uuid4()
    lapsed = Q(state=Run.State.RUNNING, leased_until__lt=Now())
    taken = Run.objects.filter(Q(state=Run.State.QUEUED) | lapsed, pk=run_id, attempts__lt=MAX_ATTEMPTS).update(
        state=Run.State.RUNNING,
        lease=lease,
        leased_until=Now() + LEASED_FOR,
        attempts=F("attempts") + 1,
        percent=0,
        started_at=Now(),
        updated_at=Now(),
    )
    return Run.objects.select_related("owner").get(pk=run_id, lease=lease) if taken else None


class Work:
    """A run at work: gives signs of life in a thread of its own, and hears there whether to stop."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._lease = run.lease
        self._percent = 0
        self._is_over = threading.Event()
        self._stop: type[Exception] | None = None
        # That of the thread that works: another thread gets another one by this name.
        self._database = connections["default"]
        self._signs = threading.Thread(target=self._give_signs, name=f"run-{run.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._signs.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._is_over.set()
        self._signs.join()
        if self._stop and isinstance(error, DATABASE_ERRORS):
            # Its statement was cancelled.
            raise self._stop from error

    def report(self, done: int, total: int) -> None:
        """Note how far it is, and go on. Raises Cancelled or Lost where it is to stop."""
        self._percent = min(99, done * 100 // total) if total else 0
        if self._stop:
            raise self._stop

    def _give_signs(self) -> None:
        """Prolong the lease every few seconds, in a connection of this thread's own."""
        try:
            while not self._is_over.wait(_SIGN_EVERY_SECONDS):
                # A database that is away for a moment. If it stays away, the lease lapses.
                with suppress(OperationalError, InterfaceError):
                    self._give_sign()
        finally:
            connections.close_all()

    def _give_sign(self) -> None:
        mine = Run.objects.filter(pk=self.run.pk, lease=self._lease)
        changed = mine.update(leased_until=Now() + LEASED_FOR, percent=self._percent, updated_at=Now())
        if not changed:
            self._stop = Lost
        elif mine.filter(is_cancelled=True).exists():
            self._stop = Cancelled
        if self._stop:
            self._cancel_statement()

    def _cancel_statement(self) -> None:
        """Have the database stop what it does for the working thread, if it does anything."""
        at_work: psycopg.Connection[Any] | None = self._database.connection
        if at_work is not None:
            with suppress(psycopg.Error):
                at_work.cancel_safe(timeout=_CANCEL_SECONDS)

    def end(self, state: Run.State, **values: Any) -> None:
        """Say that the run is over. In the transaction of its effects, if it has any: all of it happens, or nothing.

        Raises Lost where it is not this worker's any more.
        """
        ended = Run.objects.filter(pk=self.run.pk, lease=self._lease).update(
            state=state, lease=None, leased_until=None, finished_at=Now(), updated_at=Now(), **values
        )
        if not ended:
            raise Lost
