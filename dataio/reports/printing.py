"""Makes a PDF of a page of HTML: `python -m dataio.reports.printing SOURCE TARGET BYTES`, in a process of its own.

So a page that takes too much memory ends that process and not the worker that waits for it, which is at
`dataio.reports.rendering`. Knows nothing of Django. It says on its output how many pages it has laid out, one number a
line, and ends when its input does, for then the worker is gone.
"""

import gc
import logging
import os
import resource
import sys
import threading
from pathlib import Path
from typing import Final

TOO_LARGE: Final = 3
NO_PANGO: Final = 4
# Of the memory, kept for saying that there is no more.
_RESERVE: Final = 4 * 1024 * 1024


class _Pages(logging.Handler):
    """Prints how far WeasyPrint is with the layout, of which it tells only its log."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line for each page."""
        if record.args and "Page" in str(record.msg):
            sys.stdout.write(f"{record.args[0]}\n")  # type: ignore[index]  # logged with the page's number
            sys.stdout.flush()


def print_page(source: Path, target: Path) -> None:
    """Lay out the HTML in `source` and write its PDF, tagged for screen readers, to `target`.

    Of addresses in it none is fetched, neither from the network nor from the disk, but those that hold their data.
    """
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(_Pages())
    fetcher = URLFetcher(allowed_protocols=frozenset({"data"}), allow_redirects=False)
    # As a string: a file would be what relative addresses are relative to.
    page = HTML(string=source.read_text(encoding="utf-8"), url_fetcher=fetcher)
    page.write_pdf(target, pdf_tags=True)


def main(source: str, target: str, limit: str) -> int:
    """Print, within so many bytes of address space; the exit code."""
    reserve = bytearray(_RESERVE)
    resource.setrlimit(resource.RLIMIT_AS, (int(limit), int(limit)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Next to all that a layout makes is needed until its end: looking for garbage again and again takes a third of the
    # time, and finds none.
    gc.disable()
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    try:
        import weasyprint  # noqa: F401  # loads the libraries of Pango, or cannot
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return NO_PANGO
    try:
        print_page(Path(source), Path(target))
    except MemoryError:
        del reserve
        return TOO_LARGE
    return 0


def _end_with_the_worker() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
