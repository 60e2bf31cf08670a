"""Reads of interviews with what is shown beside them."""

from typing import TypeVar

from django.db.models import Prefetch
from django.db.models.functions import Lower

from applications.models import Contact
from applications.models.children import ApplicationPartQuerySet
from jobs.models import UNSHOWN_COLUMNS

Rows = TypeVar("Rows", bound=ApplicationPartQuerySet)

# Of the application nothing is shown but its number, and of its posting little.
_UNREAD = (
    "application__notes",
    "application__search_notes",
    *(f"application__job__{name}" for name in UNSHOWN_COLUMNS),
)
LONG_TEXTS = ("preparation", "questions", "skill_ratings", "feedback")


def with_all_that_is_shown(interviews: Rows) -> Rows:
    """The interviews with their postings and interviewers, in two queries. Contacts in the trash are out of sight."""
    contacts = Contact.objects.filter(trashed_at=None).only("name", "role").order_by(Lower("name"), "pk")
    return (
        interviews.select_related("application__job")
        .defer(*_UNREAD)
        .prefetch_related(Prefetch("interviewers", queryset=contacts))
    )
