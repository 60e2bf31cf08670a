"""API of timelines."""

from typing import Any

from django.db.models import F
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema, extend_schema_view
from rest_framework import mixins, viewsets
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request

from applications.filters.timeline import TimelineFilter
from applications.models import Application, TimelineEntry
from applications.serializers.timeline import ENTRIES, TimelineEntrySerializer
from applications.timeline import attach_entries
from jobtracker.cached_reads import CachedReads
from jobtracker.ownership import OwnedQuerySet
from jobtracker.pagination import OrderingField

SHAPE = PolymorphicProxySerializer(
    component_name="TimelineEntry",
    serializers={str(kind): serializer for kind, serializer in ENTRIES.items()},
    resource_type_field_name="type",
)


@extend_schema(tags=["applications"], parameters=[OpenApiParameter("application_pk", int, OpenApiParameter.PATH)])
@extend_schema_view(list=extend_schema(responses=SHAPE))
class TimelineViewSet(CachedReads, mixins.ListModelMixin, viewsets.GenericViewSet[TimelineEntry]):
    """All that happened to one application: moves, interviews, the log, documents, tasks."""

    queryset = TimelineEntry.objects.all()
    serializer_class = TimelineEntrySerializer
    filterset_class = TimelineFilter
    ordering_fields = {"occurred_at": OrderingField(F("occurred_at"))}
    default_ordering = "-occurred_at"
    request: Request

    def get_queryset(self) -> OwnedQuerySet:
        """The entries of one application of the caller's own; 404 where there is no such application."""
        if getattr(self, "swagger_fake_view", False):
            return TimelineEntry.objects.none()
        visible = Application.objects.visible_to(self.request.user).only("pk")
        application = get_object_or_404(visible, pk=self.kwargs["application_pk"])
        return TimelineEntry.objects.visible_to(self.request.user).filter(application_id=application.pk)

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """A page, each entry with what it is about."""
        return attach_entries(super().paginate_queryset(queryset) or [])
