"""The sample's postings, invented from a fixed seed: the same ones on every machine."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dataio.sample import files
from dataio.sample.content import diary
from dataio.sample.content.countries import COUNTRIES
from dataio.sample.content.shapes import Company
from dataio.sample.describing import description, requirements
from dataio.sample.dice import Dice
from dataio.sample.paying import Salary, invent_salary
from dataio.sample.vacancies import Vacancy, invent_vacancies

SEED = 20261123
POSTINGS = 300
# The dates in the file; loading moves all of them.
NEWEST = date(2026, 11, 23)
OLDEST_DAYS = 175


@dataclass(frozen=True)
class Posting:
    """An invented posting: its row, and what the applicant's diary must know of it.

    `age` and `deadline_age` are days before the newest posting's date, negative for what lies behind it. `is_near`
    says whether the applicant could take it without moving to another continent.
    """

    vacancy: Vacancy
    job_type: str
    skills: tuple[str, ...]
    is_near: bool
    is_open: bool
    age: int
    deadline_age: int | None
    row: dict[str, str]

    @property
    def reference(self) -> str:
        """What it is known by in both files."""
        return self.row["Reference"]


def invent_postings() -> list[Posting]:
    """The postings, newest first."""
    dice = Dice(SEED)
    # More recent than old ones, and one of today.
    ages = sorted(int(dice.share() ** 1.5 * OLDEST_DAYS) for _ in range(POSTINGS))
    ages[0] = 0
    vacancies = dice.shuffled(list(invent_vacancies(POSTINGS, dice)))
    notes = iter(dice.shuffled(diary.POSTING_NOTES))
    return [
        _posting(f"SAMPLE-{number:03}", age, vacancy, notes, dice)
        for number, (age, vacancy) in enumerate(zip(ages, vacancies, strict=True), start=1)
    ]


def postings_csv(postings: Sequence[Posting]) -> str:
    """The postings as CSV text."""
    return files.written(files.POSTING_COLUMNS, [posting.row for posting in postings])


def _posting(reference: str, age: int, vacancy: Vacancy, notes: Iterator[str], dice: Dice) -> Posting:
    company, role = vacancy.company, vacancy.role
    place = company.places[0] if dice.chance(0.6) else dice.one(company.places)
    country = COUNTRIES[place[1]]
    remote = _remote_option(vacancy, dice)
    job_type = _job_type(vacancy, dice)
    salary = Salary() if vacancy.is_voluntary else invent_salary(role, vacancy.level, job_type, country, dice)
    skills = _skills(vacancy, dice)
    deadline_age = age - dice.number(20, 70) if dice.chance(0.6) else None
    is_open = _is_open(age, deadline_age, dice)
    # What the applicant has looked at closely carries their tags and notes.
    is_studied = vacancy.role_name in diary.TRADE or vacancy.role_name in diary.DREAMS
    row = {
        "Title": _local_title(vacancy, place[1], dice),
        "Company": company.name,
        "Location": _location(company, place, remote, dice),
        "Remote": remote,
        "Job type": job_type,
        "Level": "" if not role.desk and vacancy.level == "Mid" and dice.chance(0.3) else vacancy.level,
        "Salary min": salary.low,
        "Salary max": salary.high,
        "Currency": salary.currency,
        "Period": salary.period,
        "Skills": ", ".join(skills),
        "Tags": ", ".join(_tags(vacancy, is_studied, dice)),
        "Description": description(vacancy, dice),
        "Requirements": requirements(vacancy, dice),
        "Link": _link(vacancy, reference, dice),
        "Date posted": (NEWEST - timedelta(days=age)).isoformat(),
        "Deadline": "" if deadline_age is None else (NEWEST - timedelta(days=deadline_age)).isoformat(),
        "Status": "Open" if is_open else "Closed",
        "Source": files.SOURCE,
        "Reference": reference,
        "Notes": next(notes, "") if is_studied and dice.chance(0.2) else "",
    }
    return Posting(
        vacancy=vacancy,
        job_type=job_type,
        skills=tuple(skills),
        is_near=remote == "Remote" or place[1] in diary.NEAR,
        is_open=is_open,
        age=age,
        deadline_age=deadline_age,
        row=row,
    )


def _remote_option(vacancy: Vacancy, dice: Dice) -> str:
    if not vacancy.role.desk:
        return "On-site"
    if vacancy.company.remote_area and dice.chance(0.55):
        return "Remote"
    return "Hybrid" if dice.chance(0.7) else "On-site"


def _location(company: Company, place: tuple[str, str], remote: str, dice: Dice) -> str:
    if remote == "Remote":
        return f"Remote, {company.remote_area}"
    chosen = company.places if dice.chance(0.12) else (place,)
    return "; ".join(f"{city}, {COUNTRIES[code].name}" for city, code in chosen)


def _job_type(vacancy: Vacancy, dice: Dice) -> str:
    if vacancy.is_voluntary:
        return "Volunteer"
    if vacancy.level == "Internship":
        return "Internship"
    job_type = dice.one(vacancy.role.job_types)
    # Nobody is put in charge for a summer.
    return "Full-time" if vacancy.level in ("Lead", "Executive") and job_type != "Part-time" else job_type


def _is_open(age: int, deadline_age: int | None, dice: Dice) -> bool:
    """Over with the deadline; without one the more probably, the older it is."""
    if deadline_age is not None:
        return deadline_age <= 0 and not dice.chance(0.05)
    return not dice.chance(0.7 * age / OLDEST_DAYS)


def _local_title(vacancy: Vacancy, code: str, dice: Dice) -> str:
    title, local_titles, suffixes = vacancy.title, vacancy.role.local_titles, COUNTRIES[code].title_suffixes
    if vacancy.is_voluntary:
        return f"Volunteer {title.removeprefix('Junior ')}"
    if vacancy.level == "Mid" and code in local_titles and dice.chance(0.7):
        return f"{title} ({local_titles[code]})"
    return f"{title} {dice.one(suffixes)}" if suffixes and dice.chance(0.4) else title


def _skills(vacancy: Vacancy, dice: Dice) -> list[str]:
    few, many = (1, 2) if vacancy.level in ("Internship", "Entry") else (2, 5)
    core = vacancy.role.skills
    return [*dice.some(core, 2, len(core)), *dice.some(vacancy.role.more_skills, few, many)]


def _tags(vacancy: Vacancy, is_studied: bool, dice: Dice) -> list[str]:
    tags = dice.some(vacancy.company.tags, 1, 2)
    if any("four-day week" in perk for perk in vacancy.company.perks):
        tags.append("4-day week")
    if vacancy.is_voluntary:
        tags.append("volunteering")
    if is_studied and dice.chance(0.35):
        tags.append(dice.one(diary.TAGS))
    return tags


def _link(vacancy: Vacancy, reference: str, dice: Dice) -> str:
    plain = unicodedata.normalize("NFKD", vacancy.title).encode("ascii", "ignore").decode().lower()
    words = "-".join("".join(character if character.isalnum() else " " for character in plain).split())
    slug, number = vacancy.company.slug, reference.rpartition("-")[2]
    return dice.one(
        (
            f"https://jobs.example.com/{slug}/{words}-{number}",
            f"https://{slug}.example.com/jobs/{words}?ref={number}",
            f"https://careers.example.org/{slug}/{number}-{words}",
        )
    )
