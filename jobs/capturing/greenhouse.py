"""Postings of Greenhouse's job boards, by their public JSON (https://developers.greenhouse.io/job-board.html)."""

import re
from typing import Any
from urllib.parse import SplitResult, parse_qs, quote

from jobs.capturing.drafts import Draft
from jobs.capturing.employment_words import remote_option
from jobs.capturing.markup import prose

HOSTS: tuple[str, ...] = ("boards.greenhouse.io", "job-boards.greenhouse.io")
API = "https://boards-api.greenhouse.io"
_PATH = re.compile(r"/([\w-]+)/jobs/(\d+)/?", re.ASCII)


def document_address(url: SplitResult) -> str | None:
    """Where the posting's JSON is; None for another page."""
    if found := _PATH.fullmatch(url.path):
        board, number = found.groups()
    elif url.path.rstrip("/") == "/embed/job_app":
        query = parse_qs(url.query)
        board, number = query.get("for", [""])[0], query.get("token", [""])[0]
    else:
        return None
    return f"{API}/v1/boards/{quote(board, safe='')}/jobs/{quote(number, safe='')}" if board and number else None


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
