"""API of the log."""

from typing import Any

from django.db.models import F
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from applications.filters.activities import ActivityFilter
from applications.models import Activity, ActivityQuerySet
from applications.selectors import log_entries
from applications.serializers.activities import ActivityInputSerializer, ActivitySerializer
from applications.services.activities import (
    delete_activity,
    log_activity,
    purge_activity,
    restore_activity,
    update_activity,
)
from jobtracker.cached_reads import LISTS_SECONDS, CachedReads
from jobtracker.idempotency import Idempotent
from jobtracker.pagination import OrderingField
from jobtracker.preconditions import TagsItsRow
from jobtracker.trash_views import HasTrash


@extend_schema(tags=["activities"])
@extend_schema_view(
    create=extend_schema(request=ActivityInputSerializer, responses={201: ActivitySerializer}),
    partial_update=extend_schema(request=ActivityInputSerializer, responses=ActivitySerializer),
)
class ActivityViewSet(CachedReads, Idempotent, TagsItsRow, HasTrash, viewsets.ModelViewSet[Activity]):
    """What the signed-in person did or noted on the search."""

    queryset = Activity.objects.all()
    kept_for = dict.fromkeys(("list", "trash"), LISTS_SECONDS)
    serializer_class = ActivitySerializer
    filterset_class = ActivityFilter
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    ordering_fields = {
        "occurred_at": OrderingField(F("occurred_at")),
        "created_at": OrderingField(F("created_at")),
        "trashed_at": OrderingField(F("trashed_at"), nullable=True),
    }
    default_ordering = "-occurred_at"
    request: Request

    def get_queryset(self) -> ActivityQuerySet:
        """The caller's own entries."""
        return log_entries(self.rows_of(Activity.objects.all()))

    def get_object(self) -> Activity:
        """One entry."""
        activity: Activity = super().get_object()
        self.shown = activity
        return activity

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """The shape of what each action takes."""
        return ActivityInputSerializer if self.action in ("create", "partial_update") else ActivitySerializer

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Enter something into the log."""
        activity = self.shown = log_activity(actor=caller(request), values=self._input(request))
        return Response(ActivitySerializer(activity).data, status=status.HTTP_201_CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change what was entered."""
        activity = self.get_object()
        self.shown = activity = update_activity(
            actor=caller(request),
            activity_id=activity.pk,
            changes=self._input(request, partial=True),
            if_match=self.if_match,
        )
        return Response(ActivitySerializer(activity).data)

    def perform_destroy(self, instance: Activity) -> None:
        """Write through the service."""
        delete_activity(actor=caller(self.request), activity_id=instance.pk, if_match=self.if_match)

    def perform_restore(self, row_id: int) -> Activity:
        """Restore through the service."""
        self.shown = activity = restore_activity(actor=caller(self.request), activity_id=row_id)
        return activity

    def perform_purge(self, row_id: int) -> None:
        """Purge through the service."""
        purge_activity(actor=caller(self.request), activity_id=row_id)

    def _input(self, request: Request, *, partial: bool = False) -> dict[str, Any]:
        serializer = self.get_serializer(data=request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)
