"""API of interviews."""

from collections.abc import Callable
from typing import Any

from django.db.models import F
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.renderers import BrowsableAPIRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from applications.calendar_events import event_of_interview
from applications.filters.interviews import InterviewFilter
from applications.interviews import LONG_TEXTS, with_all_that_is_shown
from applications.models import Interview, InterviewChange
from applications.models.children import ApplicationPartQuerySet
from applications.serializers.interviews import (
    CancelInterviewSerializer,
    CompleteInterviewSerializer,
    CurrentSerializer,
    InterviewChangeSerializer,
    InterviewChangesSerializer,
    InterviewListItemSerializer,
    InterviewSerializer,
    MoveInterviewSerializer,
    ReopenInterviewSerializer,
    ScheduleInterviewSerializer,
)
from applications.services.interviews import (
    cancel_interview,
    complete_interview,
    delete_interview,
    move_interview,
    purge_interview,
    reopen_interview,
    restore_interview,
    schedule_interview,
    update_interview,
)
from jobtracker.cached_reads import LISTS_SECONDS, CachedReads
from jobtracker.icalendars import MEDIA_TYPE, calendar_file
from jobtracker.idempotency import Idempotent
from jobtracker.ownership import OwnedQuerySet
from jobtracker.pagination import OrderingField
from jobtracker.preconditions import TagsItsRow
from jobtracker.renderers import CalendarRenderer
from jobtracker.trash_views import HasTrash

LISTS = ("list", "trash")


@extend_schema(tags=["interviews"])
@extend_schema_view(
    create=extend_schema(request=ScheduleInterviewSerializer, responses={201: InterviewSerializer}),
    partial_update=extend_schema(request=InterviewChangesSerializer, responses=InterviewSerializer),
    move=extend_schema(request=MoveInterviewSerializer, responses=InterviewSerializer),
    cancel=extend_schema(request=CancelInterviewSerializer, responses=InterviewSerializer),
    complete=extend_schema(request=CompleteInterviewSerializer, responses=InterviewSerializer),
    reopen=extend_schema(request=ReopenInterviewSerializer, responses=InterviewSerializer),
)
class InterviewViewSet(CachedReads, Idempotent, TagsItsRow, HasTrash, viewsets.ModelViewSet[Interview]):
    """The interviews of the signed-in person."""

    queryset = Interview.objects.all()
    kept_for = dict.fromkeys(LISTS, LISTS_SECONDS)
    serializer_class = InterviewSerializer
    conflict_serializer_class = CurrentSerializer
    filterset_class = InterviewFilter
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    ordering_fields = {
        "starts_at": OrderingField(F("starts_at")),
        "created_at": OrderingField(F("created_at")),
        "updated_at": OrderingField(F("updated_at")),
        "trashed_at": OrderingField(F("trashed_at"), nullable=True),
    }
    default_ordering = "-starts_at"
    request: Request

    def get_queryset(self) -> ApplicationPartQuerySet:
        """The caller's own interviews, with what is shown beside them; for a list without their long texts."""
        rows = with_all_that_is_shown(self.rows_of(Interview.objects.all()))
        return rows.defer(*LONG_TEXTS) if self.action in LISTS else rows

    def get_object(self) -> Interview:
        """One interview."""
        interview: Interview = super().get_object()
        self.shown = interview
        return interview

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """The shape of what each action takes."""
        by_action: dict[str, type[BaseSerializer[Any]]] = {
            **dict.fromkeys(LISTS, InterviewListItemSerializer),
            "create": ScheduleInterviewSerializer,
            "partial_update": InterviewChangesSerializer,
            "move": MoveInterviewSerializer,
            "cancel": CancelInterviewSerializer,
            "complete": CompleteInterviewSerializer,
            "reopen": ReopenInterviewSerializer,
        }
        return by_action.get(self.action, InterviewSerializer)

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Plan an interview, or record one that has been; with `move_to` also move the application."""
        interview = schedule_interview(actor=caller(request), **self._input(request))
        return self._answer(interview, status.HTTP_201_CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change everything but times, state and outcome."""
        interview_id = self.get_object().pk
        serializer = self.get_serializer(data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        changes = dict(serializer.validated_data)
        interview = update_interview(
            actor=caller(request), interview_id=interview_id, changes=changes, if_match=self.if_match
        )
        return self._answer(interview)

    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: str) -> Response:
        """Move a planned interview to another time."""
        return self._changed(move_interview)

    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Say that a planned interview will not be; with `move_to` also move the application."""
        return self._changed(cancel_interview)

    @action(detail=True, methods=["post"])
    def complete(self, request: Request, pk: str) -> Response:
        """Say that a planned interview has been, and how it went; with `move_to` also move the application."""
        return self._changed(complete_interview)

    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Plan a cancelled or completed interview again."""
        return self._changed(reopen_interview)

    @extend_schema(responses={(200, MEDIA_TYPE): OpenApiTypes.STR})
    @action(detail=True, renderer_classes=[CalendarRenderer, BrowsableAPIRenderer])
    def ics(self, request: Request, pk: str) -> Response:
        """The interview as a file for calendars."""
        interview = self.get_object()
        name = f"{interview.application.job.company} {interview.get_kind_display()}"
        file = calendar_file(name, [event_of_interview(interview)])
        # The row's tag would not change with the posting, which the file shows, too.
        self.shown = None
        return Response(file, headers={"Content-Disposition": f'attachment; filename="interview-{interview.pk}.ics"'})

    def perform_destroy(self, instance: Interview) -> None:
        """Write through the service."""
        delete_interview(actor=caller(self.request), interview_id=instance.pk, if_match=self.if_match)

    def perform_restore(self, row_id: int) -> Interview:
        """Restore through the service."""
        self.shown = interview = restore_interview(actor=caller(self.request), interview_id=row_id)
        return interview

    def perform_purge(self, row_id: int) -> None:
        """Purge through the service."""
        purge_interview(actor=caller(self.request), interview_id=row_id)

    def _changed(self, service: Callable[..., Interview]) -> Response:
        """Have the service change the interview of this address as the body says."""
        interview_id = self.get_object().pk
        values = self._input(self.request)
        actor = caller(self.request)
        return self._answer(service(actor=actor, interview_id=interview_id, if_match=self.if_match, **values))

    def _answer(self, interview: Interview, status_code: int = status.HTTP_200_OK) -> Response:
        self.shown = interview
        return Response(InterviewSerializer(interview).data, status=status_code)

    def _input(self, request: Request) -> dict[str, Any]:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


@extend_schema(tags=["interviews"], parameters=[OpenApiParameter("interview_pk", int, OpenApiParameter.PATH)])
class InterviewChangeViewSet(CachedReads, mixins.ListModelMixin, viewsets.GenericViewSet[InterviewChange]):
    """The history of one interview, to read."""

    queryset = InterviewChange.objects.all()
    serializer_class = InterviewChangeSerializer
    http_method_names = ["get", "head", "options"]
    ordering_fields = {"occurred_at": OrderingField(F("occurred_at"))}
    default_ordering = "-occurred_at"
    request: Request

    def get_queryset(self) -> OwnedQuerySet:
        """The entries of one interview of the caller's own; 404 where there is no such interview."""
        if getattr(self, "swagger_fake_view", False):
            return InterviewChange.objects.none()
        interviews = Interview.objects.visible_to(self.request.user)
        interview = get_object_or_404(interviews.only("pk"), pk=self.kwargs["interview_pk"])
        return InterviewChange.objects.visible_to(self.request.user).filter(interview=interview)
