"""What a report shows of each application, read with one query and one more for their histories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet
from django.db.models.functions import Left, TruncDate
from rest_framework.exceptions import ValidationError

from accounts.models import User
from applications.models import ApplicationQuerySet, Status, StatusChange
from dataio.reports.fonts import is_right_to_left
from jobtracker.errors import DomainError, fields_of, summary
from jobtracker.list_resources import rows_of_list
from jobtracker.pagination import ORDERING

# What is longer is cut, lest one note fill pages.
MAX_NOTE: Final = 300
MAX_ADDRESS: Final = 70
MAX_PLACES: Final = 3
MAX_ENTRIES: Final = 20


@dataclass(frozen=True)
class Entry:
    """One entry of a history: the day, what the application became, and what was noted."""

    on: date
    status: str
    note: str

    @property
    def is_right_to_left(self) -> bool:
        """Whether the note begins at the right."""
        return is_right_to_left(self.note)


@dataclass
class Row:
    """One application, as the report shows it."""

    made_on: date
    title: str
    company: str
    places: str
    address: str
    status: str
    since: date
    # In the order in which things happened; the newest MAX_ENTRIES, and how many there were before them.
    history: list[Entry] = field(default_factory=list)
    earlier: int = 0

    @property
    def is_right_to_left(self) -> bool:
        """Whether its title begins at the right."""
        return is_right_to_left(self.title)


def applications_of(owner: User, query: Mapping[str, Sequence[str]]) -> ApplicationQuerySet:
    """The person's applications that pass the filters, in no order.

    Raises DomainError where the list does not take the query any more.
    """
    # By default a search is in the order of its relevance, which costs, and is none of a report.
    unordered = {**query, ORDERING: ["created_at"]}
    try:
        rows: ApplicationQuerySet = rows_of_list("applications", unordered, owner)
    except ValidationError as error:
        fields = fields_of(error)
        raise DomainError("validation_error", summary(fields), fields=fields) from None
    return rows.order_by()


def rows_of(made: QuerySet[Any], zone: ZoneInfo) -> list[Row]:
    """Those of `analytics.selectors.made_in` with their histories, in the order in which they were made."""
    rows: dict[int, Row] = {}
    values = made.order_by("made_on", "pk").values_list(
        "pk",
        "made_on",
        "status",
        TruncDate("status_since", tzinfo=zone),
        "job__title",
        "job__company",
        "job__locations",
        "job__url",
    )
    for pk, made_on, status, since, title, company, locations, address in values.iterator():
        places = "; ".join(locations[:MAX_PLACES]) + ("; …" if len(locations) > MAX_PLACES else "")
        rows[pk] = Row(made_on, title, company, places, shown_address(address), Status(status).label, since)
    for pk, entry in _entries(made, zone):
        row = rows[pk]
        row.history.append(entry)
        if len(row.history) > MAX_ENTRIES:
            del row.history[0]
            row.earlier += 1
    return list(rows.values())


def cut(text: str, length: int) -> str:
    """The text, shortened to so many characters where it is longer."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def shown_address(url: str) -> str:
    """Where a posting is, as one would say it: without the scheme, and without what only counts visitors."""
    parts = urlsplit(url)
    return cut(f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}", MAX_ADDRESS)


def _entries(made: QuerySet[Any], zone: ZoneInfo) -> Any:
    changes = StatusChange.objects.filter(application__in=made.order_by().values("pk")).order_by("occurred_at", "pk")
    values = changes.annotate(day=TruncDate("occurred_at", tzinfo=zone), head=Left(F("note"), MAX_NOTE + 1))
    for pk, day, status, head in values.values_list("application_id", "day", "to_status", "head").iterator():
        yield pk, Entry(day, Status(status).label, cut(" ".join(head.split()), MAX_NOTE))
