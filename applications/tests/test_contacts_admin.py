"""The administration pages of contacts and the log: what they change, they change as its owner does."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.factories import UserFactory
from accounts.models import User
from applications.factories import make_application
from applications.models import Activity, Contact
from applications.services.activities import log_activity
from applications.services.applications import delete_application
from applications.services.contacts import create_contact
from jobtracker.testing.forms import form_of

CONTACTS, LOG = "/admin/applications/contact/", "/admin/applications/activity/"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    """A browser of an administrator."""
    client.force_login(UserFactory.create(is_staff=True, is_superuser=True))
    return client


def submit(staff: Client, address: str, having: str, **changes: str) -> str:
    """Send the form of a page, filled in as it comes but for the changes; what is wrong with it, if anything."""
    form = form_of(staff.get(address).content.decode(), "post", having=having)
    answer = staff.post(address, form | changes)
    if answer.status_code == 302:
        return ""
    return str(answer.context["errors"])


def test_a_contact_is_corrected_and_deleted_as_by_its_owner(staff: Client, user: User) -> None:
    links = ["https://example.org/a,b"]
    contact = create_contact(actor=user, values={"name": "Ada", "email": "ada@example.org", "links": links})
    page = f"{CONTACTS}{contact.pk}/change/"
    assert submit(staff, page, "name", email="Ada.Winter@Example.org") == ""
    contact.refresh_from_db()
    assert (contact.name, contact.email, contact.links, contact.owner) == (
        "Ada",
        "ada.winter@example.org",
        links,
        user,
    )
    assert "required" in submit(staff, page, "name", name="")
    assert staff.post(f"{CONTACTS}{contact.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Contact.objects.in_trash_of(user)) == [contact]
    assert staff.get(page).status_code == 302  # nothing is there to see


def test_an_entry_of_the_log_is_corrected_and_deleted_as_by_its_owner(staff: Client, user: User) -> None:
    entry = log_activity(actor=user, values={"kind": "call", "direction": "in", "body": "x", "occurred_at": MONDAY})
    page = f"{LOG}{entry.pk}/change/"
    assert submit(staff, page, "body", body="y") == ""
    entry.refresh_from_db()
    assert (entry.body, entry.direction, entry.occurred_at) == ("y", "in", MONDAY)
    assert "A note has no direction" in submit(staff, page, "body", kind="note")
    body = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    assert staff.post(LOG, body).status_code == 302
    assert list(Activity.objects.in_trash_of(user)) == [entry]


def test_the_lists_find_and_leave_out_what_is_in_the_trash(staff: Client, user: User) -> None:
    application = make_application(user, ("applied", MONDAY))
    for name in ("Ada", "Bob"):
        contact = create_contact(actor=user, values={"name": name})
        log_activity(actor=user, values={"kind": "call", "contact": contact, "application": application})
    assert "1 contact" in staff.get(CONTACTS, {"q": "Ada"}).content.decode()
    assert "1 activity" in staff.get(LOG, {"q": "Ada"}).content.decode()
    delete_application(actor=user, application_id=application.pk)
    assert "0 activities" in staff.get(LOG).content.decode()
