"""The API of applications: what it takes, what it answers, and what it refuses."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient
from time_machine import TimeMachineFixture

from accounts.models import User
from applications.factories import make_application
from applications.models import Application, StatusChange
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.database import every_row

LIST = "/api/v1/applications/"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 9, tzinfo=UTC)
WEDNESDAY = datetime(2026, 3, 4, 9, tzinfo=UTC)
Send = Callable[[str, str, Any], Any]

pytestmark = pytest.mark.django_db


def detail(application: Application, action: str = "") -> str:
    """The address of an application, or of one of its actions."""
    return f"{LIST}{application.pk}/{action}"


def entry_of(application: Application, status: str) -> str:
    """The address of the entry that says `status`."""
    return detail(application, f"history/{application.history.get(to_status=status).pk}/")


@pytest.fixture
def send(api: APIClient) -> Send:
    """Sends any body as JSON, be it one that no client of DRF's would send."""

    def call(method: str, address: str, body: Any) -> Any:
        return api.generic(method, address, json.dumps(body), content_type="application/json")

    return call


@pytest.fixture
def job(user: User) -> Job:
    """A posting of the person's."""
    return JobFactory.create(owner=user, title="Cook", company="Inn", locations=["Bonn"], url="https://inn.example/1")


class TestStarting:
    def test_a_posting_is_enough(self, api: APIClient, job: Job, time_machine: TimeMachineFixture) -> None:
        time_machine.move_to(WEDNESDAY, tick=False)
        answer = api.post(LIST, {"job": job.pk})
        application = Application.objects.get()
        assert answer.status_code == 201
        assert answer.json() == {
            "id": application.pk,
            "job": {
                "id": job.pk,
                "title": "Cook",
                "company": "Inn",
                "locations": ["Bonn"],
                "remote_option": "",
                "url": "https://inn.example/1",
                "availability": "unknown",
            },
            "status": "interested",
            "stage": None,
            "is_open": True,
            "status_since": "2026-03-04T09:00:00Z",
            "applied_on": None,
            "notes": "",
            "priority": "normal",
            "tags": [],
            "last_change": application.history.get().pk,
            "created_at": "2026-03-04T09:00:00Z",
            "updated_at": "2026-03-04T09:00:00Z",
            "trashed_at": None,
        }
        assert api.get(detail(application)).json() == answer.json()

    def test_everything_may_be_given(self, api: APIClient, user: User, job: Job) -> None:
        answer = api.post(
            LIST,
            {
                "job": str(job.pk),
                "status": "screening",
                "occurred_at": "2026-03-02T10:00:00+01:00",
                "applied_on": "2026-02-27",
                "notes": "<b>Ask</b> & listen\n",
                "priority": "high",
            },
        )
        assert answer.status_code == 201
        application = Application.objects.get()
        assert (application.owner, application.job) == (user, job)
        assert (application.status, application.status_since) == ("screening", MONDAY)
        assert (application.applied_on, application.priority) == (date(2026, 2, 27), 3)
        # Whitespace around a text goes; markup is text like any other.
        assert application.notes == answer.json()["notes"] == "<b>Ask</b> & listen"
        assert application.history.get().occurred_at == MONDAY

    def test_the_day_of_applying_is_the_person_s_own(self, api: APIClient, user: User, job: Job) -> None:
        user.time_zone = "Pacific/Auckland"
        user.save()
        answer = api.post(LIST, {"job": job.pk, "status": "applied", "occurred_at": "2026-03-02T11:00:00Z"})
        assert answer.json()["applied_on"] == "2026-03-03"

    def test_a_second_open_application_is_a_conflict_that_shows_the_first(self, api: APIClient, job: Job) -> None:
        first = api.post(LIST, {"job": job.pk, "status": "offer"}).json()
        before = every_row()
        error = error_of(api.post(LIST, {"job": job.pk}))
        assert error["code"] == "open_application_exists"
        assert error["current"] == first
        assert every_row() == before


