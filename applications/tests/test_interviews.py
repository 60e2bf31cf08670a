"""Interviews: planned, moved, cancelled, held and planned again, with a history of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

import applications.tasks
from accounts.models import User
from applications.factories import make_application, make_contact, make_interview
from applications.models import Application, Interview, InterviewChange, Interviewer
from applications.services.applications import delete_application, move_application, purge_application
from applications.services.interviews import (
    cancel_interview,
    complete_interview,
    delete_interview,
    move_interview,
    reopen_interview,
    restore_interview,
    schedule_interview,
    update_interview,
)
from applications.tests.waiting import release_together
from jobs.factories import JobFactory
from jobs.merging import merge_jobs
from jobs.services import delete_job, restore_job
from jobtracker.errors import Conflict, DomainError, InvalidInput
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.database import every_row

INTERVIEWS = "/api/v1/interviews/"
MARCH = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def application(user: User) -> Application:
    """An application that was sent."""
    return make_application(user, ("applied", MARCH))


@pytest.fixture
def interview(user: User, application: Application) -> Interview:
    """A planned interview of it."""
    return make_interview(user, application)


def planned(api: APIClient, application: Application, **values: Any) -> Any:
    """The answer to a request for an interview."""
    body = {"application": application.pk, "kind": "video", "starts_at": "2026-12-01T10:00:00Z", **values}
    return api.post(INTERVIEWS, body)


def span(answer: Any) -> tuple[str, str]:
    """When the interview in an answer begins and ends."""
    return answer.json()["starts_at"], answer.json()["ends_at"]


def status_of(application: Application) -> str:
    """Where an application stands by now."""
    return Application.objects.get(pk=application.pk).status


def entries(interview: Interview) -> list[tuple[str, str]]:
    """The kinds and notes of an interview's history."""
    return list(InterviewChange.objects.filter(interview=interview).order_by("pk").values_list("kind", "note"))


# --- Times ------------------------------------------------------------------------------------------------------


def test_a_time_without_an_offset_is_one_on_the_clock_of_the_zone(api: APIClient, application: Application) -> None:
    answer = planned(api, application, starts_at="2026-12-01T10:00:00", time_zone="America/New_York").json()
    assert (answer["starts_at"], answer["ends_at"]) == ("2026-12-01T15:00:00Z", "2026-12-01T16:00:00Z")
    assert answer["time_zone"] == "America/New_York"


def test_the_zone_is_the_profiles_unless_it_is_given(api: APIClient, user: User, application: Application) -> None:
    api.patch("/api/v1/profile/", {"time_zone": "Australia/Lord_Howe"})
    answer = planned(api, application, starts_at="2026-12-01T10:00:00").json()
    assert (answer["starts_at"], answer["time_zone"]) == ("2026-11-30T23:00:00Z", "Australia/Lord_Howe")
    with_offset = planned(api, application, starts_at="2026-12-01T10:00:00+01:00").json()
    assert (with_offset["starts_at"], with_offset["time_zone"]) == ("2026-12-01T09:00:00Z", "Australia/Lord_Howe")


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"starts_at": "2026-03-29T02:30:00"}, {"starts_at": ["nonexistent_time"]}),
        ({"starts_at": "2026-10-25T02:30:00"}, {"starts_at": ["ambiguous_time"]}),
        ({"ends_at": "2026-10-25T02:30:00"}, {"ends_at": ["ambiguous_time"]}),
        ({"starts_at": "2026-03-29T01:30:00", "ends_at": "2026-03-29T02:30"}, {"ends_at": ["nonexistent_time"]}),
        ({"ends_at": "2026-12-01T10:00:00Z"}, {"ends_at": ["ends_before_start"]}),
        ({"ends_at": "2026-12-01T09:59:59Z"}, {"ends_at": ["ends_before_start"]}),
        ({"ends_at": "2027-01-01T10:00:01Z"}, {"ends_at": ["too_long"]}),
        ({"ends_at": "2026-12-01T11:00:00Z", "duration_minutes": 60}, {"duration_minutes": ["two_ends"]}),
        ({"duration_minutes": 0}, {"duration_minutes": ["min_value"]}),
        ({"duration_minutes": 44_641}, {"duration_minutes": ["max_value"]}),
        ({"time_zone": "Mars/Olympus"}, {"time_zone": ["invalid_time_zone"]}),
        ({"time_zone": "../../etc/passwd"}, {"time_zone": ["invalid_time_zone"]}),
        ({"starts_at": "at 10:00"}, {"starts_at": ["invalid"]}),
        ({"starts_at": "2026-12-01"}, {"starts_at": ["date"]}),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, {"starts_at": ["out_of_range"]}),
        ({"starts_at": "9999-12-31T23:59:59"}, {"starts_at": ["out_of_range"]}),
        ({"kind": "duel"}, {"kind": ["invalid_choice"]}),
        ({"url": "javascript:alert(1)"}, {"url": ["invalid_url"]}),
        ({"title": "x" * 201}, {"title": ["max_length"]}),
        ({"place": "\0"}, {"place": ["null_characters_not_allowed"]}),
        ({"preparation": "x" * 50_001}, {"preparation": ["max_length"]}),
        ({"interviewers": list(range(1, 32))}, {"interviewers": ["max_length"]}),
        ({"interviewers": [2**63]}, {"interviewers.0": ["max_value"]}),
        ({"move_to": "moon"}, {"move_to": ["invalid_choice"]}),
    ],
)
def test_what_cannot_be_is_refused_by_its_field_and_nothing_is_stored(
    values: dict[str, Any], refused: dict[str, list[str]], api: APIClient, user: User, application: Application
) -> None:
    user.time_zone = "Europe/Berlin"
    user.save()
    before = every_row()
    assert refused_fields(planned(api, application, **values)) == refused
    assert every_row() == before


