"""The log: what may be entered, how it is found, and its trash."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application
from applications.models import Activity, Application, Contact
from applications.services.activities import delete_activity, log_activity, restore_activity, update_activity
from applications.services.applications import delete_application
from applications.services.contacts import create_contact
from jobs.factories import JobFactory
from jobs.merging import merge_jobs
from jobs.services import delete_job, restore_job
from jobtracker.preconditions import Stale, etag_of
from jobtracker.testing.answers import refused_fields
from jobtracker.testing.concurrency import at_once

LIST, APPLICATIONS = "/api/v1/activities/", "/api/v1/applications/"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(user: User) -> Application:
    """An application."""
    return make_application(user, ("applied", MONDAY), job=JobFactory.create(owner=user, title="Cook", company="Inn"))


@pytest.fixture
def contact(user: User) -> Contact:
    """A contact."""
    return create_contact(actor=user, values={"name": "Ada", "role": "Chef", "company": "Inn"})


def note(owner: User, **values: Any) -> Activity:
    """A note."""
    return log_activity(actor=owner, values={"kind": "note", "body": "x", **values})


def ids(api: APIClient, query: str = "", address: str = LIST) -> list[int]:
    """Which rows a list shows."""
    return [row["id"] for row in api.get(f"{address}{query}").json()["results"]]


def test_a_touch_says_with_whom_about_what_who_began_and_when(
    api: APIClient, application: Application, contact: Contact
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        made = api.post(
            LIST,
            {
                "kind": "call",
                "direction": "in",
                "application": application.pk,
                "contact": contact.pk,
                "body": "**They** like it.\n\n<b>",
            },
        )
    assert made.status_code == 201
    shown = made.json()
    assert shown == {
        "id": shown["id"],
        "kind": "call",
        "direction": "in",
        "application": {
            "id": application.pk,
            "status": "applied",
            "job": application.job_id,
            "title": "Cook",
            "company": "Inn",
        },
        "contact": {"id": contact.pk, "name": "Ada", "role": "Chef", "company": "Inn"},
        "occurred_at": "2026-03-02T09:00:00Z",
        "body": "**They** like it.\n\n<b>",
        "created_at": "2026-03-02T09:00:00Z",
        "updated_at": "2026-03-02T09:00:00Z",
        "trashed_at": None,
    }
    assert api.get(f"{LIST}{shown['id']}/").json() == shown
    assert api.get(LIST).json()["results"] == [shown]


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"kind": "letter"}, {"kind": ["invalid_choice"]}),
        ({"direction": "up"}, {"direction": ["invalid_choice"]}),
        ({"direction": "out"}, {"direction": ["note_has_direction"]}),
        ({"body": ""}, {"body": ["required"]}),
        ({"body": " \n "}, {"body": ["required"]}),
        ({"body": "x" * 50_001}, {"body": ["max_length"]}),
        ({"body": "a\0b"}, {"body": ["null_characters_not_allowed"]}),
        ({"occurred_at": "2026-03-02T09:02:01Z"}, {"occurred_at": ["in_future"]}),
        ({"occurred_at": "1969-12-31T23:59:59Z"}, {"occurred_at": ["too_early"]}),
        ({"occurred_at": "yesterday"}, {"occurred_at": ["invalid"]}),
        ({"application": 1.5}, {"application": ["incorrect_type"]}),
    ],
)
@time_machine.travel(MONDAY, tick=False)
def test_what_cannot_be_is_refused_by_its_field(
    values: dict[str, Any], refused: dict[str, list[str]], api: APIClient, user: User
) -> None:
    assert refused_fields(api.post(LIST, {"kind": "note", "body": "x", **values})) == refused
    entry = note(user)
    assert refused_fields(api.patch(f"{LIST}{entry.pk}/", values)) == refused
    assert [(left.pk, left.body) for left in Activity.objects.all()] == [(entry.pk, "x")]


def test_a_clock_may_be_a_little_ahead_and_a_text_as_long_as_it_may_be(api: APIClient) -> None:
    with time_machine.travel(MONDAY, tick=False):
        longest = {"kind": "note", "body": "x" * 50_000, "occurred_at": "2026-03-02T09:02:00Z"}
        assert api.post(LIST, longest).status_code == 201


def test_an_entry_needs_a_kind(api: APIClient) -> None:
    assert refused_fields(api.post(LIST, {"body": "x"})) == {"kind": ["required"]}


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "letter"}, "activity_choices"),
        ({"direction": "up"}, "activity_choices"),
        ({"direction": "in"}, "activity_choices"),
        ({"body": "x" * 50_001}, "activity_body_length"),
        ({"trashed_at": MONDAY}, "activity_trashed_with_a_deletion"),
    ],
)
def test_the_database_refuses_it_too(values: dict[str, Any], constraint: str, user: User) -> None:
    note(user)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Activity.objects.update(**values)


def test_a_change_changes_what_is_sent_and_nothing_that_has_changed_since(
    api: APIClient, user: User, application: Application, contact: Contact
) -> None:
    entry = log_activity(
        actor=user, values={"kind": "call", "direction": "in", "contact": contact, "application": application}
    )
    address = f"{LIST}{entry.pk}/"
    seen = api.get(address).headers["ETag"]
    changed = api.patch(address, {"body": "Long", "occurred_at": "2026-03-01T00:00:00+01:00"})
    assert changed.json().items() >= {"body": "Long", "direction": "in", "occurred_at": "2026-02-28T23:00:00Z"}.items()
    assert api.patch(address, {"body": "Short"}, headers={"If-Match": seen}).status_code == 412
    assert refused_fields(api.patch(address, {"kind": "note"})) == {"direction": ["note_has_direction"]}
    turned = api.patch(address, {"kind": "note", "direction": "", "contact": None})
    assert (turned.json()["kind"], turned.json()["contact"]) == ("note", None)
    assert turned.headers["ETag"] == api.get(address).headers["ETag"] != changed.headers["ETag"]
    # Nothing would be left that it says.
    emptied = api.patch(address, {"application": None, "body": ""})
    assert refused_fields(emptied) == {"body": ["required"]}
    assert api.get(address).json()["application"]["id"] == application.pk


def test_the_same_request_with_its_key_is_entered_once(api: APIClient) -> None:
    answers = [
        api.post(LIST, {"kind": "note", "body": "x"}, headers={"Idempotency-Key": "the-key"}).json() for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert Activity.objects.count() == 1


def test_the_log_is_sorted_by_when_things_happened_and_narrowed_by_what_they_are(
    api: APIClient, user: User, application: Application, contact: Contact
) -> None:
    user.time_zone = "Pacific/Auckland"  # where a day of March begins at 11 o'clock UTC of the day before
    user.save()
    late = note(user, occurred_at=datetime(2026, 3, 2, 11, tzinfo=UTC))
    early = log_activity(
        actor=user, values={"kind": "email", "direction": "out", "contact": contact, "occurred_at": MONDAY}
    )
    between = log_activity(
        actor=user,
        values={
            "kind": "call",
            "direction": "in",
            "application": application,
            "occurred_at": MONDAY + timedelta(hours=1),
        },
    )
    assert ids(api) == [late.pk, between.pk, early.pk]
    assert ids(api, "?ordering=occurred_at") == [early.pk, between.pk, late.pk]
    assert ids(api, "?ordering=-created_at") == [between.pk, early.pk, late.pk]
    for query, found in {
        "kind=email": [early],
        "kind=email&kind=note": [late, early],
        "direction=in": [between],
        f"application={application.pk}": [between],
        f"contact={contact.pk}": [early],
        "occurred_from=2026-03-03": [late],
        "occurred_to=2026-03-02": [between, early],
    }.items():
        assert ids(api, f"?{query}") == [entry.pk for entry in found], query
    for query, field in {
        "kind=letter": "kind",
        "direction=up": "direction",
        "contact=x": "contact",
        "occurred_from=2026-03-03&occurred_to=2026-03-02": "occurred_from",
        "search=x": "search",
        "ordering=body": "ordering",
    }.items():
        assert list(refused_fields(api.get(f"{LIST}?{query}"))) == [field]


def test_the_log_of_an_application_is_out_of_sight_with_it(
    api: APIClient, user: User, application: Application
) -> None:
    entry, deleted, other = note(user, application=application), note(user, application=application), note(user)
    delete_activity(actor=user, activity_id=deleted.pk)
    delete_job(actor=user, job_id=application.job_id)
    assert ids(api) == [other.pk]
    assert ids(api, "trash/") == []
    assert api.get(f"{LIST}{entry.pk}/").status_code == 404
    assert api.patch(f"{LIST}{entry.pk}/", {"body": "y"}).status_code == 404
    assert api.post(f"{LIST}{deleted.pk}/restore/").status_code == 404
    into_trash = api.post(LIST, {"kind": "call", "application": application.pk})
    assert refused_fields(into_trash) == {"application": ["does_not_exist"]}
    restore_job(actor=user, job_id=application.job_id)
    assert ids(api) == [other.pk, entry.pk]
    assert ids(api, "trash/") == [deleted.pk]
    delete_application(actor=user, application_id=application.pk)
    assert ids(api) == [other.pk]


def test_the_log_stays_with_its_application_when_two_postings_become_one(
    api: APIClient, user: User, application: Application
) -> None:
    entry = note(user, application=application)
    kept = JobFactory.create(owner=user, title="Chef")
    merge_jobs(actor=user, job_id=kept.pk, other_id=application.job_id, take=set())
    [shown] = api.get(f"{LIST}?application={application.pk}").json()["results"]
    assert (shown["id"], shown["application"]["job"], shown["application"]["title"]) == (entry.pk, kept.pk, "Chef")


def test_a_deleted_entry_comes_back_as_it_was(api: APIClient, user: User, application: Application) -> None:
    entry = note(user, application=application)
    before = api.get(f"{LIST}{entry.pk}/").json()
    assert api.delete(f"{LIST}{entry.pk}/").status_code == 204
    assert ids(api) == []
    assert ids(api, "trash/") == [entry.pk]
    after = api.post(f"{LIST}{entry.pk}/restore/").json()
    assert {**after, "updated_at": ""} == {**before, "updated_at": ""}
    api.delete(f"{LIST}{entry.pk}/")
    assert api.post(f"{LIST}{entry.pk}/purge/").status_code == 204
    assert not Activity.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_changes_of_the_same_state_at_the_same_time_one_is_made(user: User) -> None:
    entry = note(user)

    def change(body: str) -> bool:
        try:
            update_activity(actor=user, activity_id=entry.pk, changes={"body": body}, if_match=etag_of(entry))
        except Stale:
            return False
        return True

    made = at_once(*(partial(change, body) for body in "abcd"))
    assert sorted(made) == [False, False, False, True]
    entry.refresh_from_db()
    assert entry.body == "abcd"[made.index(True)]


@pytest.mark.usefixtures("reads_of_search")
@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("gardens", ["a"]),
        ("garden", ["a"]),
        ("gardens cook", ["a"]),  # one word in the log, one in the posting
        ("gardens phoned", ["a"]),  # one in the log, one in the notes
        ('"likes gardens"', ["a"]),
        ("cook -gardens", ["b"]),
        ("gardens OR cook", ["a", "b"]),
        ("deleted", []),
        ("nowhere", []),
        ("theirs", []),
    ],
)
def test_a_search_of_applications_looks_into_their_logs(
    search: str, found: list[str], api: APIClient, user: User, other_user: User
) -> None:
    letters = {}
    for letter in "ab":
        job = JobFactory.create(owner=user, title="Cook", company="Inn")
        made = make_application(user, ("applied", MONDAY), job=job)
        letters[made.pk] = letter
        if letter == "a":
            Application.objects.filter(pk=made.pk).update(notes="Phoned")
            note(user, application=made, body="Ada likes _gardens_.")
            note(user, application=made, body="Ada has a garden")
            delete_activity(actor=user, activity_id=note(user, application=made, body="deleted").pk)
    note(user, body="nowhere")
    note(other_user, application=make_application(other_user, ("applied", MONDAY)), body="theirs")
    rows = api.get(APPLICATIONS, {"search": search}).json()["results"]
    assert sorted(letters[row["id"]] for row in rows) == found


def test_what_comes_back_is_found_again(api: APIClient, user: User, application: Application) -> None:
    entry = note(user, application=application, body="gardens")
    for is_there in (True, False, True):
        assert ids(api, "?search=gardens", APPLICATIONS) == [application.pk] * is_there
        if is_there and entry.trashed_at is None:
            delete_activity(actor=user, activity_id=entry.pk)
            entry.trashed_at = MONDAY
        elif not is_there:
            restore_activity(actor=user, activity_id=entry.pk)
