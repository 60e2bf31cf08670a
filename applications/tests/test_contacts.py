"""Contacts: what is kept of them, how they are found, what they have to do with, and their trash."""

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

import applications.tasks
from accounts.models import User
from accounts.services import delete_account
from applications.factories import make_application
from applications.models import Activity, Application, ApplicationContact, Contact, Interview, Interviewer
from applications.services.activities import delete_activity, log_activity
from applications.services.applications import delete_application, restore_application
from applications.services.contacts import create_contact, delete_contact, link_contact, purge_contact, restore_contact
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once

LIST = "/api/v1/contacts/"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def make(owner: User, **values: Any) -> Contact:
    """A contact of `owner`."""
    return create_contact(actor=owner, values={"name": "Ada", **values})


@pytest.fixture
def application(user: User) -> Application:
    """An application."""
    return make_application(user, ("applied", MONDAY))


def interview_of(application: Application, *contacts: Contact) -> Interview:
    """An interview with these people."""
    made = Interview.objects.create(
        owner=application.owner,
        application=application,
        kind="video",
        starts_at=MONDAY,
        ends_at=MONDAY + timedelta(hours=1),
        time_zone="UTC",
    )
    for contact in contacts:
        Interviewer.objects.create(owner=application.owner, interview=made, contact=contact)
    return made


def names(api: APIClient, query: str = "") -> list[str]:
    """Whom a list shows."""
    return [row["name"] for row in api.get(f"{LIST}{query}").json()["results"]]


def test_a_contact_is_kept_in_its_stored_form(api: APIClient) -> None:
    sent: dict[str, Any] = {
        "name": "  Ada Lovelace ",
        "role": "Recruiter",
        "company": " Gletscher & Söhne ",
        "email": "Ada@Example.ORG",
        "phone": "+41 44 000 00 00",
        "links": ["https://example.org/ada", "https://example.org/ada", "https://example.org/Ada"],
        "notes": " *Met* in March.\n<script>alert(1)</script> ",
    }
    answer = api.post(LIST, sent)
    assert answer.status_code == 201
    shown = answer.json()
    kept: dict[str, Any] = {"name": "Ada Lovelace", "company": "Gletscher & Söhne", "email": "ada@example.org"}
    kept |= {"links": ["https://example.org/ada", "https://example.org/Ada"]}
    kept |= {"applications": [], "interviews_count": 0, "last_activity_at": None, "trashed_at": None}
    assert {name: shown[name] for name in kept} == kept
    assert shown == api.get(f"{LIST}{shown['id']}/").json()
    assert shown["notes"].strip() == sent["notes"].strip()
    [listed] = api.get(LIST).json()["results"]
    assert listed == {name: shown[name] for name in shown if name != "notes"}


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"name": " "}, {"name": ["blank"]}),
        ({"name": None}, {"name": ["null"]}),
        ({"name": "x" * 201}, {"name": ["max_length"]}),
        ({"company": "x" * 201}, {"company": ["max_length"]}),
        ({"phone": "1" * 51}, {"phone": ["max_length"]}),
        ({"email": "ada at example"}, {"email": ["invalid"]}),
        ({"links": ["javascript:alert(1)"]}, {"links.0": ["invalid_url"]}),
        ({"links": ["https://example.org", "https://ada@example.org"]}, {"links.1": ["invalid_url"]}),
        ({"links": [f"https://example.org/{n}" for n in range(21)]}, {"links": ["max_length"]}),
        ({"links": ["https://example.org/" + "x" * 2048]}, {"links.0": ["max_length"]}),
        ({"links": "https://example.org"}, {"links": ["not_a_list"]}),
        ({"notes": "x" * 50_001}, {"notes": ["max_length"]}),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    values: dict[str, Any], refused: dict[str, list[str]], api: APIClient, user: User
) -> None:
    assert refused_fields(api.post(LIST, {"name": "Ada", **values})) == refused
    contact = make(user)
    assert refused_fields(api.patch(f"{LIST}{contact.pk}/", values)) == refused
    assert Contact.objects.get() == contact


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"name": ""}, "contact_has_a_name"),
        ({"email": "Ada@example.org"}, "contact_email_is_lower_case"),
        ({"links": ["x"] * 21}, "contact_links"),
    ],
)
def test_the_database_refuses_it_too(values: dict[str, Any], constraint: str, user: User) -> None:
    make(user)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Contact.objects.update(**values)


