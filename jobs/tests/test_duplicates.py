"""A repeated posting is told of when it is added, and listed; it is never refused, and nothing is merged by itself."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application
from jobs.duplicates import MAX_NAMED, MAX_SHOWN, SAME_ROUND, duplicates_of
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.services import create_jobs, delete_job
from jobtracker.testing.answers import error_of
from jobtracker.testing.concurrency import at_once

JOBS, GROUPS = "/api/v1/jobs/", "/api/v1/jobs/duplicates/"
POSTING = {"title": "Software Engineer", "company": "Acme", "locations": ["New York, NY"]}


def job(owner: User, **values: Any) -> Job:
    """A posting of the role that all these tests are about, but for `values`."""
    made: Job = JobFactory.create(owner=owner, **{**POSTING, **values})
    return made


def add(api: APIClient, **values: Any) -> list[dict[str, Any]]:
    """Which postings the answer to a new one names."""
    response = api.post(JOBS, {**POSTING, **values}, format="json")
    assert response.status_code == 201, response.content
    named: list[dict[str, Any]] = response.json()["duplicates"]
    return named


def groups(api: APIClient) -> list[tuple[str, list[int]]]:
    """The groups that the listing shows."""
    return [(group["reason"], [row["id"] for row in group["jobs"]]) for group in api.get(GROUPS).json()["results"]]


@pytest.mark.django_db
def test_a_repeated_address_is_named_with_what_became_of_it(api: APIClient, user: User) -> None:
    first = job(user, title="Engineer (Platform)", url="https://boards.greenhouse.io/acme/jobs/123")
    application = make_application(
        user,
        ("applied", datetime(2026, 5, 3, 12, tzinfo=UTC)),
        ("rejected", datetime(2026, 6, 1, tzinfo=UTC)),
        job=first,
    )
    assert add(api, url="https://acme.example/careers?gh_jid=123&utm_source=x") == [
        {
            "id": first.pk,
            "title": "Engineer (Platform)",
            "company": "Acme",
            "reason": "same_url",
            "application": {"id": application.pk, "status": "rejected", "is_open": False, "applied_on": "2026-05-03"},
            "message": "You applied on 3 May 2026; rejected.",
        }
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "message"),
    [
        ("interested", "You already have an application to this: interested."),
        ("applied", "You applied on 3 May 2026."),
        (None, "You already have a posting with this company, title and location."),
    ],
)
def test_the_message_says_how_it_stands(api: APIClient, user: User, status: str | None, message: str) -> None:
    first = job(user)
    if status:
        make_application(user, (status, datetime(2026, 5, 3, 12, tzinfo=UTC)), job=first)
    assert [named["message"] for named in add(api)] == [message]


@pytest.mark.django_db
def test_one_address_is_named_before_one_role(api: APIClient, user: User) -> None:
    same_url = job(user, title="Another", url="https://acme.example/jobs/1234")
    same_role = job(user)
    named = add(api, url="http://www.acme.example/jobs/1234/?gclid=1")
    assert [(entry["id"], entry["reason"]) for entry in named] == [
        (same_url.pk, "same_url"),
        (same_role.pk, "same_role"),
    ]


SAME_ROLES: list[dict[str, Any]] = [
    {},
    {"title": "software   engineer!", "company": "ACME, Inc.", "locations": ["new york"]},
    {"title": "Engineer, Software (m/f/d)", "company": "Acmé GmbH & Co. KG", "locations": ["NYC"]},
    {"title": "SWE", "company": "The Acme Co"},
    {"title": "Software Engineer - Summer 2026"},
    {"title": "Software Engineering 🚀", "company": "Acme (AC)"},
]
OTHER_ROLES: list[dict[str, Any]] = [
    {"title": "Senior Software Engineer"},
    {"title": "Software Engineer II"},
    {"title": "C++ Software Engineer"},
    {"company": "Acme Labs"},
    {"locations": ["Boston, MA"]},
    {"locations": ["New York, NY", "Boston, MA"]},
    {"locations": []},
]


@pytest.mark.django_db
@pytest.mark.parametrize("values", SAME_ROLES)
def test_a_role_is_known_however_it_is_written(api: APIClient, user: User, values: dict[str, Any]) -> None:
    first = job(user)
    assert [(named["id"], named["reason"]) for named in add(api, **values)] == [(first.pk, "same_role")]


@pytest.mark.django_db
@pytest.mark.parametrize("values", OTHER_ROLES)
def test_another_role_is_another_role(api: APIClient, user: User, values: dict[str, Any]) -> None:
    job(user)
    assert add(api, **values) == []
    assert groups(api) == []


@pytest.mark.django_db
def test_names_of_languages_and_levels_and_scripts_are_told_apart(user: User) -> None:
    titles = [
        "C Developer", "C++ Developer", "C# Developer", ".NET Developer", "Developer", "Developer I", "Developer II",
        "Developer III", "Сварщик", "Водитель", "溶接工", "運転手", "★", "☆",
    ]  # fmt: skip
    create_jobs(actor=user, jobs=[Job(title=title, company="Acme") for title in titles])
    assert Job.objects.values("role_key").distinct().count() == len(titles)


@pytest.mark.django_db
def test_two_numbers_on_one_site_are_two_openings(api: APIClient, user: User) -> None:
    job(user, url="https://boards.greenhouse.io/acme/jobs/1234")
    assert add(api, url="https://acme.example/careers?gh_jid=1235") == []
    assert groups(api) == []
    # One found somewhere else may be either.
    elsewhere = add(api, url="https://www.linkedin.com/jobs/view/99999")
    assert [named["reason"] for named in elsewhere] == ["same_role", "same_role"]
    [(reason, ids)] = groups(api)
    assert (reason, len(ids)) == ("same_role", 3)


@pytest.mark.django_db
def test_a_role_posted_months_apart_is_another_round(api: APIClient, user: User) -> None:
    day = date(2026, 1, 1)
    spring = job(user, posted_on=day)
    assert [named["id"] for named in add(api, posted_on=day + SAME_ROUND)] == [spring.pk]
    assert add(api, posted_on=day + 2 * SAME_ROUND + timedelta(days=1)) == []
    [(_, ids)] = groups(api)
    assert len(ids) == 2
    # One without a date may be of any round.
    assert len(add(api)) == 3
    [(_, ids)] = groups(api)
    assert len(ids) == 4


@pytest.mark.django_db
def test_two_seasons_or_years_are_two_openings(api: APIClient, user: User) -> None:
    job(user, title="Software Engineer, Summer 2026")
    assert add(api, title="Software Engineer (Summer 2027)") == []
    assert add(api, title="Software Engineer (Fall 2026)") == []
    assert groups(api) == []
    assert len(add(api, title="2026 Summer - Software Engineer")) == 1
    [(_, ids)] = groups(api)
    assert len(ids) == 2
    # One that names none may be any of them.
    assert len(add(api)) == 4
    [(_, ids)] = groups(api)
    assert len(ids) == 5


@pytest.mark.django_db
def test_what_others_have_and_what_is_in_the_trash_is_no_duplicate(
    api: APIClient, user: User, other_user: User
) -> None:
    job(other_user, url="https://acme.example/jobs/1234")
    gone = job(user, url="https://acme.example/jobs/1234")
    delete_job(actor=user, job_id=gone.pk)
    assert add(api, url="https://acme.example/jobs/1234") == []
    assert groups(api) == []


@pytest.mark.django_db
def test_an_archived_posting_is_one(api: APIClient, user: User) -> None:
    first = job(user, is_archived=True)
    assert [named["id"] for named in add(api)] == [first.pk]


@pytest.mark.django_db
def test_hundreds_of_copies_are_named_in_part(api: APIClient, user: User) -> None:
    create_jobs(actor=user, jobs=[Job(**POSTING) for _ in range(300)])
    assert len(add(api)) == MAX_NAMED
    [group] = api.get(GROUPS).json()["results"]
    assert (group["count"], len(group["jobs"])) == (301, MAX_SHOWN)
    assert group["jobs"][0]["id"] == Job.objects.latest("pk").pk


@pytest.mark.django_db
def test_many_that_are_added_at_once_tell_of_what_they_repeat(api: APIClient, user: User) -> None:
    known = job(user)
    rows = [{**POSTING}, {"title": "Gardener", "company": "Botanik"}, {**POSTING}]
    answer = api.post("/api/v1/jobs/bulk-create/", {"rows": rows}).json()
    one, _, other = answer["created"]
    told = {entry["id"]: [named["id"] for named in entry["duplicates"]] for entry in answer["duplicates"]}
    assert told == {one: [other, known.pk], other: [one, known.pk]}
    single = add(api)
    assert single[-1] == answer["duplicates"][0]["duplicates"][-1]


@pytest.mark.django_db
def test_the_keys_follow_every_kind_of_write(user: User) -> None:
    first = job(user, url="https://acme.example/jobs/1234")
    [second] = create_jobs(actor=user, jobs=[Job(title="Other", company="Other", url="https://other.example/1234")])
    assert duplicates_of([first.pk]) == {}
    Job.objects.filter(pk=second.pk).update(url="http://acme.example/jobs/1234/apply")
    assert [found["reason"] for found in duplicates_of([first.pk])[first.pk]] == ["same_url"]
    Job.objects.filter(pk=second.pk).update(url="", **POSTING)
    assert [found["reason"] for found in duplicates_of([first.pk])[first.pk]] == ["same_role"]


@pytest.mark.django_db
def test_the_groups_are_listed_with_the_newest_first_page_by_page(api: APIClient, user: User) -> None:
    pairs = [
        sorted((job(user, company=f"Company {n}").pk, job(user, company=f"Company {n}").pk), reverse=True)
        for n in range(5)
    ]
    url = "https://acme.example/jobs/1234"
    pairs.append(sorted((job(user, title="One", url=url).pk, job(user, title="Two", url=url).pk), reverse=True))
    job(user, title="Alone")
    page = api.get(f"{GROUPS}?page_size=4&total=exact").json()
    seen = [[row["id"] for row in group["jobs"]] for group in page["results"]]
    assert page["total"] == {"count": 6, "exact": True}
    page = api.get(page["next"]).json()
    seen += [[row["id"] for row in group["jobs"]] for group in page["results"]]
    assert seen == pairs[::-1]
    assert page["next"] is None
    assert len(api.get(page["previous"]).json()["results"]) == 4


@pytest.mark.django_db
def test_a_group_shows_its_postings_as_lists_do(api: APIClient, user: User) -> None:
    application = make_application(user, ("applied", datetime(2026, 5, 3, tzinfo=UTC)), job=job(user))
    job(user)
    in_list = {row["id"]: row for row in api.get(JOBS).json()["results"]}
    [group] = api.get(GROUPS).json()["results"]
    assert group["reason"] == "same_role"
    assert {row["id"]: row for row in group["jobs"]} == in_list
    assert [row["application"] and row["application"]["id"] for row in group["jobs"]] == [None, application.pk]


@pytest.mark.django_db
def test_postings_with_one_address_and_one_role_are_one_group(api: APIClient, user: User) -> None:
    url = "https://acme.example/jobs/1234"
    both = [job(user, url=url).pk for _ in range(2)]
    assert groups(api) == [("same_url", both[::-1])]


@pytest.mark.django_db
def test_an_unknown_parameter_of_the_groups_is_refused(api: APIClient) -> None:
    assert error_of(api.get(f"{GROUPS}?serach=x"))["fields"].keys() == {"serach"}
    assert error_of(api.get(f"{GROUPS}?ordering=title"))["fields"].keys() == {"ordering"}


@pytest.mark.django_db
def test_looking_for_duplicates_takes_two_queries_however_many_there_are(api: APIClient, user: User) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            api.post(JOBS, POSTING, format="json")
        counts.append(len(captured))
        create_jobs(actor=user, jobs=[Job(**POSTING) for _ in range(50)])
    assert counts[1] == counts[0] + 1


@pytest.mark.django_db(transaction=True)
def test_equal_postings_that_are_added_at_once_are_all_kept_and_tell_of_each_other(user: User, client_of: Any) -> None:
    clients = [client_of(user) for _ in range(8)]
    answers = at_once(*(lambda client=client: client.post(JOBS, POSTING, format="json") for client in clients))
    assert [answer.status_code for answer in answers] == [201] * 8
    named = {answer.json()["id"]: {entry["id"] for entry in answer.json()["duplicates"]} for answer in answers}
    assert Job.objects.count() == 8
    # Of any two, one at least saw the other.
    for one in named:
        for another in named:
            assert one == another or another in named[one] or one in named[another]
    assert len(clients[0].post(JOBS, POSTING, format="json").json()["duplicates"]) == 8


@pytest.mark.django_db(transaction=True)
def test_of_equal_references_that_are_added_at_once_one_is_kept(user: User, client_of: Any) -> None:
    body = {**POSTING, "source": "Board", "external_reference": "R-1"}
    clients = [client_of(user) for _ in range(8)]
    answers = at_once(*(lambda client=client: client.post(JOBS, body, format="json") for client in clients))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert {error_of(answer)["code"] for answer in answers if answer.status_code == 409} == {"duplicate_reference"}
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_repeated_request_with_its_key_answers_with_the_same_duplicates(api: APIClient, user: User) -> None:
    job(user)
    answers = [api.post(JOBS, POSTING, format="json", headers={"Idempotency-Key": "k-1"}).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(answers[0]["duplicates"]) == 1
    assert Job.objects.count() == 2
