"""Applications and documents for tests: made by the services, with their histories and files."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from applications.board import Board, board_of
from applications.models import Application, ChangeOrigin, Contact, Document, DocumentVersion, Interview
from applications.services.applications import NewApplication, Step, record_applications
from applications.services.documents import add_version, create_document
from applications.services.files import Upload, check_upload
from applications.services.interviews import schedule_interview
from applications.services.stages import replace_board
from jobs.factories import JobFactory
from jobs.models import Job


def make_application(owner: User, *steps: tuple[str, datetime], job: Job | None = None) -> Application:
    """An application of `owner` that went through these steps."""
    new = NewApplication(job=job or JobFactory.create(owner=owner), steps=[Step(*step) for step in steps])
    return record_applications(actor=owner, new=[new], origin=ChangeOrigin.USER)[0]


_texts = count(1)


def make_upload(content: bytes = b"", name: str = "cv") -> Upload:
    """A file as it comes in; a text of its own unless its content is given."""
    return check_upload(SimpleUploadedFile(name, content or f"Text {next(_texts)}".encode()))


def make_document(owner: User, content: bytes = b"", *, title: str = "CV", name: str = "cv") -> Document:
    """A document of `owner` with one version."""
    return create_document(actor=owner, title=title, kind="cv", upload=make_upload(content, name))


def make_version(document: Document, content: bytes = b"", name: str = "cv") -> DocumentVersion:
    """One more version of a document."""
    return add_version(actor=document.owner, document_id=document.pk, upload=make_upload(content, name))


def make_contact(owner: User, **values: Any) -> Contact:
    """Somebody whom `owner` knows."""
    return Contact.objects.create(owner=owner, **{"name": "Grace Hopper", **values})


def make_interview(owner: User, application: Application | None = None, **values: Any) -> Interview:
    """A planned interview of `owner`, by the service."""
    if application is None:
        application = make_application(owner, ("applied", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)))
    usual = {"kind": "technical", "starts_at": datetime(2026, 12, 1, 10, 0, tzinfo=UTC)}
    return schedule_interview(actor=owner, application=application, **{**usual, **values})


def make_board(owner: User, *more: tuple[str, str]) -> Board:
    """A board of `owner` with the default columns, and after these some more: name and status of each."""
    stages = [
        {"id": None, "name": stage.name, "status": stage.status, "color": stage.color}
        for stage in board_of(owner).stages
    ]
    stages += [{"id": None, "name": name, "status": status, "color": "#123456"} for name, status in more]
    return replace_board(actor=owner, stages=stages)
