"""API of imports."""

from dataclasses import asdict
from typing import Any, Final

from django.conf import settings
from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from accounts.authentication import caller
from dataio.imports.filters import ImportRowFilter
from dataio.imports.serializers import (
    CommitSerializer,
    ImportChoicesSerializer,
    ImportFileSerializer,
    ImportLimitsSerializer,
    ImportRowSerializer,
    ImportSerializer,
    ImportTargetSerializer,
    shown_rows,
)
from dataio.imports.services import cancel_import, choose, delete_import, start_commit, start_import, start_undo
from dataio.layouts.targets import TARGETS
from dataio.models import Import, ImportRow
from jobtracker.errors import InvalidInput
from jobtracker.idempotency import Idempotent
from jobtracker.ownership import OwnedQuerySet
from jobtracker.pagination import OrderingField
from jobtracker.parsers import JSONParser

KEEP_CHANGED: Final = "keep_changed"
# The bounds of a form and the headers of its one part, with the longest name of a file.
FORM_BYTES: Final = 1024
BEGUN = extend_schema(responses={202: ImportSerializer})


@extend_schema(tags=["data"])
class ImportViewSet(
    Idempotent,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet[Import],
):
    """The files that the signed-in person has brought in, or is about to."""

    queryset = Import.objects.all()
    serializer_class = ImportSerializer
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    ordering_fields = {"created_at": OrderingField(F("created_at"))}
    default_ordering = "-created_at"
    request: Request

    def get_queryset(self) -> OwnedQuerySet:
        """The caller's own."""
        return Import.objects.visible_to(self.request.user).select_related("run")

    def get_parsers(self) -> list[BaseParser]:
        """A form for a file, and JSON for what is said of it: a form has no lists of objects."""
        actions: dict[str, str] = getattr(self, "action_map", None) or {}
        # DRF asks before it says which action it is.
        asked = getattr(self, "action", None) or actions.get((self.request.method or "").lower())
        if asked == "create":
            return [MultiPartParser()]
        return [JSONParser()] if asked == "partial_update" else super().get_parsers()

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """What is sent differs from what is answered."""
        sent: dict[str, type[BaseSerializer[Any]]] = {
            "create": ImportFileSerializer,
            "partial_update": ImportChoicesSerializer,
            "commit": CommitSerializer,
        }
        return sent.get(self.action, ImportSerializer)

    @extend_schema(responses={201: ImportSerializer})
    def create(self, request: Request) -> Response:
        """Send a file. It is read at once; nothing is written before it is committed."""
        sent = self._sent(request)
        return _shown(start_import(actor=caller(request), content=sent["file"]), status.HTTP_201_CREATED)

    @extend_schema(responses=ImportSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Say what was not found out rightly. The file is read anew."""
        import_id = self.get_object().pk
        return _shown(choose(actor=caller(request), import_id=import_id, choices=self._sent(request)))

    def perform_destroy(self, instance: Import) -> None:
        """Forget it; what it wrote stays, and cannot be undone as a whole any more."""
        delete_import(actor=caller(self.request), import_id=instance.pk)

    @BEGUN
    @action(detail=True, methods=["post"])
    def commit(self, request: Request, pk: str) -> Response:
        """Write it: every row, or none, unless the good ones alone are asked for."""
        import_id = self.get_object().pk
        sent = self._sent(request)
        of_import = start_commit(actor=caller(request), import_id=import_id, **sent)
        return _shown(of_import, status.HTTP_202_ACCEPTED)

    @extend_schema(request=None, responses={202: ImportSerializer})
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Stop what is being done with it, within seconds: nothing of it is written."""
        of_import = cancel_import(actor=caller(request), import_id=self.get_object().pk)
        return _shown(of_import, status.HTTP_202_ACCEPTED)

    @extend_schema(
        request=None,
        responses={202: ImportSerializer},
        parameters=[
            OpenApiParameter(
                KEEP_CHANGED,
                OpenApiTypes.BOOL,
                description="Leave what was changed since as it is, rather than refuse with 409.",
            )
        ],
    )
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: str) -> Response:
        """Take it back: what it made goes to the trash, what it changed is as it was."""
        keep_changed = request.query_params.get(KEEP_CHANGED, "false")
        if keep_changed not in ("true", "false"):
            raise InvalidInput(KEEP_CHANGED, "invalid", "Use true or false.")
        import_id = self.get_object().pk
        of_import = start_undo(actor=caller(request), import_id=import_id, keep_changed=keep_changed == "true")
        return _shown(of_import, status.HTTP_202_ACCEPTED)

    def _sent(self, request: Request) -> dict[str, Any]:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        sent: dict[str, Any] = serializer.validated_data
        return sent


@extend_schema(tags=["data"], parameters=[OpenApiParameter("import_pk", OpenApiTypes.UUID, OpenApiParameter.PATH)])
class ImportRowViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[ImportRow]):
    """The rows of an import: what each becomes, or why it cannot."""

    queryset = ImportRow.objects.all()
    serializer_class = ImportRowSerializer
    filterset_class = ImportRowFilter
    # In the order of the file.
    ordering_fields = {"id": OrderingField(F("pk"))}
    default_ordering = "id"
    request: Request
    of_import: Import

    def get_queryset(self) -> QuerySet[ImportRow]:
        """The rows of one import of the caller's own; 404 where there is no such import."""
        if getattr(self, "swagger_fake_view", False):
            return ImportRow.objects.none()
        visible = Import.objects.visible_to(self.request.user).only("pk", "tables")
        self.of_import = get_object_or_404(visible, pk=self.kwargs["import_pk"])
        return ImportRow.objects.filter(of_import=self.of_import.pk).defer("fingerprint", "digest", "done")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of rows in the order of the file."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response(shown_rows(page, self.of_import.tables))


@extend_schema(tags=["data"])
class ImportTargetsView(APIView):
    """What the columns of a file can be mapped to."""

    @extend_schema(responses=ImportTargetSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Every target."""
        return Response([asdict(target) for target in TARGETS.values()])


@extend_schema(tags=["data"])
class ImportLimitsView(APIView):
    """How large a file may be, to be told before it is sent."""

    @extend_schema(responses=ImportLimitsSerializer)
    def get(self, request: Request) -> Response:
        """The limits of imports, and of backups that are restored."""
        limits = {
            # What a form adds around its file counts as well.
            "max_file_bytes": settings.MAX_IMPORT_BYTES - FORM_BYTES,
            "max_rows": settings.MAX_IMPORT_ROWS,
        }
        return Response(ImportLimitsSerializer(limits).data)


def _shown(of_import: Import, code: int = status.HTTP_200_OK) -> Response:
    return Response(ImportSerializer(of_import).data, status=code)
