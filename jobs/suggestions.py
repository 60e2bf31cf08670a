"""What a person may be about to type: titles and companies of their own postings."""

from collections.abc import Sequence
from typing import TypedDict

from django.db.models import Count, F, Min
from django.db.models.functions import Collate, Lower

from accounts.models import User
from jobs.models import Job
from jobs.searching import IN_HEAD, Search, matching, resolve

LIMIT = 8


class Suggestion(TypedDict):
    """A text, and how many postings have it."""

    value: str
    count: int


def suggest(owner: User, text: str, field: str) -> dict[str, list[Suggestion]]:
    """Titles and companies with all the words of `text`, begun or misspelt, the most frequent first.

    Raises InvalidInput by `field` as a search does.
    """
    if not text:
        return {"titles": [], "companies": []}
    search = resolve(text, owner, field)
    return {
        "titles": _values(owner, search, "title"),
        "companies": _values(owner, search, "company"),
    }


def _values(owner: User, search: Search, column: str) -> list[Suggestion]:
    weight, mark = ("A", "t") if column == "title" else ("B", "c")
    query = search.query(
        lambda term: f"({' | '.join([term.exactly(IN_HEAD, weight), *term.alike(mark, 1)])})", excluding=False
    )
    if not query:
        return []
    found = Job.objects.visible_to(owner).filter(matching(F("search_head"), query)).order_by()
    values: Sequence[tuple[str, int]] = (
        found.values(key=Lower(column))
        .annotate(count=Count("pk"), value=Min(Collate(column, "C")))
        .order_by("-count", Collate("key", "C"))
        .values_list("value", "count")[:LIMIT]
    )
    return [Suggestion(value=value, count=count) for value, count in values]