def test_a_change_changes_what_is_sent_and_nothing_that_has_changed_since(api: APIClient, user: User) -> None:
    contact = make(user, company="Inn", email="ada@example.org")
    address = f"{LIST}{contact.pk}/"
    seen = api.get(address).headers["ETag"]
    changed = api.patch(address, {"role": "Chef"}, headers={"If-Match": seen})
    assert changed.status_code == 200
    assert {"role": "Chef", "company": "Inn", "email": "ada@example.org"}.items() <= changed.json().items()
    stale = api.patch(address, {"role": "Cook"}, headers={"If-Match": seen})
    assert (stale.status_code, stale.headers["ETag"]) == (412, changed.headers["ETag"])
    assert api.delete(address, headers={"If-Match": seen}).status_code == 412
    assert api.get(address).json()["role"] == "Chef"


def test_a_link_is_made_and_undone_once_however_often_it_is_asked_for(
    api: APIClient, user: User, application: Application
) -> None:
    contact = make(user)
    other = make_application(user, ("applied", MONDAY))
    tags = []
    for action, to, linked in [
        ("link", application, [application.pk]),
        ("link", application, [application.pk]),
        ("link", other, [application.pk, other.pk]),
        ("unlink", application, [other.pk]),
        ("unlink", application, [other.pk]),
    ]:
        answer = api.post(f"{LIST}{contact.pk}/{action}/", {"application": to.pk})
        assert (answer.status_code, answer.json()["applications"]) == (200, linked)
        tags.append(answer.headers["ETag"])
    # What changes nothing leaves the tag as it was.
    assert [first == second for first, second in pairwise(tags)] == [True, False, False, True]
    stale = api.post(f"{LIST}{contact.pk}/link/", {"application": application.pk}, headers={"If-Match": tags[0]})
    assert stale.status_code == 412
    assert ApplicationContact.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_links_at_the_same_time_one_is_made(user: User) -> None:
    application, contact = make_application(user, ("applied", MONDAY)), make(user)
    link = partial(link_contact, actor=user, contact_id=contact.pk, application=application)
    linked = at_once(*[link] * 4)
    assert [one.application_ids for one in linked] == [[application.pk]] * 4
    assert ApplicationContact.objects.count() == 1


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("zo", ["Zoë"]),
        ("ZOE", ["Zoë"]),
        ("söhne", ["Zoë"]),
        ("sohne", ["Zoë"]),
        ("lead", ["Zoë"]),
        ("@inn", ["Bob"]),
        ("inn", ["Bob", "Cleo"]),
        ("inn bo", ["Bob"]),
        ("bo zo", []),
        ("b%b", []),
        ("100%", ["Cleo"]),
        ("_", []),
        ("theirs", []),
        ("met", []),
    ],
)
def test_a_search_finds_parts_of_words_of_the_short_texts(
    search: str, found: list[str], api: APIClient, user: User, other_user: User
) -> None:
    make(user, name="Zoë", company="Gletscher & Söhne", role="Team lead", notes="Met")
    make(user, name="Bob", email="bob@inn.example")
    make(user, name="Cleo", company="100% Inn")
    make(other_user, name="Theirs")
    rows = api.get(LIST, {"search": search}).json()["results"]
    assert [row["name"] for row in rows] == sorted(found)


