"""How many postings each value of a filter would show."""

from typing import TypedDict

from django.db import connection

from jobs.filters import FACETS, JobFilter

TOP = 20


class FacetValue(TypedDict):
    """A value, and how many postings have it."""

    value: str
    count: int


def count_facets(filterset: JobFilter) -> dict[str, list[FacetValue]]:
    """The most frequent values of each facet among what all other filters leave, in one statement.

    A facet's own filter does not count: its values may be chosen beside those that are. Only where all of several
    skills are asked for does the next one narrow what is left. Spellings that differ by case alone are one value.
    """
    conditions = {f"fits_{name}": filterset.facet_condition(name) for name in FACETS}
    base = filterset.without(*FACETS).order_by().values(*FACETS).annotate(**conditions)
    compiled, parameters = base.query.sql_with_params()
    skills_narrow = filterset.form.cleaned_data["skills_match"] == "all"
    counts = [_counts(name, counts_itself=name == "skills" and skills_narrow) for name in FACETS]
    # `compiled` is Django's own; the rest are names of ours.
    statement = f"WITH base AS MATERIALIZED ({compiled}) {' UNION ALL '.join(counts)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    return {
        name: [FacetValue(value=value, count=int(count)) for facet, value, count in rows if facet == name]
        for name in FACETS
    }


def _counts(name: str, *, counts_itself: bool) -> str:
    """The query of one facet: its name, its most frequent values, their counts."""
    fits = " AND ".join(f"fits_{other}" for other in FACETS if other != name or counts_itself)
    values = "unnest(skills)" if name == "skills" else name
    # Spellings are counted before their case is taken away, which would otherwise be done for every posting.
    return f"""(
        SELECT '{name}' AS facet, min(value COLLATE "C") AS value, sum(count) AS count
        FROM (SELECT {values} AS value, count(*) AS count FROM base WHERE {fits} GROUP BY 1) AS spellings
        WHERE value <> '' GROUP BY lower(value) ORDER BY 3 DESC, lower(value) COLLATE "C" LIMIT {TOP}
    )"""  # noqa: S608  # of names of ours alone
