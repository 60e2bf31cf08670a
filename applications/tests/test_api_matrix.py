"""Who may do what with applications and their histories."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from accounts.models import User
from applications.factories import make_application
from applications.models import Application
from applications.services import delete_application
from jobs.factories import JobFactory
from jobtracker.testing.matrix import Address, EndpointMatrix, ListMatrix, Operation, OwnedObjectMatrix, ReferenceMatrix

BEGINNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def applied(owner: User) -> Application:
    """An application that went from interested to applied."""
    return make_application(owner, ("interested", BEGINNING), ("applied", BEGINNING + timedelta(days=1)))


class TestApplicationList(ListMatrix, ReferenceMatrix):
    """`/applications/`."""

    route = "application-list"
    operations = (Operation("get"), Operation("post", 201))
    queries = 4
    references: ClassVar = {"job": lambda owner: JobFactory.create(owner=owner).pk}

    def body(self, method: str, owner: User) -> Any:
        """A new application to a posting of one's own."""
        return {"job": JobFactory.create(owner=owner).pk}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Applications, each to a posting of its own."""
        return {}, {applied(owner).pk for _ in range(count)}


class TestApplicationDetail(OwnedObjectMatrix):
    """`/applications/{id}/`."""

    route = "application-detail"
    operations = (Operation("get"), Operation("patch"), Operation("delete", 204))

    def address(self, owner: User) -> Address:
        """An open application."""
        return {"pk": applied(owner).pk}

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return {"notes": "Changed"}


class TestMove(OwnedObjectMatrix):
    """`/applications/{id}/move/`."""

    route = "application-move"
    operations = (Operation("post"),)

    def address(self, owner: User) -> Address:
        """An open application."""
        return {"pk": applied(owner).pk}

    def body(self, method: str, owner: User) -> Any:
        """A move."""
        return {"status": "interview"}


class TestReopen(OwnedObjectMatrix):
    """`/applications/{id}/reopen/`."""

    route = "application-reopen"
    operations = (Operation("post"),)

    def address(self, owner: User) -> Address:
        """A closed application."""
        steps = (("applied", BEGINNING), ("rejected", BEGINNING + timedelta(days=7)))
        return {"pk": make_application(owner, *steps).pk}

    def body(self, method: str, owner: User) -> Any:
        """Where to take it up."""
        return {"status": "interview"}


class TestStatusCounts(EndpointMatrix):
    """`/applications/status-counts/`."""

    route = "application-status-counts"
    operations = (Operation("get"),)


class TestHistoryList(ListMatrix, OwnedObjectMatrix):
    """`/applications/{id}/history/`."""

    route = "history-list"
    operations = (Operation("get"),)
    keys = ("application_pk",)
    queries = 5

    def address(self, owner: User) -> Address:
        """An application with a history."""
        return {"application_pk": applied(owner).pk}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """An application with so many entries, to and fro."""
        steps = [(("applied", "screening")[n % 2], BEGINNING + timedelta(hours=n)) for n in range(count)]
        application = make_application(owner, *steps)
        return {"application_pk": application.pk}, set(application.history.values_list("pk", flat=True))


class TestHistoryDetail(OwnedObjectMatrix):
    """`/applications/{id}/history/{id}/`."""

    route = "history-detail"
    operations = (Operation("patch"), Operation("delete", 204))
    keys = ("application_pk", "pk")

    def address(self, owner: User) -> Address:
        """The newest entry of a history."""
        application = applied(owner)
        assert application.last_change is not None
        return {"application_pk": application.pk, "pk": application.last_change}

    def body(self, method: str, owner: User) -> Any:
        """A correction."""
        return {"note": "Changed"}


class TestApplicationTrash(EndpointMatrix):
    """`/applications/trash/`."""

    route = "application-trash"
    operations = (Operation("get"),)


class TrashedApplication(OwnedObjectMatrix):
    """What is done with an application that is in the trash."""

    def address(self, owner: User) -> Address:
        """An application in the trash."""
        application = applied(owner)
        delete_application(actor=owner, application_id=application.pk)
        return {"pk": application.pk}


class TestApplicationRestore(TrashedApplication):
    """`/applications/{id}/restore/`."""

    route = "application-restore"
    operations = (Operation("post"),)


class TestApplicationPurge(TrashedApplication):
    """`/applications/{id}/purge/`."""

    route = "application-purge"
    operations = (Operation("post", 204),)
