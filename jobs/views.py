"""API of this app."""

from typing import Any

from django.db.models import F
from django.db.models.functions import Lower
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from jobs.filters import JobFilter
from jobs.models import Job, JobQuerySet
from jobs.selectors import attach_applications
from jobs.serializers import JobListItemSerializer, JobSerializer
from jobs.services import create_job, delete_job, purge_job, restore_job, update_job
from jobtracker.idempotency import Idempotent
from jobtracker.pagination import OrderingField
from jobtracker.preconditions import TagsItsRow
from jobtracker.trash_views import HasTrash

LISTS = ("list", "trash")


@extend_schema(tags=["jobs"])
class JobViewSet(Idempotent, TagsItsRow, HasTrash, viewsets.ModelViewSet[Job]):
    """The postings of the signed-in person."""

    queryset = Job.objects.all()
    serializer_class = JobSerializer
    filterset_class = JobFilter
    ordering_fields = {
        "posted_on": OrderingField(F("posted_on"), nullable=True),
        "deadline_on": OrderingField(F("deadline_on"), nullable=True),
        "created_at": OrderingField(F("created_at")),
        "trashed_at": OrderingField(F("trashed_at"), nullable=True),
        "updated_at": OrderingField(F("updated_at")),
        "company": OrderingField(Lower("company")),
        "title": OrderingField(Lower("title")),
        "salary_max_yearly": OrderingField(F("salary_max_yearly"), nullable=True),
    }
    default_ordering = "-posted_on"
    request: Request

    def get_queryset(self) -> JobQuerySet:
        """The caller's own postings; for a list without their long texts."""
        rows = self.rows_of(Job.objects.all())
        return rows.without_long_texts() if self.action in LISTS else rows

    def get_serializer_class(self) -> type[BaseSerializer[Job]]:
        """A list leaves the long texts out."""
        return JobListItemSerializer if self.action in LISTS else JobSerializer

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """A page, each posting with its latest application."""
        page = super().paginate_queryset(queryset)
        attach_applications(page or [])
        return page

    def get_object(self) -> Job:
        """One posting with its latest application."""
        job: Job = super().get_object()
        attach_applications([job])
        self.shown = job
        return job

    def perform_create(self, serializer: BaseSerializer[Job]) -> None:
        """Write through the service."""
        serializer.instance = self.shown = create_job(actor=caller(self.request), values=serializer.validated_data)
        attach_applications([serializer.instance])

    def perform_update(self, serializer: BaseSerializer[Job]) -> None:
        """Write through the service."""
        job_id = int(self.kwargs["pk"])
        serializer.instance = self.shown = update_job(
            actor=caller(self.request), job_id=job_id, changes=serializer.validated_data, if_match=self.if_match
        )
        attach_applications([serializer.instance])

    def perform_destroy(self, instance: Job) -> None:
        """Write through the service."""
        delete_job(actor=caller(self.request), job_id=instance.pk, if_match=self.if_match)

    def perform_restore(self, row_id: int) -> Job:
        """Restore through the service."""
        self.shown = job = restore_job(actor=caller(self.request), job_id=row_id)
        attach_applications([job])
        return job

    def perform_purge(self, row_id: int) -> None:
        """Purge through the service."""
        purge_job(actor=caller(self.request), job_id=row_id)
