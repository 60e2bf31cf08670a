"""The sample's documents: which of them went with which application, and taking them out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile

from accounts.models import User
from applications.models import Application, ApplicationDocument, Document, DocumentVersion
from applications.services.documents import add_version, create_document
from applications.services.files import check_upload, release_files
from dataio.sample.content import papers
from dataio.sample.pdf import page_of
from jobtracker.row_sets import insert_rows, update_rows

# By their names the sample's files are known again: a version keeps the name that it came with.
PREFIX: Final = "sample-data-"
# The second CV is younger than this; what was sent before went with the first one.
SECOND_CV_DAYS: Final = 45
_OLDEST_DAYS: Final = 200


@dataclass(frozen=True)
class Paper:
    """A document: its versions are file names with contents, each with its age in days."""

    title: str
    kind: str
    versions: tuple[tuple[str, bytes, int], ...]


@dataclass(frozen=True)
class Sent:
    """That an application was sent."""

    application: Application
    at: datetime
    with_letter: bool


def papers_of_the_sample() -> list[Paper]:
    """What there is, made anew: the same bytes each time."""
    return [
        Paper(
            "CV",
            Document.Kind.CV,
            (
                (f"{PREFIX}cv-1.pdf", page_of(papers.CV_FIRST), _OLDEST_DAYS),
                (f"{PREFIX}cv-2.pdf", page_of(papers.CV_SECOND), SECOND_CV_DAYS),
            ),
        ),
        Paper(
            "Cover letter",
            Document.Kind.COVER_LETTER,
            ((f"{PREFIX}letter.txt", papers.COVER_LETTER.encode(), _OLDEST_DAYS),),
        ),
        Paper(
            "Work samples",
            Document.Kind.PORTFOLIO,
            ((f"{PREFIX}work-samples.pdf", page_of(papers.WORK_SAMPLES), _OLDEST_DAYS),),
        ),
    ]


def add_papers(*, actor: User, sent: Sequence[Sent], now: datetime) -> None:
    """Give the actor the documents, unless they are there, and note which went with what was sent."""
    versions = _versions(actor)
    if not versions:
        for paper in papers_of_the_sample():
            _add(actor, paper, now)
        versions = _versions(actor)
    first, second = versions.get("cv-1.pdf"), versions.get("cv-2.pdf")
    letter = versions.get("letter.txt")
    second_since = now - timedelta(days=SECOND_CV_DAYS)
    uses = [
        (ApplicationDocument(owner=actor, application=item.application, version=version), item.at)
        for item in sent
        for version in (second if item.at >= second_since else first, letter if item.with_letter else None)
        if version is not None
    ]
    insert_rows([use for use, _ in uses], now)
    update_rows(ApplicationDocument, ["created_at"], [{"id": use.pk, "created_at": at.isoformat()} for use, at in uses])


def remove_papers(*, actor: User) -> None:
    """Delete the sample's documents, in the trash or not, with all their versions and files."""
    documents = Document.objects.filter(owner=actor, versions__filename__startswith=PREFIX)
    ids = list(documents.values_list("pk", flat=True).distinct())
    versions = DocumentVersion.objects.filter(owner=actor, document__in=ids)
    file_ids = set(versions.values_list("file_id", flat=True))
    Document.objects.filter(owner=actor, pk__in=ids).delete()
    release_files(owner_id=actor.pk, file_ids=file_ids)


def _versions(actor: User) -> dict[str, DocumentVersion]:
    """The versions that are there, by the rest of their names."""
    found = DocumentVersion.objects.filter(owner=actor, filename__startswith=PREFIX).order_by("-pk")
    return {version.filename.removeprefix(PREFIX): version for version in found}


def _add(actor: User, paper: Paper, now: datetime) -> None:
    (name, content, _), *others = paper.versions
    upload = check_upload(ContentFile(content, name))
    document = create_document(actor=actor, title=paper.title, kind=paper.kind, upload=upload)
    for name, content, _ in others:
        add_version(actor=actor, document_id=document.pk, upload=check_upload(ContentFile(content, name)))
    # As if they had been sent when they are said to be from.
    ages = [age for _, _, age in paper.versions]
    versions = document.versions.order_by("number").values_list("pk", flat=True)
    made = [(now - timedelta(days=age)).isoformat() for age in ages]
    update_rows(
        DocumentVersion,
        ["created_at"],
        [{"id": pk, "created_at": at} for pk, at in zip(versions, made, strict=True)],
    )
    update_rows(
        Document, ["created_at", "updated_at"], [{"id": document.pk, "created_at": made[0], "updated_at": made[-1]}]
    )
