"""From a cell's text to a value, as people write them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices

from jobs.models import Job
from jobtracker.employment import RemoteOption, SalaryPeriod

DATE_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y")
AMOUNT = re.compile(r"\d{1,12}(\.\d{1,2})?|\d{1,3}(,\d{3})+(\.\d{1,2})?")


class UnreadableCell(ValueError):
    """A cell that is not what its column says."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def text(cell: str) -> str:
    """The text itself."""
    return cell


def day(cell: str) -> date:
    """A date whose order of day and month cannot be mistaken; a time of day behind an ISO date is dropped."""
    try:
        return datetime.fromisoformat(cell).date()
    except ValueError:
        pass
    for date_format in DATE_FORMATS:
        try:
            return datetime.strptime(cell, date_format).date()
        except ValueError:
            continue
    raise UnreadableCell("invalid_date", "This is no date that can be read safely. Write it as 2026-11-23.")


def amount(cell: str) -> Decimal:
    """A plain amount of money such as 52000, 52,000 or 25.50."""
    if not AMOUNT.fullmatch(cell):
        raise UnreadableCell("invalid_amount", "This is no plain amount. Write it as 52000 or 25.50.")
    return Decimal(cell.replace(",", ""))


def currency(cell: str) -> str:
    """A currency code in capitals; the posting's own check knows which there are."""
    return cell.upper()


def listed(separators: str) -> Callable[[str], list[str]]:
    """A reader of lists whose items are parted by any of `separators` or by a new line."""
    pattern = re.compile(f"[{re.escape(separators)}\n]")

    def read(cell: str) -> list[str]:
        return [item.strip() for item in pattern.split(cell) if item.strip()]

    return read


def choice(choices: type[TextChoices], others: Mapping[str, str]) -> Callable[[str], str]:
    """A reader of one of `choices`, by value, by label or by one of the `others` names, however it is spelt."""
    by_word = {_letters(option.value): option.value for option in choices}
    by_word |= {_letters(option.label): option.value for option in choices}
    by_word |= {_letters(word): value for word, value in others.items()}
    labels = ", ".join(str(option.label) for option in choices)

    def read(cell: str) -> str:
        try:
            return by_word[_letters(cell)]
        except KeyError:
            raise UnreadableCell("invalid_choice", f"This is none of: {labels}.") from None

    return read


def _letters(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", word.casefold())


Reader = Callable[[str], Any]

READERS: dict[str, Reader] = {
    "title": text,
    "company": text,
    "locations": listed(";|"),
    "remote_option": choice(
        RemoteOption, {"onsite": "on_site", "office": "on_site", "in person": "on_site", "yes": "remote"}
    ),
    "job_type": choice(Job.JobType, {"permanent": "full_time", "intern": "internship", "contractor": "contract"}),
    "experience_level": choice(Job.ExperienceLevel, {"junior": "entry", "entry": "entry", "middle": "mid"}),
    "salary_min": amount,
    "salary_max": amount,
    "salary_currency": currency,
    "salary_period": choice(
        SalaryPeriod,
        {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"},
    ),
    "skills": listed(",;|"),
    "tags": listed(",;|"),
    "description": text,
    "requirements": text,
    "url": text,
    "availability": choice(Job.Availability, {"active": "open", "expired": "closed", "inactive": "closed"}),
    "source": text,
    "external_reference": text,
    "posted_on": day,
    "deadline_on": day,
    "notes": text,
}
