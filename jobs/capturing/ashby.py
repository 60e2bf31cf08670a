"""Postings of Ashby's job boards, by their public JSON (https://developers.ashbyhq.com/docs/public-job-posting-api)."""

import re
from typing import Any
from urllib.parse import SplitResult, quote, unquote

from jobs.capturing.drafts import Draft
from jobs.capturing.employment_words import job_type, remote_option, salary_period
from jobs.capturing.markup import prose

HOSTS: tuple[str, ...] = ("jobs.ashbyhq.com",)
API = "https://api.ashbyhq.com"
_PATH = re.compile(r"/([^/]+)/([0-9a-f-]{36})(?:/application)?/?", re.ASCII)


def document_addresses(url: SplitResult) -> list[str]:
    """Where the JSON of the posting's board is; none for another page."""
    name = board(url)
    return [f"{API}/posting-api/job-board/{quote(name, safe='')}?includeCompensation=true"] if name else []


def board(url: SplitResult) -> str:
    """By what name the address calls the company."""
    found = _PATH.fullmatch(url.path)
    return unquote(found[1]) if found else ""


def read(document: Any, url: SplitResult) -> Draft | None:
    """The posting in the JSON of its board; None where it is not there."""
    found = _PATH.fullmatch(url.path)
    jobs = document.get("jobs") if isinstance(document, dict) else None
    if not found or not isinstance(jobs, list):
        return None
    job = next((job for job in jobs if isinstance(job, dict) and found[2] in (job.get("id"), _last(job))), None)
    if job is None or not isinstance(job.get("title"), str):
        return None
    draft = Draft()
    draft.text("title", job["title"])
    draft.text("external_reference", found[2])
    draft.text("description", prose(str(job.get("descriptionHtml") or job.get("descriptionPlain") or "")))
    others = [place.get("location") for place in job.get("secondaryLocations") or [] if isinstance(place, dict)]
    draft.texts("locations", [job.get("location"), *others])
    draft.choice("job_type", job_type(job.get("employmentType")))
    draft.choice("remote_option", remote_option(job.get("workplaceType") or ("remote" if job.get("isRemote") else "")))
    _fill_pay(draft, job.get("compensation"))
    draft.day("posted_on", job.get("publishedAt"))
    return draft


def _last(job: dict[str, Any]) -> str:
    return str(job.get("jobUrl")).rstrip("/").rsplit("/", 1)[-1]


def _fill_pay(draft: Draft, compensation: Any) -> None:
    parts = compensation.get("summaryComponents") if isinstance(compensation, dict) else None
    for part in parts if isinstance(parts, list) else []:
        if isinstance(part, dict) and part.get("compensationType") == "Salary":
            amounts = [part.get("minValue"), part.get("maxValue")]
            draft.pay(amounts, part.get("currencyCode"), salary_period(part.get("interval")))
            return
