"""Lexemes under their owner's mark: nothing else of a vector changes, and nobody's words are anybody else's."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from accounts.models import User
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.searching import matching, resolve

pytestmark = pytest.mark.django_db

JOBS = "/api/v1/jobs/"
# Of what could be taken for the beginning of a lexeme, and of what is written with another sign before it.
ODD = (
    "a b ' '' \\ : / & | ! * ( ) , . - _ @ # + < > = % 1 1A 🦀 é ß İ 中 \n \t \u00a0 \u2003 <b> "
    "x@y.de http://a.b/c?d='e' ~/'f"
)
TEXTS = st.lists(st.sampled_from(ODD.split(" ")) | st.text(max_size=6), max_size=30).map(" ".join)


def rows(statement: str, *values: str | int | list[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


@given(text=TEXTS, weight=st.sampled_from("ABCD"))
@example(text="rock 'n' roll", weight="A")
@example(text="'tis \\'quoted\\' '' \\\\", weight="B")
@hypothesis_settings(max_examples=300, deadline=None)
def test_marks_leave_words_places_and_weights_as_they_are(text: str, weight: str) -> None:
    text = text.replace("\0", "").encode("utf-8", "ignore").decode()
    parsed = "setweight(to_tsvector('job_search', job_search_text(%s)), %s)"
    of_text = rows(f"SELECT '12h:' || lexeme, positions, weights FROM unnest({parsed}) ORDER BY 1", text, weight)
    marked = rows(
        f"SELECT lexeme, positions, weights FROM unnest(job_owned('12h:', {parsed})) ORDER BY 1", text, weight
    )
    assert marked == of_text


@given(
    lexemes=st.lists(
        st.text(st.characters(exclude_characters="\0 :", exclude_categories=["Cs"]), min_size=1, max_size=9)
    )
)
@example(lexemes=["'", "''", "'a", "a'", "\\", "\\'", "'\\", "a'b\\c", "🦀", ",", "1A"])
@hypothesis_settings(max_examples=300, deadline=None)
def test_any_lexeme_without_a_blank_can_be_marked(lexemes: list[str]) -> None:
    [(marked,)] = rows("SELECT tsvector_to_array(job_owned('7:', array_to_tsvector(%s::text[])))", lexemes)
    assert set(marked) == {f"7:{lexeme}" for lexeme in lexemes}


@pytest.mark.parametrize("letters", [1_990, 2_000, 2_001, 2_040, 2_046, 2_047, 3_000])
def test_a_word_that_is_longer_than_any_search_is_left_out(letters: int, api: APIClient, user: User) -> None:
    description = f"{'x' * letters} gardening"
    assert api.post(JOBS, {"title": "Cook", "company": "Inn", "description": description}).status_code == 201
    assert len(api.get(JOBS, {"search": "gardening"}).json()["results"]) == 1


def test_long_words_take_nothing_from_those_beside_them(api: APIClient, user: User) -> None:
    JobFactory.create(owner=user, title=f"Cook {'x' * 290}")
    JobFactory.create(owner=user, title="Waiter", description="Cook")
    found = api.get(JOBS, {"search": "cook"}).json()["results"]
    assert [row["title"][:4] for row in found] == ["Cook", "Wait"]


def test_tens_of_thousands_of_different_words_are_not_too_many(api: APIClient) -> None:
    first, second = ("".join(f"{chr(begin + n)} " for n in range(25_000)) for begin in (0x20000, 0xAC00 - 0x6000))
    posting = {"title": "Cook", "company": "Inn", "description": first.strip(), "requirements": second.strip()}
    assert api.post(JOBS, posting).status_code == 201
    assert len(api.get(JOBS, {"search": chr(0x20000)}).json()["results"]) == 1


def test_each_lexeme_of_a_posting_has_its_owner_s_mark(user: User) -> None:
    job = JobFactory.create(
        owner=user, title="Cook", skills=["C++"], locations=["Bern"], description="It's 'hot'", requirements="Knives"
    )
    [(head, vector)] = rows(
        "SELECT tsvector_to_array(search_head), tsvector_to_array(search_vector) FROM jobs_job WHERE id = %s", job.pk
    )
    marks = {f"{user.pk}{kind}" for kind in "htc"}
    assert {lexeme.partition(":")[0] for lexeme in head} == marks
    assert {lexeme.partition(":")[0] for lexeme in vector} == marks | {str(user.pk)}


@pytest.mark.parametrize(
    "search",
    [
        "cook",
        "-cook",
        "waiter OR -cook",
        '"head cook"',
        '-"head cook"',
        "gardner",
        "coo",
        "-cook -waiter",
        "cook OR 'x",
    ],
)
def test_a_search_s_query_finds_the_person_s_own_rows_without_being_told_whose(
    search: str, user: User, other_user: User
) -> None:
    for owner in (user, other_user):
        for title in ("Head cook", "Cook", "Waiter", "Gardener"):
            JobFactory.create(owner=owner, title=title)
    found = rows(
        "SELECT owner_id FROM jobs_job WHERE search_vector @@ %s::tsquery", resolve(search, user, "search").anywhere
    )
    assert {owner for (owner,) in found} == {user.pk}


def test_the_marks_follow_a_posting_to_another_owner(user: User, other_user: User) -> None:
    job = JobFactory.create(owner=user, title="Cook")
    Job.objects.filter(pk=job.pk).update(owner=other_user)
    assert not resolve("cook", user, "search").found_in(Job.objects.all()).exists()
    assert resolve("cook", other_user, "search").found_in(Job.objects.all()).exists()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("engineer", {"in text"}),
        ("engineer OR gardener", {"in text", "another in text"}),
        ("engineer -needed", set()),
        ("engineer needed", {"misspelt and in text", "in text"}),
        ('"engineer"', {"in text", "begun"}),
        ("-cook", {"misspelt", "misspelt and in text", "another in text", "begun", "title"}),
    ],
)
def test_the_last_step_has_what_is_on_no_other(text: str, ids: set[str], user: User) -> None:
    postings = {
        "title": ("Engineer", ""),
        "begun": ("Engineers4u", "One engineer"),
        "misspelt": ("Enginer", "One engineer"),
        "misspelt and in text": ("Enginer", "Needed"),
        "in text": ("Cook", "No engineer is needed."),
        "another in text": ("Waiter", "No gardener"),
    }
    made = {name: JobFactory.create(owner=user, title=t, description=d).pk for name, (t, d) in postings.items()}

    search = resolve(text, user, "search")

    found = search.found_in(Job.objects.all())
    in_head = Job.objects.filter(matching(F("search_head"), search.anyhow_in_head)) if search.anyhow_in_head else None
    last = Job.objects.filter(matching(F("search_vector"), search.last_step))
    assert set(last) == set(found) - set(in_head or ())
    assert {name for name, pk in made.items() if pk in set(last.values_list("pk", flat=True))} == ids


def test_a_word_that_the_beginning_finds_is_not_looked_up_by_itself(user: User) -> None:
    JobFactory.create(owner=user, title="Engineers Enginer", company="Inn")

    [[term]] = resolve("engineer", user, "search").groups

    assert set(term.meant) == {"engineers", "enginer"}
    assert term.alike("t", 3) == [f"'{user.pk}t:enginer'", f"'{user.pk}t:engineer':*"]
    assert len(term.alike("t", 9)) == 2