def test_a_search_reads_the_index_of_its_own(api: APIClient, user: User) -> None:
    Contact.objects.bulk_create(Contact(owner=user, name=f"Person {n}", company="Engines") for n in range(3_000))
    make(user, company="Engines")
    with CaptureQueriesContext(connection) as captured:
        assert names(api, "?search=ada+engin") == ["Ada"]
    [asked] = [query["sql"] for query in captured if 'FROM "applications_contact"' in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE applications_contact")
        cursor.execute("EXPLAIN " + asked)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Bitmap Index Scan on contact_search" in plan


def test_filters_narrow_the_list(api: APIClient, user: User, application: Application, other_user: User) -> None:
    ada, bob = make(user, company="Gletscher"), make(user, name="Bob", company="inn")
    make(user, name="Cleo")
    link_contact(actor=user, contact_id=bob.pk, application=application)
    assert names(api, "?company=GLETSCHER") == ["Ada"]
    assert names(api, "?company=gletscher&company=INN") == ["Ada", "Bob"]
    assert names(api, "?company=glet") == []
    assert names(api, f"?application={application.pk}") == ["Bob"]
    assert names(api, f"?application={make_application(other_user, ('applied', MONDAY)).pk}") == []
    delete_application(actor=user, application_id=application.pk)
    assert names(api, f"?application={application.pk}") == []
    assert ada.pk


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("search=" + "+".join("x" * 21), "search"),
        ("search=" + "x" * 201, "search"),
        ("application=x", "application"),
        ("application=0", "application"),
        ("kompany=x", "kompany"),
        ("ordering=email", "ordering"),
    ],
)
def test_a_bad_filter_is_refused_by_its_name(query: str, field: str, api: APIClient) -> None:
    assert list(refused_fields(api.get(f"{LIST}?{query}"))) == [field]


def test_the_list_is_sorted_without_case_and_empty_companies_come_last(api: APIClient, user: User) -> None:
    for name, company in (("bob", "inn"), ("Ada", ""), ("Cleo", "Acme")):
        make(user, name=name, company=company)
    assert names(api) == ["Ada", "bob", "Cleo"]
    assert names(api, "?ordering=-name") == ["Cleo", "bob", "Ada"]
    assert names(api, "?ordering=company") == ["Cleo", "bob", "Ada"]
    assert names(api, "?ordering=-company") == ["bob", "Cleo", "Ada"]
    assert names(api, "?ordering=-created_at") == ["Cleo", "Ada", "bob"]
    first = api.get(f"{LIST}?ordering=company&page_size=2").json()
    assert [row["name"] for row in api.get(first["next"]).json()["results"]] == ["Ada"]


def test_what_is_in_the_trash_does_not_count(api: APIClient, user: User, application: Application) -> None:
    contact = make(user)
    link_contact(actor=user, contact_id=contact.pk, application=application)
    interview_of(application, contact)
    about = {"kind": "call", "contact": contact}
    log_activity(actor=user, values={**about, "occurred_at": MONDAY})
    log_activity(actor=user, values={**about, "application": application, "occurred_at": MONDAY + timedelta(days=1)})
    latest = log_activity(actor=user, values={**about, "occurred_at": MONDAY + timedelta(days=2)})

    def figures() -> tuple[list[int], int, str]:
        shown = api.get(f"{LIST}{contact.pk}/").json()
        assert api.get(LIST).json()["results"] == [{name: shown[name] for name in shown if name != "notes"}]
        return shown["applications"], shown["interviews_count"], shown["last_activity_at"][:10]

    assert figures() == ([application.pk], 1, "2026-03-04")
    delete_activity(actor=user, activity_id=latest.pk)
    assert figures() == ([application.pk], 1, "2026-03-03")
    delete_application(actor=user, application_id=application.pk)
    assert figures() == ([], 0, "2026-03-02")
    restore_application(actor=user, application_id=application.pk)
    assert figures() == ([application.pk], 1, "2026-03-03")
    Interview.objects.update(trashed_at=MONDAY, trashed_with="00000000-0000-0000-0000-000000000001")
    assert figures() == ([application.pk], 0, "2026-03-03")


