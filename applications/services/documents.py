"""Writes of documents, their versions, and what went with which application: one function is one transaction.

Whoever adds or removes a version or a use of a document holds its row lock; where an application's is needed, too, that
comes first, and the lock of its owner's files last.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404

from accounts.models import User
from applications.models import Application, ApplicationDocument, Document, DocumentVersion
from applications.services.files import Upload, release_files, store_file
from jobtracker.errors import Conflict, InvalidInput
from jobtracker.preconditions import require_match
from jobtracker.trash import Deletion

# Applications that a refusal names.
MAX_NAMED = 5


@transaction.atomic
def create_document(*, actor: User, title: str, kind: str, upload: Upload, note: str = "") -> Document:
    """Keep a new document with its first version. Raises ValidationError or InvalidInput by field."""
    document = Document(owner=actor, title=title, kind=kind)
    document.clean_fields(exclude=["owner"])
    document.save(force_insert=True)
    _new_version(document, actor, upload, note)
    return document


@transaction.atomic
def add_version(*, actor: User, document_id: int, upload: Upload, note: str = "") -> DocumentVersion:
    """Keep the next version of a document. Raises ValidationError or InvalidInput by field."""
    document = _locked(actor, document_id)
    version = _new_version(document, actor, upload, note)
    document.save(update_fields=["updated_at"])
    return version


@transaction.atomic
def update_document(
    *, actor: User, document_id: int, changes: Mapping[str, Any], if_match: str | None = None
) -> Document:
    """Change the title or the kind. Raises Stale where `if_match` names a former state, ValidationError by field."""
    document = _locked(actor, document_id, if_match)
    for name, value in changes.items():
        setattr(document, name, value)
    document.clean_fields(exclude=["owner"])
    document.save(update_fields=[*changes, "updated_at"])
    return document


@transaction.atomic
def delete_document(*, actor: User, document_id: int, if_match: str | None = None) -> None:
    """Put a document into the trash with its versions; what it went with still says so."""
    document = _locked(actor, document_id, if_match)
    Document.objects.filter(pk=document.pk).put_into_trash(Deletion())


@transaction.atomic
def restore_document(*, actor: User, document_id: int) -> Document:
    """Bring a document back from the trash."""
    document: Document = _in_trash(actor, document_id)
    document.trashed_at = document.trashed_with = None
    document.save(update_fields=["trashed_at", "trashed_with", "updated_at"])
    return document


@transaction.atomic
def purge_document(*, actor: User, document_id: int) -> None:
    """Delete a document that is in the trash for good: its versions, that they went with applications, their files."""
    document = _in_trash(actor, document_id)
    file_ids = set(document.versions.values_list("file_id", flat=True))
    document.delete()
    release_files(owner_id=actor.pk, file_ids=file_ids)


@transaction.atomic
def purge_overdue_documents() -> int:
    """Delete the documents that have been in everybody's trash for thirty days; how many. Their files are swept."""
    overdue = Document.objects.overdue()
    count: int = overdue.count()
    overdue.delete()
    return count


@transaction.atomic
def delete_version(*, actor: User, version_id: int, if_match: str | None = None) -> None:
    """Delete one version for good.

    Raises Conflict where it went with an application, be that in the trash, or where it is the only one.
    """
    found = get_object_or_404(DocumentVersion.objects.visible_to(actor), pk=version_id)
    document = _locked(actor, found.document_id)
    version = get_object_or_404(document.versions.select_for_update(), pk=version_id)
    require_match(version, if_match)
    _require_unused(version)
    if not document.versions.exclude(pk=version.pk).exists():
        raise Conflict("only_version", "A document has one version at least. Delete the document instead.")
    version.delete()
    document.save(update_fields=["updated_at"])
    release_files(owner_id=actor.pk, file_ids=[version.file_id])


@transaction.atomic
def attach_version(*, actor: User, application_id: int, version_id: int) -> tuple[ApplicationDocument, bool]:
    """Note that a version went with an application, and say whether that is new.

    Raises InvalidInput where there is no such version.
    """
    application = get_object_or_404(
        Application.objects.visible_to(actor).select_for_update(no_key=True).only("pk"), pk=application_id
    )
    document = Document.objects.visible_to(actor).filter(versions=version_id).select_for_update().first()
    version = document.versions.filter(pk=version_id).first() if document else None
    if version is None:
        raise InvalidInput("version", "does_not_exist", "There is no such object.")
    use: ApplicationDocument
    use, is_new = ApplicationDocument.objects.get_or_create(owner=actor, application=application, version=version)
    return use, is_new


@transaction.atomic
def detach_version(*, actor: User, application_id: int, version_id: int) -> None:
    """Forget that a version went with an application."""
    application = get_object_or_404(
        Application.objects.visible_to(actor).select_for_update(no_key=True).only("pk"), pk=application_id
    )
    get_object_or_404(ApplicationDocument.objects.filter(application=application), version=version_id).delete()


def _locked(actor: User, document_id: int, if_match: str | None = None) -> Document:
    document: Document = get_object_or_404(Document.objects.visible_to(actor).select_for_update(), pk=document_id)
    require_match(document, if_match)
    return document


def _in_trash(actor: User, document_id: int) -> Document:
    document: Document = get_object_or_404(Document.objects.in_trash_of(actor).select_for_update(), pk=document_id)
    return document


def _new_version(document: Document, actor: User, upload: Upload, note: str) -> DocumentVersion:
    newest = document.versions.aggregate(Max("number"))["number__max"] or 0
    version = DocumentVersion(
        owner=actor, document=document, number=newest + 1, filename=upload.filename, note=note.strip()
    )
    version.clean_fields(exclude=["owner", "document", "file"])
    version.file = store_file(actor=actor, upload=upload)
    version.save(force_insert=True)
    return version


def _require_unused(version: DocumentVersion) -> None:
    uses = version.uses.select_related("application__job").order_by("pk")
    named = [
        f"{use.application}{', in the trash' if use.application.trashed_at else ''}" for use in uses[: MAX_NAMED + 1]
    ]
    if named:
        others = "; ..." if len(named) > MAX_NAMED else ""
        message = f"It went with an application: {'; '.join(named[:MAX_NAMED])}{others}. Take it off there first."
        raise Conflict("version_in_use", message)
