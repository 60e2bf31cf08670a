"""What is to be done: kept, done, put off, deleted; alone, in bulk and at the same time."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from rest_framework.test import APIClient

import applications.tasks
from accounts.models import User
from applications.factories import make_application
from applications.filters.tasks import TaskFilter
from applications.models import Application, Contact, Task
from applications.services.applications import delete_application, restore_application
from applications.services.tasks import complete_task, create_task, delete_task
from jobs.factories import JobFactory
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

TASKS, APPLICATIONS, JOBS = "/api/v1/tasks/", "/api/v1/applications/", "/api/v1/jobs/"
# A Monday.
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOON.date()
DAY = timedelta(days=1)
ClientOf = Callable[[User | None], APIClient]


@pytest.fixture
def noon() -> Any:
    """It is noon of a Monday, in UTC."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def application(user: User) -> Application:
    """An application."""
    return make_application(user, ("applied", NOON - DAY))


def ids(api: APIClient, address: str = TASKS) -> list[int]:
    """Which rows a list shows."""
    response = api.get(address)
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


def make(user: User, **values: Any) -> Task:
    """A task."""
    return create_task(actor=user, values={"title": "Call", **values})


def test_a_task_is_kept_with_what_it_is_about(api: APIClient, user: User, application: Application) -> None:
    contact = Contact.objects.create(owner=user, name="Grace")
    sent = {
        "title": "Ask Grace",
        "kind": "follow_up",
        "notes": "*soon*",
        "application": application.pk,
        "contact": contact.pk,
        "due_on": "2026-03-05",
        "due_time": "09:30:00",
    }
    made = api.post(TASKS, sent)
    assert made.status_code == 201
    shown = made.json()
    assert {name: shown[name] for name in sent} == sent
    assert shown["job"] == {
        "id": application.job_id,
        "title": application.job.title,
        "company": application.job.company,
        "locations": [],
        "remote_option": "",
        "url": "",
        "availability": "unknown",
    }
    assert (shown["contact_name"], shown["show_on"], shown["is_done"], shown["suggestion"]) == (
        *("Grace", "2026-03-05", False),
        "",
    )
    assert api.get(f"{TASKS}{shown['id']}/").json() == shown
    assert made.headers["ETag"] == api.get(f"{TASKS}{shown['id']}/").headers["ETag"]
    Contact.objects.filter(pk=contact.pk).update(trashed_at=NOON, trashed_with="0" * 32)
    assert api.get(f"{TASKS}{shown['id']}/").json() == {**shown, "contact": None, "contact_name": None}


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ({"title": ""}, {"title": ["blank"]}),
        ({"title": "x" * 301}, {"title": ["max_length"]}),
        ({"title": "a\0b"}, {"title": ["null_characters_not_allowed"]}),
        ({"kind": "sleep"}, {"kind": ["invalid_choice"]}),
        ({"notes": "x" * 50_001}, {"notes": ["max_length"]}),
        ({"due_on": "2026-02-30"}, {"due_on": ["invalid"]}),
        ({"due_on": "0001-01-01"}, {"due_on": ["out_of_range"]}),
        ({"due_on": "9999-12-31"}, {"due_on": ["out_of_range"]}),
        ({"due_time": "09:00"}, {"due_time": ["needs_day"]}),
        ({"due_on": "2026-03-05", "due_time": "25:00"}, {"due_time": ["invalid"]}),
        ({"application": "x"}, {"application": ["incorrect_type"]}),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    sent: dict[str, str], refused: dict[str, list[str]], api: APIClient, user: User
) -> None:
    task = make(user)
    before = every_row()
    assert refused_fields(api.post(TASKS, {"title": "Call", **sent})) == refused
    assert refused_fields(api.patch(f"{TASKS}{task.pk}/", sent)) == refused
    assert every_row() == before


def test_what_became_of_a_task_is_not_typed(api: APIClient, user: User) -> None:
    task = make(user)
    typed = {"done_at": "2026-03-02T12:00:00Z", "snoozed_until": "2026-03-09", "suggestion": "x:1:1"}
    assert api.patch(f"{TASKS}{task.pk}/", typed).status_code == 200
    task.refresh_from_db()
    assert (task.done_at, task.snoozed_until, task.suggestion) == (None, None, "")