def test_a_deleted_contact_is_out_of_sight_and_comes_back_to_where_it_was(
    api: APIClient, user: User, application: Application
) -> None:
    contact = make(user)
    link_contact(actor=user, contact_id=contact.pk, application=application)
    interview_of(application, contact)
    both = log_activity(actor=user, values={"kind": "call", "contact": contact, "application": application})
    alone = log_activity(actor=user, values={"kind": "note", "contact": contact, "body": "Likes gardens"})
    address, log = f"{LIST}{contact.pk}/", "/api/v1/activities/"
    before = api.get(address).json()

    assert api.delete(address).status_code == 204
    assert names(api) == []
    for missing in (address, f"{log}{alone.pk}/"):
        assert api.get(missing).status_code == 404
    assert api.post(f"{address}link/", {"application": application.pk}).status_code == 404
    assert api.post(log, {"kind": "call", "contact": contact.pk}).status_code == 400
    # What is about an application, too, stays; without the contact.
    [entry] = api.get(log).json()["results"]
    assert (entry["id"], entry["contact"], entry["application"]["id"]) == (both.pk, None, application.pk)
    assert api.get(f"{log}?contact={contact.pk}").json()["results"] == []
    assert [row["id"] for row in api.get(f"{LIST}trash/").json()["results"]] == [contact.pk]

    restored = api.post(f"{address}restore/").json()
    assert {**restored, "updated_at": ""} == {**before, "updated_at": ""}
    assert {row["id"]: row["contact"]["id"] for row in api.get(log).json()["results"]} == {
        both.pk: contact.pk,
        alone.pk: contact.pk,
    }
    assert api.post(f"{address}restore/").status_code == 404
    assert error_of(api.post(f"{address}purge/"))["code"] == "not_found"


def test_a_contact_that_is_purged_leaves_what_is_logged_of_applications(user: User, application: Application) -> None:
    contact = make(user)
    link_contact(actor=user, contact_id=contact.pk, application=application)
    interview = interview_of(application, contact)
    both = log_activity(actor=user, values={"kind": "call", "contact": contact, "application": application})
    log_activity(actor=user, values={"kind": "call", "contact": contact})
    delete_contact(actor=user, contact_id=contact.pk)
    purge_contact(actor=user, contact_id=contact.pk)
    assert not Contact.objects.exists()
    assert [(left.pk, left.contact_id) for left in Activity.objects.all()] == [(both.pk, None)]
    assert not ApplicationContact.objects.exists()
    assert list(interview.interviewers.all()) == []


def test_after_thirty_days_it_is_gone(user: User) -> None:
    with time_machine.travel("2026-11-01T12:00:00Z", tick=False) as clock:
        kept, gone = make(user), make(user)
        about = log_activity(actor=user, values={"kind": "call", "contact": gone, "occurred_at": timezone.now()})
        entry = log_activity(actor=user, values={"kind": "note", "body": "x", "occurred_at": timezone.now()})
        delete_contact(actor=user, contact_id=gone.pk)
        delete_activity(actor=user, activity_id=entry.pk)
        clock.shift(timedelta(days=30) - timedelta(seconds=1))
        applications.tasks.purge_trash()
        assert (Contact.objects.count(), Activity.objects.count()) == (2, 2)
        clock.shift(timedelta(seconds=2))
        applications.tasks.purge_trash()
    assert list(Contact.objects.all()) == [kept]
    assert not Activity.objects.filter(pk__in=[about.pk, entry.pk]).exists()


def test_nothing_of_it_outlives_the_account(user: User, application: Application) -> None:
    contact = make(user)
    link_contact(actor=user, contact_id=contact.pk, application=application)
    interview_of(application, contact)
    log_activity(actor=user, values={"kind": "call", "contact": contact})
    log_activity(actor=user, values={"kind": "call", "contact": contact, "application": application})
    delete_account(user=user)
    assert not any(model.objects.exists() for model in (Activity, ApplicationContact, Contact, Interviewer))


@pytest.mark.django_db(transaction=True)
def test_of_two_that_restore_it_one_does(user: User) -> None:
    contact = make(user)
    delete_contact(actor=user, contact_id=contact.pk)

    def restore() -> bool:
        try:
            restore_contact(actor=user, contact_id=contact.pk)
        except Http404:
            return False
        return True

    assert sorted(at_once(restore, restore)) == [False, True]