BAD_STATUSES: list[Any] = [None, "", "hired", "Applied", "applied\0", 5, True, [], ["applied"], {}]
# Empty where nothing is believed.
BAD_BELIEFS: list[Any] = [value for value in BAD_STATUSES if value != ""]
BAD_INSTANTS: list[Any] = [
    None,
    "",
    "yesterday",
    "2026-13-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-03-02T25:00:00Z",
    "10000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2999-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "2026-03-02\0",
    20_260_302,
    1.5,
    True,
    [],
    {},
]
BAD_DAYS: list[Any] = [
    "",
    "yesterday",
    "2026-13-01",
    "2026-02-30",
    "2026-03-02T00:00:00Z",
    "10000-01-01",
    "2999-01-01",
    "1969-12-31",
    "0001-01-01",
    "2026-03-02\0",
    20_260_302,
    1.5,
    True,
    [],
    {},
]
BAD_TEXTS: list[Any] = [None, True, [], {}, "a\0b", "\ud800"]
BAD_NOTES = [*BAD_TEXTS, "x" * 50_001]
BAD_ENTRY_NOTES = [*BAD_TEXTS, "x" * 5_001]
BAD_PRIORITIES: list[Any] = [None, "", "urgent", "HIGH", 2, True, [], {}]
BAD_JOBS: list[Any] = [None, "", "one", "1\0", -1, 0, 1.0, True, [], {}, 2**63 - 1, 2**63, 10**30, "9" * 5_000]
Cases = list[tuple[str, Any]]


def cases(**bad_values: list[Any]) -> Cases:
    """Each bad value of each field."""
    return [(name, value) for name, values in bad_values.items() for value in values]


def shown(value: Any) -> str:
    """A bad value as part of a test's name."""
    return ascii(value)[:40]


