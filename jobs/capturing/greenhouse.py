"""Postings of Greenhouse's job boards, by their public JSON (https://developers.greenhouse.io/job-board.html)."""

import re
from typing import Any
from urllib.parse import SplitResult, parse_qs, quote

from jobs.capturing.drafts import Draft
from jobs.capturing.employment_words import remote_option
from jobs.capturing.markup import prose

EUROPEAN_HOSTS = ("boards.eu.greenhouse.io", "job-boards.eu.greenhouse.io")
HOSTS: tuple[str, ...] = ("boards.greenhouse.io", "job-boards.greenhouse.io", *EUROPEAN_HOSTS)
API = "https://boards-api.greenhouse.io"
EUROPEAN_API = "https://boards-api.eu.greenhouse.io"
_PATH = re.compile(r"/([\w-]+)/jobs/(\d+)/?", re.ASCII)


def document_addresses(url: SplitResult) -> list[str]:
    """Where the posting's JSON is, or may be; none for another page."""
    board, number = _board_and_number(url)
    if not (board and number):
        return []
    # Boards whose data are kept in Europe are said to be there under the common address, and under one of their own.
    apis = (API, EUROPEAN_API) if url.hostname in EUROPEAN_HOSTS else (API,)
    return [f"{api}/v1/boards/{quote(board, safe='')}/jobs/{quote(number, safe='')}" for api in apis]


def board(url: SplitResult) -> str:
    """By what name the address calls the company."""
    return _board_and_number(url)[0]


def _board_and_number(url: SplitResult) -> tuple[str, str]:
    if found := _PATH.fullmatch(url.path):
        return found[1], found[2]
    if url.path.rstrip("/") == "/embed/job_app":
        query = parse_qs(url.query)
        return query.get("for", [""])[0], query.get("token", [""])[0]
    return "", ""


def read(document: Any, url: SplitResult) -> Draft | None:
    """The posting in its JSON; None where that is another thing."""
    if not isinstance(document, dict) or not isinstance(document.get("title"), str):
        return None
    draft = Draft()
    draft.text("title", document["title"])
    draft.text("company", document.get("company_name"))
    draft.text("description", prose(str(document.get("content") or "")))
    draft.text("external_reference", document.get("id"))
    place = document.get("location")
    location = place.get("name") if isinstance(place, dict) else None
    if isinstance(location, str):
        draft.texts("locations", location.split(";"))
        draft.choice("remote_option", remote_option(location))
    draft.day("posted_on", document.get("first_published"))
    return draft
