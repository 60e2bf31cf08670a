"""API of documents: uploads, versions, downloads, and what went with which application."""

from typing import Any

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Lower
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from applications.documents import attach_uses, attach_versions
from applications.filters.documents import DocumentFilter
from applications.models import Application, ApplicationDocument, Document, DocumentVersion
from applications.serializers.documents import (
    ApplicationDocumentSerializer,
    AttachSerializer,
    DocumentSerializer,
    DocumentUsageSerializer,
    DocumentVersionSerializer,
    NewDocumentSerializer,
    NewVersionSerializer,
)
from applications.services.documents import (
    add_version,
    attach_version,
    create_document,
    delete_document,
    delete_version,
    detach_version,
    purge_document,
    restore_document,
    update_document,
)
from applications.services.files import check_upload, open_file, used_bytes
from jobtracker.cached_reads import LISTS_SECONDS, CachedReads
from jobtracker.idempotency import Idempotent
from jobtracker.ownership import OwnedQuerySet
from jobtracker.pagination import OrderingField
from jobtracker.preconditions import TagsItsRow
from jobtracker.trash import TrashableQuerySet
from jobtracker.trash_views import HasTrash

BLOCK_BYTES = 64 * 1024
# A file is saved, never shown: even if a browser opened it in a page of ours, nothing in it would run or load.
DOWNLOAD_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


class TakesUploads(viewsets.GenericViewSet[Any]):
    """A list to which files are sent, in forms."""

    def get_parsers(self) -> list[BaseParser]:
        """A form with a file for what is new; all else as everywhere."""
        actions: dict[str, str] = getattr(self, "action_map", None) or {}
        # DRF asks before it says which action it is.
        asked = getattr(self, "action", None) or actions.get((self.request.method or "").lower())
        return [MultiPartParser()] if asked == "create" else super().get_parsers()