def test_a_new_day_is_the_day_and_the_time_goes_with_its_day(api: APIClient, user: User, noon: Any) -> None:
    task = make(user, due_on=TODAY, due_time=time(9))
    api.post(f"{TASKS}{task.pk}/snooze/", {"days": 3})
    noon.shift(1)
    assert api.patch(f"{TASKS}{task.pk}/", {"title": "Ask", "due_on": "2026-03-02"}).json()["show_on"] == "2026-03-05"
    noon.shift(1)
    moved = api.patch(f"{TASKS}{task.pk}/", {"due_on": "2026-03-03"}).json()
    assert (moved["show_on"], moved["snoozed_until"], moved["due_time"]) == ("2026-03-03", None, "09:00:00")
    noon.shift(1)
    undated = api.patch(f"{TASKS}{task.pk}/", {"due_on": None}).json()
    assert (undated["due_on"], undated["due_time"], undated["show_on"]) == (None, None, None)


def test_done_and_to_do_again_each_twice(api: APIClient, user: User, noon: Any) -> None:
    address = f"{TASKS}{make(user).pk}/"
    done = api.post(f"{address}complete/").json()
    assert (done["is_done"], done["done_at"]) == (True, "2026-03-02T12:00:00Z")
    noon.shift(60)
    assert api.post(f"{address}complete/").json() == done
    again = api.post(f"{address}reopen/").json()
    assert (again["is_done"], again["done_at"]) == (False, None)
    assert api.post(f"{address}reopen/").json() == again


@pytest.mark.parametrize(
    ("zone", "body", "until"),
    [
        ("UTC", {"days": 1}, "2026-03-03"),
        ("UTC", {"days": 365}, "2027-03-02"),
        ("UTC", {"until": "2026-03-03"}, "2026-03-03"),
        ("UTC", {"until": "2027-03-02"}, "2027-03-02"),
        # It is Tuesday there, and still Monday there.
        ("Pacific/Kiritimati", {"days": 1}, "2026-03-04"),
        ("Etc/GMT+12", {"until": "2026-03-03"}, "2026-03-03"),
    ],
)
def test_a_task_is_put_off_from_the_persons_own_day_on(
    zone: str, body: dict[str, Any], until: str, api: APIClient, user: User, noon: Any
) -> None:
    User.objects.filter(pk=user.pk).update(time_zone=zone)
    task = make(user, due_on=date(2026, 2, 20))
    shown = api.post(f"{TASKS}{task.pk}/snooze/", body).json()
    assert (shown["due_on"], shown["snoozed_until"], shown["show_on"]) == ("2026-02-20", until, until)


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({}, {"days": ["required"]}),
        ({"days": 1, "until": "2026-03-03"}, {"until": ["ambiguous"]}),
        ({"days": 0}, {"days": ["min_value"]}),
        ({"days": 366}, {"days": ["max_value"]}),
        ({"days": "soon"}, {"days": ["invalid"]}),
        ({"until": "2026-03-02"}, {"until": ["out_of_range"]}),
        ({"until": "2027-03-03"}, {"until": ["out_of_range"]}),
    ],
)
def test_a_day_that_does_not_lie_ahead_is_refused(
    body: dict[str, Any], refused: dict[str, list[str]], api: APIClient, user: User, noon: Any
) -> None:
    task = make(user, due_on=TODAY)
    assert refused_fields(api.post(f"{TASKS}{task.pk}/snooze/", body)) == refused
    task.refresh_from_db()
    assert task.snoozed_until is None


def test_what_is_done_is_not_put_off(api: APIClient, user: User) -> None:
    task = complete_task(actor=user, task_id=make(user).pk)
    refused = api.post(f"{TASKS}{task.pk}/snooze/", {"days": 1})
    assert refused.status_code == 409
    assert (error_of(refused)["code"], error_of(refused)["current"]["id"]) == ("task_done", task.pk)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("patch", "", {"title": "Changed"}),
        ("delete", "", None),
        ("post", "complete/", None),
        ("post", "reopen/", None),
        ("post", "snooze/", {"days": 1}),
    ],
)
def test_nothing_is_done_to_what_one_has_not_seen(
    method: str, path: str, body: Any, api: APIClient, user: User
) -> None:
    address = f"{TASKS}{make(user).pk}/"
    seen = api.get(address).headers["ETag"]
    api.patch(address, {"notes": "Changed"})
    before = every_row()
    refused = getattr(api, method)(f"{address}{path}", body, headers={"If-Match": seen})
    assert refused.status_code == 412
    assert every_row() == before
    now = api.get(address).headers["ETag"]
    assert getattr(api, method)(f"{address}{path}", body, headers={"If-Match": now}).status_code in (200, 204)