class TestBadInput:
    @pytest.mark.parametrize(
        ("name", "value"),
        cases(
            job=BAD_JOBS,
            status=BAD_STATUSES,
            occurred_at=BAD_INSTANTS,
            applied_on=BAD_DAYS,
            notes=BAD_NOTES,
            priority=BAD_PRIORITIES,
        ),
        ids=shown,
    )
    def test_of_a_start_names_the_field_and_writes_nothing(self, send: Send, job: Job, name: str, value: Any) -> None:
        before = every_row()
        assert set(refused_fields(send("POST", LIST, {"job": job.pk, name: value}))) == {name}
        assert every_row() == before

    def test_a_posting_s_id_beyond_all_numbers_is_refused(self, api: APIClient) -> None:
        answer = api.generic("POST", LIST, '{"job": 1e400}', content_type="application/json")
        assert refused_fields(answer) == {"job": ["incorrect_type"]}

    def test_somebody_else_s_posting_is_refused_as_a_missing_one_is(
        self, send: Send, job: Job, other_user: User
    ) -> None:
        theirs = JobFactory.create(owner=other_user)
        before = every_row()
        assert refused_fields(send("POST", LIST, {"job": theirs.pk})) == {"job": ["does_not_exist"]}
        assert every_row() == before

    def test_all_bad_fields_are_named_at_once(self, send: Send) -> None:
        answer = send("POST", LIST, {"status": "hired", "priority": 7, "applied_on": "soon"})
        assert refused_fields(answer) == {
            "job": ["required"],
            "status": ["invalid_choice"],
            "applied_on": ["invalid"],
            "priority": ["invalid_choice"],
        }

    @pytest.mark.parametrize(
        ("name", "value"),
        cases(status=BAD_STATUSES, from_status=BAD_BELIEFS, occurred_at=BAD_INSTANTS, note=BAD_ENTRY_NOTES),
        ids=shown,
    )
    def test_of_a_move_names_the_field_and_writes_nothing(self, send: Send, user: User, name: str, value: Any) -> None:
        application = make_application(user, ("applied", MONDAY))
        before = every_row()
        answer = send("POST", detail(application, "move/"), {"status": "offer", name: value})
        assert set(refused_fields(answer)) == {name}
        assert every_row() == before

    @pytest.mark.parametrize(
        ("name", "value"),
        cases(status=[*BAD_STATUSES, "rejected"], occurred_at=BAD_INSTANTS, note=BAD_ENTRY_NOTES),
        ids=shown,
    )
    def test_of_a_reopening_names_the_field_and_writes_nothing(
        self, send: Send, user: User, name: str, value: Any
    ) -> None:
        application = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY))
        before = every_row()
        answer = send("POST", detail(application, "reopen/"), {"status": "offer", name: value})
        assert set(refused_fields(answer)) == {name}
        assert every_row() == before

    @pytest.mark.parametrize(
        ("name", "value"), cases(applied_on=BAD_DAYS, notes=BAD_NOTES, priority=BAD_PRIORITIES), ids=shown
    )
    def test_of_an_edit_names_the_field_and_writes_nothing(self, send: Send, user: User, name: str, value: Any) -> None:
        application = make_application(user, ("applied", MONDAY))
        before = every_row()
        assert set(refused_fields(send("PATCH", detail(application), {name: value}))) == {name}
        assert every_row() == before

    @pytest.mark.parametrize(
        ("name", "value"),
        cases(to_status=BAD_STATUSES, occurred_at=BAD_INSTANTS, note=BAD_ENTRY_NOTES),
        ids=shown,
    )
    def test_of_a_correction_names_the_field_and_writes_nothing(
        self, send: Send, user: User, name: str, value: Any
    ) -> None:
        application = make_application(user, ("applied", MONDAY), ("offer", TUESDAY))
        before = every_row()
        assert set(refused_fields(send("PATCH", entry_of(application, "offer"), {name: value}))) == {name}
        assert every_row() == before

    @pytest.mark.parametrize("body", [None, [], [1], "offer", 5, True], ids=shown)
    def test_a_body_that_is_no_object_is_refused_everywhere(self, send: Send, user: User, body: Any) -> None:
        application = make_application(user, ("applied", MONDAY))
        requests = [
            ("POST", LIST),
            ("POST", detail(application, "move/")),
            ("POST", detail(application, "reopen/")),
            ("PATCH", detail(application)),
            ("PATCH", entry_of(application, "applied")),
        ]
        before = every_row()
        for method, address in requests:
            assert list(refused_fields(send(method, address, body))) == ["non_field_errors"], address
        assert every_row() == before

    @pytest.mark.parametrize("path_id", ["0", "-1", "one", "1.5", "%00", str(2**63), "9" * 30, "9" * 5_000], ids=shown)
    def test_an_id_that_none_can_be_is_not_found(self, send: Send, user: User, path_id: str) -> None:
        application = make_application(user, ("applied", MONDAY))
        before = every_row()
        for method, address in [
            ("GET", f"{LIST}{path_id}/"),
            ("PATCH", f"{LIST}{path_id}/"),
            ("DELETE", f"{LIST}{path_id}/"),
            ("POST", f"{LIST}{path_id}/move/"),
            ("POST", f"{LIST}{path_id}/reopen/"),
            ("GET", f"{LIST}{path_id}/history/"),
            ("PATCH", detail(application, f"history/{path_id}/")),
            ("DELETE", detail(application, f"history/{path_id}/")),
        ]:
            assert send(method, address, {"status": "offer"}).status_code == 404, (method, address)
        assert every_row() == before

    def test_methods_that_the_api_does_not_have_are_refused(self, send: Send, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        before = every_row()
        for method, address in [
            ("PUT", detail(application)),
            ("DELETE", LIST),
            ("GET", detail(application, "move/")),
            ("POST", detail(application, "history/")),
            ("GET", entry_of(application, "applied")),
            ("PUT", entry_of(application, "applied")),
            ("POST", f"{LIST}status-counts/"),
        ]:
            answer = send(method, address, {"notes": "!"})
            assert (answer.status_code, error_of(answer)["code"]) == (405, "method_not_allowed"), (method, address)
        assert every_row() == before


class TestMoving:
    def test_the_answer_is_the_application_as_it_is_now(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("interested", MONDAY))
        answer = api.post(
            detail(application, "move/"),
            {
                "status": "applied",
                "from_status": "interested",
                "occurred_at": "2026-03-03T09:00:00Z",
                "note": "<i>Sent</i>",
            },
        )
        assert answer.status_code == 200
        assert {name: answer.json()[name] for name in ("status", "is_open", "status_since", "applied_on")} == {
            "status": "applied",
            "is_open": True,
            "status_since": "2026-03-03T09:00:00Z",
            "applied_on": "2026-03-03",
        }
        assert answer.json() == api.get(detail(application)).json()
        assert StatusChange.objects.get(pk=answer.json()["last_change"]).note == "<i>Sent</i>"

    def test_a_back_dated_move_is_in_the_history_and_not_in_the_status(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("interested", MONDAY), ("rejected", WEDNESDAY))
        before = api.get(detail(application)).json()
        answer = api.post(detail(application, "move/"), {"status": "applied", "occurred_at": "2026-03-03T09:00:00Z"})
        assert answer.status_code == 200
        changed = {name for name, value in answer.json().items() if value != before[name]}
        assert changed == {"applied_on", "updated_at"}
        history = api.get(detail(application, "history/")).json()["results"]
        assert [(entry["from_status"], entry["to_status"]) for entry in history] == [
            ("applied", "rejected"),
            ("interested", "applied"),
            ("", "interested"),
        ]

    def test_before_the_beginning_nothing_happened(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("interested", MONDAY))
        answer = api.post(detail(application, "move/"), {"status": "offer", "occurred_at": "2026-03-02T08:59:59Z"})
        assert refused_fields(answer) == {"occurred_at": ["before_beginning"]}

    @pytest.mark.parametrize(
        ("steps", "body", "code"),
        [
            (["applied"], {"status": "offer", "from_status": "interested"}, "status_conflict"),
            (["applied"], {"status": "applied"}, "status_unchanged"),
            (["applied", "ghosted"], {"status": "offer"}, "application_closed"),
            (["applied", "ghosted"], {"status": "rejected", "from_status": "ghosted"}, "application_closed"),
            # Back-dated to a time before Tuesday's move, which could not have followed.
            (["applied", "offer"], {"status": "offer", "occurred_at": "2026-03-02T12:00:00Z"}, "status_unchanged"),
            (["applied", "offer"], {"status": "declined", "occurred_at": "2026-03-02T12:00:00Z"}, "application_closed"),
        ],
    )
    def test_a_move_that_cannot_be_is_a_conflict_that_shows_the_application(
        self, api: APIClient, user: User, steps: list[str], body: dict[str, str], code: str
    ) -> None:
        application = make_application(user, *zip(steps, [MONDAY, TUESDAY], strict=False))
        before = every_row()
        answer = api.post(detail(application, "move/"), body)
        assert (answer.status_code, error_of(answer)["code"]) == (409, code)
        assert error_of(answer)["current"] == api.get(detail(application)).json()
        assert every_row() == before


class TestReopening:
    def test_a_closed_application_is_taken_up_again(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY))
        answer = api.post(
            detail(application, "reopen/"),
            {"status": "interview", "occurred_at": "2026-03-04T09:00:00Z", "note": "They called."},
        )
        assert answer.status_code == 200
        assert answer.json() == api.get(detail(application)).json()
        assert (answer.json()["status"], answer.json()["is_open"]) == ("interview", True)
        entry = api.get(detail(application, "history/")).json()["results"][0]
        assert (entry["kind"], entry["from_status"], entry["note"]) == ("reopened", "rejected", "They called.")

    def test_an_open_one_is_a_conflict(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        error = error_of(api.post(detail(application, "reopen/"), {"status": "interview"}))
        assert error["code"] == "application_open"
        assert error["current"] == api.get(detail(application)).json()

    def test_another_open_one_is_a_conflict_that_shows_it(self, api: APIClient, user: User, job: Job) -> None:
        closed = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), job=job)
        current = make_application(user, ("applied", WEDNESDAY), job=job)
        error = error_of(api.post(detail(closed, "reopen/"), {"status": "interview"}))
        assert error["code"] == "open_application_exists"
        assert error["current"] == api.get(detail(current)).json()


