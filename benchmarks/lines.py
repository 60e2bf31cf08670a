"""What is measured: each line is an address of the API, and beside it the floor.

The floor is the shortest SQL that gives the same rows; whether it does is checked in every run. A new line goes into
`LISTINGS` or `ANSWERS`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from accounts.models import User
from benchmarks.seeding.shape import MEASURED_USER
from jobs.searching import IN_HEAD, ResolvedTerm, resolve

PAGE_SIZE = 50
DEEP_PAGE = 500
# Milliseconds within which 95 of 100 answers come, unless a line has a bar of its own.
MOST_WARM = 100.0


@dataclass(frozen=True)
class Resource:
    """A list of the API: its address, and in SQL what it shows of which rows."""

    path: str
    columns: str
    rows: str
    id: str


@dataclass(frozen=True)
class Listing:
    """A list under one filter and order, measured at its first page and at a deep one.

    `order` sorts it, `keys` are its sort keys, and `after` is true of the rows beyond those of a row (`key_0`, ...);
    `after_empty` stands in for it where the first key of that row is null.
    """

    name: str
    resource: Resource
    query: str
    order: str
    keys: Sequence[str]
    after: str
    where: str = "true"
    is_cold_too: bool = False
    after_empty: str = "false"
    # What else the SQL names; asked once there is a database.
    parameters: Callable[[], Mapping[str, Any]] = dict

    def floor(self, edge: Sequence[Any] | None = None) -> str:
        """The SQL of the first page, or of the one that begins after the row with the sort keys `edge`."""
        conditions = [self.resource.rows, self.where]
        if edge is not None:
            conditions.append(self.after_empty if edge[0] is None else self.after)
        rows = " AND ".join(condition for condition in conditions if condition != "true")
        return f"SELECT {self.resource.columns} FROM {rows} ORDER BY {self.order} LIMIT {PAGE_SIZE}"

    @property
    def count(self) -> str:
        """The SQL that counts its rows."""
        return f"SELECT count(*) FROM {self.resource.rows} AND {self.where}"

    @property
    def edge(self) -> str:
        """The SQL of the sort keys of the row at `offset`."""
        keys = ", ".join(self.keys)
        return (
            f"SELECT {keys} FROM {self.resource.rows} AND {self.where} ORDER BY {self.order} LIMIT 1 OFFSET %(offset)s"
        )


@dataclass(frozen=True)
class Answer:
    """An address that answers with something else than a page. `said` and `found` bring both sides into one form."""

    name: str
    path: str
    floor: str
    said: Callable[[Any], Any]
    found: Callable[[Sequence[tuple[Any, ...]]], Any]
    is_cold_too: bool = False
    most_warm: float = MOST_WARM
    most_cold: float | None = None
    # What else the SQL names; asked once there is a database.
    parameters: Callable[[], Mapping[str, Any]] = dict


JOBS = Resource(
    path="/api/v1/jobs/",
    columns=(
        "id, title, company, locations, remote_option, job_type, experience_level, salary_min, salary_max, "
        "salary_currency, salary_period, salary_min_yearly, salary_max_yearly, skills, tags, url, availability, "
        "source, external_reference, posted_on, deadline_on, is_archived, created_at, updated_at"
    ),
    rows="jobs_job WHERE owner_id = %(owner)s AND trashed_at IS NULL",
    id="id",
)
APPLICATIONS = Resource(
    path="/api/v1/applications/",
    columns=(
        "a.id, a.status, a.status_since, a.applied_on, a.notes, a.priority, a.created_at, a.updated_at, "
        "j.id, j.title, j.company, j.locations, j.remote_option, j.url, j.availability, "
        "(SELECT c.id FROM applications_statuschange c WHERE c.application_id = a.id "
        "ORDER BY c.occurred_at DESC, c.id DESC LIMIT 1)"
    ),
    rows=(
        "applications_application a JOIN jobs_job j ON j.id = a.job_id "
        "WHERE a.owner_id = %(owner)s AND a.trashed_at IS NULL"
    ),
    id="a.id",
)


def newest_postings(name: str, query: str, where: str, *, is_cold_too: bool = False) -> Listing:
    """Postings under a filter, in the order in which the list opens."""
    return Listing(
        name, JOBS, query, "posted_on DESC NULLS LAST, id DESC", ("posted_on", "id"),
        "(posted_on, id) < (%(key_0)s, %(key_1)s)", where, is_cold_too,
    )  # fmt: skip


def latest_applications(name: str, query: str, where: str, *, is_cold_too: bool = False) -> Listing:
    """Applications under a filter, in the order in which the list opens."""
    return Listing(
        name, APPLICATIONS, query, "a.status_since DESC, a.id DESC", ("a.status_since", "a.id"),
        "(a.status_since, a.id) < (%(key_0)s, %(key_1)s)", where, is_cold_too,
    )  # fmt: skip


# How relevant a posting is to a search.
STEP = (
    "CASE WHEN search_head @@ %(in_title)s::tsquery THEN 0 WHEN search_head @@ %(in_title_or_company)s::tsquery "
    "THEN 1 WHEN search_head @@ %(in_title_company_or_skills)s::tsquery THEN 2 "
    "WHEN search_head @@ %(alike)s::tsquery THEN 3 ELSE 4 END"
)


def searched(name: str, text: str, *, is_cold_too: bool = False) -> Listing:
    """What a search finds, the most relevant first. The floor gets the query as the application resolved it."""
    return Listing(
        name,
        JOBS,
        urlencode({"search": text}),
        f"{STEP}, posted_on DESC NULLS LAST, id DESC",
        (STEP, "posted_on", "id"),
        f"{STEP} >= %(key_0)s AND ({STEP} > %(key_0)s OR (posted_on, id) < (%(key_1)s, %(key_2)s))",
        "search_vector @@ %(query)s::tsquery",
        is_cold_too,
        parameters=partial(_queries, text),
    )


def searched_applications(name: str, word: str) -> Listing:
    """Applications with one word in the posting or in their notes, the most relevant first."""
    return Listing(
        name,
        APPLICATIONS,
        urlencode({"search": word}),
        f"{STEP}, a.status_since DESC, a.id DESC",
        (STEP, "a.status_since", "a.id"),
        f"{STEP} >= %(key_0)s AND ({STEP} > %(key_0)s OR (a.status_since, a.id) < (%(key_1)s, %(key_2)s))",
        "(j.search_vector @@ %(query)s::tsquery OR a.search_notes @@ %(exactly)s::tsquery)",
        parameters=partial(_queries, word),
    )


def _queries(text: str) -> dict[str, str]:
    """The search as the queries of what it finds, and of each level of relevance."""
    search = resolve(text, User.objects.get(pk=MEASURED_USER), "search")
    levels = {"in_title": "A", "in_title_or_company": "AB", "in_title_company_or_skills": "ABC"}
    queries = {
        name: search.query(partial(_within, weights=weights), excluding=False) for name, weights in levels.items()
    }
    return queries | {
        "alike": search.anyhow_in_head,
        "query": search.anywhere,
        "exactly": search.query(attrgetter("exact")),
    }


def _within(term: ResolvedTerm, weights: str) -> str:
    return term.exactly(IN_HEAD, weights)


def _found_facets(rows: Sequence[tuple[Any, ...]]) -> dict[str, dict[str, int]]:
    facets: dict[str, dict[str, int]] = {}
    for facet, value, count, *_ in rows:
        facets.setdefault(facet, {})[value.lower()] = int(count)
    return facets


def _said_facets(answer: Any) -> dict[str, dict[str, int]]:
    return {name: {item["value"].lower(): item["count"] for item in items} for name, items in answer.items() if items}


def _summed(where: str) -> str:
    """The facets among what there are counts of."""
    place = 'row_number() OVER (PARTITION BY facet ORDER BY sum(count) DESC, lower(value) COLLATE "C")'
    sums = (
        f"SELECT facet, lower(value), sum(count), {place} AS place FROM jobs_facetcount "
        f"WHERE owner_id = %(owner)s AND {where} GROUP BY 1, 2 HAVING sum(count) > 0"
    )
    return f"SELECT facet, value, count FROM ({sums}) AS sums (facet, value, count, place) WHERE place <= 20"


def _facets(name: str, query: str, where: str) -> Answer:
    """The facets under filters by which there are counts: the floor sums them."""
    return _answer_of_facets(name, query, _summed(where))


def _counted_facets(
    name: str,
    query: str,
    where: str,
    *,
    chosen: str | None = None,
    parameters: Callable[[], Mapping[str, Any]] = dict,
) -> Answer:
    """The facets under any other filter: the floor counts each with one aggregate.

    Where a value of the facet `chosen` is what is filtered by, that one is of all postings, and the floor sums it.
    """
    columns = {
        "remote_option": "remote_option", "job_type": "job_type", "company": "lower(company)",
        "skills": "lower(unnest(skills))", "source": "lower(source)",
    }  # fmt: skip
    counts = [
        f"(SELECT '{facet}', value, count(*) FROM (SELECT {column} AS value FROM base) AS v WHERE value <> '' "
        f'GROUP BY value ORDER BY 3 DESC, value COLLATE "C" LIMIT 20)'
        for facet, column in columns.items()
        if facet != chosen
    ]
    if chosen:
        condition = f"facet = '{chosen}'"
        counts.append(f"({_summed(condition)})")
    base = f"SELECT remote_option, job_type, company, skills, source FROM {JOBS.rows} AND {where}"
    return _answer_of_facets(
        name, query, f"WITH base AS MATERIALIZED ({base}) {' UNION ALL '.join(counts)}", parameters
    )


def _answer_of_facets(name: str, query: str, floor: str, parameters: Callable[[], Mapping[str, Any]] = dict) -> Answer:
    return Answer(
        name,
        f"/api/v1/jobs/facets/?{query}",
        floor,
        said=_said_facets,
        found=_found_facets,
        is_cold_too=True,
        most_cold=200,
        parameters=parameters,
    )


LISTINGS = [
    newest_postings("newest postings", "", "true", is_cold_too=True),
    Listing(
        "last added", JOBS, "ordering=-created_at", "created_at DESC, id DESC", ("created_at", "id"),
        "(created_at, id) < (%(key_0)s, %(key_1)s)",
    ),
    Listing(
        "by company", JOBS, "ordering=company", "lower(company), id", ("lower(company)", "id"),
        "(lower(company), id) > (%(key_0)s, %(key_1)s)", is_cold_too=True,
    ),
    Listing(
        "by title, backwards", JOBS, "ordering=-title", "lower(title) DESC, id DESC", ("lower(title)", "id"),
        "(lower(title), id) < (%(key_0)s, %(key_1)s)",
    ),
    Listing(
        "by deadline", JOBS, "ordering=deadline_on", "deadline_on NULLS LAST, id", ("deadline_on", "id"),
        "(deadline_on, id) > (%(key_0)s, %(key_1)s)",
        after_empty="deadline_on IS NULL AND id > %(key_1)s",
    ),
    Listing(
        "best paid", JOBS, "ordering=-salary_max_yearly", "salary_max_yearly DESC NULLS LAST, id DESC",
        ("salary_max_yearly", "id"), "(salary_max_yearly, id) < (%(key_0)s, %(key_1)s)",
        after_empty="salary_max_yearly IS NULL AND id < %(key_1)s",
    ),
    Listing(
        "newest, then by company", JOBS, "ordering=-posted_on,company", "posted_on DESC NULLS LAST, lower(company), id",
        ("posted_on", "lower(company)", "id"),
        "posted_on <= %(key_0)s AND (posted_on < %(key_0)s OR (lower(company), id) > (%(key_1)s, %(key_2)s))",
    ),
    newest_postings("open ones", "availability=open", "availability = 'open'"),
    newest_postings("not archived", "is_archived=false", "NOT is_archived"),
    newest_postings(
        "remote or hybrid", "remote_option=remote&remote_option=hybrid", "remote_option IN ('remote', 'hybrid')"
    ),
    newest_postings("internships", "job_type=internship", "job_type = 'internship'"),
    newest_postings("a company", "company=leidos", "lower(company) = 'leidos'", is_cold_too=True),
    newest_postings("a common source", "source=Simplify", "lower(source) = 'simplify'"),
    newest_postings(
        "with an application", "has_application=true",
        "EXISTS (SELECT FROM applications_application a WHERE a.job_id = jobs_job.id AND a.trashed_at IS NULL)",
    ),
    newest_postings("a skill", "skills=c%2B%2B", "job_lowered(skills) && ARRAY['c++']"),
    newest_postings(
        "all of two skills", "skills=go&skills=python&skills_match=all", "job_lowered(skills) @> ARRAY['go', 'python']"
    ),
    newest_postings(
        "part of a place", "location=toronto", "job_folded(job_joined(locations)) LIKE '%%toronto%%'"
    ),
    newest_postings(
        "well paid", "salary_min=90000&salary_currency=EUR",
        "salary_currency = 'EUR' AND coalesce(salary_max_yearly, salary_min_yearly) >= 90000",
    ),
    newest_postings(
        "posted in June", "posted_from=2024-06-01&posted_to=2024-06-30",
        "posted_on BETWEEN '2024-06-01' AND '2024-06-30'",
    ),
    searched("search: common words", "software engineer", is_cold_too=True),
    searched("search: one very common word", "intern"),
    searched("search: a rare word", "fpga", is_cold_too=True),
    searched("search: a typo", "enginer", is_cold_too=True),
    searched("search: two typos", "sofware enginere"),
    searched("search: a beginning", "softw"),
    searched("search: a phrase", '"machine learning"'),
    searched("search: either, and without", "python OR java -intern"),
    searched("search: C++", "C++"),
    searched("search: words of descriptions", "team letter"),
    searched("search: a rare word of descriptions", "respons"),
    latest_applications("applications, latest first", "", "true", is_cold_too=True),
    Listing(
        "applications by date applied", APPLICATIONS, "ordering=applied_on", "a.applied_on NULLS LAST, a.id",
        ("a.applied_on", "a.id"), "((a.applied_on, a.id) > (%(key_0)s, %(key_1)s) OR a.applied_on IS NULL)",
        after_empty="a.applied_on IS NULL AND a.id > %(key_1)s",
    ),
    Listing(
        "applications by priority", APPLICATIONS, "ordering=-priority", "a.priority DESC, a.id DESC",
        ("a.priority", "a.id"), "(a.priority, a.id) < (%(key_0)s, %(key_1)s)",
    ),
    searched_applications("applications: a common word", "engineer"),
    searched_applications("applications: a word of descriptions", "team"),
    searched_applications("applications: a rare word", "fpga"),
    latest_applications(
        "applications that ended badly", "status=rejected&status=ghosted", "a.status IN ('rejected', 'ghosted')"
    ),
]  # fmt: skip

ANSWERS = [
    Answer(
        "a posting",
        "/api/v1/jobs/{job}/",
        f"SELECT {JOBS.columns}, description, requirements, notes FROM {JOBS.rows} AND id = %(job)s",
        said=lambda answer: answer["id"],
        found=lambda rows: rows[0][0],
    ),
    Answer(
        "applications by status",
        "/api/v1/applications/status-counts/",
        "SELECT status, count(*) FROM applications_application WHERE owner_id = %(owner)s AND trashed_at IS NULL "
        "GROUP BY status",
        said=lambda answer: {status: count for status, count in answer.items() if count},
        found=dict,
    ),
    _facets("facets of all", "", "true"),
    _facets("facets of open ones", "availability=open", "availability = 'open'"),
    _counted_facets(
        "facets of those posted in June",
        "posted_from=2024-06-01&posted_to=2024-06-30",
        "posted_on BETWEEN '2024-06-01' AND '2024-06-30'",
    ),
    _counted_facets(
        "facets of the well paid",
        "salary_min=90000&salary_currency=EUR",
        "salary_currency = 'EUR' AND coalesce(salary_max_yearly, salary_min_yearly) >= 90000",
    ),
    _counted_facets("facets under a tag", "tags=food", "job_lowered(tags) && ARRAY['food']"),
    _counted_facets("facets under a place", "location=toronto", "job_folded(job_joined(locations)) LIKE '%%toronto%%'"),
    _counted_facets("facets of a company", "company=leidos", "lower(company) = 'leidos'", chosen="company"),
    _counted_facets("facets under a skill", "skills=python", "job_lowered(skills) && ARRAY['python']", chosen="skills"),
    _counted_facets(
        "facets with an application",
        "has_application=true",
        "EXISTS (SELECT FROM applications_application a WHERE a.job_id = jobs_job.id AND a.trashed_at IS NULL)",
    ),
    _counted_facets(
        "facets under a search",
        urlencode({"search": "software engineer"}),
        "search_vector @@ %(query)s::tsquery",
        parameters=partial(_queries, "software engineer"),
    ),
]
