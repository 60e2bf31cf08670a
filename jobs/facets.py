"""How many postings each value of a filter would show."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, Func, QuerySet

from jobs.filters import FACETS, JobFilter
from jobs.models import FacetCount, Job
from jobs.ports import applications

TOP = 20
# The filters under which there are counts already.
COUNTED_BY = frozenset({"availability", "is_archived", "experience_level", "remote_option", "job_type"})


class FacetValue(TypedDict):
    """A value, and how many postings have it."""

    value: str
    count: int


def count_facets(filterset: JobFilter) -> dict[str, list[FacetValue]]:
    """The most frequent values of each facet among what all other filters leave, in one statement.

    A facet's own filter does not count: its values may be chosen beside those that are. Only where all of several
    skills are asked for does the next one narrow what is left. Spellings that differ by case alone are one value.

    Where the other filters are such that there are counts under them, these are summed; else postings are counted.
    """
    skills_narrow = filterset.form.cleaned_data["skills_match"] == "all"
    narrowing = {name: FACETS if name == "skills" and skills_narrow else _but(name) for name in FACETS}
    beyond = filterset.chosen - COUNTED_BY
    summed = [name for name in FACETS if not (beyond if name in narrowing[name] else beyond - {name})]
    counted = [name for name in FACETS if name not in summed]
    # Of the facets that are counted, those that are filtered by, yet not all of the others under that.
    apart = [
        name for name in counted if name in filterset.chosen and any(name not in narrowing[other] for other in counted)
    ]
    tables: list[str] = []
    parameters: tuple[Any, ...] = ()
    if summed:
        counts = filterset.without(*FACETS, among=FacetCount.objects.filter(owner=filterset.request.user))
        conditions = _conditions(filterset, COUNTED_BY.intersection(FACETS))
        compiled, named = _compiled(counts.annotate(**conditions), "facet", "value", "count", *conditions)
        # Each facet's own rows are found by an index.
        tables.append(f"counts AS NOT MATERIALIZED ({compiled})")
        parameters += named
    if counted:
        conditions = _conditions(filterset, apart)
        postings = _postings(filterset, apart).order_by().annotate(**conditions)
        compiled, named = _compiled(postings, *counted, *conditions)
        tables.append(f"postings AS MATERIALIZED ({compiled})")
        parameters += named
    facets = [
        *(_of_counts(name, [other for other in narrowing[name] if other in COUNTED_BY]) for name in summed),
        *(_of_postings(name, [other for other in narrowing[name] if other in apart]) for name in counted),
    ]
    with connection.cursor() as cursor:
        # `compiled` is Django's own; the rest are names of ours.
        cursor.execute(f"WITH {', '.join(tables)} {' UNION ALL '.join(facets)}", parameters)
        rows = cursor.fetchall()
    return {
        name: [FacetValue(value=value, count=int(count)) for facet, value, count in rows if facet == name]
        for name in FACETS
    }


def _but(name: str) -> Sequence[str]:
    return [other for other in FACETS if other != name]


def _postings(filterset: JobFilter, apart: Sequence[str]) -> QuerySet[Job]:
    """What all filters but these leave: for reading all of it, not a page."""
    has_application = filterset.form.cleaned_data["has_application"]
    if has_application is None:
        postings: QuerySet[Job] = filterset.without(*apart)
        return postings
    # The planner would join everybody's applications to them.
    postings = filterset.without(*apart, "has_application")
    applied_to = applications().applied_to(filterset.request.user)
    return (
        postings.filter(_IsAnyOf("pk", ArraySubquery(applied_to)))
        if has_application
        else postings.exclude(pk__in=applied_to)
    )


class _IsAnyOf(Func):
    """Whether a value is one of an array: looked up in the order of the array's values, not in that of their rows."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _conditions(filterset: JobFilter, names: Any) -> dict[str, Any]:
    return {f"fits_{name}": filterset.facet_condition(name) for name in sorted(names)}


def _compiled(rows: QuerySet[Any], *columns: str) -> tuple[str, tuple[Any, ...]]:
    compiled, parameters = rows.values(*columns).query.sql_with_params()
    return compiled, tuple(parameters)


def _of_counts(name: str, narrowing: Sequence[str]) -> str:
    """The query of one facet, of the counts."""
    fits = " AND ".join([f"facet = '{name}'", *(f"fits_{other}" for other in narrowing)])
    return _most_frequent(name, f"value, sum(count) AS count FROM counts WHERE {fits} GROUP BY 1 HAVING sum(count) > 0")


def _of_postings(name: str, narrowing: Sequence[str]) -> str:
    """The query of one facet, of the postings."""
    fits = " AND ".join([f"fits_{other}" for other in narrowing]) or "true"
    values = "unnest(skills)" if name == "skills" else name
    return _most_frequent(name, f"{values} AS value, count(*) AS count FROM postings WHERE {fits} GROUP BY 1")


def _most_frequent(name: str, spellings: str) -> str:
    """The name of a facet, its most frequent values, and their counts."""
    # Spellings are counted before their case is taken away, which would otherwise be done for every posting.
    return f"""(
        SELECT '{name}' AS facet, min(value COLLATE "C") AS value, sum(count) AS count
        FROM (SELECT {spellings}) AS spellings
        WHERE value <> '' GROUP BY lower(value) ORDER BY 3 DESC, lower(value) COLLATE "C" LIMIT {TOP}
    )"""  # noqa: S608  # of names of ours alone