class TestHistory:
    def test_the_newest_entry_comes_first_and_each_says_who_and_when(
        self, api: APIClient, user: User, time_machine: TimeMachineFixture
    ) -> None:
        time_machine.move_to(WEDNESDAY, tick=False)
        application = make_application(user, ("applied", MONDAY), ("offer", TUESDAY))
        second, first = api.get(detail(application, "history/")).json()["results"]
        assert first == {
            "id": application.history.get(kind="created").pk,
            "kind": "created",
            "from_status": "",
            "to_status": "applied",
            "occurred_at": "2026-03-02T09:00:00Z",
            "recorded_at": "2026-03-04T09:00:00Z",
            "actor": user.display_name,
            "origin": "user",
            "note": "",
        }
        assert (second["kind"], second["from_status"], second["to_status"]) == ("moved", "applied", "offer")

    def test_entries_of_one_instant_keep_the_order_of_recording_in_both_directions(
        self, api: APIClient, user: User
    ) -> None:
        application = make_application(user, ("applied", MONDAY), ("screening", MONDAY), ("offer", MONDAY))
        newest_first = api.get(detail(application, "history/")).json()["results"]
        assert [entry["to_status"] for entry in newest_first] == ["offer", "screening", "applied"]
        oldest_first = api.get(detail(application, "history/?ordering=occurred_at")).json()["results"]
        assert [entry["to_status"] for entry in oldest_first] == ["applied", "screening", "offer"]

    def test_it_comes_in_pages(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("screening", TUESDAY), ("offer", WEDNESDAY))
        page = api.get(detail(application, "history/?page_size=2")).json()
        rest = api.get(page["next"]).json()
        assert [entry["to_status"] for entry in page["results"] + rest["results"]] == ["offer", "screening", "applied"]
        assert rest["next"] is None

    def test_an_entry_whose_recorder_is_gone_has_no_name(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        application.history.update(actor=None)
        assert api.get(detail(application, "history/")).json()["results"][0]["actor"] is None

    def test_it_knows_no_filter(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        assert refused_fields(api.get(detail(application, "history/?status=applied"))) == {"status": ["unknown"]}


class TestCorrecting:
    def test_the_answer_is_the_entry_and_the_application_follows(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("offer", WEDNESDAY))
        answer = api.patch(
            entry_of(application, "offer"),
            {"to_status": "interview", "occurred_at": "2026-03-03T09:00:00Z", "note": "Not yet."},
        )
        assert answer.status_code == 200
        assert answer.json() == api.get(detail(application, "history/")).json()["results"][0]
        assert (answer.json()["to_status"], answer.json()["note"]) == ("interview", "Not yet.")
        now = api.get(detail(application)).json()
        assert (now["status"], now["status_since"]) == ("interview", "2026-03-03T09:00:00Z")

    def test_what_an_entry_says_of_its_making_cannot_be_corrected(self, send: Send, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("offer", TUESDAY))
        columns = ["id", "kind", "from_status", "recorded_at", "actor_id", "origin", "owner_id", "application_id"]
        before = list(application.history.order_by("pk").values(*columns))
        body = {
            "id": 1,
            "kind": "reopened",
            "from_status": "rejected",
            "recorded_at": "2020-01-01T00:00:00Z",
            "actor": None,
            "origin": "system",
            "owner": 1,
            "application": 1,
        }
        assert send("PATCH", entry_of(application, "offer"), body).status_code == 200
        assert list(application.history.order_by("pk").values(*columns)) == before

    @pytest.mark.parametrize(
        ("entry", "body", "code"),
        [
            ("applied", {"to_status": "rejected"}, "status_unchanged"),
            ("applied", {"to_status": "withdrawn"}, "application_closed"),
            ("rejected", {"to_status": "screening"}, "application_open"),
            ("interview", {"to_status": "withdrawn"}, "status_closed"),
        ],
    )
    def test_a_correction_that_breaks_the_history_is_a_conflict_that_shows_the_application(
        self, api: APIClient, user: User, entry: str, body: dict[str, str], code: str
    ) -> None:
        application = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), ("interview", WEDNESDAY))
        before = every_row()
        answer = api.patch(entry_of(application, entry), body)
        assert (answer.status_code, error_of(answer)["code"]) == (409, code)
        assert error_of(answer)["current"] == api.get(detail(application)).json()
        assert every_row() == before

    def test_a_correction_before_the_beginning_names_the_instant(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("offer", TUESDAY))
        answer = api.patch(entry_of(application, "offer"), {"occurred_at": "2026-03-01T09:00:00Z"})
        assert refused_fields(answer) == {"occurred_at": ["before_beginning"]}


