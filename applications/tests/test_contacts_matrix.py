"""Who may do what with contacts, the log and timelines."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from accounts.models import User
from applications.factories import make_application
from applications.models import Activity, Application, Contact
from applications.services.activities import delete_activity, log_activity
from applications.services.contacts import create_contact, delete_contact, link_contact
from jobtracker.testing.matrix import Address, EndpointMatrix, ListMatrix, Operation, OwnedObjectMatrix, ReferenceMatrix

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def applied(owner: User) -> Application:
    """An application."""
    return make_application(owner, ("applied", MONDAY))


def contact_of(owner: User) -> Contact:
    """A contact."""
    return create_contact(actor=owner, values={"name": "Ada", "company": "Engines", "notes": "Met in March"})


def linked(owner: User) -> Contact:
    """A contact that has to do with an application and is in the log."""
    contact, application = contact_of(owner), applied(owner)
    log_activity(actor=owner, values={"kind": "call", "contact": contact, "application": application})
    return link_contact(actor=owner, contact_id=contact.pk, application=application)


def logged(owner: User) -> Activity:
    """An entry of the log about an application and a contact."""
    values = {"kind": "email", "direction": "in", "contact": contact_of(owner), "application": applied(owner)}
    return log_activity(actor=owner, values={**values, "body": "They liked the CV."})


class TestContactList(ListMatrix):
    """`/contacts/`."""

    route = "contact-list"
    operations = (Operation("get"), Operation("post", 201))
    queries = 4

    def body(self, method: str, owner: User) -> Any:
        """A new contact."""
        return {"name": "Ada", "email": "ada@example.org", "links": ["https://example.org/ada"]}

    def form_body(self, method: str, owner: User) -> Any:
        """The same, a link on each line."""
        return {"name": "Ada", "email": "ada@example.org", "links": "https://example.org/ada"}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Contacts, each with an application and a call."""
        return {}, {linked(owner).pk for _ in range(count)}


class ContactMatrix(OwnedObjectMatrix):
    """What is done with one contact."""

    def address(self, owner: User) -> Address:
        """A contact."""
        return {"pk": contact_of(owner).pk}


class TestContactDetail(ContactMatrix):
    """`/contacts/{id}/`."""

    route = "contact-detail"
    operations = (Operation("get"), Operation("patch"), Operation("delete", 204))

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return {"notes": "Changed"}


class LinkMatrix(ContactMatrix, ReferenceMatrix):
    """What joins a contact and an application."""

    operations = (Operation("post"),)
    references: ClassVar = {"application": lambda owner: applied(owner).pk}

    def body(self, method: str, owner: User) -> Any:
        """An application of one's own."""
        return {"application": applied(owner).pk}


class TestContactLink(LinkMatrix):
    """`/contacts/{id}/link/`."""

    route = "contact-link"


class TestContactUnlink(LinkMatrix):
    """`/contacts/{id}/unlink/`."""

    route = "contact-unlink"


class TestContactTrash(EndpointMatrix):
    """`/contacts/trash/`."""

    route = "contact-trash"
    operations = (Operation("get"),)


class TrashedContact(OwnedObjectMatrix):
    """What is done with a contact in the trash."""

    def address(self, owner: User) -> Address:
        """A contact in the trash."""
        contact = linked(owner)
        delete_contact(actor=owner, contact_id=contact.pk)
        return {"pk": contact.pk}


class TestContactRestore(TrashedContact):
    """`/contacts/{id}/restore/`."""

    route = "contact-restore"
    operations = (Operation("post"),)


class TestContactPurge(TrashedContact):
    """`/contacts/{id}/purge/`."""

    route = "contact-purge"
    operations = (Operation("post", 204),)


class TestActivityList(ListMatrix, ReferenceMatrix):
    """`/activities/`."""

    route = "activity-list"
    operations = (Operation("get"), Operation("post", 201))
    queries = 4
    references: ClassVar = {
        "application": lambda owner: applied(owner).pk,
        "contact": lambda owner: contact_of(owner).pk,
    }

    def body(self, method: str, owner: User) -> Any:
        """A call."""
        return {"application": applied(owner).pk, "contact": contact_of(owner).pk, "kind": "call", "direction": "out"}

    def form_body(self, method: str, owner: User) -> Any:
        """The same, with the time that a form asks for."""
        return self.body(method, owner) | {"occurred_at": MONDAY.isoformat()}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Entries, each about an application and a contact of its own."""
        return {}, {logged(owner).pk for _ in range(count)}


class TestActivityDetail(OwnedObjectMatrix, ReferenceMatrix):
    """`/activities/{id}/`."""

    route = "activity-detail"
    operations = (Operation("get"), Operation("patch"), Operation("delete", 204))
    referring_method = "patch"
    references: ClassVar = TestActivityList.references

    def address(self, owner: User) -> Address:
        """An entry."""
        return {"pk": logged(owner).pk}

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return {"body": "Changed"}


class TestActivityTrash(EndpointMatrix):
    """`/activities/trash/`."""

    route = "activity-trash"
    operations = (Operation("get"),)


class TrashedActivity(OwnedObjectMatrix):
    """What is done with an entry in the trash."""

    def address(self, owner: User) -> Address:
        """An entry in the trash."""
        activity = logged(owner)
        delete_activity(actor=owner, activity_id=activity.pk)
        return {"pk": activity.pk}


class TestActivityRestore(TrashedActivity):
    """`/activities/{id}/restore/`."""

    route = "activity-restore"
    operations = (Operation("post"),)


class TestActivityPurge(TrashedActivity):
    """`/activities/{id}/purge/`."""

    route = "activity-purge"
    operations = (Operation("post", 204),)


class TestTimeline(ListMatrix, OwnedObjectMatrix):
    """`/applications/{id}/timeline/`."""

    route = "timeline-list"
    operations = (Operation("get"),)
    keys = ("application_pk",)
    # The session, the person, their data's version, the application, the page, and its rows of one type.
    queries = 6

    def address(self, owner: User) -> Address:
        """An application."""
        return {"application_pk": applied(owner).pk}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """An application with so many moves, to and fro."""
        steps = [(("applied", "screening")[n % 2], MONDAY + timedelta(hours=n)) for n in range(count)]
        application = make_application(owner, *steps)
        return {"application_pk": application.pk}, set(application.history.values_list("pk", flat=True))
