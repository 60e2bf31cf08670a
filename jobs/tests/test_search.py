"""What a search finds among postings, and in which order: a table written by hand."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.models import User
from jobs.factories import JobFactory
from jobs.models import Job, JobWord
from jobtracker.pagination import SAMPLE
from jobtracker.testing.answers import refused_fields

JOBS = "/api/v1/jobs/"

SKILLS = ["C", "C++", "C#", "F#", ".NET", "Go", "R", "Node.js", "Objective-C", "Java", "JavaScript", "T-SQL"]


def found(api: APIClient, search: str, **more: str) -> list[str]:
    """The titles that a search finds, in order."""
    response = api.get(JOBS, {"search": search} | more)
    assert response.status_code == 200, response.content
    return [row["title"] for row in response.json()["results"]]


@pytest.mark.parametrize(
    ("search", "skills"),
    [
        ("c", {"C"}),
        ("C++", {"C++"}),
        ("c#", {"C#"}),
        ("C♯", {"C#"}),
        ("F#", {"F#"}),
        (".NET", {".NET"}),
        ("net", set()),
        ("Go", {"Go"}),
        ("r", {"R"}),
        ("Node.js", {"Node.js"}),
        ("node", {"Node.js"}),
        ("js", set()),
        ("Objective-C", {"Objective-C"}),
        ("java", {"Java"}),
        ("javascript", {"JavaScript"}),
        ("sql", {"T-SQL"}),
        ("C OR Go", {"C", "Go"}),
        ("C++/C#", set()),
    ],
)
def test_skills_of_odd_names_are_found_and_not_taken_for_each_other(
    search: str, skills: set[str], api: APIClient, user: User
) -> None:
    for skill in SKILLS:
        JobFactory.create(owner=user, title=f"Works with {len(skill)}", company="Acme", skills=[skill])
    response = api.get(JOBS, {"search": search})
    assert {row["skills"][0] for row in response.json()["results"]} == skills


@pytest.mark.parametrize(
    ("title", "search", "is_found"),
    [
        ("C/C++ developer", "c", True),
        ("C/C++ developer", "c++", True),
        ("C++17 developer", "C++", True),
        ("ASP.NET developer", ".net", True),
        ("ASP.NET developer", "asp.net", True),
        ("R&D engineer", "r", False),
        ("R & D engineer", "R&D", True),
        ("C-level assistant", "c", False),
        ("Go-to-market lead", "go", False),
        ("Lead for go-to-market", "go-to-market", True),
        ("IT support", "it", True),
        ("UI/UX designer", "ux", True),
        ("Buyer at Amazon.com", "amazon", True),
        ("Full-stack engineer", "full stack", True),
        ("Full-stack engineer", "full-stack", True),
        ("Café manager in Zürich", "cafe zurich", True),
        ("Cafe manager in Zurich", "CAFÉ ZÜRICH", True),
        ("Разработчик", "разработчик", True),
        # Stems.
        ("Engineers wanted", "engineer", True),
        ("Teaching assistant", "teach", True),
        # Beginnings of words.
        ("Kubernetes operator", "kube", True),
        ("Kubernetes operator", "bernetes", False),
        ("Kubernetes operator", "ku", False),
        # Slips of a finger.
        ("Kubernetes operator", "kubernets", True),
        ("Kubernetes operator", "kubrenetes", True),
        ("Python engineer", "pyhton", True),
        ("Python engineer", "pyton enginer", True),
        ("Software engineer", "sofware", True),
        ("Trainer", "trading", False),
        ("Date entry", "data", False),
        ("Management", "manger", False),
    ],
)
def test_words_of_a_title_are_found_as_people_type_them(
    title: str, search: str, is_found: bool, api: APIClient, user: User
) -> None:
    JobFactory.create(owner=user, title=title, company="Acme")
    assert found(api, search) == ([title] if is_found else [])


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        ("python engineer", ["a"]),
        ('"python engineer"', []),
        ('"engineer python"', ["a"]),
        ("python OR rust", ["a", "b"]),
        ("python or rust", ["a", "b"]),
        ("engineer -python", ["b", "c"]),
        ('engineer -"engineer rust"', ["a", "c"]),
        ("-engineer", ["d"]),
        ("engineer -pyt", ["a", "b", "c"]),  # what must not be there is meant exactly
        ("rust OR python -engineer", ["b"]),
        ('"engin"', ["a", "b", "c"]),  # the stem of a word stands for the word
        ('"kubernites"', []),
        ("OR", []),
    ],
)
def test_a_search_reads_quotes_or_and_minus(search: str, titles: list[str], api: APIClient, user: User) -> None:
    for title, text in (("a", "engineer python"), ("b", "engineer rust"), ("c", "engineer kubernetes"), ("d", "cook")):
        JobFactory.create(owner=user, title=title, company=text)
    if search == "OR":
        assert refused_fields(api.get(JOBS, {"search": search})) == {"search": ["no_words"]}
    else:
        assert sorted(found(api, search)) == titles


def test_the_most_relevant_come_first_and_among_them_the_newest(api: APIClient, user: User) -> None:
    places: dict[str, dict[str, Any]] = {
        "in the description": {"title": "one", "description": "python"},
        "with a word like it": {"title": "pythonista two"},
        "a skill": {"title": "three", "skills": ["Python"]},
        "the company": {"title": "four", "company": "Python Ltd"},
        "the title, without a date": {"title": "python five"},
        "the title, earlier": {"title": "python six", "posted_on": "2026-01-01"},
        "the title": {"title": "python seven", "posted_on": "2026-02-01"},
    }
    for fields in places.values():
        JobFactory.create(owner=user, **({"company": "Acme"} | fields))
    JobFactory.create(owner=user, title="cook")
    expected = ["python seven", "python six", "python five", "four", "three", "pythonista two", "one"]
    assert found(api, "python") == expected
    assert found(api, "python", ordering="-relevance,title") == [
        *("python five", "python seven", "python six", "four", "three", "pythonista two", "one")
    ]
    assert found(api, "python", ordering="title") == sorted(expected)


PYTHON_BY_RELEVANCE: list[dict[str, Any]] = [
    {"title": "python", "posted_on": "2026-01-03"},
    {"title": "python", "posted_on": "2026-01-02"},
    {"title": "python", "posted_on": None},
    {"title": "python", "posted_on": None},
    {"title": "cook", "company": "Python", "posted_on": "2026-01-01"},
    {"title": "cook", "company": "Python", "posted_on": None},
    {"title": "cook", "skills": ["Python"], "posted_on": "2026-01-03"},
    {"title": "cook", "company": "Pythonista", "posted_on": "2026-01-04"},
    {"title": "pyhton", "posted_on": None},
    {"title": "cook", "description": "python", "posted_on": "2026-01-05"},
    {"title": "cook", "description": "python", "posted_on": None},
    {"title": "cook", "description": "python", "posted_on": None},
]


def walk(api: APIClient, search: str, size: int) -> Iterator[list[int]]:
    """The ids of each page, to the end and back again."""
    page = api.get(JOBS, {"search": search, "page_size": str(size)}).json()
    yield [row["id"] for row in page["results"]]
    for direction in ("next", "previous"):
        while page[direction]:
            page = api.get(page[direction]).json()
            yield [row["id"] for row in page["results"]]


@pytest.mark.usefixtures("reads_of_search")
@pytest.mark.parametrize("search", ["python", "python -cobol", "python OR java -cobol"])
@pytest.mark.parametrize("size", [1, 2, 5])
def test_relevance_pages_there_and_back_show_each_posting_once(
    size: int, search: str, api: APIClient, user: User
) -> None:
    made = [  # of two alike the newer comes first
        JobFactory.create(owner=user, **({"company": "Acme"} | fields)).pk for fields in reversed(PYTHON_BY_RELEVANCE)
    ]
    whole = made[::-1]
    JobFactory.create(owner=user, title="cook")
    JobFactory.create(owner=user, title="java", description="cobol")
    pages = list(walk(api, search, size))
    there = [pages.pop(0)]
    while sum(map(len, there)) < len(whole):
        there.append(pages.pop(0))
    assert [pk for page in there for pk in page] == whole
    assert [pk for page in [*reversed(pages), there[-1]] for pk in page] == whole


@pytest.mark.usefixtures("reads_of_search")
def test_postings_that_come_and_go_between_relevance_pages_move_no_other(api: APIClient, user: User) -> None:
    jobs = [JobFactory.create(owner=user, **({"company": "Acme"} | fields)) for fields in PYTHON_BY_RELEVANCE]
    expected = {job.pk for job in jobs}
    seen: list[int] = []
    page = api.get(JOBS, {"search": "python", "page_size": "2"}).json()
    for turn in range(len(jobs)):
        seen += [row["id"] for row in page["results"]]
        if not page["next"]:
            break
        gone = jobs[turn]
        gone.delete()
        expected.discard(gone.pk)
        JobFactory.create(owner=user, **({"company": "Acme"} | PYTHON_BY_RELEVANCE[turn]))
        page = api.get(page["next"]).json()
    assert page["next"] is None
    assert len(seen) == len(set(seen))
    assert expected <= set(seen)


def test_the_next_page_counts_nothing_anew(api: APIClient, user: User) -> None:
    for fields in PYTHON_BY_RELEVANCE:
        JobFactory.create(owner=user, **({"company": "Acme"} | fields))
    counted = []
    address = f"{JOBS}?search=python&page_size=2"
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured:
            page = api.get(address).json()
        counted.append(sum(query["sql"].endswith(f"LIMIT {SAMPLE}") for query in captured))
        address = page["next"]
    assert counted == [2, 0, 0]


def test_words_of_others_mean_nothing(api: APIClient, user: User, other_user: User) -> None:
    JobFactory.create(owner=other_user, title="Python engineer")
    JobFactory.create(owner=user, title="Cook")
    assert found(api, "pyhton") == found(api, "python") == []
    assert api.get(f"{JOBS}suggestions/", {"q": "pyth"}).json() == {"titles": [], "companies": []}


def test_a_changed_title_is_found_by_its_new_words_alone(api: APIClient, user: User) -> None:
    job = JobFactory.create(owner=user, title="Cook")
    api.patch(f"{JOBS}{job.pk}/", {"title": "Gardener"})
    assert found(api, "gardner") == ["Gardener"]
    assert found(api, "cook") == []


def test_words_are_learnt_from_whatever_writes_postings(user: User) -> None:
    Job.objects.bulk_create([Job(owner=user, title="Alpha alpha", company=company) for company in ("Beta", "beta")])
    Job.objects.filter(title="Alpha alpha").update(title="Gamma")
    assert sorted(JobWord.objects.filter(owner=user).values_list("word", flat=True)) == ["alpha", "beta", "gamma"]


def test_the_greatest_posting_can_be_searched(api: APIClient, user: User) -> None:
    words = " ".join(f"w{number}" for number in range(8_000))[:50_000]
    posting: dict[str, Any] = {
        "title": "x" * 300,
        "company": "y" * 200,
        "description": words,
        "requirements": words[::-1],
    }
    posting |= {
        "skills": [f"{number:03}" * 33 for number in range(100)],
        "locations": ["z" * 499 + str(n) for n in range(9)],
    }
    assert api.post(JOBS, posting).status_code == 201
    assert len(found(api, "w7000")) == 1


@pytest.mark.parametrize(
    ("query", "titles", "companies"),
    [
        ("eng", ["Engineer", "Engine driver"], ["England Ltd"]),
        ("engineeer", ["Engineer"], []),
        ("e", ["Engineer", "Engine driver"], ["England Ltd"]),
        ("driver eng", ["Engine driver"], []),
        ("ltd", [], ["England Ltd"]),
        ("zzz", [], []),
    ],
)
def test_suggestions_name_titles_and_companies_the_most_frequent_first(
    query: str, titles: list[str], companies: list[str], api: APIClient, user: User
) -> None:
    for title in ("Engine driver", "Engineer", "ENGINEER"):
        JobFactory.create(owner=user, title=title, company="Acme")
    JobFactory.create(owner=user, title="Cook", company="England Ltd")
    answer = api.get(f"{JOBS}suggestions/", {"q": query}).json()
    assert [row["value"] for row in answer["titles"]] == [title.replace("Engineer", "ENGINEER") for title in titles]
    assert [row["value"] for row in answer["companies"]] == companies


BAD_SEARCHES = {
    "x" * 201: "max_length",
    " ".join(["word"] * 10_000): "max_length",
    " ".join("abcdefghijklmnopqrstu"): "too_many_terms",
    "\0": "null_characters_not_allowed",
    "%_\\": "no_words",
    "&|!<->:*()'": "no_words",
    '""': "no_words",
    "-": "no_words",
    "- -- ---": "no_words",
}


@pytest.mark.parametrize("search", BAD_SEARCHES)
@pytest.mark.parametrize("address", [JOBS, f"{JOBS}facets/", "/api/v1/applications/"])
def test_a_search_that_is_none_is_refused(search: str, address: str, api: APIClient) -> None:
    assert refused_fields(api.get(address, {"search": search})) == {"search": [BAD_SEARCHES[search]]}


@pytest.mark.parametrize("q", ["x" * 201, "\0", "&|!"])
def test_suggestions_for_what_is_no_word_are_refused(q: str, api: APIClient) -> None:
    assert list(refused_fields(api.get(f"{JOBS}suggestions/", {"q": q}))) == ["q"]


def test_there_is_nothing_to_suggest_before_something_is_typed(api: APIClient, user: User) -> None:
    JobFactory.create(owner=user)
    for query in ({}, {"q": ""}, {"q": " "}):
        assert api.get(f"{JOBS}suggestions/", query).json() == {"titles": [], "companies": []}


@pytest.mark.parametrize(
    "search",
    [
        "a & b",
        "a | !b",
        "(((",
        "foo:*",
        "'quoted'",
        "it's",
        "\\",
        "\\'x",
        "a <-> b",
        "x" * 200,
        "!!!a",
        '"open',
        "a\tb",
        "ß",
        "İ",
        "🦀 rust",
    ],
)
def test_whatever_is_typed_has_an_answer(search: str, api: APIClient, user: User) -> None:
    JobFactory.create(owner=user, title="It's a 'quoted' \\ title", company="a:b")
    for address in (JOBS, f"{JOBS}facets/", "/api/v1/applications/", f"{JOBS}?total=exact"):
        assert api.get(address, {"search": search}).status_code in (200, 400)
    assert api.get(f"{JOBS}suggestions/", {"q": search}).status_code in (200, 400)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"ordering": "-relevance"}, "needs_search"),
        ({"ordering": "-relevance", "search": " "}, "needs_search"),
        ({"ordering": "relevance", "search": "x"}, "unknown"),
        ({"ordering": "title,-relevance", "search": "x"}, "unknown"),
    ],
)
def test_relevance_is_an_order_of_searches_and_comes_first(query: dict[str, str], code: str, api: APIClient) -> None:
    assert refused_fields(api.get(JOBS, query)) == {"ordering": [code]}
