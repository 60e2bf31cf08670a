"""The report on a search: what a run of kind `report` does."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.template.loader import render_to_string

from accounts.models import User
from analytics.selectors import FUNNEL, Figures, Period, figures_of, made_in
from applications.models import Status
from dataio.reports.charts import bars, columns_of
from dataio.reports.fonts import covered, is_right_to_left, missing_scripts
from dataio.reports.reading import Row, applications_of, cut, rows_of
from dataio.reports.rendering import rendered
from dataio.runs.leases import Work
from dataio.runs.performing import finish_with_file
from jobtracker.days import today_in
from jobtracker.errors import DomainError
from jobtracker.pagination import ORDERING

PDF: Final = "application/pdf"
# Measured: docs/report.md.
MAX_APPLICATIONS: Final = 4_000
# By the reading of the database; by the printing the rest.
_READ_PERCENT: Final = 5
_ROWS_PER_PAGE: Final = 9
_MAX_COMPANY: Final = 80


@dataclass(frozen=True)
class Asked:
    """What a report was asked for: parameters of a run."""

    period: Period
    query: Mapping[str, Sequence[str]]
    paper: str

    @classmethod
    def read(cls, parameters: Mapping[str, Any]) -> "Asked":
        """From the JSON that the run keeps, which `ReportParametersSerializer` has checked."""
        since, until = (
            date.fromisoformat(parameters[name]) if parameters.get(name) else None for name in ("since", "until")
        )
        return cls(Period(since, until), parameters.get("query") or {}, parameters.get("paper", "a4"))


def make_report(work: Work) -> None:
    """Read the figures and the applications, print them, and end the run with the PDF.

    Raises DomainError where there are more than MAX_APPLICATIONS, or as `rendered` does.
    """
    owner, asked = work.run.owner, Asked.read(work.run.parameters)
    zone = ZoneInfo(owner.time_zone)
    with _snapshot():
        applications = applications_of(owner, asked.query)
        figures = figures_of(applications, asked.period, zone)
        if figures.applications > MAX_APPLICATIONS:
            message = (
                f"{figures.applications:,} applications were made then, and a report has room for "
                f"{MAX_APPLICATIONS:,}. Choose a shorter period, or fewer by filters."
            )
            raise DomainError("report_too_large", message)
        work.report(1, 100)
        rows = rows_of(made_in(applications, asked.period, zone), zone)
    work.report(_READ_PERCENT, 100)
    html = html_of(owner, asked, figures, rows)

    def progress(done: int, total: int) -> None:
        work.report(_READ_PERCENT * total + (100 - _READ_PERCENT) * done, 100 * total)

    with rendered(html, expected_pages=2 + len(rows) // _ROWS_PER_PAGE, progress=progress) as content:
        name = f"job-search-{today_in(zone):%Y-%m-%d}.pdf"
        finish_with_file(work, content, name=name, media_type=PDF, result={"applications": figures.applications})


def html_of(owner: User, asked: Asked, figures: Figures, rows: Sequence[Row]) -> str:
    """The report as HTML. All that people typed is escaped by the template."""
    name = owner.display_name or f"{owner.first_name} {owner.last_name}".strip() or owner.email
    labels = dict(Status.choices)
    context = {
        "name": name,
        "name_is_right_to_left": is_right_to_left(name),
        "email": owner.email,
        "time_zone": owner.time_zone.replace("_", " "),
        "made_on": today_in(ZoneInfo(owner.time_zone)),
        "since": asked.period.since or figures.first_on,
        "until": asked.period.until or today_in(ZoneInfo(owner.time_zone)),
        "paper": asked.paper,
        "figures": figures,
        "response_percent": None if figures.response_rate is None else 100 * figures.response_rate,
        "weeks": columns_of(figures.weeks),
        "funnel": bars(((labels[stage], figures.funnel[stage]) for stage in FUNNEL), whole=figures.applications),
        "statuses": bars(
            ((labels[status], number) for status, number in figures.by_status.items() if number),
            whole=figures.applications,
        ),
        "companies": bars(
            ((cut(company.name, _MAX_COMPANY), company.applications) for company in figures.companies),
            whole=figures.applications,
        ),
        "rows": rows,
        "filters": [
            f"{parameter.replace('_', ' ')}: {', '.join(values)}"
            for parameter, values in asked.query.items()
            if parameter != ORDERING and values
        ],
    }
    html = render_to_string("reports/report.html", context)
    missing = missing_scripts(html, covered())
    return render_to_string("reports/report.html", context | {"missing": missing}) if missing else html


@contextmanager
def _snapshot() -> Iterator[None]:
    """All that is read in it is of one instant: the figures are those of the table."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