def test_a_repeated_request_makes_one_task(api: APIClient) -> None:
    answers = [api.post(TASKS, {"title": "Call"}, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Task.objects.count() == 1


class TestList:
    def test_filters(self, api: APIClient, user: User, application: Application, noon: Any) -> None:
        contact = Contact.objects.create(owner=user, name="Grace")
        late = make(user, due_on=TODAY - DAY, application=application).pk
        due = make(user, due_on=TODAY, kind="prepare", contact=contact).pk
        undated = make(user, kind="thank_you").pk
        put_off = make(user, due_on=TODAY - 9 * DAY)
        waited = make(user, due_on=TODAY - 9 * DAY)
        Task.objects.filter(pk=put_off.pk).update(snoozed_until=TODAY)
        Task.objects.filter(pk=waited.pk).update(snoozed_until=TODAY - DAY)
        done = complete_task(actor=user, task_id=make(user, due_on=TODAY - 2 * DAY).pk).pk
        expected = {
            f"application={application.pk}": {late},
            f"contact={contact.pk}": {due},
            "kind=prepare&kind=thank_you": {due, undated},
            "is_done=true": {done},
            "is_done=false": {late, due, undated, put_off.pk, waited.pk},
            "is_overdue=true": {late, waited.pk},
            "is_overdue=false": {due, undated, put_off.pk, done},
            "due_from=2026-03-02": {due},
            "due_to=2026-03-01&is_done=false": {late, put_off.pk, waited.pk},
            "due_from=2026-02-28&due_to=2026-03-01": {late, done},
        }
        for query, found in expected.items():
            assert set(ids(api, f"{TASKS}?{query}")) == found, query
        named = {name.partition("=")[0] for query in expected for name in query.split("&")}
        assert named == set(TaskFilter.base_filters)

    def test_orders(self, api: APIClient, user: User, noon: Any) -> None:
        undated = make(user).pk
        later = make(user, due_on=TODAY + DAY).pk
        sooner = make(user, due_on=TODAY).pk
        for task_id in (later, undated):
            complete_task(actor=user, task_id=task_id)
            noon.shift(60)
        assert ids(api) == [sooner, later, undated]
        assert ids(api, f"{TASKS}?ordering=-due_on") == [later, sooner, undated]
        assert ids(api, f"{TASKS}?ordering=-done_at") == [undated, later, sooner]
        assert ids(api, f"{TASKS}?ordering=created_at") == [undated, later, sooner]
        assert refused_fields(api.get(f"{TASKS}?ordering=title")) == {"ordering": ["unknown"]}
        assert refused_fields(api.get(f"{TASKS}?late=true")) == {"late": ["unknown"]}

    def test_what_is_overdue_is_another_matter_after_midnight(self, api: APIClient, user: User) -> None:
        User.objects.filter(pk=user.pk).update(time_zone="Europe/Berlin")
        task = make(user, due_on=date(2026, 3, 28))
        # In the night in which clocks go forward.
        with time_machine.travel("2026-03-28T22:59:59Z", tick=False) as clock:
            before = api.get(f"{TASKS}?is_overdue=true")
            assert before.json()["results"] == []
            assert (
                api.get(f"{TASKS}?is_overdue=true", headers={"If-None-Match": before.headers["ETag"]}).status_code
                == 304
            )
            clock.shift(1)
            seen = {"If-None-Match": before.headers["ETag"]}
            assert [row["id"] for row in api.get(f"{TASKS}?is_overdue=true", headers=seen).json()["results"]] == [
                task.pk
            ]


class TestTrash:
    def test_out_of_sight_and_back(self, api: APIClient, user: User) -> None:
        task = make(user)
        assert api.delete(f"{TASKS}{task.pk}/").status_code == 204
        assert (ids(api), ids(api, f"{TASKS}trash/")) == ([], [task.pk])
        for path in ("", "complete/", "snooze/"):
            assert api.post(f"{TASKS}{task.pk}/{path}", {"days": 1}).status_code in (404, 405)
        restored = api.post(f"{TASKS}{task.pk}/restore/")
        assert (restored.status_code, restored.json()["trashed_at"]) == (200, None)
        assert (ids(api), ids(api, f"{TASKS}trash/")) == ([task.pk], [])
        assert api.post(f"{TASKS}{task.pk}/purge/").status_code == 404

    def test_tasks_go_and_come_with_their_application(
        self, api: APIClient, user: User, application: Application
    ) -> None:
        staying, going = make(user).pk, make(user, application=application).pk
        alone = make(user, application=application).pk
        delete_task(actor=user, task_id=alone)
        delete_application(actor=user, application_id=application.pk)
        assert (ids(api), ids(api, f"{TASKS}trash/")) == ([staying], [])
        for path in ("", "restore/", "purge/", "complete/"):
            answer = api.get(f"{TASKS}{going}/") if not path else api.post(f"{TASKS}{going}/{path}")
            assert answer.status_code == 404
        restore_application(actor=user, application_id=application.pk)
        assert (sorted(ids(api)), ids(api, f"{TASKS}trash/")) == ([staying, going], [alone])

    def test_tasks_go_and_come_with_their_posting_and_stay_when_postings_are_merged(
        self, api: APIClient, user: User, application: Application
    ) -> None:
        task = make(user, application=application).pk
        api.delete(f"{JOBS}{application.job_id}/")
        assert ids(api) == []
        api.post(f"{JOBS}{application.job_id}/restore/")
        assert ids(api) == [task]
        kept = JobFactory.create(owner=user)
        merged = api.post(f"{JOBS}{kept.pk}/merge/", {"other": application.job_id})
        assert merged.status_code == 200, merged.content
        assert api.get(f"{TASKS}{task}/").json()["job"]["id"] == kept.pk

    def test_it_is_gone_for_good_after_thirty_days(self, user: User) -> None:
        with time_machine.travel(NOON, tick=False) as clock:
            task = make(user)
            delete_task(actor=user, task_id=task.pk)
            clock.move_to(NOON + 30 * DAY)
            applications.tasks.purge_trash()
            assert Task.objects.filter(pk=task.pk).exists()
            clock.shift(1)
            applications.tasks.purge_trash()
            assert not Task.objects.filter(pk=task.pk).exists()


class TestBulkComplete:
    def complete(self, api: APIClient, body: Any) -> Any:
        """What is answered to a request."""
        response = api.post(f"{TASKS}bulk-complete/", body)
        assert response.status_code == 200, response.content
        return response.json()

    def test_by_ids_or_by_a_filter_and_back(self, api: APIClient, user: User, application: Application) -> None:
        done = complete_task(actor=user, task_id=make(user, application=application).pk)
        first, second, other = (make(user, application=one).pk for one in (application, application, None))
        answer = self.complete(api, {"ids": [second, done.pk]})
        assert (answer["updated"], answer["unchanged"]) == ([second], [done.pk])
        filtered = self.complete(api, {"filter": {"application": str(application.pk)}, "expected_count": 3})
        assert (filtered["updated"], filtered["unchanged"]) == ([first], [done.pk, second])
        assert ids(api, f"{TASKS}?is_done=false") == [other]
        for one, back in ((answer, [second, other]), (filtered, [first, second, other])):
            undone = api.post(f"/api/v1/bulk-operations/{one['operation']}/undo/")
            assert (undone.status_code, undone.json()["resource"]) == (200, "tasks")
            assert sorted(ids(api, f"{TASKS}?is_done=false")) == back
        before = done.done_at
        done.refresh_from_db()
        assert done.done_at == before

    @pytest.mark.parametrize(
        "query",
        [
            *("application={application}", "contact={contact}", "kind=follow_up", "is_done=false", "is_overdue=true"),
            *("is_overdue=false", "due_from=2026-03-02", "due_to=2026-03-02", "kind=follow_up&is_overdue=true"),
        ],
    )
    def test_a_filter_finds_what_it_finds_in_the_list(
        self, query: str, api: APIClient, user: User, application: Application, noon: Any
    ) -> None:
        contact = Contact.objects.create(owner=user, name="Grace")
        for days in (None, -1, 0, 1):
            due_on = None if days is None else TODAY + days * DAY
            make(user, due_on=due_on, application=application, kind="follow_up")
            make(user, due_on=due_on, contact=contact)
        query = query.format(application=application.pk, contact=contact.pk)
        found = ids(api, f"{TASKS}?{query}")
        answer = self.complete(api, {"filter": dict(part.split("=") for part in query.split("&"))})
        assert answer["updated"] == sorted(found) != []

    def test_undoing_undoes_nothing_else(self, api: APIClient, user: User) -> None:
        first, second = make(user).pk, make(user).pk
        answer = self.complete(api, {"ids": [first, second]})
        api.patch(f"{TASKS}{second}/", {"notes": "Changed"})
        before = every_row()
        refused = api.post(f"/api/v1/bulk-operations/{answer['operation']}/undo/")
        assert refused.status_code == 409
        assert [(item["id"], item["code"]) for item in error_of(refused)["items"]] == [(second, "changed_since")]
        assert every_row() == before

    @pytest.mark.django_db(transaction=True)
    def test_at_the_same_time_each_task_is_done_once(self, user: User, client_of: ClientOf) -> None:
        tasks = [make(user).pk for _ in range(40)]

        def send(ids: list[int]) -> list[int]:
            updated: list[int] = self.complete(client_of(user), {"ids": ids})["updated"]
            return updated

        first, second = at_once(partial(send, tasks), partial(send, tasks[::-1]))
        assert sorted(first + second) == tasks


class TestConstraints:
    @pytest.mark.parametrize(
        "values",
        [
            {"title": ""},
            {"kind": "sleep"},
            {"due_on": None, "due_time": time(9)},
        ],
    )
    def test_the_database_refuses(self, values: dict[str, Any], user: User) -> None:
        task = make(user, due_on=TODAY, due_time=time(9))
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=task.pk).update(**values)

    def test_one_task_for_a_suggestion_and_any_number_without_one(self, user: User, other_user: User) -> None:
        Task.objects.create(owner=user, title="Ask", suggestion="a:1:1")
        Task.objects.create(owner=other_user, title="Ask", suggestion="a:1:1")
        Task.objects.create(owner=user, title="Ask")
        Task.objects.create(owner=user, title="Ask")
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.create(owner=user, title="Ask again", suggestion="a:1:1")

    def test_a_task_is_about_nothing_of_somebody_elses(
        self, user: User, other_user: User, application: Application
    ) -> None:
        def ask() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                Task.objects.create(owner=other_user, title="Ask", application=application)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

        with pytest.raises(IntegrityError):
            ask()

    def test_the_model_says_what_is_wrong(self, user: User) -> None:
        with pytest.raises(ValidationError) as refused:
            make(user, due_time=time(9))
        assert set(refused.value.message_dict) == {"due_time"}


class TestAdministration:
    ADDRESS = "/admin/applications/task/"

    def test_what_staff_change_goes_through_the_service(self, client: Client, user: User) -> None:
        client.force_login(User.objects.create_superuser("root@example.org", "x"))
        task = make(user, due_on=TODAY)
        Task.objects.filter(pk=task.pk).update(snoozed_until=TODAY + 9 * DAY)
        form = {"title": "Ask", "kind": "other", "notes": "", "due_on": "2026-03-05", "due_time": ""}
        assert client.post(f"{self.ADDRESS}{task.pk}/change/", form).status_code == 302
        task.refresh_from_db()
        assert (task.title, task.due_on, task.snoozed_until) == ("Ask", date(2026, 3, 5), None)
        refused = client.post(f"{self.ADDRESS}{task.pk}/change/", {**form, "due_on": "", "due_time": "09:00"})
        assert "A time needs its day." in refused.content.decode()

    def test_what_staff_delete_goes_to_the_trash(self, client: Client, user: User) -> None:
        client.force_login(User.objects.create_superuser("root@example.org", "x"))
        first, second = make(user).pk, make(user).pk
        assert client.post(f"{self.ADDRESS}{first}/delete/", {"post": "yes"}).status_code == 302
        chosen = {"action": "delete_selected", "_selected_action": [second], "post": "yes"}
        assert client.post(self.ADDRESS, chosen).status_code == 302
        assert set(Task.objects.in_trash_of(user).values_list("pk", flat=True)) == {first, second}
        assert client.get(f"{self.ADDRESS}{first}/change/").status_code == 302