def test_the_longest_one_and_the_shortest_one_are_taken(api: APIClient, application: Application) -> None:
    for minutes in (1, 44_640):
        assert planned(api, application, duration_minutes=minutes).status_code == 201


# --- What happens to it -----------------------------------------------------------------------------------------


def test_a_planned_one_is_shown_whole(api: APIClient, user: User, application: Application) -> None:
    grace = make_contact(user, name="Grace", role="Team lead")
    answer = planned(
        api,
        application,
        title="Pair programming",
        duration_minutes=90,
        place="Room 5",
        url="https://meet.example.org/x",
        interviewers=[grace.pk, grace.pk],
        preparation="**Read** the docs",
    )
    assert answer.status_code == 201
    shown = answer.json()
    assert {name: shown[name] for name in shown if name not in ("id", "created_at", "updated_at")} == {
        "application": application.pk,
        "job": {"id": application.job_id, "title": application.job.title, "company": application.job.company},
        "kind": "video",
        "title": "Pair programming",
        "starts_at": "2026-12-01T10:00:00Z",
        "ends_at": "2026-12-01T11:30:00Z",
        "time_zone": "UTC",
        "place": "Room 5",
        "url": "https://meet.example.org/x",
        "interviewers": [{"id": grace.pk, "name": "Grace", "role": "Team lead"}],
        "preparation": "**Read** the docs",
        "state": "scheduled",
        "outcome": "",
        "questions": [],
        "skill_ratings": [],
        "feedback": "",
        "trashed_at": None,
    }
    again = api.get(f"{INTERVIEWS}{shown['id']}/")
    assert again.json() == shown
    assert again.headers["ETag"] == answer.headers["ETag"]
    assert status_of(application) == "applied"


def test_one_is_moved_and_takes_as_long_as_before(api: APIClient, interview: Interview) -> None:
    url = f"{INTERVIEWS}{interview.pk}/"
    moved = api.post(
        f"{url}move/", {"starts_at": "2026-12-02T09:00", "time_zone": "Europe/Berlin", "note": "They asked"}
    )
    assert span(moved) == ("2026-12-02T08:00:00Z", "2026-12-02T09:00:00Z")
    # In the zone that it has by now.
    moved = api.post(f"{url}move/", {"starts_at": "2026-12-03T09:00", "ends_at": "2026-12-03T11:00"})
    assert span(moved) == ("2026-12-03T08:00:00Z", "2026-12-03T10:00:00Z")
    history = api.get(f"{url}history/").json()["results"]
    columns = ("kind", "starts_at", "from_starts_at", "time_zone", "note")
    assert [tuple(entry[name] for name in columns) for entry in history] == [
        ("moved", "2026-12-03T08:00:00Z", "2026-12-02T08:00:00Z", "Europe/Berlin", ""),
        ("moved", "2026-12-02T08:00:00Z", "2026-12-01T10:00:00Z", "Europe/Berlin", "They asked"),
        ("scheduled", "2026-12-01T10:00:00Z", None, "UTC", ""),
    ]


