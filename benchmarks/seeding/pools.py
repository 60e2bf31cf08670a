"""What postings are grown from: the values of the real file, and the sample's for what that file does not say."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from dataio.layouts.interpreting import Interpreter
from dataio.layouts.recognising import recognise
from dataio.reading.opening import open_file
from dataio.sample.files import POSTINGS_FILE

# "Software Engineer Intern" and " - Backend Infrastructure (Summer 2025)"
_TITLE = re.compile(r"(.+?)((?: [-–—|] |, | \(|: ).+)", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# The part of an address that numbers the posting: the beginning of a UUID, or the last long number.
_NUMBER = re.compile(r"(?P<hex>[0-9a-f]{8})(?=-[0-9a-f]{4}-)|(?P<digits>\d{4,})(?!.*\d{4})")
# Skills that a search easily confuses; the sample, which is about all trades, has few of them.
AWKWARD_SKILLS = ("C", "C++", "C#", ".NET", "Go", "R", "F#", "Node.js")


@dataclass(frozen=True)
class Address:
    """A posting's address, and where its number stands."""

    before: str
    number_format: str
    after: str

    def numbered(self, number: int) -> str:
        """The same address with another number."""
        return f"{self.before}{number:{self.number_format}}{self.after}"


@dataclass(frozen=True)
class Offer:
    """What a posting says of the terms; amounts as written, empty where it says nothing."""

    remote_option: str
    job_type: str
    experience_level: str
    salary_min: float | None
    salary_max: float | None
    salary_currency: str
    salary_period: str
    days_until_deadline: int | None


@dataclass(frozen=True)
class Pools:
    """Values as often as they occur, so that drawing evenly from a list keeps the file's distribution."""

    origin: str
    companies: Sequence[str]
    # Each title with its tail; a title without one has "".
    titles: Sequence[tuple[str, str]]
    tails: Sequence[str]
    locations: Sequence[Sequence[str]]
    addresses: Sequence[Address | None]
    days: Sequence[date]
    availabilities: Sequence[str]
    sources: Sequence[str]
    offers: Sequence[Offer]
    skills: Sequence[str]
    tags: Sequence[str]
    # By how many sentences a text has, and all of the sentences.
    description_lengths: Sequence[int]
    description_sentences: Sequence[str]
    requirement_lengths: Sequence[int]
    requirement_sentences: Sequence[str]
    notes: Sequence[str]


def real_file() -> Path:
    """Where the real postings lie, if they do: POSTINGS_CSV, or `shared/` beside the checkout."""
    beside = Path(settings.BASE_DIR).parent / "shared" / "data" / "postings.csv"
    return Path(os.environ.get("POSTINGS_CSV") or beside)


def read_pools(file: Path | None = None) -> Pools:
    """The pools from `file` and the project's own sample; from the sample alone where there is no such file."""
    sample = _rows(POSTINGS_FILE)
    is_there = file is not None and file.is_file()
    rows = _rows(file) if file is not None and is_there else sample
    titles = [_split(row["title"]) for row in rows]
    descriptions = [_SENTENCE_END.split(row["description"]) for row in sample]
    requirements = [_SENTENCE_END.split(row["requirements"]) for row in sample]
    return Pools(
        origin=f"{len(rows):,} postings of {'the real file' if is_there else 'the project’s own sample'}",
        companies=[row["company"] for row in rows],
        titles=titles,
        tails=[tail for _, tail in titles if tail],
        locations=[row.get("locations", []) for row in rows],
        addresses=[_address(row.get("url", "")) for row in rows],
        days=[row["posted_on"] for row in rows],
        availabilities=[row["availability"] for row in rows],
        sources=[row["source"] for row in rows],
        offers=[_offer(row) for row in sample],
        skills=[skill for row in sample for skill in row["skills"]] + list(AWKWARD_SKILLS) * 12,
        tags=[tag for row in sample for tag in row.get("tags", [])],
        description_lengths=[len(sentences) for sentences in descriptions],
        description_sentences=[sentence for sentences in descriptions for sentence in sentences],
        requirement_lengths=[len(sentences) for sentences in requirements],
        requirement_sentences=[sentence for sentences in requirements for sentence in sentences],
        notes=[row["notes"] for row in sample if "notes" in row],
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file by the fields of a posting, read as an import reads them."""
    with open_file(path, path.name) as file:
        [table] = file.tables
        interpreter = Interpreter(table.columns, recognise(table).map, time_zone=UTC)
        return [_as_stored(interpreter.read(record).job) for record in table.records()]


def _as_stored(job: dict[str, Any]) -> dict[str, Any]:
    """The posting's values as its columns have them."""
    days = {name: date.fromisoformat(job[name]) for name in ("posted_on", "deadline_on") if name in job}
    return {**job, **days, **{name: Decimal(job[name]) for name in ("salary_min", "salary_max") if name in job}}


def _split(title: str) -> tuple[str, str]:
    parts = _TITLE.fullmatch(title)
    return (parts[1], parts[2]) if parts else (title, "")


def _address(url: str) -> Address | None:
    if not url:
        return None
    number = _NUMBER.search(url)
    if number is None:
        return Address(f"{url}{'&' if '?' in url else '?'}ref=", "d", "")
    number_format = "08x" if number["hex"] else f"0{len(number['digits'])}d"
    return Address(url[: number.start()], number_format, url[number.end() :])


def _offer(row: Mapping[str, Any]) -> Offer:
    deadline = row.get("deadline_on")
    return Offer(
        remote_option=row["remote_option"],
        job_type=row["job_type"],
        experience_level=row.get("experience_level", ""),
        salary_min=float(row["salary_min"]) if "salary_min" in row else None,
        salary_max=float(row["salary_max"]) if "salary_max" in row else None,
        salary_currency=row.get("salary_currency", ""),
        salary_period=row.get("salary_period", ""),
        days_until_deadline=None if deadline is None else (deadline - row["posted_on"]).days,
    )