class TestUndoing:
    def test_a_move_is_taken_back(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY))
        answer = api.delete(entry_of(application, "rejected"))
        assert (answer.status_code, answer.content) == (204, b"")
        now = api.get(detail(application)).json()
        assert (now["status"], now["is_open"], now["status_since"]) == ("applied", True, "2026-03-02T09:00:00Z")

    @pytest.mark.parametrize(("entry", "code"), [("applied", "first_entry"), ("rejected", "application_open")])
    def test_what_the_rest_stands_on_stays(self, api: APIClient, user: User, entry: str, code: str) -> None:
        application = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), ("interview", WEDNESDAY))
        before = every_row()
        answer = api.delete(entry_of(application, entry))
        assert (answer.status_code, error_of(answer)["code"]) == (409, code)
        assert error_of(answer)["current"] == api.get(detail(application)).json()
        assert every_row() == before

    def test_a_closing_move_stays_while_another_application_is_open_which_is_shown(
        self, api: APIClient, user: User, job: Job
    ) -> None:
        closed = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), job=job)
        current = make_application(user, ("applied", WEDNESDAY), job=job)
        error = error_of(api.delete(entry_of(closed, "rejected")))
        assert error["code"] == "open_application_exists"
        assert error["current"] == api.get(detail(current)).json()


