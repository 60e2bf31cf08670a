"""API of this app."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Case, F, Value, When
from django.db.models.functions import Lower
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from applications.bulk import (
    Move,
    bulk_delete_applications,
    bulk_move_applications,
    bulk_purge_applications,
    bulk_restore_applications,
    bulk_start_applications,
    bulk_update_applications,
)
from applications.bulk_serializers import (
    ApplicationChangesSerializer,
    BulkMoveSerializer,
    BulkStartApplicationsSerializer,
    BulkUpdateApplicationsSerializer,
    NewApplicationSerializer,
)
from applications.filters.applications import ApplicationFilter
from applications.models import Application, ApplicationQuerySet, Status, StatusChange
from applications.selectors import stage_counts, status_counts
from applications.serializers.applications import (
    ApplicationSerializer,
    JobOfApplicationSerializer,
    MoveSerializer,
    ReopenSerializer,
    StartApplicationSerializer,
    StatusChangeSerializer,
    StatusCountsSerializer,
)
from applications.serializers.stages import CountedStageSerializer
from applications.services.applications import (
    correct_change,
    delete_application,
    move_application,
    purge_application,
    reopen_application,
    restore_application,
    start_application,
    undo_change,
    update_application,
)
from jobs.models import Job
from jobtracker.bulk import Batch, ByIds, ChangesOf, NewRow, Selection
from jobtracker.bulk_views import ANSWERED, HasBulk, bulk_action
from jobtracker.cached_reads import LISTS_SECONDS, CachedReads
from jobtracker.filtering import SortsByRelevance
from jobtracker.idempotency import Idempotent
from jobtracker.ownership import OwnedQuerySet
from jobtracker.pagination import OrderingField
from jobtracker.preconditions import TagsItsRow
from jobtracker.trash_views import HasTrash

# What nobody sees of the posting beside its application.
UNSHOWN_OF_JOB = [
    f"job__{field.name}"
    for field in Job._meta.concrete_fields
    if field.name not in JobOfApplicationSerializer.Meta.fields
]
# As the stages follow each other.
STAGE = Case(*(When(status=status, then=Value(place)) for place, status in enumerate(Status.values)))


@extend_schema(tags=["applications"])
@extend_schema_view(
    create=extend_schema(request=StartApplicationSerializer, responses={201: ApplicationSerializer}),
    move=extend_schema(request=MoveSerializer, responses=ApplicationSerializer),
    reopen=extend_schema(request=ReopenSerializer, responses=ApplicationSerializer),
)
class ApplicationViewSet(
    CachedReads, Idempotent, TagsItsRow, HasTrash, HasBulk, SortsByRelevance, viewsets.ModelViewSet[Application]
):
    """The applications of the signed-in person."""

    queryset = Application.objects.all()
    kept_for = dict.fromkeys(("list", "trash", "status_counts", "stage_counts"), LISTS_SECONDS)
    serializer_class = ApplicationSerializer
    conflict_serializer_class = ApplicationSerializer
    filterset_class = ApplicationFilter
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    ordering_fields = {
        "status_since": OrderingField(F("status_since")),
        "created_at": OrderingField(F("created_at")),
        "updated_at": OrderingField(F("updated_at")),
        "applied_on": OrderingField(F("applied_on"), nullable=True),
        "priority": OrderingField(F("priority")),
        "trashed_at": OrderingField(F("trashed_at"), nullable=True),
        "status": OrderingField(STAGE),
        "company": OrderingField(Lower("job__company")),
        "title": OrderingField(Lower("job__title")),
        "deadline_on": OrderingField(F("job__deadline_on"), nullable=True),
    }
    default_ordering = "-status_since"
    search_ordering = "-relevance,-status_since"
    bulk_serializers = {
        **HasBulk.COMMON_SHAPES,
        "bulk_create": BulkStartApplicationsSerializer,
        "bulk_update": BulkUpdateApplicationsSerializer,
        "bulk_move": BulkMoveSerializer,
    }
    new_row_serializer = NewApplicationSerializer
    changes_serializer = ApplicationChangesSerializer
    request: Request

    def get_queryset(self) -> ApplicationQuerySet:
        """The caller's own applications, with their postings."""
        rows = self.rows_of(Application.objects.with_last_change().select_related("job"))
        return rows.defer(*UNSHOWN_OF_JOB)

    def get_object(self) -> Application:
        """One application."""
        application: Application = super().get_object()
        self.shown = application
        return application

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """The shape of what each action takes."""
        by_action: dict[str, type[BaseSerializer[Any]]] = {
            "create": StartApplicationSerializer,
            "move": MoveSerializer,
            "reopen": ReopenSerializer,
            "status_counts": StatusCountsSerializer,
            "stage_counts": CountedStageSerializer,
            **self.bulk_serializers,
        }
        return by_action.get(self.action, ApplicationSerializer)

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Begin an application to a posting."""
        application = self.shown = start_application(actor=caller(request), **self._input(request))
        return Response(ApplicationSerializer(application).data, status=status.HTTP_201_CREATED)

    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: str) -> Response:
        """Move the application to another status, now or in the past, or to another column of the board."""
        return self._changed(move_application)

    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Take a closed application up again."""
        return self._changed(reopen_application)

    @extend_schema(responses=StatusCountsSerializer, filters=False)
    @action(detail=False, pagination_class=None, filter_backends=[], url_path="status-counts")
    def status_counts(self, request: Request) -> Response:
        """How many applications stand at each status."""
        return Response(status_counts(caller(request)))

    @extend_schema(responses=CountedStageSerializer(many=True), filters=False)
    @action(detail=False, pagination_class=None, filter_backends=[], url_path="stage-counts")
    def stage_counts(self, request: Request) -> Response:
        """The columns of the board, and how many applications lie in each."""
        return Response(stage_counts(caller(request)))

    @ANSWERED
    @bulk_action("move")
    def bulk_move(self, request: Request) -> Response:
        """Move up to 1,000 to another status with one request, each with an entry in its history."""
        asked, batch = self.asked(request)
        move = Move(asked["status"], asked.get("occurred_at"), asked.get("note", ""))
        bulk_move_applications(actor=caller(request), selection=self.selection(asked, batch), move=move, batch=batch)
        return Response(batch.answer())

    def perform_update(self, serializer: BaseSerializer[Application]) -> None:
        """Write through the service."""
        serializer.instance = self.shown = update_application(
            actor=caller(self.request),
            application_id=int(self.kwargs["pk"]),
            changes=serializer.validated_data,
            if_match=self.if_match,
        )

    def perform_destroy(self, instance: Application) -> None:
        """Write through the service."""
        delete_application(actor=caller(self.request), application_id=instance.pk, if_match=self.if_match)

    def perform_restore(self, row_id: int) -> Application:
        """Restore through the service."""
        self.shown = application = restore_application(actor=caller(self.request), application_id=row_id)
        return application

    def perform_purge(self, row_id: int) -> None:
        """Purge through the service."""
        purge_application(actor=caller(self.request), application_id=row_id)

    def perform_bulk_create(self, rows: Sequence[NewRow], batch: Batch) -> None:
        """Make rows through the service."""
        bulk_start_applications(actor=caller(self.request), rows=rows, batch=batch)

    def perform_bulk_update(self, selection: Selection, changes_of: ChangesOf, names: set[str], batch: Batch) -> None:
        """Change rows through the service."""
        actor = caller(self.request)
        bulk_update_applications(actor=actor, selection=selection, changes_of=changes_of, names=names, batch=batch)

    def perform_bulk_delete(self, selection: Selection, batch: Batch) -> None:
        """Put rows into the trash through the service."""
        bulk_delete_applications(actor=caller(self.request), selection=selection, batch=batch)

    def perform_bulk_restore(self, selection: ByIds, batch: Batch) -> None:
        """Bring rows back through the service."""
        bulk_restore_applications(actor=caller(self.request), selection=selection, batch=batch)

    def perform_bulk_purge(self, selection: ByIds, batch: Batch) -> None:
        """Delete rows for good through the service."""
        bulk_purge_applications(actor=caller(self.request), selection=selection, batch=batch)

    def _changed(self, service: Callable[..., Application]) -> Response:
        """Have the service change the application of this address as the body says."""
        self.shown = application = service(
            actor=caller(self.request),
            application_id=self.get_object().pk,
            if_match=self.if_match,
            **self._input(self.request),
        )
        return Response(ApplicationSerializer(application).data)

    def _input(self, request: Request) -> dict[str, Any]:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