@extend_schema(tags=["documents"])
class DocumentViewSet(CachedReads, Idempotent, TagsItsRow, HasTrash, TakesUploads, viewsets.ModelViewSet[Document]):
    """The documents of the signed-in person."""

    queryset = Document.objects.all()
    kept_for = dict.fromkeys(("list", "trash"), LISTS_SECONDS)
    serializer_class = DocumentSerializer
    filterset_class = DocumentFilter
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    ordering_fields = {
        "updated_at": OrderingField(F("updated_at")),
        "created_at": OrderingField(F("created_at")),
        "trashed_at": OrderingField(F("trashed_at"), nullable=True),
        "title": OrderingField(Lower("title")),
    }
    default_ordering = "-updated_at"
    request: Request

    def get_queryset(self) -> TrashableQuerySet:
        """The caller's own documents."""
        return self.rows_of(Document.objects.all())

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """A new document comes with a file."""
        return NewDocumentSerializer if self.action == "create" else DocumentSerializer

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """A page, each document with its newest version."""
        return attach_versions(super().paginate_queryset(queryset) or [])

    def get_object(self) -> Document:
        """One document with its newest version."""
        document: Document = super().get_object()
        return self._shown(document)

    @extend_schema(responses={201: DocumentSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Keep a new document with its first version."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = dict(serializer.validated_data)
        document = create_document(actor=caller(request), upload=check_upload(values.pop("file")), **values)
        return Response(DocumentSerializer(self._shown(document)).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=DocumentUsageSerializer, filters=False)
    @action(detail=False, pagination_class=None, filter_backends=[])
    def usage(self, request: Request) -> Response:
        """What all documents take, and what they may."""
        return Response(
            {
                "used_bytes": used_bytes(caller(request)),
                "quota_bytes": settings.DOCUMENT_QUOTA_BYTES,
                "max_document_bytes": settings.MAX_DOCUMENT_BYTES,
            }
        )

    def perform_update(self, serializer: BaseSerializer[Document]) -> None:
        """Write through the service."""
        document = update_document(
            actor=caller(self.request),
            document_id=int(self.kwargs["pk"]),
            changes=serializer.validated_data,
            if_match=self.if_match,
        )
        serializer.instance = self._shown(document)

    def perform_destroy(self, instance: Document) -> None:
        """Write through the service."""
        delete_document(actor=caller(self.request), document_id=instance.pk, if_match=self.if_match)

    def perform_restore(self, row_id: int) -> Document:
        """Restore through the service."""
        return self._shown(restore_document(actor=caller(self.request), document_id=row_id))

    def perform_purge(self, row_id: int) -> None:
        """Purge through the service."""
        purge_document(actor=caller(self.request), document_id=row_id)

    def _shown(self, document: Document) -> Document:
        if not attach_versions([document]):
            raise Http404
        self.shown = document
        return document


@extend_schema(tags=["documents"], parameters=[OpenApiParameter("document_pk", int, OpenApiParameter.PATH)])
class VersionsOfDocumentViewSet(
    CachedReads, Idempotent, mixins.ListModelMixin, TakesUploads, viewsets.GenericViewSet[DocumentVersion]
):
    """The versions of one document, the newest first."""

    queryset = DocumentVersion.objects.all()
    serializer_class = DocumentVersionSerializer
    ordering_fields = {"number": OrderingField(F("number"))}
    default_ordering = "-number"
    request: Request

    def get_queryset(self) -> OwnedQuerySet:
        """The versions of a document of the caller's own; 404 where there is no such document."""
        if getattr(self, "swagger_fake_view", False):
            return DocumentVersion.objects.none()
        user = self.request.user
        document = get_object_or_404(Document.objects.visible_to(user).only("pk"), pk=self.kwargs["document_pk"])
        return DocumentVersion.objects.visible_to(user).filter(document=document)

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """A new version is a file."""
        return NewVersionSerializer if self.action == "create" else DocumentVersionSerializer

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """A page, each version with the applications that it went with."""
        page = super().paginate_queryset(queryset)
        attach_uses(page or [])
        return page

    @extend_schema(responses={201: DocumentVersionSerializer})
    def create(self, request: Request, document_pk: str) -> Response:
        """Keep the next version."""
        self.get_queryset()
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = dict(serializer.validated_data)
        upload = check_upload(values.pop("file"))
        version = add_version(actor=caller(request), document_id=int(document_pk), upload=upload, **values)
        attach_uses([version])
        return Response(DocumentVersionSerializer(version).data, status=status.HTTP_201_CREATED)


@extend_schema(tags=["documents"])
class DocumentVersionViewSet(
    TagsItsRow, mixins.RetrieveModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet[DocumentVersion]
):
    """One version of a document, and its content."""

    queryset = DocumentVersion.objects.all()
    serializer_class = DocumentVersionSerializer
    request: Request

    def get_queryset(self) -> OwnedQuerySet:
        """The versions of the caller's own documents that are not in the trash."""
        return DocumentVersion.objects.visible_to(self.request.user)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[BaseRenderer, str]:
        """A content has its own type, whatever is accepted."""
        return super().perform_content_negotiation(request, force or self.action == "download")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Where it went, beside what it is."""
        self.shown = version = self.get_object()
        attach_uses([version])
        return Response(self.get_serializer(version).data)

    @extend_schema(
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            304: OpenApiResponse(description="If-None-Match names this content"),
        },
        parameters=[OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER)],
        description="The content as it was uploaded, under the name that it had: as an attachment, with the type that "
        "the content has. `ETag` is its SHA-256.",
    )
    @action(detail=True)
    def download(self, request: Request, pk: str) -> HttpResponseBase:
        """The content."""
        version: DocumentVersion = self.get_object()
        tag = f'"{version.file.sha256}"'
        headers = DOWNLOAD_HEADERS | {"ETag": tag}
        seen = (known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", "")))
        if tag in seen:
            return HttpResponse(status=304, headers=headers)
        media_type = version.file.media_type
        response = FileResponse(
            open_file(version.file),
            as_attachment=True,
            filename=version.filename,
            content_type=f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type,
            headers=headers | {"Content-Length": str(version.file.size)},
        )
        response.block_size = BLOCK_BYTES
        return response

    def perform_destroy(self, instance: DocumentVersion) -> None:
        """Write through the service."""
        delete_version(actor=caller(self.request), version_id=instance.pk, if_match=self.if_match)


@extend_schema(tags=["documents"], parameters=[OpenApiParameter("application_pk", int, OpenApiParameter.PATH)])
class ApplicationDocumentViewSet(
    CachedReads,
    Idempotent,
    mixins.ListModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet[ApplicationDocument],
):
    """Which versions of which documents went with one application."""

    queryset = ApplicationDocument.objects.all()
    serializer_class = ApplicationDocumentSerializer
    lookup_field = "version_id"
    lookup_url_kwarg = "version_pk"
    ordering_fields = {"created_at": OrderingField(F("created_at"))}
    default_ordering = "-created_at"
    request: Request

    def get_queryset(self) -> OwnedQuerySet:
        """What went with an application of the caller's own; 404 where there is no such application."""
        if getattr(self, "swagger_fake_view", False):
            return ApplicationDocument.objects.none()
        user = self.request.user
        application = get_object_or_404(
            Application.objects.visible_to(user).only("pk"), pk=self.kwargs["application_pk"]
        )
        uses = ApplicationDocument.objects.visible_to(user).filter(application=application)
        return uses.select_related("version__document", "version__file")

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """What goes with it is named by its id."""
        return AttachSerializer if self.action == "create" else ApplicationDocumentSerializer

    @extend_schema(responses={200: ApplicationDocumentSerializer, 201: ApplicationDocumentSerializer})
    def create(self, request: Request, application_pk: str) -> Response:
        """Note that a version went with it: 201, or 200 where that is noted already."""
        uses = self.get_queryset()
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        use, is_new = attach_version(
            actor=caller(request),
            application_id=int(application_pk),
            version_id=serializer.validated_data["version"].pk,
        )
        shown = ApplicationDocumentSerializer(uses.get(pk=use.pk)).data
        return Response(shown, status=status.HTTP_201_CREATED if is_new else status.HTTP_200_OK)

    def perform_destroy(self, instance: ApplicationDocument) -> None:
        """Write through the service."""
        detach_version(
            actor=caller(self.request), application_id=instance.application_id, version_id=instance.version_id
        )
