"""What is kept of answers is never out of date, and of nobody else; without Redis it is slower and as correct."""

from collections.abc import Callable
from operator import methodcaller
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import update_profile
from applications.services.applications import move_application, start_application
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.services import create_job, delete_job, update_job
from jobtracker import cached_reads
from jobtracker.redis_connection import RedisUnavailable, shared_redis
from jobtracker.testing.concurrency import at_once

pytestmark = pytest.mark.django_db

JOBS = "/api/v1/jobs/"
KEPT = [
    JOBS,
    f"{JOBS}trash/",
    f"{JOBS}facets/",
    f"{JOBS}suggestions/?q=eng",
    "/api/v1/applications/",
    "/api/v1/applications/trash/",
    "/api/v1/applications/status-counts/",
    "/api/v1/saved-views/",
    "/api/v1/profile/",
]
# Session, person, version.
NEVER_SPARED = 3


@pytest.fixture
def client(user: User, client_of: Callable[[User | None], APIClient]) -> APIClient:
    """Signed in, with a posting."""
    JobFactory.create(owner=user, title="Engineer", company="Acme")
    return client_of(user)


def _titles(client: APIClient, **headers: str) -> set[str]:
    answer = client.get(JOBS, headers=headers)
    assert answer.status_code == 200
    return {row["title"] for row in answer.json()["results"]}


@pytest.mark.parametrize("address", KEPT)
def test_a_repeated_read_asks_the_database_for_the_version_alone(address: str, client: APIClient) -> None:
    first = client.get(address)
    assert first.status_code == 200
    with CaptureQueriesContext(connection) as captured:
        second = client.get(address)
    assert len(captured) == NEVER_SPARED
    assert second.content == first.content
    assert {**second.headers, "X-Request-ID": ""} == {**first.headers, "X-Request-ID": ""}


@pytest.mark.parametrize("address", KEPT)
def test_a_reader_who_has_it_already_is_told_so_without_a_body(address: str, client: APIClient) -> None:
    tag = client.get(address).headers["ETag"]
    for seen in (tag, f"W/{tag}", f'"another", {tag}'):
        answer = client.get(address, headers={"If-None-Match": seen})
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)
        assert answer.headers["Cache-Control"] == "private, no-cache"
    for seen in ('"another"', "*", "rubbish", '"'):
        assert client.get(address, headers={"If-None-Match": seen}).status_code == 200


def test_what_is_kept_ends_by_itself(client: APIClient) -> None:
    for address, seconds in ((JOBS, 900), ("/api/v1/profile/", 3600)):
        tag = client.get(address).headers["ETag"].strip('"')
        left: int = shared_redis().ask(methodcaller("ttl", cached_reads.KEY_PREFIX + tag))
        assert seconds - 10 <= left <= seconds


def test_every_write_is_seen_by_the_next_read(user: User, client: APIClient) -> None:
    job = Job.objects.get()
    assert _titles(client) == {"Engineer"}
    update_job(actor=user, job_id=job.pk, changes={"title": "Changed"})
    assert _titles(client) == {"Changed"}
    create_job(actor=user, values={"title": "Second", "company": "Acme"})
    assert _titles(client) == {"Changed", "Second"}
    application = start_application(actor=user, job=job)
    shown = {row["title"]: row["application"] for row in client.get(JOBS).json()["results"]}
    assert shown["Changed"]["status"] == "interested"
    move_application(actor=user, application_id=application.pk, status="applied")
    shown = {row["title"]: row["application"] for row in client.get(JOBS).json()["results"]}
    assert shown["Changed"]["status"] == "applied"
    delete_job(actor=user, job_id=job.pk)
    assert _titles(client) == {"Second"}


def test_what_a_filter_means_follows_the_profile(user: User, client: APIClient) -> None:
    Job.objects.update(salary_min=50_000, salary_currency="EUR", salary_period="year")
    address = f"{JOBS}?salary_min=40000"
    assert client.get(address).json()["results"] == []
    update_profile(actor=user, changes={"currency": "EUR"})
    assert len(client.get(address).json()["results"]) == 1


@pytest.mark.django_db(transaction=True)
def test_in_parallel_everybody_sees_what_they_wrote(user: User, client_of: Callable[[User | None], APIClient]) -> None:
    def write_and_read(name: str) -> Callable[[], bool]:
        client = client_of(user)

        def act() -> bool:
            for number in range(15):
                title = f"{name} {number}"
                assert client.post(JOBS, {"title": title, "company": "Acme"}, format="json").status_code == 201
                if title not in {row["title"] for row in client.get(f"{JOBS}?page_size=200").json()["results"]}:
                    return False
            return True

        return act

    assert at_once(*(write_and_read(name) for name in "abcd")) == [True] * 4


def test_a_write_between_the_version_and_the_rows_is_not_hidden(
    user: User, client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(key: str) -> None:
        monkeypatch.undo()
        create_job(actor=user, values={"title": "In between", "company": "Acme"})

    monkeypatch.setattr(cached_reads, "_read", write)
    assert _titles(client) == {"Engineer", "In between"}
    assert _titles(client) == {"Engineer", "In between"}
    delete_job(actor=user, job_id=Job.objects.get(title="In between").pk)
    assert _titles(client) == {"Engineer"}


def test_nobody_is_shown_what_is_kept_for_another(
    client: APIClient, other_user: User, client_of: Callable[[User | None], APIClient]
) -> None:
    tag = client.get(JOBS).headers["ETag"]
    answer = client_of(other_user).get(JOBS, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.json()["results"]) == (200, [])
    assert client_of(None).get(JOBS, headers={"If-None-Match": tag}).status_code == 401


def test_under_another_host_the_answer_has_another_tag(client: APIClient) -> None:
    tag = client.get(JOBS).headers["ETag"]
    answer = client.get(JOBS, headers={"Host": "127.0.0.1", "If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


@pytest.mark.parametrize("address", [JOBS, "/api/v1/profile/"])
def test_a_page_of_the_browsable_api_is_made_anew_for_it_holds_what_is_the_sessions(
    address: str, client: APIClient
) -> None:
    tag = client.get(address).headers["ETag"]
    page = client.get(address, headers={"Accept": "text/html", "If-None-Match": tag})
    assert page.status_code == 200
    assert "ETag" not in page.headers


def test_a_reload_makes_the_answer_anew(client: APIClient) -> None:
    assert _titles(client) == {"Engineer"}
    with CaptureQueriesContext(connection) as captured:
        _titles(client, **{"Cache-Control": "no-cache"})
    assert len(captured) > NEVER_SPARED


def test_a_refusal_is_not_kept(client: APIClient) -> None:
    for _ in range(2):
        answer = client.get(f"{JOBS}?remote_option=moon")
        assert answer.status_code == 400
        assert "ETag" not in answer.headers


def test_a_body_without_end_is_not_kept(client: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached_reads, "MAX_BYTES", 10)
    _titles(client)
    with CaptureQueriesContext(connection) as captured:
        _titles(client)
    assert len(captured) > NEVER_SPARED


def test_without_redis_every_answer_is_made_anew(client: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Any) -> Any:
        raise RedisUnavailable("it is gone")

    monkeypatch.setattr(shared_redis(), "ask", fail)
    tag = client.get(JOBS).headers["ETag"]
    with CaptureQueriesContext(connection) as captured:
        assert _titles(client) == {"Engineer"}
    assert len(captured) > NEVER_SPARED
    assert client.get(JOBS, headers={"If-None-Match": tag}).status_code == 304