@extend_schema(tags=["applications"], parameters=[OpenApiParameter("application_pk", int, OpenApiParameter.PATH)])
class StatusChangeViewSet(
    CachedReads,
    mixins.ListModelMixin,
    mixins.UpdateModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet[StatusChange],
):
    """The history of one application: to read, to correct, to take back."""

    queryset = StatusChange.objects.all()
    serializer_class = StatusChangeSerializer
    conflict_serializer_class = ApplicationSerializer
    http_method_names = ["get", "patch", "delete", "head", "options"]
    ordering_fields = {"occurred_at": OrderingField(F("occurred_at"))}
    default_ordering = "-occurred_at"
    request: Request

    def get_queryset(self) -> OwnedQuerySet:
        """The entries of one application of the caller's own; 404 where there is no such application."""
        if getattr(self, "swagger_fake_view", False):
            return StatusChange.objects.none()
        application = get_object_or_404(
            Application.objects.visible_to(self.request.user), pk=self.kwargs["application_pk"]
        )
        return (
            StatusChange.objects.visible_to(self.request.user).filter(application=application).select_related("actor")
        )

    def perform_update(self, serializer: BaseSerializer[StatusChange]) -> None:
        """Write through the service."""
        serializer.instance = correct_change(
            actor=caller(self.request),
            application_id=int(self.kwargs["application_pk"]),
            change_id=int(self.kwargs["pk"]),
            corrections=serializer.validated_data,
        )

    def perform_destroy(self, instance: StatusChange) -> None:
        """Write through the service."""
        undo_change(actor=caller(self.request), application_id=instance.application_id, change_id=instance.pk)
