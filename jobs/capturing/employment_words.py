"""What sites call the kinds of contract, the places of work and the periods of pay."""

import re
from collections.abc import Mapping

from jobs.models import Job
from jobtracker.employment import RemoteOption, SalaryPeriod

_JOB_TYPES = {
    "fulltime": Job.JobType.FULL_TIME,
    "permanent": Job.JobType.FULL_TIME,
    "vollzeit": Job.JobType.FULL_TIME,
    "parttime": Job.JobType.PART_TIME,
    "teilzeit": Job.JobType.PART_TIME,
    "contract": Job.JobType.CONTRACT,
    "contractor": Job.JobType.CONTRACT,
    "freelance": Job.JobType.CONTRACT,
    "intern": Job.JobType.INTERNSHIP,
    "internship": Job.JobType.INTERNSHIP,
    "praktikum": Job.JobType.INTERNSHIP,
    "temporary": Job.JobType.TEMPORARY,
    "temp": Job.JobType.TEMPORARY,
    "perdiem": Job.JobType.TEMPORARY,
    "seasonal": Job.JobType.TEMPORARY,
    "volunteer": Job.JobType.VOLUNTEER,
}
_PLACES = {
    "onsite": RemoteOption.ON_SITE,
    "hybrid": RemoteOption.HYBRID,
    "remote": RemoteOption.REMOTE,
    "telecommute": RemoteOption.REMOTE,
}
_PERIODS = {
    **dict.fromkeys(("hour", "hourly", "hur", "perhour", "perhourwage", "1hour"), SalaryPeriod.HOUR),
    **dict.fromkeys(("day", "daily", "perday", "perdaywage", "1day"), SalaryPeriod.DAY),
    **dict.fromkeys(("week", "weekly", "wee", "perweek", "perweeksalary", "1week"), SalaryPeriod.WEEK),
    **dict.fromkeys(("month", "monthly", "mon", "permonth", "permonthsalary", "1month"), SalaryPeriod.MONTH),
    **dict.fromkeys(
        ("year", "yearly", "annual", "annually", "ann", "peryear", "peryearsalary", "1year"), SalaryPeriod.YEAR
    ),
}
_LETTERS = re.compile(r"[^a-z0-9]+")


def job_type(words: object) -> str | None:
    """The kind of contract that the first known word means."""
    return _first(words, _JOB_TYPES)


def remote_option(words: object) -> str | None:
    """The place of work that the first known word means."""
    return _first(words, _PLACES)


def salary_period(words: object) -> str | None:
    """The period of pay that the first known word means."""
    return _first(words, _PERIODS)


def _first(words: object, meanings: Mapping[str, str]) -> str | None:
    for word in words if isinstance(words, list) else [words]:
        # Schema.org's words may come as addresses: https://schema.org/FullTime.
        letters = _LETTERS.sub("", word.lower().rsplit("/", 1)[-1]) if isinstance(word, str) else ""
        if letters in meanings:
            return str(meanings[letters])
    return None