def test_a_move_to_where_it_is_moves_nothing(api: APIClient, interview: Interview) -> None:
    before = every_row()
    answer = api.post(f"{INTERVIEWS}{interview.pk}/move/", {"starts_at": "2026-12-01T11:00:00+01:00"})
    assert answer.status_code == 200
    assert every_row() == before


def test_one_is_held_with_what_was_learned(api: APIClient, interview: Interview) -> None:
    learned = {
        "outcome": "mixed",
        "questions": [{"question": "Why Rust?"}, {"question": "Why not C?", "answer": "Segfaults"}],
        "skill_ratings": [{"skill": "Rust", "rating": 4}],
        "feedback": "*Nice* people",
    }
    answer = api.post(f"{INTERVIEWS}{interview.pk}/complete/", {**learned, "note": "Long"}).json()
    assert (answer["state"], answer["outcome"], answer["feedback"]) == ("completed", "mixed", "*Nice* people")
    assert answer["questions"] == [
        {"question": "Why Rust?", "answer": ""},
        {"question": "Why not C?", "answer": "Segfaults"},
    ]
    assert answer["skill_ratings"] == [{"skill": "Rust", "rating": 4}]
    assert entries(interview) == [("scheduled", ""), ("completed", "Long")]


@pytest.mark.parametrize("address", ["", "complete/"])
@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"questions": [{"answer": "x"}]}, {"questions.0.question": ["required"]}),
        ({"questions": [{"question": " "}]}, {"questions.0.question": ["blank"]}),
        ({"questions": [{"question": "x"}] * 101}, {"questions": ["max_length"]}),
        ({"questions": "x"}, {"questions": ["not_a_list"]}),
        ({"questions": [{"question": "\0"}]}, {"questions.0.question": ["null_characters_not_allowed"]}),
        ({"skill_ratings": [{"skill": "x", "rating": 6}]}, {"skill_ratings.0.rating": ["max_value"]}),
        ({"skill_ratings": [{"skill": "x", "rating": 0}]}, {"skill_ratings.0.rating": ["min_value"]}),
        ({"skill_ratings": [{"rating": 3}]}, {"skill_ratings.0.skill": ["required"]}),
        ({"feedback": "x" * 50_001}, {"feedback": ["max_length"]}),
    ],
)
def test_what_was_not_learned_so_is_refused(
    address: str, values: dict[str, Any], refused: dict[str, list[str]], api: APIClient, interview: Interview
) -> None:
    before = every_row()
    send = api.post if address else api.patch
    assert refused_fields(send(f"{INTERVIEWS}{interview.pk}/{address}", values)) == refused
    assert every_row() == before


def test_what_has_been_or_will_not_be_is_planned_again(api: APIClient, interview: Interview) -> None:
    url = f"{INTERVIEWS}{interview.pk}/"
    assert api.post(f"{url}cancel/", {"note": "Ill"}).json()["state"] == "cancelled"
    assert api.post(f"{url}reopen/", {}).json()["state"] == "scheduled"
    api.post(f"{url}complete/", {"outcome": "failed", "feedback": "Kept"})
    reopened = api.post(f"{url}reopen/", {"note": "By mistake"}).json()
    assert (reopened["state"], reopened["outcome"], reopened["feedback"]) == ("scheduled", "", "Kept")
    assert [kind for kind, _ in entries(interview)] == ["scheduled", "cancelled", "reopened", "completed", "reopened"]


@pytest.mark.parametrize(
    ("state", "refused"),
    [
        ("scheduled", {"reopen"}),
        ("cancelled", {"move", "cancel", "complete"}),
        ("completed", {"move", "cancel", "complete"}),
    ],
)
def test_what_its_state_does_not_allow_is_a_conflict_that_shows_it(
    state: str, refused: set[str], api: APIClient, user: User, application: Application
) -> None:
    bodies = {"move": {"starts_at": "2026-12-24T10:00:00Z"}, "cancel": {}, "complete": {}, "reopen": {}}
    for name, body in bodies.items():
        interview = make_interview(user, application)
        Interview.objects.filter(pk=interview.pk).update(state=state)
        before = every_row()
        answer = api.post(f"{INTERVIEWS}{interview.pk}/{name}/", body)
        if name not in refused:
            assert answer.status_code == 200, name
            continue
        assert answer.status_code == 409, name
        error = error_of(answer)
        assert (error["code"], error["current"]["id"]) == (f"interview_{state}", interview.pk)
        assert every_row() == before


