"""API of tasks."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from applications.bulk_tasks import bulk_complete_tasks
from applications.filters.tasks import TaskFilter
from applications.models import Task
from applications.models.tasks import TaskQuerySet
from applications.serializers.tasks import BulkCompleteSerializer, SnoozeSerializer, TaskSerializer
from applications.services.tasks import (
    complete_task,
    create_task,
    delete_task,
    purge_task,
    reopen_task,
    restore_task,
    snooze_task,
    unsnooze_task,
    update_task,
)
from jobtracker.bulk_views import ANSWERED, BulkRequests, bulk_action
from jobtracker.cached_reads import LISTS_SECONDS, CachedReads
from jobtracker.days import today_in
from jobtracker.idempotency import Idempotent
from jobtracker.pagination import OrderingField
from jobtracker.preconditions import TagsItsRow
from jobtracker.trash_views import HasTrash


@extend_schema(tags=["tasks"])
@extend_schema_view(
    complete=extend_schema(request=None, responses=TaskSerializer),
    reopen=extend_schema(request=None, responses=TaskSerializer),
    snooze=extend_schema(request=SnoozeSerializer, responses=TaskSerializer),
    unsnooze=extend_schema(request=None, responses=TaskSerializer),
)
class TaskViewSet(CachedReads, Idempotent, TagsItsRow, HasTrash, BulkRequests, viewsets.ModelViewSet[Task]):
    """What the signed-in person has to do, and did."""

    queryset = Task.objects.all()
    kept_for = dict.fromkeys(("list", "trash"), LISTS_SECONDS)
    serializer_class = TaskSerializer
    conflict_serializer_class = TaskSerializer
    filterset_class = TaskFilter
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    ordering_fields = {
        "due_on": OrderingField(F("due_on"), nullable=True),
        "created_at": OrderingField(F("created_at")),
        "done_at": OrderingField(F("done_at"), nullable=True),
        "trashed_at": OrderingField(F("trashed_at"), nullable=True),
    }
    default_ordering = "due_on"
    request: Request

    def get_queryset(self) -> TaskQuerySet:
        """The caller's own tasks, with what they are about."""
        return self.rows_of(Task.objects.with_what_it_is_about())

    def get_object(self) -> Task:
        """One task."""
        task: Task = super().get_object()
        self.shown = task
        return task

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """The shape of what each action takes."""
        by_action: dict[str, type[BaseSerializer[Any]]] = {
            "snooze": SnoozeSerializer,
            "bulk_complete": BulkCompleteSerializer,
        }
        return by_action.get(self.action, TaskSerializer)

    def also_depends_on(self) -> tuple[object, ...]:
        """Which tasks are overdue is another matter tomorrow."""
        return (today_in(ZoneInfo(caller(self.request).time_zone)),)

    @action(detail=True, methods=["post"])
    def complete(self, request: Request, pk: str) -> Response:
        """Note that the task is done."""
        return self._changed(complete_task)

    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Put a task that is done on the list again."""
        return self._changed(reopen_task)

    @action(detail=True, methods=["post"])
    def snooze(self, request: Request, pk: str) -> Response:
        """Put the task off, for some days from today on or until a day."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return self._changed(snooze_task, **serializer.validated_data)

    @action(detail=True, methods=["post"])
    def unsnooze(self, request: Request, pk: str) -> Response:
        """Have the task back on the day that it is due."""
        return self._changed(unsnooze_task)

    @ANSWERED
    @bulk_action("complete")
    def bulk_complete(self, request: Request) -> Response:
        """Note that up to 1,000 tasks are done with one request."""
        asked, batch = self.asked(request)
        bulk_complete_tasks(actor=caller(request), selection=self.selection(asked, batch), batch=batch)
        return Response(batch.answer())

    def perform_create(self, serializer: BaseSerializer[Task]) -> None:
        """Write through the service."""
        serializer.instance = self.shown = create_task(actor=caller(self.request), values=serializer.validated_data)

    def perform_update(self, serializer: BaseSerializer[Task]) -> None:
        """Write through the service."""
        serializer.instance = self.shown = update_task(
            actor=caller(self.request),
            task_id=int(self.kwargs["pk"]),
            changes=serializer.validated_data,
            if_match=self.if_match,
        )

    def perform_destroy(self, instance: Task) -> None:
        """Write through the service."""
        delete_task(actor=caller(self.request), task_id=instance.pk, if_match=self.if_match)

    def perform_restore(self, row_id: int) -> Task:
        """Restore through the service."""
        self.shown = task = restore_task(actor=caller(self.request), task_id=row_id)
        return task

    def perform_purge(self, row_id: int) -> None:
        """Purge through the service."""
        purge_task(actor=caller(self.request), task_id=row_id)

    def _changed(self, service: Callable[..., Task], **values: Any) -> Response:
        """Have the service change the task of this address."""
        task_id = self.get_object().pk
        self.shown = task = service(actor=caller(self.request), task_id=task_id, if_match=self.if_match, **values)
        return Response(TaskSerializer(task, context=self.get_serializer_context()).data)
