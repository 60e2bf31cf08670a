"""Who may do what with applications and their histories."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from django.urls import reverse

from accounts.models import User
from applications.factories import make_application
from applications.models import Application
from applications.services.applications import delete_application
from jobs.factories import JobFactory
from jobtracker.testing.answers import error_of
from jobtracker.testing.matrix import (
    NO_SUCH_ID,
    Address,
    ClientOf,
    EndpointMatrix,
    ListMatrix,
    Operation,
    OwnedObjectMatrix,
    ReferenceMatrix,
    SelectionMatrix,
)

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


class TestApplicationBulkCreate(EndpointMatrix):
    """`/applications/bulk-create/`."""

    route = "application-bulk-create"
    operations = (Operation("post", 201, is_json_alone=True),)

    def body(self, method: str, owner: User) -> Any:
        """A new application to a posting of one's own."""
        return {"rows": [{"job": JobFactory.create(owner=owner).pk}]}

    def test_a_reference_to_somebody_elses_posting_answers_as_one_to_no_posting(
        self, user: User, other_user: User, client_of: ClientOf
    ) -> None:
        theirs = JobFactory.create(owner=other_user).pk
        client = client_of(user)
        answers = [client.post(reverse(self.route), {"rows": [{"job": job}]}) for job in (theirs, NO_SUCH_ID)]
        first, second = (error_of(answer)["items"] for answer in answers)
        assert first == second
        assert [(item["field"], item["code"]) for item in first] == [("job", "does_not_exist")]
        assert not Application.objects.exists()


class BulkMatrix(SelectionMatrix):
    """What is done with many applications."""

    operations = (Operation("post", is_json_alone=True),)

    def row(self, owner: User) -> int:
        """An application."""
        return applied(owner).pk


class TestApplicationBulkUpdate(BulkMatrix):
    """`/applications/bulk-update/`."""

    route = "application-bulk-update"
    change: ClassVar = {"changes": {"priority": "high"}}


class TestApplicationBulkMove(BulkMatrix):
    """`/applications/bulk-move/`."""

    route = "application-bulk-move"
    change: ClassVar = {"status": "interview"}


class TestApplicationBulkDelete(BulkMatrix):
    """`/applications/bulk-delete/`."""

    route = "application-bulk-delete"


class TrashedApplications(BulkMatrix):
    """What is done with many applications that are in the trash."""

    takes_filter = False

    def row(self, owner: User) -> int:
        """An application in the trash."""
        application_id = super().row(owner)
        delete_application(actor=owner, application_id=application_id)
        return application_id


class TestApplicationBulkRestore(TrashedApplications):
    """`/applications/bulk-restore/`."""

    route = "application-bulk-restore"


class TestApplicationBulkPurge(TrashedApplications):
    """`/applications/bulk-purge/`."""

    route = "application-bulk-purge"