def test_a_change_leaves_times_state_and_outcome_as_they_are(api: APIClient, interview: Interview) -> None:
    url = f"{INTERVIEWS}{interview.pk}/"
    before = api.get(url).json()
    change = {"title": "Second round", "starts_at": "2030-01-01T00:00:00Z", "state": "cancelled", "outcome": "passed"}
    after = api.patch(url, {**change, "time_zone": "Europe/Berlin", "application": 1}).json()
    assert {name for name in before if before[name] != after[name]} == {"title", "updated_at"}
    assert entries(interview) == [("scheduled", "")]


def test_interviewers_are_replaced_and_those_in_the_trash_stay_out_of_sight(
    api: APIClient, user: User, interview: Interview
) -> None:
    url = f"{INTERVIEWS}{interview.pk}/"
    ada, grace, linus = (make_contact(user, name=name) for name in ("ada", "Grace", "Linus"))
    api.patch(url, {"interviewers": [linus.pk, grace.pk, ada.pk]})
    assert [contact["name"] for contact in api.get(url).json()["interviewers"]] == ["ada", "Grace", "Linus"]
    grace.trashed_at, grace.trashed_with = timezone.now(), interview.uid
    grace.save()
    assert refused_fields(api.patch(url, {"interviewers": [grace.pk]})) == {"interviewers.0": ["does_not_exist"]}
    shown = api.patch(url, {"interviewers": [ada.pk]}).json()["interviewers"]
    assert [contact["name"] for contact in shown] == ["ada"]
    grace.trashed_at = grace.trashed_with = None
    grace.save()
    assert [contact["name"] for contact in api.get(url).json()["interviewers"]] == ["ada", "Grace"]


def test_a_number_for_calendars_goes_up_with_each_change_that_they_show_and_no_other(user: User) -> None:
    interview = make_interview(user)
    pk, grace = interview.pk, make_contact(user)

    def after(act: Callable[..., object], **values: Any) -> int:
        act(actor=user, interview_id=pk, **values)
        sequence: int = Interview.objects.get(pk=pk).sequence
        return sequence

    assert interview.sequence == 0
    assert after(update_interview, changes={"preparation": "Read", "feedback": "x"}) == 0
    assert after(update_interview, changes={"title": "", "place": ""}) == 0
    assert after(update_interview, changes={"title": "Round 2"}) == 1
    assert after(update_interview, changes={"interviewers": [grace]}) == 2
    assert after(update_interview, changes={"interviewers": [grace]}) == 2
    assert after(move_interview, starts_at=DECEMBER) == 2
    assert after(move_interview, starts_at=DECEMBER + timedelta(hours=1)) == 3
    assert after(cancel_interview) == 4
    assert after(reopen_interview) == 5
    assert after(complete_interview) == 5
    assert after(reopen_interview) == 5
    assert after(delete_interview) == 6
    assert after(restore_interview) == 7


# --- With its application ---------------------------------------------------------------------------------------


def test_the_application_moves_along_where_that_is_asked_for_and_never_otherwise(
    api: APIClient, application: Application
) -> None:
    first = planned(api, application, move_to="interview", note="Invited").json()["id"]
    assert status_of(application) == "interview"
    second = planned(api, application).json()["id"]
    assert api.post(f"{INTERVIEWS}{second}/cancel/", {}).status_code == 200
    assert status_of(application) == "interview"
    assert api.post(f"{INTERVIEWS}{first}/complete/", {"outcome": "failed", "move_to": "rejected"}).status_code == 200
    assert status_of(application) == "rejected"
    newest = Application.objects.get(pk=application.pk).history.order_by("-pk").first()
    assert newest is not None
    assert newest.from_status == "interview"
    moved_to = InterviewChange.objects.filter(interview=first).order_by("pk").values_list("moved_to", flat=True)
    assert list(moved_to) == ["interview", "rejected"]


