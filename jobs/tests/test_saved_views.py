"""Filters and orders that a person keeps under a name."""

from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from jobs import saved_views
from jobs.factories import JobFactory
from jobs.models import SavedView
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once

REMOTE = {"name": "Remote", "list": "jobs", "query": {"remote_option": ["remote"], "ordering": ["-posted_on,company"]}}


@pytest.fixture
def client(user: User, client_of: Any) -> APIClient:
    """Signed in."""
    made: APIClient = client_of(user)
    return made


def _keep(client: APIClient, **changes: Any) -> Any:
    return client.post(reverse("savedview-list"), {**REMOTE, **changes}, format="json")


def test_what_is_kept_is_what_its_list_takes(client: APIClient, user: User) -> None:
    JobFactory.create(owner=user, title="At home", remote_option="remote")
    JobFactory.create(owner=user, title="Elsewhere", remote_option="on_site")
    kept = _keep(client, is_pinned=True, tells_of_matches=True).json()
    assert (kept["is_pinned"], kept["tells_of_matches"]) == (True, True)
    shown = client.get(reverse("job-list"), kept["query"]).json()["results"]
    assert [row["title"] for row in shown] == ["At home"]


@pytest.mark.parametrize(
    ("list_name", "query", "field", "code"),
    [
        ("jobs", {"remote_optoin": ["remote"]}, "query.remote_optoin", "unknown"),
        ("jobs", {"remote_option": ["moon"]}, "query.remote_option", "invalid_choice"),
        ("jobs", {"ordering": ["shoe_size"]}, "query.ordering", "unknown"),
        ("jobs", {"ordering": ["-relevance"]}, "query.ordering", "needs_search"),
        ("jobs", {"cursor": ["x"]}, "query.cursor", "unknown"),
        ("jobs", {"salary_min": ["9"], "salary_max": ["8"]}, "query.salary_min", "min_above_max"),
        ("jobs", {"search": ["a " * 100]}, "query.search", "too_many_terms"),
        ("jobs", {"search": "rust"}, "query.search", "not_a_list"),
        ("jobs", ["search"], "query", "not_a_dict"),
        ("jobs", {"search": ["\0"]}, "query.search.0", "null_characters_not_allowed"),
        ("applications", {"remote_option": ["remote"]}, "query.remote_option", "unknown"),
        ("applications", {"entered_from": ["2026-01-01"]}, "query.entered", "required"),
        ("moons", {}, "list", "invalid_choice"),
    ],
)
def test_a_view_that_its_list_would_refuse_is_refused(
    list_name: str, query: Any, field: str, code: str, client: APIClient
) -> None:
    answer = _keep(client, list=list_name, query=query)
    assert answer.status_code == 400
    assert refused_fields(answer) == {field: [code]}
    assert not SavedView.objects.exists()


def test_a_changed_query_is_held_to_the_views_own_list(client: APIClient) -> None:
    url = reverse("savedview-detail", kwargs={"pk": _keep(client).json()["id"]})
    assert refused_fields(client.patch(url, {"query": {"status": ["applied"]}}, format="json")) == {
        "query.status": ["unknown"]
    }
    assert refused_fields(client.patch(url, {"list": "applications"}, format="json")) == {"list": ["unchangeable"]}
    changed = client.patch(url, {"query": {"search": ["rust"]}}, format="json").json()
    assert (changed["query"], changed["name"]) == ({"search": ["rust"]}, "Remote")


def test_a_name_is_taken_once_for_each_list_whatever_its_case(client: APIClient) -> None:
    assert _keep(client).status_code == 201
    refused = _keep(client, name="REMOTE")
    assert (refused.status_code, error_of(refused)["code"]) == (409, "duplicate_name")
    assert _keep(client, list="applications", query={}).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_of_parallel_views_with_one_name_one_is_kept(user: User, client_of: Any) -> None:
    answers = at_once(*(lambda: _keep(client_of(user)).status_code for _ in range(6)))
    assert sorted(answers) == [201, 409, 409, 409, 409, 409]


def test_pinned_views_come_first_and_then_their_names_count(client: APIClient) -> None:
    for name, pinned in (("b", False), ("C", True), ("a", False), ("d", True)):
        _keep(client, name=name, is_pinned=pinned)
    _keep(client, name="elsewhere", list="applications", query={})
    shown = client.get(reverse("savedview-list"), {"list": "jobs"}).json()["results"]
    assert [view["name"] for view in shown] == ["C", "d", "a", "b"]


def test_what_was_changed_in_the_meantime_is_not_overwritten(client: APIClient) -> None:
    kept = _keep(client)
    url = reverse("savedview-detail", kwargs={"pk": kept.json()["id"]})
    assert client.patch(url, {"name": "Mine"}, format="json").status_code == 200
    stale = {"If-Match": kept.headers["ETag"]}
    assert client.patch(url, {"name": "Theirs"}, format="json", headers=stale).status_code == 412
    assert client.delete(url, headers=stale).status_code == 412
    assert SavedView.objects.get().name == "Mine"


def test_there_is_a_limit(client: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "MAX_VIEWS", 1)
    assert _keep(client).status_code == 201
    refused = _keep(client, name="Another")
    assert (refused.status_code, error_of(refused)["code"]) == (409, "too_many")
