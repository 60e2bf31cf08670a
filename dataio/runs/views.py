"""API of runs: beginning long work, seeing how far it is, fetching its file."""

from typing import Any

import django_filters
from django.db.models import F
from django.http import FileResponse, Http404, HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from applications.views.documents import BLOCK_BYTES, DOWNLOAD_HEADERS
from dataio.models import Run
from dataio.runs.files import open_run_file
from dataio.runs.kinds import kind_names
from dataio.runs.performing import cancel_run, delete_run, queue_run
from dataio.runs.serializers import NewRunSerializer, RunSerializer, documented_new_runs
from jobtracker.filtering import FilterSet
from jobtracker.idempotency import Idempotent
from jobtracker.ownership import OwnedQuerySet
from jobtracker.pagination import OrderingField


class RunFilter(FilterSet):
    """What a list of runs may be narrowed by; all of them together."""

    kind = django_filters.MultipleChoiceFilter(
        choices=[(name, name) for name in kind_names()], distinct=False, label="Any of these"
    )
    state = django_filters.MultipleChoiceFilter(choices=Run.State.choices, distinct=False, label="Any of these")

    class Meta:
        model = Run
        fields: list[str] = []


@extend_schema(tags=["runs"])
class RunViewSet(
    Idempotent,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.CreateModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet[Run],
):
    """What takes longer than a request: exports, reports, backups, imports. A run goes on by itself.

    Whoever has begun one asks for it by its id, now and then, until it is done, failed or cancelled.
    """

    queryset = Run.objects.all()
    serializer_class = RunSerializer
    filterset_class = RunFilter
    ordering_fields = {"created_at": OrderingField(F("created_at"))}
    default_ordering = "-created_at"
    request: Request

    def get_queryset(self) -> OwnedQuerySet:
        """The caller's own."""
        return Run.objects.visible_to(self.request.user)

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """A new run is a kind and its parameters."""
        return NewRunSerializer if self.action == "create" else RunSerializer

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[BaseRenderer, str]:
        """A file has its own type, whatever is accepted."""
        return super().perform_content_negotiation(request, force or self.action == "file")

    @extend_schema(
        request=PolymorphicProxySerializer(
            component_name="NewRun", serializers=documented_new_runs, resource_type_field_name="kind"
        ),
        responses={201: RunSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Begin something long: it goes on by itself, and its state is asked for by its id."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        run = queue_run(actor=caller(request), **serializer.validated_data)
        return Response(RunSerializer(run).data, status=status.HTTP_201_CREATED)

    def perform_destroy(self, instance: Run) -> None:
        """Write through the service; 409 while it is at work."""
        delete_run(actor=caller(self.request), run_id=instance.pk)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Have it stop: at once where nobody works on it yet, else within seconds. 409 where it is over."""
        return Response(self.get_serializer(cancel_run(actor=caller(request), run_id=self.get_object().pk)).data)

    @extend_schema(
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
        description="The file that it made, under its name and with its type, as an attachment; 404 while there is "
        "none, and once it is expired.",
    )
    @action(detail=True)
    def file(self, request: Request, pk: str) -> HttpResponseBase:
        """The file that it made."""
        run: Run = self.get_object()
        content = open_run_file(run)
        if content is None:
            raise Http404
        response = FileResponse(
            content,
            as_attachment=True,
            filename=run.file_name,
            content_type=f"{run.media_type}; charset=utf-8" if run.media_type.startswith("text/") else run.media_type,
            headers=DOWNLOAD_HEADERS | {"Content-Length": str(run.file_size)},
        )
        response.block_size = BLOCK_BYTES
        return response