@pytest.mark.parametrize("action", ["", "cancel/", "complete/"])
def test_where_the_application_cannot_move_nothing_is_done(
    action: str, api: APIClient, user: User, application: Application, interview: Interview
) -> None:
    for move_to, code in (("applied", "status_unchanged"), ("interview", "application_closed")):
        before = every_row()
        if action:
            answer = api.post(f"{INTERVIEWS}{interview.pk}/{action}", {"move_to": move_to})
        else:
            answer = planned(api, application, move_to=move_to)
        assert answer.status_code == 409
        error = error_of(answer)
        assert (error["code"], error["current"]["id"]) == (code, application.pk)
        assert every_row() == before
        if code == "status_unchanged":
            move_application(actor=user, application_id=application.pk, status="rejected")


def test_it_is_out_of_sight_with_its_application_or_posting_and_comes_back_untouched(
    api: APIClient, user: User, application: Application, interview: Interview
) -> None:
    url = f"{INTERVIEWS}{interview.pk}/"
    trashed = make_interview(user, application)
    delete_interview(actor=user, interview_id=trashed.pk)
    before = list(Interview.objects.order_by("pk").values())

    def is_out_of_sight() -> bool:
        calendar = api.get("/api/v1/calendar/?from=2026-12-01&to=2026-12-01").json()["items"]
        lists = [api.get(INTERVIEWS).json()["results"], api.get(f"{INTERVIEWS}trash/").json()["results"], calendar]
        addresses = [url, f"{url}history/", f"{url}ics/", f"{INTERVIEWS}{trashed.pk}/"]
        assert api.post(f"{INTERVIEWS}{trashed.pk}/restore/").status_code == 404
        return not any(lists) and all(api.get(address).status_code == 404 for address in addresses)

    delete_application(actor=user, application_id=application.pk)
    assert is_out_of_sight()
    assert refused_fields(planned(api, application)) == {"application": ["does_not_exist"]}
    api.post(f"/api/v1/applications/{application.pk}/restore/")
    assert [row["id"] for row in api.get(INTERVIEWS).json()["results"]] == [interview.pk]
    delete_job(actor=user, job_id=application.job_id)
    assert is_out_of_sight()
    restore_job(actor=user, job_id=application.job_id)
    assert [row["id"] for row in api.get(INTERVIEWS).json()["results"]] == [interview.pk]
    assert [row["id"] for row in api.get(f"{INTERVIEWS}trash/").json()["results"]] == [trashed.pk]
    assert list(Interview.objects.order_by("pk").values()) == before


def test_it_stays_with_its_application_when_two_postings_are_merged(
    api: APIClient, user: User, application: Application, interview: Interview
) -> None:
    kept = JobFactory.create(owner=user, company="Kept")
    merge_jobs(actor=user, job_id=kept.pk, other_id=application.job_id, take=[])
    shown = api.get(f"{INTERVIEWS}{interview.pk}/").json()
    assert (shown["application"], shown["job"]["company"]) == (application.pk, "Kept")


def test_it_goes_with_its_application_for_good(user: User, application: Application, interview: Interview) -> None:
    delete_application(actor=user, application_id=application.pk)
    purge_application(actor=user, application_id=application.pk)
    assert not InterviewChange.objects.exists()
    assert not Interview.objects.exists()


# --- The trash --------------------------------------------------------------------------------------------------


def test_a_deleted_one_is_in_the_trash_and_comes_back(api: APIClient, interview: Interview) -> None:
    url = f"{INTERVIEWS}{interview.pk}/"
    assert api.delete(url).status_code == 204
    assert api.get(url).status_code == 404
    assert [row["id"] for row in api.get(f"{INTERVIEWS}trash/").json()["results"]] == [interview.pk]
    assert api.post(f"{url}move/", {"starts_at": "2026-12-24T10:00:00Z"}).status_code == 404
    assert api.post(f"{url}restore/").json()["trashed_at"] is None
    assert api.post(f"{url}restore/").status_code == 404
    assert api.get(url).status_code == 200


