"""Postings of Lever's job sites, by their public JSON (https://github.com/lever/postings-api)."""

import re
from typing import Any
from urllib.parse import SplitResult

from jobs.capturing.drafts import Draft
from jobs.capturing.employment_words import job_type, remote_option, salary_period
from jobs.capturing.markup import prose

HOSTS: tuple[str, ...] = ("jobs.lever.co", "jobs.eu.lever.co")
API = "https://api.lever.co"
EUROPEAN_API = "https://api.eu.lever.co"
_PATH = re.compile(r"/([\w.-]+)/([0-9a-f-]{36})(?:/apply)?/?", re.ASCII)


def document_addresses(url: SplitResult) -> list[str]:
    """Where the posting's JSON is; none for another page."""
    found = _PATH.fullmatch(url.path)
    api = EUROPEAN_API if url.hostname == "jobs.eu.lever.co" else API
    return [f"{api}/v0/postings/{found[1]}/{found[2]}"] if found else []


def board(url: SplitResult) -> str:
    """By what name the address calls the company."""
    found = _PATH.fullmatch(url.path)
    return found[1] if found else ""


def read(document: Any, url: SplitResult) -> Draft | None:
    """The posting in its JSON; None where that is another thing."""
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        return None
    draft = Draft()
    draft.text("title", document["text"])
    draft.text("external_reference", document.get("id"))
    parts = [document.get("description") or document.get("descriptionPlain")]
    sections = [section for section in document.get("lists") or [] if isinstance(section, dict)]
    parts += [f"<h3>{part.get('text') or ''}</h3><ul>{part.get('content') or ''}</ul>" for part in sections]
    parts.append(document.get("additional") or document.get("additionalPlain"))
    draft.text("description", "\n\n".join(prose(part) for part in parts if isinstance(part, str)))
    categories = document.get("categories")
    if isinstance(categories, dict):
        places = categories.get("allLocations")
        draft.texts("locations", places if isinstance(places, list) and places else [categories.get("location")])
        draft.choice("job_type", job_type(categories.get("commitment")))
    draft.choice("remote_option", remote_option(document.get("workplaceType")))
    pay = document.get("salaryRange")
    if isinstance(pay, dict):
        draft.pay([pay.get("min"), pay.get("max")], pay.get("currency"), salary_period(pay.get("interval")))
    draft.day("posted_on", document.get("createdAt"))
    return draft
