"""From an address or a page to a draft: by the site's public JSON, what the page says to programs, or its text."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Protocol
from urllib.parse import SplitResult, urldefrag, urlsplit

from jobs.capturing import ashby, greenhouse, lever
from jobs.capturing.charsets import decode
from jobs.capturing.drafts import Draft
from jobs.capturing.fetching import MAX_SECONDS, Deadline, FetchRefused, fetch
from jobs.capturing.markup import Page, PageTooComplex, read_markup
from jobs.capturing.sources import source_of
from jobs.capturing.structured_data import fill_from_posting, posting_of
from jobs.models import Job
from jobtracker.errors import InvalidInput

JSON_TYPES: Final = frozenset({"application/json"})


class JSONSource(Protocol):
    """A site whose postings are there as JSON, for everybody and by a known address."""

    HOSTS: tuple[str, ...]

    def document_addresses(self, url: SplitResult) -> Sequence[str]:
        """Where the JSON of this posting is, or may be; none for another page."""

    def board(self, url: SplitResult) -> str:
        """By what name the address calls the company."""

    def read(self, document: Any, url: SplitResult) -> Draft | None:
        """The posting in that JSON; None where it is not there."""


JSON_SOURCES: tuple[JSONSource, ...] = (greenhouse, lever, ashby)


def read_address(url: str, today: date) -> Draft:
    """A draft of the posting at `url`. Raises FetchRefused, or InvalidInput of `url`."""
    deadline = Deadline(MAX_SECONDS)
    draft = _from_json(url, deadline)
    if draft is not None:
        return _finished(draft, url, today)
    fetched = fetch(url, deadline=deadline)
    return read_page(decode(fetched.content, fetched.charset), fetched.url, today, field="url")


def read_page(source: str, url: str, today: date, *, field: str) -> Draft:
    """A draft of the posting on a page. Raises InvalidInput of `field`, by which the page came."""
    draft = Draft()
    try:
        page = read_markup(source)
        found = posting_of(page.data, page.items, url)
        if found is not None:
            posting, count = found
            fill_from_posting(draft, posting)
            if count > 1:
                draft.warn("title", "several", f"There are {count} postings on the page; this is the first.")
    except PageTooComplex:
        raise InvalidInput(field, "too_complex", "The page takes too long to read.") from None
    _fill_gaps(draft, page)
    return _finished(draft, url, today)


def _from_json(url: str, deadline: Deadline) -> Draft | None:
    parts = urlsplit(url)
    for source in JSON_SOURCES:
        for address in source.document_addresses(parts) if parts.hostname in source.HOSTS else ():
            try:
                fetched = fetch(address, types=JSON_TYPES, deadline=deadline)
                draft = source.read(json.loads(fetched.content), parts)
            except (FetchRefused, ValueError, RecursionError, PageTooComplex):
                # The next address, or the page itself, may say it still.
                continue
            if draft is not None:
                if not draft.values["company"]:
                    # The JSON of a company's board need not say whose it is.
                    draft.text("company", _title_of(source.board(parts)))
                    draft.warn("company", "guessed", "The name is made from the address.")
                return draft
    return None


def _title_of(board: str) -> str:
    return " ".join(board.replace("-", " ").replace("_", " ").split()).title()


def _fill_gaps(draft: Draft, page: Page) -> None:
    """Title, company and text from what pages say to those who link to them, and to people."""
    if not draft.values["title"]:
        draft.text("title", page.meta.get("og:title") or page.title)
        if draft.values["title"]:
            draft.warn("title", "guessed", "This is the title of the page.")
    if not draft.values["company"]:
        draft.text("company", page.meta.get("og:site_name", ""))
        if draft.values["company"]:
            draft.warn("company", "guessed", "This is the name of the site.")
    if not draft.values["description"]:
        draft.text("description", page.text or page.meta.get("og:description") or page.meta.get("description", ""))
        if draft.values["description"]:
            draft.warn("description", "guessed", "This is the text of the whole page.")


def _finished(draft: Draft, url: str, today: date) -> Draft:
    """With address and source; told what is missing still."""
    address = urldefrag(url).url
    draft.text("url", address)
    draft.text("source", source_of(urlsplit(address).hostname or ""))
    deadline_on = draft.values["deadline_on"]
    if deadline_on is not None:
        is_open = deadline_on >= today
        draft.choice("availability", Job.Availability.OPEN if is_open else Job.Availability.CLOSED)
    for name in ("title", "company", "description"):
        if not draft.values[name]:
            draft.warn(name, "missing", f"The page does not say what the {name} is.")
    return draft