def test_after_thirty_days_it_is_gone(user: User, application: Application) -> None:
    with time_machine.travel(MARCH, tick=False):
        going = make_interview(user, application)
        delete_interview(actor=user, interview_id=going.pk)
    staying = make_interview(user, application)
    delete_interview(actor=user, interview_id=staying.pk)
    with time_machine.travel(MARCH + timedelta(days=30), tick=False):
        applications.tasks.purge_trash()
        assert Interview.objects.filter(pk=going.pk).exists()
    applications.tasks.purge_trash()
    assert list(Interview.objects.all()) == [staying]


# --- Lists ------------------------------------------------------------------------------------------------------


def test_a_list_is_narrowed_and_sorted(api: APIClient, user: User, application: Application) -> None:
    api.patch("/api/v1/profile/", {"time_zone": "Pacific/Auckland"})
    grace = make_contact(user)
    # The first of December in Auckland, and the second.
    first = make_interview(user, application, kind="phone", interviewers=[grace])
    second = make_interview(user, kind="panel", starts_at=DECEMBER + timedelta(hours=1), duration_minutes=30)
    third = make_interview(user, kind="final", starts_at=DECEMBER + timedelta(days=3))
    complete_interview(actor=user, interview_id=second.pk, outcome="passed")
    cancel_interview(actor=user, interview_id=third.pk)
    expected = {
        "": [third, second, first],
        "ordering=starts_at": [first, second, third],
        f"application={application.pk}": [first],
        "kind=phone&kind=final": [third, first],
        "state=completed": [second],
        "state=scheduled&state=cancelled": [third, first],
        "outcome=passed": [second],
        f"contact={grace.pk}": [first],
        "starts_from=2026-12-02": [third, second],
        "starts_to=2026-12-01": [first],
        "starts_from=2026-12-02&starts_to=2026-12-02": [second],
    }
    for query, rows in expected.items():
        shown = api.get(f"{INTERVIEWS}?{query}")
        assert [row["id"] for row in shown.json()["results"]] == [row.pk for row in rows], query


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("knd=phone", "knd", "unknown"),
        ("kind=duel", "kind", "invalid_choice"),
        ("starts_from=2026-12-02&starts_to=2026-12-01", "starts_from", "from_after_to"),
        ("contact=0", "contact", "min_value"),
        ("application=9223372036854775808", "application", "max_value"),
        ("ordering=kind", "ordering", "unknown"),
    ],
)
def test_a_filter_that_a_list_does_not_know_is_refused(query: str, field: str, code: str, api: APIClient) -> None:
    assert refused_fields(api.get(f"{INTERVIEWS}?{query}")) == {field: [code]}


def test_a_list_leaves_long_texts_in_the_database(api: APIClient, interview: Interview) -> None:
    with CaptureQueriesContext(connection) as captured:
        [row] = api.get(INTERVIEWS).json()["results"]
    assert not {"preparation", "feedback", "questions", "skill_ratings"} & set(row)
    sql = " ".join(query["sql"] for query in captured)
    assert '"preparation"' not in sql
    assert '"notes"' not in sql
    assert '"description"' not in sql


# --- Safely -----------------------------------------------------------------------------------------------------


def test_only_what_was_seen_is_changed(api: APIClient, interview: Interview) -> None:
    url = f"{INTERVIEWS}{interview.pk}/"
    stale = api.get(url).headers["ETag"]
    fresh = api.patch(url, {"title": "Changed"}, headers={"If-Match": stale}).headers["ETag"]
    bodies = {"move/": {"starts_at": "2026-12-24T10:00:00Z"}, "cancel/": {}, "complete/": {}, "reopen/": {}}
    before = every_row()
    answers = [api.post(f"{url}{name}", body, headers={"If-Match": stale}) for name, body in bodies.items()]
    answers += [
        api.patch(url, {"title": "x"}, headers={"If-Match": stale}),
        api.delete(url, headers={"If-Match": stale}),
    ]
    for answer in answers:
        assert (answer.status_code, answer.headers["ETag"]) == (412, fresh)
    assert every_row() == before
    assert api.post(f"{url}cancel/", {}, headers={"If-Match": fresh}).status_code == 200