class TestEditing:
    def test_the_given_fields_change_and_no_others(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        before = api.get(detail(application)).json()
        answer = api.patch(detail(application), {"notes": "Ask Kim.", "priority": "low", "applied_on": "2026-03-01"})
        assert answer.status_code == 200
        assert answer.json() == api.get(detail(application)).json()
        changed = {name: value for name, value in answer.json().items() if value != before[name]}
        assert changed.pop("updated_at") > before["updated_at"]
        assert changed == {"notes": "Ask Kim.", "priority": "low", "applied_on": "2026-03-01"}

    def test_the_applied_date_may_be_cleared(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        assert api.patch(detail(application), {"applied_on": None}).json()["applied_on"] is None

    def test_what_the_history_says_cannot_be_edited(self, send: Send, user: User, other_user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        other = JobFactory.create(owner=user)
        before: dict[str, Any] = {**Application.objects.values().get()}
        body = {
            "id": 1,
            "owner": other_user.pk,
            "job": other.pk,
            "status": "offer",
            "status_since": "2020-01-01T00:00:00Z",
            "is_open": False,
            "last_change": 1,
            "created_at": "2020-01-01T00:00:00Z",
        }
        assert send("PATCH", detail(application), body).status_code == 200
        after: dict[str, Any] = {**Application.objects.values().get()}
        assert {name for name in after if after[name] != before[name]} <= {"updated_at"}

    def test_deleting_leaves_the_posting(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("offer", TUESDAY))
        assert api.delete(detail(application)).status_code == 204
        assert api.get(detail(application)).status_code == 404
        assert not Application.objects.visible_to(user).exists()
        assert Job.objects.visible_to(user).count() == 1


@pytest.fixture
def board(user: User) -> dict[str, Application]:
    """Four applications that differ in everything by which a list is filtered and sorted, made in this order."""
    titles = {
        "cook": ("Cook", "Inn"),
        "baker": ("Baker", "Mill"),
        "waiter": ("Waiter", "Inn"),
        "judge": ("Judge", "Court"),
    }
    jobs = {
        name: JobFactory.create(owner=user, title=title, company=company, locations=["Bonn"])
        for name, (title, company) in titles.items()
    }
    applications = {
        "cook": make_application(user, ("applied", MONDAY), ("offer", WEDNESDAY), job=jobs["cook"]),
        "baker": make_application(user, ("interested", MONDAY), job=jobs["baker"]),
        "waiter": make_application(
            user, ("applied", MONDAY - timedelta(days=1)), ("rejected", TUESDAY), job=jobs["waiter"]
        ),
        "judge": make_application(user, ("applied", WEDNESDAY), ("ghosted", WEDNESDAY), job=jobs["judge"]),
    }
    Application.objects.filter(pk=applications["baker"].pk).update(priority=3)
    Application.objects.filter(pk=applications["judge"].pk).update(priority=1)
    return applications


class TestList:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", {"cook", "baker", "waiter", "judge"}),
            ("status=offer", {"cook"}),
            ("status=offer&status=interested&status=rejected", {"cook", "baker", "waiter"}),
            ("status=accepted", set()),
            ("is_open=true", {"cook", "baker"}),
            ("is_open=false", {"waiter", "judge"}),
            ("is_open=", {"cook", "baker", "waiter", "judge"}),
            ("priority=high", {"baker"}),
            ("priority=normal", {"cook", "waiter"}),
            ("priority=low", {"judge"}),
            ("search=inn", {"cook", "waiter"}),
            ("search=WAITER+inn+bonn", {"waiter"}),
            ("search=waiter+court", set()),
            ("is_open=true&priority=normal&search=inn&status=offer", {"cook"}),
            ("is_open=false&status=offer", set()),
        ],
    )
    def test_filters_narrow_it_and_all_of_them_hold(
        self, api: APIClient, board: dict[str, Application], query: str, found: set[str]
    ) -> None:
        answer = api.get(f"{LIST}?{query}")
        assert {row["id"] for row in answer.json()["results"]} == {board[name].pk for name in found}

    def test_it_may_be_asked_for_one_posting(self, api: APIClient, user: User, board: dict[str, Application]) -> None:
        again = make_application(user, ("interested", TUESDAY), job=board["waiter"].job)
        found = api.get(f"{LIST}?job={board['waiter'].job_id}").json()["results"]
        assert {row["id"] for row in found} == {board["waiter"].pk, again.pk}

    def test_nothing_is_found_for_somebody_else_s_posting(self, api: APIClient, other_user: User) -> None:
        theirs = make_application(other_user, ("applied", MONDAY))
        assert api.get(f"{LIST}?job={theirs.job_id}").json()["results"] == []

    @pytest.mark.parametrize(
        ("query", "refused"),
        [
            ("status=", {"status": ["invalid_choice"]}),
            ("status=hired", {"status": ["invalid_choice"]}),
            ("status=offer&status=Offer", {"status": ["invalid_choice"]}),
            ("is_open=banana", {"is_open": ["invalid_choice"]}),
            ("is_open=1", {"is_open": ["invalid_choice"]}),
            ("job=one", {"job": ["invalid"]}),
            ("job=1.5", {"job": ["max_decimal_places"]}),
            ("job=0", {"job": ["min_value"]}),
            ("job=NaN", {"job": ["invalid"]}),
            ("job=1e20", {"job": ["max_value"]}),
            ("job=9223372036854775808", {"job": ["max_value"]}),
            ("priority=urgent", {"priority": ["invalid_choice"]}),
            ("priority=3", {"priority": ["invalid_choice"]}),
            ("search=" + "x" * 201, {"search": ["max_length"]}),
            ("search=%00", {"search": ["null_characters_not_allowed"]}),
            ("search=%25", {"search": ["no_words"]}),
            ("state=offer", {"state": ["unknown"]}),
            ("status_since=2026-03-02", {"status_since": ["unknown"]}),
            ("ordering=notes", {"ordering": ["unknown"]}),
            ("ordering=state", {"ordering": ["unknown"]}),
            ("ordering=priority,-priority", {"ordering": ["repeated"]}),
            ("page_size=0", {"page_size": ["invalid"]}),
            ("page_size=201", {"page_size": ["invalid"]}),
            ("cursor=rubbish", {"cursor": ["invalid"]}),
        ],
    )
    def test_a_parameter_that_means_nothing_is_named(
        self, api: APIClient, board: dict[str, Application], query: str, refused: dict[str, list[str]]
    ) -> None:
        assert refused_fields(api.get(f"{LIST}?{query}")) == refused

    @pytest.mark.parametrize(
        ("ordering", "names"),
        [
            ("", ["judge", "cook", "waiter", "baker"]),  # newest change first, of two the one made last
            ("ordering=status_since", ["baker", "waiter", "cook", "judge"]),
            ("ordering=-status_since", ["judge", "cook", "waiter", "baker"]),
            ("ordering=applied_on", ["waiter", "cook", "judge", "baker"]),  # none at all comes last ...
            ("ordering=-applied_on", ["judge", "cook", "waiter", "baker"]),  # ... in both directions
            ("ordering=created_at", ["cook", "baker", "waiter", "judge"]),
            ("ordering=-created_at", ["judge", "waiter", "baker", "cook"]),
            ("ordering=updated_at", ["baker", "waiter", "judge", "cook"]),
            ("ordering=-updated_at", ["cook", "judge", "waiter", "baker"]),
            ("ordering=priority", ["judge", "cook", "waiter", "baker"]),
            ("ordering=-priority", ["baker", "waiter", "cook", "judge"]),
            ("ordering=-priority,status_since", ["baker", "waiter", "cook", "judge"]),
            ("ordering=-priority,-status_since", ["baker", "cook", "waiter", "judge"]),
        ],
    )
    def test_it_is_sorted_as_asked_on_one_page_and_on_several(
        self, api: APIClient, board: dict[str, Application], ordering: str, names: list[str]
    ) -> None:
        api.patch(detail(board["cook"]), {"notes": "changed last"})
        ids = [board[name].pk for name in names]
        assert [row["id"] for row in api.get(f"{LIST}?{ordering}").json()["results"]] == ids
        paged, address = [], f"{LIST}?{ordering}&page_size=1"
        while address:
            page = api.get(address).json()
            paged += [row["id"] for row in page["results"]]
            address = page["next"]
        assert paged == ids

    def test_every_status_is_counted(self, api: APIClient, board: dict[str, Application], other_user: User) -> None:
        make_application(other_user, ("offer", MONDAY))
        assert api.get(f"{LIST}status-counts/").json() == {
            "interested": 1,
            "applied": 0,
            "screening": 0,
            "interview": 0,
            "offer": 1,
            "accepted": 0,
            "declined": 0,
            "rejected": 1,
            "withdrawn": 0,
            "ghosted": 1,
        }


class TestQueries:
    @pytest.mark.parametrize("rows", [1, 30])
    def test_a_list_takes_as_many_whatever_its_length(
        self, api: APIClient, user: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for _ in range(rows):
            make_application(user, ("applied", MONDAY), ("offer", TUESDAY))
        with django_assert_num_queries(4):  # session, person, version, page
            assert len(api.get(LIST).json()["results"]) == rows

    @pytest.mark.parametrize("moves", [1, 15])
    def test_a_history_takes_as_many_whatever_its_length(
        self, api: APIClient, user: User, moves: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        steps = [(("offer", "applied")[number % 2], MONDAY + timedelta(hours=number)) for number in range(moves)]
        application = make_application(user, ("applied", MONDAY - timedelta(days=1)), *steps)
        with django_assert_num_queries(5):  # session, person, version, application, page
            assert len(api.get(detail(application, "history/")).json()["results"]) == moves + 1

    def test_the_counts_take_one(
        self, api: APIClient, board: dict[str, Application], django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(4):  # session, person, version, counts
            api.get(f"{LIST}status-counts/")

    @pytest.mark.parametrize("length", [2, 12])
    @pytest.mark.parametrize(
        ("method", "action", "body", "count"),
        [
            ("GET", "", None, 3),
            ("PATCH", "", {"notes": "!"}, 8),
            ("POST", "move/", {"status": "interview"}, 12),
            ("POST", "move/", {"status": "interview", "occurred_at": "2026-03-02T09:30:00Z"}, 13),
            ("PATCH", "entry", {"note": "!"}, 14),
            ("DELETE", "entry", None, 13),
        ],
    )
    def test_one_application_takes_as_many_whatever_the_length_of_its_history(
        self,
        send: Send,
        user: User,
        length: int,
        method: str,
        action: str,
        body: Any,
        count: int,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        steps = [(("applied", "offer")[number % 2], MONDAY + timedelta(hours=number)) for number in range(length)]
        application = make_application(user, *steps)
        last = application.history.latest("pk").pk
        address = detail(application, f"history/{last}/" if action == "entry" else action)
        with django_assert_num_queries(count):
            assert send(method, address, body).status_code in {200, 204}

    def test_a_start_takes_as_many(
        self, send: Send, job: Job, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(12):
            assert send("POST", LIST, {"job": job.pk}).status_code == 201
