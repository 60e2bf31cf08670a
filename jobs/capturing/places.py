"""How many pages are fetched, and how many are read, at a time in a web process: few, and one for each person.

A fetch may hold a thread for ten seconds, and reading a page that was made to be slow takes three of computing, which
slows down every other thread. So most of both is left for everybody else, whatever one person sends.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from django.conf import settings

from jobtracker.errors import DomainError

# Pages that were sent and are read at a time: a usual one takes some hundredths of a second.
MAX_READINGS: Final = 2


class CaptureBusy(DomainError):
    """503: as many pages are being captured as may be at a time."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self) -> None:
        message = "Other pages are being captured at the moment. Try again in a few seconds."
        super().__init__("capture_busy", message, headers={"Retry-After": "5"})


class CaptureRunning(DomainError):
    """429: the person's page before is being captured still."""

    status_code = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self) -> None:
        message = "Your page before is being captured still. Send one after the other."
        super().__init__("capture_running", message, headers={"Retry-After": "5"})


class Places:
    """A number of places in this process."""

    def __init__(self, number: Callable[[], int]) -> None:
        self._number = number
        self._lock = threading.Lock()
        self._taken: set[int] = set()

    @contextmanager
    def take(self, person_id: int) -> Iterator[None]:
        """Hold a place. Raises CaptureRunning where the person has one, CaptureBusy where none is free."""
        with self._lock:
            if person_id in self._taken:
                raise CaptureRunning
            if len(self._taken) >= self._number():
                raise CaptureBusy
            self._taken.add(person_id)
        try:
            yield
        finally:
            with self._lock:
                self._taken.remove(person_id)


FETCHES: Final = Places(lambda: settings.CAPTURE_FETCHES)
READINGS: Final = Places(lambda: MAX_READINGS)
