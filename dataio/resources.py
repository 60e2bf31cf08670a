"""What files can hold: each kind of thing, with its columns. Formats, endpoints and tests go by this list."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, OuterRef, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from applications.models import (
    ApplicationContact,
    ApplicationDocument,
    Interview,
    StatusChange,
)
from applications.serializers.applications import PRIORITY_NAMES
from dataio.exporting.expressions import Instant, JSONArray, JSONObject
from jobtracker.errors import InvalidInput


class Kind(StrEnum):
    """What a column's values are, and so how each format writes them."""

    TEXT = "text"
    # A list of short texts.
    TEXTS = "texts"
    WHOLE_NUMBER = "whole_number"
    # A decimal number; in JSON a string, in which it stays exact.
    AMOUNT = "amount"
    DAY = "day"
    INSTANT = "instant"
    FLAG = "flag"
    # What belongs to the row: JSON, an array of objects.
    PARTS = "parts"


@dataclass(frozen=True)
class Column:
    """One column: its name, the same in every format; what its values are; where they come from."""

    name: str
    kind: Kind
    value: Combinable


@dataclass(frozen=True)
class Resource:
    """One kind of thing that is in the lists of the API."""

    name: str
    columns: Sequence[Column]

    def chosen(self, names: Sequence[str]) -> Sequence[Column]:
        """The columns of these names, in their order; without names all. Raises InvalidInput on `fields`."""
        by_name = {column.name: column for column in self.columns}
        for name in names:
            if name not in by_name:
                known = ", ".join(by_name)
                raise InvalidInput("fields", "unknown", f"There is no column “{name[:50]}”. There are: {known}.")
        if len(set(names)) < len(names):
            raise InvalidInput("fields", "repeated", "Name each column once.")
        return [by_name[name] for name in names] if names else self.columns


def _own(name: str, kind: Kind = Kind.TEXT) -> Column:
    return Column(name, kind, F(name))


def _parts(name: str, rows: QuerySet[Any], /, **values: Combinable) -> Column:
    """Rows that belong to the one at hand."""
    return Column(name, Kind.PARTS, JSONArray(ArraySubquery(rows.values(part=JSONObject(values)))))


JOBS: Final = Resource(
    "jobs",
    [
        _own("id", Kind.WHOLE_NUMBER),
        _own("title"),
        _own("company"),
        _own("locations", Kind.TEXTS),
        _own("remote_option"),
        _own("job_type"),
        _own("experience_level"),
        _own("salary_min", Kind.AMOUNT),
        _own("salary_max", Kind.AMOUNT),
        _own("salary_currency"),
        _own("salary_period"),
        _own("skills", Kind.TEXTS),
        _own("tags", Kind.TEXTS),
        _own("description"),
        _own("requirements"),
        _own("url"),
        _own("availability"),
        _own("source"),
        _own("external_reference"),
        _own("posted_on", Kind.DAY),
        _own("deadline_on", Kind.DAY),
        _own("notes"),
        _own("is_archived", Kind.FLAG),
        _own("created_at", Kind.INSTANT),
        _own("updated_at", Kind.INSTANT),
    ],
)

_OF_IT: Final = {"application": OuterRef("pk")}

APPLICATIONS: Final = Resource(
    "applications",
    [
        _own("id", Kind.WHOLE_NUMBER),
        Column("job", Kind.WHOLE_NUMBER, F("job_id")),
        Column("title", Kind.TEXT, F("job__title")),
        Column("company", Kind.TEXT, F("job__company")),
        Column("locations", Kind.TEXTS, F("job__locations")),
        Column("url", Kind.TEXT, F("job__url")),
        _own("status"),
        # Empty: the first one of its status.
        Column("stage", Kind.TEXT, Coalesce("stage__name", Value(""))),
        _own("status_since", Kind.INSTANT),
        _own("applied_on", Kind.DAY),
        Column(
            "priority",
            Kind.TEXT,
            Case(
                *(When(priority=number, then=Value(word)) for number, word in PRIORITY_NAMES.items()),
                output_field=CharField(),
            ),
        ),
        _own("tags", Kind.TEXTS),
        _own("notes"),
        _parts(
            "history",
            StatusChange.objects.filter(**_OF_IT).order_by("occurred_at", "pk"),
            status=F("to_status"),
            occurred_at=Instant("occurred_at"),
            note=F("note"),
        ),
        _parts(
            "interviews",
            Interview.objects.filter(**_OF_IT, trashed_at=None).order_by("starts_at", "pk"),
            kind=F("kind"),
            title=F("title"),
            starts_at=Instant("starts_at"),
            ends_at=Instant("ends_at"),
            time_zone=F("time_zone"),
            place=F("place"),
            url=F("url"),
            state=F("state"),
            outcome=F("outcome"),
            preparation=F("preparation"),
            questions=F("questions"),
            skill_ratings=F("skill_ratings"),
            feedback=F("feedback"),
        ),
        _parts(
            "contacts",
            ApplicationContact.objects.filter(**_OF_IT, contact__trashed_at=None).order_by("contact__name", "pk"),
            name=F("contact__name"),
            role=F("contact__role"),
            email=F("contact__email"),
        ),
        _parts(
            "documents",
            ApplicationDocument.objects.filter(**_OF_IT, version__document__trashed_at=None).order_by("pk"),
            title=F("version__document__title"),
            version=F("version__number"),
            filename=F("version__filename"),
        ),
        _own("created_at", Kind.INSTANT),
        _own("updated_at", Kind.INSTANT),
    ],
)
RESOURCES: Final = {resource.name: resource for resource in (JOBS, APPLICATIONS)}
