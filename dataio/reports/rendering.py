"""PDF of HTML, made in a child process whose memory and time have limits, so that a worker outlives any page."""

import logging
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO, Final

from django.conf import settings

from dataio.reports.printing import NO_PANGO, TOO_LARGE
from jobtracker.errors import DomainError

logger = logging.getLogger(__name__)

# docs/report.md says what of it what takes.
MEMORY_LIMIT: Final = 2 * 1024**3
SECONDS_LIMIT: Final = 600.0
_LOOK_EVERY_SECONDS: Final = 0.1
# The layout takes three quarters of the time; writing the PDF, which does not say how far it is, the rest.
_LAYOUT_PERCENT: Final = 75

# Told how far it is, done and total; what it raises ends the child.
Progress = Callable[[int, int], None]


@contextmanager
def rendered(html: str, *, expected_pages: int, progress: Progress) -> Iterator[BinaryIO]:
    """The PDF of a page; the file is gone after the block.

    `expected_pages` is a guess, by which progress is told. Raises DomainError where memory or time do not suffice, or
    this machine cannot make PDF, and whatever `progress` raises.
    """
    with TemporaryDirectory(prefix="report-") as name:
        source, target = Path(name) / "page.html", Path(name) / "page.pdf"
        source.write_text(html, encoding="utf-8")
        _print(source, target, expected_pages, progress)
        with target.open("rb") as content:
            yield content


def _print(source: Path, target: Path, expected_pages: int, progress: Progress) -> None:
    command = [sys.executable, "-m", "dataio.reports.printing", str(source), str(target), str(MEMORY_LIMIT)]
    deadline = time.monotonic() + SECONDS_LIMIT
    with (source.parent / "errors").open("w+", encoding="utf-8", errors="replace") as errors:
        # Workers of Celery may have no children by `multiprocessing`. The pipe to it stays open for as long as we live.
        child = subprocess.Popen(  # noqa: S603  # nothing in the command line is a person's
            command, cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        with child:
            try:
                pages = _Pages(child.stdout)
                while child.poll() is None:
                    progress(_percent(pages.number, expected_pages), 100)
                    if time.monotonic() > deadline:
                        raise _too_large("within the time that a PDF may take")
                    _wait(child)
            finally:
                child.kill()
        errors.seek(0)
        _check(child.returncode, errors.read())


class _Pages:
    """How many pages the child has laid out, read in a thread."""

    def __init__(self, lines: IO[str] | None) -> None:
        self.number = 0
        threading.Thread(target=self._read, args=[lines], daemon=True).start()

    def _read(self, lines: IO[str]) -> None:
        try:
            for line in lines:
                # It begins again where the layout needs a second look.
                self.number = max(self.number, int(line))
        except ValueError:
            return  # cut off, or closed: the child was ended


def _wait(child: subprocess.Popen[str]) -> None:
    try:
        child.wait(_LOOK_EVERY_SECONDS)
    except subprocess.TimeoutExpired:
        return


def _percent(pages: int, expected_pages: int) -> int:
    return min(_LAYOUT_PERCENT, pages * _LAYOUT_PERCENT // max(1, expected_pages))


def _check(code: int, errors: str) -> None:
    """Raise DomainError unless the child has done its work."""
    if code == 0:
        return
    logger.warning("printing ended with %s: %s", code, errors[-2000:])
    if code == NO_PANGO:
        message = (
            "This installation cannot make PDF: it lacks Pango. Who runs it finds how to install it in docs/report.md."
        )
        raise DomainError("pdf_unavailable", message)
    # Libraries in C end the process where they get no memory, and Python's own errors on the way may be hidden.
    if code == TOO_LARGE or code < 0 or re.search(r"MemoryError|cannot allocate|failed to map", errors, re.IGNORECASE):
        raise _too_large("into the memory that a PDF may take")
    raise RuntimeError(f"printing ended with {code}")


def _too_large(where: str) -> DomainError:
    message = f"This does not fit {where}. Choose a shorter period, or fewer rows by filters."
    return DomainError("pdf_too_large", message)
