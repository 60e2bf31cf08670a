"""The tags of applications: set, added, taken away, and found by."""

from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application
from applications.models import Application
from jobs.factories import JobFactory
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.database import every_row

LIST = "/api/v1/applications/"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def tagged(user: User, *tags: str) -> Application:
    """An application with these tags."""
    application = make_application(user, ("applied", MONDAY))
    Application.objects.filter(pk=application.pk).update(tags=list(tags))
    return application


def tags_of(*applications: Application) -> list[list[str]]:
    """Their tags by now."""
    found = Application.objects.in_bulk([application.pk for application in applications])
    return [found[application.pk].tags for application in applications]


def test_they_are_kept_without_repeats_whichever_way_they_come(api: APIClient, user: User) -> None:
    given, kept = [" Dream job ", "dream JOB", "Ask Eva"], ["Dream job", "Ask Eva"]
    jobs = [JobFactory.create(owner=user).pk for _ in range(3)]
    started = api.post(LIST, {"job": jobs[0], "tags": given})
    assert started.json()["tags"] == kept
    changed = api.patch(f"{LIST}{api.post(LIST, {'job': jobs[1]}).json()['id']}/", {"tags": given})
    assert changed.json()["tags"] == kept
    in_bulk = api.post(f"{LIST}bulk-create/", {"rows": [{"job": jobs[2], "tags": given}]}).json()
    assert api.get(f"{LIST}{in_bulk['created'][0]}/").json()["tags"] == kept
    assert [row["tags"] for row in api.get(LIST).json()["results"]] == [kept] * 3
    assert api.patch(f"{LIST}{started.json()['id']}/", {"tags": []}).json()["tags"] == []


@pytest.mark.parametrize(
    ("tags", "refused"),
    [
        (None, {"tags": ["null"]}),
        ("x", {"tags": ["not_a_list"]}),
        (["x" * 51], {"tags.0": ["max_length"]}),
        ([{}], {"tags.0": ["invalid"]}),
        ([""], {"tags.0": ["blank"]}),
        (["a\0"], {"tags.0": ["null_characters_not_allowed"]}),
        ([str(n) for n in range(101)], {"tags": ["max_length"]}),
    ],
)
def test_what_is_no_list_of_tags_is_refused_and_nothing_is_done(
    api: APIClient, user: User, tags: Any, refused: dict[str, list[str]]
) -> None:
    application, job = tagged(user, "a"), JobFactory.create(owner=user)
    before = every_row()
    assert refused_fields(api.patch(f"{LIST}{application.pk}/", {"tags": tags})) == refused
    assert refused_fields(api.post(LIST, {"job": job.pk, "tags": tags})) == refused
    assert every_row() == before


class TestInBulk:
    def test_all_are_set_or_some_added_and_others_taken_away_and_that_is_undone(
        self, api: APIClient, user: User
    ) -> None:
        first, second = tagged(user, "Remote", "Old"), tagged(user)
        ids = [first.pk, second.pk]
        changes = {"add_tags": ["New", "REMOTE"], "remove_tags": ["old"]}
        answer = api.post(f"{LIST}bulk-update/", {"ids": ids, "changes": changes}).json()
        assert answer["updated"] == ids
        assert tags_of(first, second) == [["Remote", "New"], ["New", "REMOTE"]]
        again = api.post(f"{LIST}bulk-update/", {"ids": ids, "changes": changes}).json()
        assert (again["updated"], again["unchanged"], again["operation"]) == ([], ids, None)
        assert api.post(f"/api/v1/bulk-operations/{answer['operation']}/undo/").status_code == 200
        assert tags_of(first, second) == [["Remote", "Old"], []]
        each = [{"id": first.pk, "tags": ["x", "X"]}, {"id": second.pk, "add_tags": ["y"], "notes": "!"}]
        assert api.post(f"{LIST}bulk-update/", {"rows": each}).json()["updated"] == ids
        assert tags_of(first, second) == [["x"], ["y"]]

    def test_it_is_said_in_one_way_what_they_are_to_be(self, api: APIClient, user: User) -> None:
        changes = {"tags": ["a"], "add_tags": ["b"]}
        answer = api.post(f"{LIST}bulk-update/", {"ids": [tagged(user).pk], "changes": changes})
        assert refused_fields(answer) == {"changes.tags": ["ambiguous"]}

    def test_more_than_a_hundred_are_too_many(self, api: APIClient, user: User) -> None:
        full, free = tagged(user, *(f"t{n}" for n in range(100))), tagged(user)
        body = {"ids": [full.pk, free.pk], "changes": {"add_tags": ["more"]}}
        items = error_of(api.post(f"{LIST}bulk-update/", body))["items"]
        assert [(item["id"], item["field"], item["code"]) for item in items] == [(full.pk, "tags", "max_length")]
        assert api.post(f"{LIST}bulk-update/", body | {"mode": "partial"}).json()["updated"] == [free.pk]
        assert len(tags_of(full)[0]) == 100


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"tags": "a"}, {0, 1}),
        ({"tags": ["A", "b"]}, {0, 1, 2}),
        ({"tags": ["A", "b"], "tags_match": "any"}, {0, 1, 2}),
        ({"tags": ["A", "b"], "tags_match": "all"}, {1}),
        ({"tags": "ab"}, set()),
        ({"tags_match": "all"}, {0, 1, 2, 3}),
    ],
)
def test_applications_are_found_by_whole_tags_whatever_their_case(
    api: APIClient, user: User, other_user: User, query: dict[str, Any], found: set[int]
) -> None:
    tagged(other_user, "a", "b")
    own = [tagged(user, *tags).pk for tags in (["a"], ["a", "B"], ["b"], [])]
    assert {row["id"] for row in api.get(LIST, query).json()["results"]} == {own[place] for place in found}


def test_an_unknown_way_to_match_is_refused(api: APIClient) -> None:
    assert refused_fields(api.get(LIST, {"tags": "a", "tags_match": "some"})) == {"tags_match": ["invalid_choice"]}
