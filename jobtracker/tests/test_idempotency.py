"""A request under a key has one effect and one answer, however often and from wherever it is sent."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.utils import timezone
from rest_framework.test import APIClient

import jobs.views
from accounts.models import ApiToken, User
from applications.models import Application
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.services import create_job
from jobtracker.models import IdempotencyKey
from jobtracker.tasks import clear_idempotency_keys
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once

JOBS, APPLICATIONS, IMPORTS = "/api/v1/jobs/", "/api/v1/applications/", "/api/v1/imports/"
POSTING = {"title": "Engineer", "company": "Acme"}
ClientOf = Callable[[User | None], APIClient]


def post(client: APIClient, body: Any, key: str = "key-1", address: str = JOBS, **kwargs: Any) -> Any:
    """The answer to a POST under a key."""
    return client.post(address, body, headers={"Idempotency-Key": key}, **kwargs)


def test_a_repetition_gets_the_same_answer_and_has_no_effect(api: APIClient) -> None:
    first = post(api, POSTING)
    again = post(api, POSTING)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Job.objects.count() == 1


def test_the_answer_is_the_former_one_also_when_things_have_changed_since(api: APIClient) -> None:
    first = post(api, POSTING)
    api.patch(f"{JOBS}{first.json()['id']}/", {"title": "Changed"})
    assert post(api, POSTING).content == first.content
    api.delete(f"{JOBS}{first.json()['id']}/")
    assert post(api, POSTING).content == first.content
    assert not Job.objects.filter(trashed_at=None).exists()


def test_without_a_key_each_request_has_its_effect(api: APIClient) -> None:
    assert [api.post(JOBS, POSTING).status_code for _ in range(2)] == [201, 201]
    assert Job.objects.count() == 2
    assert not IdempotencyKey.objects.exists()


@pytest.mark.parametrize(
    ("address", "body"),
    [(JOBS, {"title": "Manager", "company": "Acme"}), (f"{JOBS}?x=1", POSTING), (APPLICATIONS, POSTING), (JOBS, {})],
)
def test_a_key_stands_for_one_request(address: str, body: dict[str, str], api: APIClient) -> None:
    post(api, POSTING)
    refused = post(api, body, address=address)
    assert (refused.status_code, error_of(refused)["code"]) == (422, "idempotency_key_reused")
    assert Job.objects.count() == 1


def test_how_the_body_is_written_does_not_matter(api: APIClient) -> None:
    first = post(api, '{"title": "Engineer", "company": "Acme"}', content_type="application/json")
    again = post(api, '{ "company":"Acme","title":"Engin\\u0065er"}', content_type="application/json")
    assert first.status_code == 201
    assert again.content == first.content


def test_a_key_is_its_owners(user: User, other_user: User, client_of: ClientOf) -> None:
    mine, theirs = (post(client_of(person), POSTING) for person in (user, other_user))
    assert mine.status_code == theirs.status_code == 201
    assert mine.json()["id"] != theirs.json()["id"]


def test_a_request_that_failed_may_be_repeated_and_mended(api: APIClient) -> None:
    assert post(api, {"title": "Engineer"}).status_code == 400
    assert not IdempotencyKey.objects.exists()
    assert post(api, POSTING).status_code == 201


def test_a_crash_leaves_neither_effect_nor_key(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    create = create_job

    def create_and_crash(**kwargs: Any) -> Job:
        create(**kwargs)
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(jobs.views, "create_job", create_and_crash)
        assert post(api, POSTING).status_code == 500
    assert not Job.objects.exists()
    assert not IdempotencyKey.objects.exists()
    assert post(api, POSTING).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_a_killed_connection_leaves_neither_and_the_repetition_has_the_effect(
    user: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = create_job

    def create_and_die(**kwargs: Any) -> Job:
        create(**kwargs)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        raise OperationalError

    client = client_of(user)
    with monkeypatch.context() as patched:
        patched.setattr(jobs.views, "create_job", create_and_die)
        assert post(client, POSTING).status_code == 503
    connection.close()
    assert not Job.objects.exists()
    assert post(client, POSTING).status_code == 201
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_parallel_repetitions_one_has_the_effect_and_all_have_its_answer(user: User, client_of: ClientOf) -> None:
    clients = [client_of(user) for _ in range(8)]
    answers = at_once(*(lambda client=client: post(client, POSTING) for client in clients))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_repetition_waits_for_the_one_at_work_and_takes_over_when_that_fails(
    user: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = create_job
    begun, may_fail, calls = threading.Event(), threading.Event(), []

    def first_one_fails(**kwargs: Any) -> Job:
        calls.append(kwargs)
        if len(calls) == 1:
            begun.set()
            assert may_fail.wait(10)
            raise ZeroDivisionError
        return create(**kwargs)

    monkeypatch.setattr(jobs.views, "create_job", first_one_fails)
    one, two = client_of(user), client_of(user)

    def second() -> Any:
        assert begun.wait(10)
        threading.Timer(0.3, may_fail.set).start()
        return post(two, POSTING)

    failed, taken_over = at_once(lambda: post(one, POSTING), second)
    assert (failed.status_code, taken_over.status_code) == (500, 201)
    assert Job.objects.count() == 1


def test_an_action_is_repeated_without_a_second_effect(api: APIClient, user: User) -> None:
    started = post(api, {"job": JobFactory.create(owner=user).pk, "status": "applied"}, address=APPLICATIONS).json()
    move = f"{APPLICATIONS}{started['id']}/move/"
    first = post(api, {"status": "interview"}, key="key-2", address=move)
    again = post(api, {"status": "interview"}, key="key-2", address=move)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert Application.objects.get().history.count() == 2


def test_a_file_is_known_again_by_its_content(api: APIClient) -> None:
    def upload(content: bytes) -> Any:
        return post(api, {"file": SimpleUploadedFile("a.csv", content)}, address=IMPORTS, format="multipart")

    first = upload(b"title,company\nEngineer,Acme\n")
    assert first.json()["state"] == "reading"
    assert upload(b"title,company\nEngineer,Acme\n").content == first.content
    assert upload(b"title,company\nManager,Acme\n").status_code == 422


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "schlüssel", "tab\t"])
def test_a_malformed_key_is_refused_by_its_name(key: str, api: APIClient) -> None:
    assert list(refused_fields(post(api, POSTING, key=key))) == ["Idempotency-Key"]
    assert not Job.objects.exists()


def test_a_secret_is_not_kept_to_be_repeated(api: APIClient) -> None:
    refused = post(api, {"name": "Laptop"}, address="/api/v1/tokens/")
    assert (refused.status_code, error_of(refused)["code"]) == (400, "idempotency_key_refused")
    assert not ApiToken.objects.exists()


def test_a_stranger_uses_no_key(db: None, client_of: ClientOf) -> None:
    assert post(client_of(None), POSTING).status_code == 401
    assert not IdempotencyKey.objects.exists()


def test_a_key_is_kept_for_two_days(api: APIClient) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = post(api, POSTING)
        clock.shift(timedelta(hours=47, minutes=59))
        clear_idempotency_keys()
        assert post(api, POSTING).content == first.content
        clock.shift(timedelta(minutes=2))
        clear_idempotency_keys()
        assert not IdempotencyKey.objects.exists()
