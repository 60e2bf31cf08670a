"""Documents, their versions, the files behind them, and which version went with which application."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from applications.models.applications import Application
from jobtracker.columns import no_nul
from jobtracker.ownership import OwnedModel, OwnedQuerySet
from jobtracker.trash import TrashableModel, TrashableQuerySet

if TYPE_CHECKING:
    from applications.documents import Use

MAX_FILENAME = 255
# Below this, and below their owner's id, the storage has the files.
FILES_ROOT = "documents"


def file_key(owner_id: int, sha256: str) -> str:
    """The name under which the storage has a content of this person's."""
    return f"{FILES_ROOT}/{owner_id}/{sha256[:2]}/{sha256}"


class StoredFile(OwnedModel):
    """One content that a person has uploaded, kept once however often it was. Its name is what is in it."""

    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    # In bytes.
    size = models.PositiveIntegerField(editable=False)
    # As the content says, whatever the name did.
    media_type = models.CharField(max_length=100, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            # A content is one person's: what others have uploaded cannot be told from a quota or an answer.
            models.UniqueConstraint(name="stored_file_content", fields=["owner", "sha256"]),
            models.UniqueConstraint(name="stored_file_id_and_owner", fields=["id", "owner"]),
            models.CheckConstraint(
                name="stored_file_is_named_by_its_content",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$") & Q(size__gt=0),
                violation_error_message="A file has a content, and is named by it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size:,} bytes"

    @property
    def key(self) -> str:
        """The name under which the storage has it."""
        return file_key(self.owner_id, self.sha256)


class Document(TrashableModel):
    """A CV, a cover letter or a portfolio, of which there are versions."""

    class Kind(models.TextChoices):
        """What it is."""

        CV = "cv", "CV"
        COVER_LETTER = "cover_letter", "Cover letter"
        PORTFOLIO = "portfolio", "Portfolio"
        CERTIFICATE = "certificate", "Certificate"
        OTHER = "other", "Other"

    # What a page of them is shown with (`applications/documents.py`).
    latest_version: "DocumentVersion"
    versions_count: int
    applications_count: int

    title = models.CharField(max_length=200, validators=[no_nul])
    kind = models.CharField(max_length=12, choices=Kind)

    objects = TrashableQuerySet.as_manager()

    class Meta:
        constraints = [
            *TrashableModel.Meta.constraints,
            models.UniqueConstraint(name="document_id_and_owner", fields=["id", "owner"]),
            models.CheckConstraint(
                name="document_title_and_kind",
                condition=~Q(title="") & Q(kind__in=["cv", "cover_letter", "portfolio", "certificate", "other"]),
                violation_error_message="A document has a title, and is of one of the kinds.",
            ),
        ]
        indexes = [
            models.Index("owner", F("updated_at").desc(), F("id").desc(), name="document_by_updated_at"),
            models.Index("owner", "trashed_at", condition=Q(trashed_at__isnull=False), name="document_in_trash"),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentVersionQuerySet(OwnedQuerySet):
    """Versions of documents, some of which are in the trash."""

    def visible_to(self, user: Any) -> Self:
        """The versions that `user` may know of, with their files; without those of documents in the trash."""
        return super().visible_to(user).filter(document__trashed_at=None).select_related("file")


class DocumentVersion(OwnedModel):
    """One state of a document, as it was uploaded; it does not change any more."""

    # What a page of them is shown with (`applications/documents.py`).
    applications: "list[Use]"
    versions_count: int

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    # 1 and up, within the document.
    number = models.PositiveIntegerField(editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.RESTRICT, related_name="versions")
    filename = models.CharField(max_length=MAX_FILENAME, validators=[no_nul])
    note = models.CharField(max_length=500, blank=True, validators=[no_nul])

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="document_version_number", fields=["document", "number"]),
            models.UniqueConstraint(name="document_version_id_and_owner", fields=["id", "owner"]),
            models.CheckConstraint(
                name="document_version_number_and_name",
                condition=Q(number__gte=1) & ~Q(filename=""),
                violation_error_message="Versions are counted from 1, and have names.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, version {self.number}"


class ApplicationDocumentQuerySet(OwnedQuerySet):
    """What went with applications, some of which are in the trash."""

    def visible_to(self, user: Any) -> Self:
        """What `user` may know of: of applications that are not in the trash. The document may be there."""
        return super().visible_to(user).filter(application__trashed_at=None)


class ApplicationDocument(OwnedModel):
    """That a version of a document went with an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="uses")

    objects = ApplicationDocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="application_document", fields=["application", "version"])]

    def __str__(self) -> str:
        return f"{self.version_id} with {self.application_id}"

    @property
    def is_in_trash(self) -> bool:
        """Whether the document is, so that its content is out of reach."""
        return self.version.document.trashed_at is not None
