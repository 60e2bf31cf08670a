"""Who may do what with documents, their versions, and what went with applications."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from applications.factories import make_application, make_document, make_version
from applications.models import Application, DocumentVersion
from applications.services.documents import attach_version, delete_document
from applications.tests.contents import PDF
from jobtracker.testing.matrix import (
    HTML,
    Address,
    ClientOf,
    EndpointMatrix,
    ListMatrix,
    Operation,
    OwnedObjectMatrix,
    Person,
    ReferenceMatrix,
)


def upload() -> SimpleUploadedFile:
    """A file that is taken."""
    return SimpleUploadedFile("cv.pdf", PDF)


def version_of(owner: User) -> DocumentVersion:
    """The only version of a document."""
    return make_document(owner).versions.get()


def applied(owner: User) -> Application:
    """An application."""
    return make_application(owner, ("applied", datetime(2026, 3, 2, tzinfo=UTC)))


class TestDocumentList(ListMatrix):
    """`/documents/`."""

    route = "document-list"
    operations = (Operation("get"), Operation("post", 201, format="multipart"))
    queries = 6

    def body(self, method: str, owner: User) -> Any:
        """A new document."""
        return {"title": "CV", "kind": "cv", "file": upload()}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Documents, each with a version of its own."""
        return {}, {make_document(owner).pk for _ in range(count)}


class TestDocumentDetail(OwnedObjectMatrix):
    """`/documents/{id}/`."""

    route = "document-detail"
    operations = (Operation("get"), Operation("patch"), Operation("delete", 204))

    def address(self, owner: User) -> Address:
        """A document."""
        return {"pk": make_document(owner).pk}

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return {"title": "Changed"}


class TestDocumentUsage(EndpointMatrix):
    """`/documents/usage/`."""

    route = "document-usage"
    operations = (Operation("get"),)


class TestDocumentTrash(EndpointMatrix):
    """`/documents/trash/`."""

    route = "document-trash"
    operations = (Operation("get"),)


class TrashedDocument(OwnedObjectMatrix):
    """What is done with a document that is in the trash."""

    def address(self, owner: User) -> Address:
        """A document in the trash."""
        document = make_document(owner)
        delete_document(actor=owner, document_id=document.pk)
        return {"pk": document.pk}


class TestDocumentRestore(TrashedDocument):
    """`/documents/{id}/restore/`."""

    route = "document-restore"
    operations = (Operation("post"),)


class TestDocumentPurge(TrashedDocument):
    """`/documents/{id}/purge/`."""

    route = "document-purge"
    operations = (Operation("post", 204),)


class TestVersionsOfDocument(ListMatrix, OwnedObjectMatrix):
    """`/documents/{id}/versions/`."""

    route = "document-versions-list"
    operations = (Operation("get"), Operation("post", 201, format="multipart"))
    keys = ("document_pk",)
    queries = 6

    def address(self, owner: User) -> Address:
        """A document."""
        return {"document_pk": make_document(owner).pk}

    def body(self, method: str, owner: User) -> Any:
        """A file."""
        return {"file": upload()}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Versions of one document, each gone with an application."""
        document = make_document(owner)
        versions = [document.versions.get(), *(make_version(document) for _ in range(count - 1))]
        for version in versions:
            attach_version(actor=owner, application_id=applied(owner).pk, version_id=version.pk)
        return {"document_pk": document.pk}, {version.pk for version in versions}


class TestDocumentVersion(OwnedObjectMatrix):
    """`/document-versions/{id}/`."""

    route = "document-version-detail"
    operations = (Operation("get"), Operation("delete", 204))

    def address(self, owner: User) -> Address:
        """One of two versions of a document."""
        document = make_document(owner)
        make_version(document)
        return {"pk": document.versions.get(number=1).pk}


class TestDownload(OwnedObjectMatrix):
    """`/document-versions/{id}/download/`."""

    route = "document-version-download"
    operations = (Operation("get"),)

    def address(self, owner: User) -> Address:
        """A version."""
        return {"pk": version_of(owner).pk}

    def test_its_browsable_page_renders(self, user: Person, client_of: ClientOf) -> None:
        """There is none: a browser gets the file, as a file."""
        response = client_of(user).get(reverse(self.route, kwargs=self.address(user)), headers=HTML)
        assert response.headers["Content-Disposition"].startswith("attachment;")


class TestDocumentsOfApplication(ListMatrix, OwnedObjectMatrix, ReferenceMatrix):
    """`/applications/{id}/documents/`."""

    route = "application-documents-list"
    operations = (Operation("get"), Operation("post", 201))
    keys = ("application_pk",)
    references: ClassVar = {"version": lambda owner: version_of(owner).pk}
    queries = 5

    def address(self, owner: User) -> Address:
        """An application."""
        return {"application_pk": applied(owner).pk}

    def body(self, method: str, owner: User) -> Any:
        """A version of one's own."""
        return {"version": version_of(owner).pk}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """An application that so many documents went with."""
        application = applied(owner)
        uses = [
            attach_version(actor=owner, application_id=application.pk, version_id=version_of(owner).pk)[0]
            for _ in range(count)
        ]
        return {"application_pk": application.pk}, {use.pk for use in uses}


class TestDocumentOfApplication(OwnedObjectMatrix):
    """`/applications/{id}/documents/{id}/`."""

    route = "application-documents-detail"
    operations = (Operation("delete", 204),)
    keys = ("application_pk", "version_pk")

    def address(self, owner: User) -> Address:
        """A version that went with an application."""
        application, version = applied(owner), version_of(owner)
        attach_version(actor=owner, application_id=application.pk, version_id=version.pk)
        return {"application_pk": application.pk, "version_pk": version.pk}
