"""What documents and their versions are shown with, each with one query for all rows of a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Window

from applications.models import Application, ApplicationDocument, Document, DocumentVersion


@dataclass(frozen=True)
class Use:
    """An application with which a version went."""

    id: int
    title: str
    company: str
    status: str


def attach_versions(documents: Sequence[Document]) -> list[Document]:
    """Give each document its `latest_version`, its `versions_count` and its `applications_count`.

    The documents; without those that were deleted for good since they were read, which have no version any more.
    """
    ids = [document.pk for document in documents]
    counted = Window(Count("pk"), partition_by=F("document_id"))
    newest_first = DocumentVersion.objects.filter(document__in=ids).order_by("document_id", "-number")
    latest: Iterable[DocumentVersion] = (
        newest_first.annotate(versions_count=counted).distinct("document_id").select_related("file")
    )
    by_document = {version.document_id: version for version in latest}
    there = [document for document in documents if document.pk in by_document]
    shown = ApplicationDocument.objects.filter(version__document__in=ids, application__trashed_at=None)
    uses = dict(shown.values_list("version__document").annotate(Count("application", distinct=True)).order_by())
    for document in there:
        document.latest_version = by_document[document.pk]
        document.versions_count = document.latest_version.versions_count
        document.applications_count = uses.get(document.pk, 0)
    return there


def attach_uses(versions: Sequence[DocumentVersion]) -> None:
    """Give each version the `applications` that it went with, without those in the trash."""
    shown = Application.objects.filter(trashed_at=None, documents__version__in=versions)
    rows = shown.values_list("documents__version", "pk", "job__title", "job__company", "status", named=False).order_by(
        "pk"
    )
    by_version: dict[int, list[Use]] = {}
    for version_id, *use in rows:
        by_version.setdefault(version_id, []).append(Use(*use))
    for version in versions:
        version.applications = by_version.get(version.pk, [])
