"""What was done in bulk is told for thirty days, can be undone as long, and is repeated by no repetition."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker.models import BulkOperation
from jobtracker.tasks import clear_bulk_operations
from jobtracker.testing.answers import error_of
from jobtracker.testing.concurrency import at_once

JOBS, OPERATIONS = "/api/v1/jobs/", "/api/v1/bulk-operations/"
ROWS = {"rows": [{"title": "Engineer", "company": "Acme"}, {"title": "Manager", "company": "Acme"}]}
ClientOf = Callable[[User | None], APIClient]


def test_operations_are_told_newest_first(api: APIClient) -> None:
    created = api.post(f"{JOBS}bulk-create/", ROWS).json()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        deleted = api.post(f"{JOBS}bulk-delete/", {"ids": created["created"][:1]}).json()
        undone = api.post(f"{OPERATIONS}{deleted['operation']}/undo/").json()
    results = api.get(OPERATIONS).json()["results"]
    assert [(row["id"], row["kind"], row["resource"], row["count"]) for row in results] == [
        (deleted["operation"], "delete", "jobs", 1),
        (created["operation"], "create", "jobs", 2),
    ]
    assert results[0] == undone == api.get(f"{OPERATIONS}{deleted['operation']}/").json()
    assert undone["undone_at"]
    assert results[1]["undone_at"] is None
    assert set(undone) == {"id", "kind", "resource", "count", "created_at", "undone_at"}


def test_they_are_paged(api: APIClient, user: User) -> None:
    same = timezone.now()
    with time_machine.travel(same, tick=False):
        made = {api.post(f"{JOBS}bulk-create/", ROWS).json()["operation"] for _ in range(5)}
    seen: list[str] = []
    address: str | None = f"{OPERATIONS}?page_size=2"
    while address is not None:
        page = api.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert len(seen) == 5
    assert set(seen) == made


def test_after_thirty_days_they_are_gone_and_cannot_be_undone(api: APIClient, user: User) -> None:
    ids = [JobFactory.create(owner=user).pk]
    with time_machine.travel("2026-10-01T12:00:00Z", tick=False) as clock:
        address = f"{OPERATIONS}{api.post(f'{JOBS}bulk-delete/', {'ids': ids}).json()['operation']}/"
        clock.shift(timedelta(days=30) - timedelta(seconds=1))
        clear_bulk_operations()
        assert api.get(address).status_code == 200
        clock.shift(timedelta(seconds=2))
        assert api.get(address).status_code == api.post(f"{address}undo/").status_code == 404
        assert api.get(OPERATIONS).json()["results"] == []
        assert BulkOperation.objects.count() == 1
        clear_bulk_operations()
        assert BulkOperation.objects.count() == 0


def test_a_repetition_under_a_key_has_no_second_effect(api: APIClient) -> None:
    def post(address: str, body: Any, key: str) -> Any:
        return api.post(address, body, headers={"Idempotency-Key": key})

    first, again = (post(f"{JOBS}bulk-create/", ROWS, "key-1") for _ in range(2))
    assert (first.status_code, again.content) == (201, first.content)
    assert Job.objects.count() == 2
    undo = f"{OPERATIONS}{first.json()['operation']}/undo/"
    undone, again = (post(undo, None, "key-2") for _ in range(2))
    assert (undone.status_code, again.content) == (200, undone.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert error_of(api.post(undo))["code"] == "already_undone"
    refused = post(f"{JOBS}bulk-create/", {"rows": [{"title": ""}]}, "key-3")
    assert refused.status_code == 400
    assert post(f"{JOBS}bulk-create/", ROWS, "key-3").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_of_parallel_repetitions_one_has_the_effect(user: User, client_of: ClientOf) -> None:
    def send(client: APIClient) -> Any:
        return client.post(f"{JOBS}bulk-create/", ROWS, headers={"Idempotency-Key": "key-1"})

    answers = at_once(*(partial(send, client_of(user)) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert (Job.objects.count(), BulkOperation.objects.count()) == (2, 1)


def test_an_operation_of_none_is_not_kept(api: APIClient, user: User) -> None:
    ids = [JobFactory.create(owner=user, notes="x").pk]
    answer = api.post(f"{JOBS}bulk-update/", {"ids": ids, "changes": {"notes": "x"}}).json()
    assert (answer["operation"], answer["unchanged"]) == (None, ids)
    assert not BulkOperation.objects.exists()


def test_a_form_is_no_bulk_request(api: APIClient) -> None:
    assert api.post(f"{JOBS}bulk-create/", {"mode": "partial"}, format="multipart").status_code == 415
