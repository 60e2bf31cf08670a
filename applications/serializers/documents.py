"""JSON shapes of documents, their versions, and what went with an application."""

from typing import Any

from rest_framework import serializers

from applications.documents import Use
from applications.models import ApplicationDocument, Document, DocumentVersion, Status
from jobtracker.ownership import OwnedRelatedField
from jobtracker.representation import RowSerializer

FILE_HELP = "PDF, DOCX, TXT, MD, PNG, JPEG or WebP; its name ends as its content demands."


class UseSerializer(serializers.Serializer[Use]):
    """An application with which a version went."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    company = serializers.CharField()
    status = serializers.ChoiceField(choices=Status.choices)


class LatestVersionSerializer(RowSerializer, serializers.ModelSerializer[DocumentVersion]):
    """The newest version of a document."""

    media_type = serializers.CharField(source="file.media_type", read_only=True)
    size = serializers.IntegerField(source="file.size", read_only=True, help_text="In bytes.")

    class Meta:
        model = DocumentVersion
        fields = ["id", "number", "filename", "media_type", "size", "note", "created_at"]
        read_only_fields = fields


class DocumentVersionSerializer(LatestVersionSerializer):
    """One version of a document, and where it went. It does not change any more."""

    applications = UseSerializer(many=True, read_only=True)
    document = serializers.IntegerField(source="document_id", read_only=True)

    class Meta:
        model = DocumentVersion
        fields = ["document", *LatestVersionSerializer.Meta.fields, "applications"]
        read_only_fields = fields


class DocumentSerializer(RowSerializer, serializers.ModelSerializer[Document]):
    """A document with its newest version."""

    latest_version = LatestVersionSerializer(read_only=True)
    versions_count = serializers.IntegerField(read_only=True)
    applications_count = serializers.IntegerField(
        read_only=True, help_text="With how many applications any of its versions went."
    )

    class Meta:
        model = Document
        fields = [
            "id", "title", "kind", "latest_version", "versions_count", "applications_count",
            "created_at", "updated_at", "trashed_at",
        ]  # fmt: skip
        read_only_fields = ["trashed_at"]


class NewVersionSerializer(serializers.Serializer[Any]):
    """A file that becomes the next version of a document."""

    file = serializers.FileField(help_text=FILE_HELP)
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)


class NewDocumentSerializer(NewVersionSerializer):
    """A new document with the file of its first version."""

    title = serializers.CharField(max_length=200)
    kind = serializers.ChoiceField(choices=Document.Kind.choices)


class AttachSerializer(serializers.Serializer[Any]):
    """A version that goes with an application."""

    version = OwnedRelatedField(queryset=DocumentVersion.objects.all())


class ApplicationDocumentSerializer(RowSerializer, serializers.ModelSerializer[ApplicationDocument]):
    """What went with an application. The content of a document in the trash is out of reach until it comes back."""

    version = serializers.IntegerField(source="version_id", read_only=True)
    number = serializers.IntegerField(source="version.number", read_only=True)
    document = serializers.IntegerField(source="version.document_id", read_only=True)
    title = serializers.CharField(source="version.document.title", read_only=True)
    kind = serializers.ChoiceField(choices=Document.Kind.choices, source="version.document.kind", read_only=True)
    is_in_trash = serializers.BooleanField(read_only=True, help_text="Whether the document is.")
    filename = serializers.CharField(source="version.filename", read_only=True)
    media_type = serializers.CharField(source="version.file.media_type", read_only=True)
    size = serializers.IntegerField(source="version.file.size", read_only=True, help_text="In bytes.")

    class Meta:
        model = ApplicationDocument
        fields = [
            "id", "version", "number", "document", "title", "kind", "is_in_trash", "filename", "media_type", "size",
            "created_at",
        ]  # fmt: skip


class DocumentUsageSerializer(serializers.Serializer[Any]):
    """What a person's documents take, those in the trash included."""

    used_bytes = serializers.IntegerField(min_value=0)
    quota_bytes = serializers.IntegerField(min_value=0)
    max_document_bytes = serializers.IntegerField(min_value=0, help_text="The largest file.")