def test_a_repeated_request_has_one_effect(api: APIClient, application: Application) -> None:
    body = {"application": application.pk, "kind": "video", "starts_at": "2026-12-01T10:00:00Z", "move_to": "interview"}
    first, second = (api.post(INTERVIEWS, body, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert Interview.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_a_move_and_a_cancellation_at_once_the_second_sees_the_first(user: User) -> None:
    application = make_application(user, ("applied", MARCH))
    interview = make_interview(user, application)

    def attempt(act: Callable[..., object], **values: Any) -> str:
        try:
            act(actor=user, interview_id=interview.pk, **values)
        except DomainError as refusal:
            return refusal.code
        return "done"

    outcomes = release_together(
        lambda: Application.objects.select_for_update().get(pk=application.pk),
        partial(attempt, cancel_interview),
        partial(attempt, complete_interview, outcome="passed"),
        partial(attempt, cancel_interview, move_to="withdrawn"),
    )
    assert outcomes.count("done") == 1
    assert {outcome for outcome in outcomes if outcome != "done"} <= {"interview_cancelled", "interview_completed"}
    assert InterviewChange.objects.filter(interview=interview).count() == 2


@pytest.mark.django_db(transaction=True)
def test_changes_of_different_fields_at_once_both_survive(user: User) -> None:
    application = make_application(user, ("applied", MARCH))
    interview = make_interview(user, application)
    changes: list[dict[str, Any]] = [{"title": "Changed"}, {"place": "Room 5"}, {"feedback": "Nice"}]
    release_together(
        lambda: Application.objects.select_for_update().get(pk=application.pk),
        *(partial(update_interview, actor=user, interview_id=interview.pk, changes=change) for change in changes),
        partial(move_interview, actor=user, interview_id=interview.pk, starts_at=DECEMBER + timedelta(days=1)),
    )
    interview.refresh_from_db()
    assert (interview.title, interview.place, interview.feedback) == ("Changed", "Room 5", "Nice")
    assert interview.starts_at == DECEMBER + timedelta(days=1)
    assert interview.sequence == 3


@pytest.mark.django_db(transaction=True)
def test_one_cannot_be_planned_for_an_application_that_is_on_its_way_to_the_trash(user: User) -> None:
    application = make_application(user, ("applied", MARCH))

    def plan() -> str:
        try:
            schedule_interview(actor=user, application=application, kind="phone", starts_at=DECEMBER)
        except InvalidInput as refusal:
            return str(refusal.fields["application"][0]["code"])
        return "done"

    def lock_and_delete() -> None:
        Application.objects.select_for_update().get(pk=application.pk)
        delete_application(actor=user, application_id=application.pk)

    assert release_together(lock_and_delete, plan) == ["does_not_exist"]
    assert not Interview.objects.exists()


# --- Constraints ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"ends_at": DECEMBER}, "interview_ends_after_it_starts"),
        ({"ends_at": DECEMBER + timedelta(days=31, seconds=1)}, "interview_ends_after_it_starts"),
        ({"kind": "duel"}, "interview_choices"),
        ({"state": "lost"}, "interview_choices"),
        ({"outcome": "won", "state": "completed"}, "interview_choices"),
        ({"outcome": "passed"}, "interview_outcome_of_a_completed_one"),
        ({"trashed_at": DECEMBER}, "interview_trashed_with_a_deletion"),
    ],
)
def test_the_database_refuses_what_must_not_be(changes: dict[str, Any], constraint: str, interview: Interview) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Interview.objects.filter(pk=interview.pk).update(**changes)


def test_the_database_refuses_a_history_that_must_not_be(interview: Interview) -> None:
    for changes in ({"kind": "lost"}, {"kind": "cancelled", "from_starts_at": DECEMBER}):
        with pytest.raises(IntegrityError, match="interview_change_kind"), transaction.atomic():
            InterviewChange.objects.filter(interview=interview).update(**changes)


def test_the_database_refuses_a_row_of_somebody_elses(user: User, other_user: User, interview: Interview) -> None:
    theirs = make_contact(other_user)
    interview.interviewers.add(theirs, through_defaults={"owner": user})
    with pytest.raises(IntegrityError, match="same_owner"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    Interviewer.objects.all().delete()


def test_a_service_refuses_what_is_not_planned(user: User, interview: Interview) -> None:
    cancel_interview(actor=user, interview_id=interview.pk)
    with pytest.raises(Conflict) as refused:
        cancel_interview(actor=user, interview_id=interview.pk)
    assert refused.value.current == interview
