"""API of this app."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Lower, NullIf
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from jobs.bulk import bulk_create_jobs, bulk_delete_jobs, bulk_purge_jobs, bulk_restore_jobs, bulk_update_jobs
from jobs.bulk_serializers import (
    BulkCreatedJobsSerializer,
    BulkCreateJobsSerializer,
    BulkUpdateJobsSerializer,
    JobChangesSerializer,
    NewJobSerializer,
)
from jobs.duplicates import attach_jobs, duplicates_of, groups_of
from jobs.facets import count_facets
from jobs.filters import JobFilter, SavedViewFilter
from jobs.merging import merge_jobs
from jobs.models import DuplicateGroup, Job, JobQuerySet, SavedView
from jobs.saved_views import create_saved_view, delete_saved_view, update_saved_view
from jobs.selectors import attach_applications
from jobs.serializers import (
    CreatedJobSerializer,
    DuplicateGroupSerializer,
    FacetsSerializer,
    JobListItemSerializer,
    JobSerializer,
    MergeSerializer,
    SavedViewSerializer,
    SuggestionQuerySerializer,
    SuggestionsSerializer,
)
from jobs.services import create_job, delete_job, purge_job, restore_job, update_job
from jobs.suggestions import suggest
from jobtracker.bulk import Batch, ByIds, ChangesOf, NewRow, Selection
from jobtracker.bulk_views import HasBulk, bulk_action
from jobtracker.cached_reads import LISTS_SECONDS, CachedReads
from jobtracker.filtering import SortsByRelevance, StrictFilterBackend
from jobtracker.idempotency import Idempotent
from jobtracker.ownership import OwnedQuerySet
from jobtracker.pagination import OrderingField
from jobtracker.preconditions import TagsItsRow
from jobtracker.trash_views import HasTrash

LISTS = ("list", "trash")


@extend_schema(tags=["jobs"])
class JobViewSet(CachedReads, Idempotent, TagsItsRow, HasTrash, HasBulk, SortsByRelevance, viewsets.ModelViewSet[Job]):
    """The postings of the signed-in person."""

    queryset = Job.objects.all()
    kept_for = dict.fromkeys(("list", "trash", "facets", "suggestions"), LISTS_SECONDS)
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
        "location": OrderingField(Lower("locations__0"), nullable=True),
        "remote_option": OrderingField(NullIf("remote_option", Value("")), nullable=True),
        "job_type": OrderingField(NullIf("job_type", Value("")), nullable=True),
        "experience_level": OrderingField(NullIf("experience_level", Value("")), nullable=True),
        "availability": OrderingField(F("availability")),
        "source": OrderingField(NullIf(Lower("source"), Value("")), nullable=True),
        "salary_min_yearly": OrderingField(F("salary_min_yearly"), nullable=True),
        "salary_max_yearly": OrderingField(F("salary_max_yearly"), nullable=True),
    }
    default_ordering = "-posted_on"
    search_ordering = "-relevance,-posted_on"
    bulk_serializers = {
        **HasBulk.COMMON_SHAPES,
        "bulk_create": BulkCreateJobsSerializer,
        "bulk_update": BulkUpdateJobsSerializer,
    }
    new_row_serializer = NewJobSerializer
    changes_serializer = JobChangesSerializer
    request: Request

    def get_queryset(self) -> JobQuerySet:
        """The caller's own postings; for a list without their long texts."""
        rows = self.rows_of(Job.objects.all())
        return rows.without_long_texts() if self.action in LISTS else rows

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """A list leaves the long texts out; a new posting comes with those that it repeats."""
        if self.action in LISTS:
            return JobListItemSerializer
        by_action: dict[str, type[BaseSerializer[Any]]] = {"create": CreatedJobSerializer, "merge": MergeSerializer}
        return {**by_action, **self.bulk_serializers}.get(self.action, JobSerializer)

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

    @extend_schema(responses=FacetsSerializer, filters=True)
    @action(detail=False, pagination_class=None)
    def facets(self, request: Request) -> Response:
        """The most frequent values of some filters, each among what all the other filters leave."""
        postings = Job.objects.visible_to(request.user)
        return Response(count_facets(StrictFilterBackend().valid_filterset(request, postings, self)))

    @extend_schema(
        responses=SuggestionsSerializer,
        filters=False,
        parameters=[OpenApiParameter("q", str, description="What is typed so far.")],
    )
    @action(detail=False, pagination_class=None, filter_backends=[])
    def suggestions(self, request: Request) -> Response:
        """Titles and companies of the person's own that begin like what is typed, or may be meant by it."""
        typed = SuggestionQuerySerializer(data=request.query_params)
        typed.is_valid(raise_exception=True)
        return Response(suggest(caller(request), typed.validated_data["q"], "q"))

    @extend_schema(request=JobSerializer, responses={201: CreatedJobSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Keep a new posting. One that is probably there already is kept as well, and the answer names the others."""
        return super().create(request, *args, **kwargs)

    @extend_schema(responses=JobSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        """Merge another posting into this one, which stays."""
        job_id = self.get_object().pk
        merge = self.get_serializer(data=request.data)
        merge.is_valid(raise_exception=True)
        self.shown = job = merge_jobs(
            actor=caller(request),
            job_id=job_id,
            other_id=merge.validated_data["other"].pk,
            take=merge.validated_data["take"],
            if_match=self.if_match,
        )
        attach_applications([job])
        return Response(JobSerializer(job).data)

    def perform_create(self, serializer: BaseSerializer[Job]) -> None:
        """Write through the service."""
        serializer.instance = self.shown = create_job(actor=caller(self.request), values=serializer.validated_data)
        attach_applications([serializer.instance])
        self.shown.duplicates = duplicates_of([self.shown.pk]).get(self.shown.pk, [])

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

    @extend_schema(responses={201: BulkCreatedJobsSerializer})
    @bulk_action("create")
    def bulk_create(self, request: Request) -> Response:
        """Make up to 1,000 with one request. Those that are probably there already are kept as well, and named."""
        response: Response = super().bulk_create(request)
        found = duplicates_of(response.data["created"])
        response.data["duplicates"] = [{"id": pk, "duplicates": named} for pk, named in found.items()]
        return response

    def perform_bulk_create(self, rows: Sequence[NewRow], batch: Batch) -> None:
        """Make rows through the service."""
        bulk_create_jobs(actor=caller(self.request), rows=rows, batch=batch)

    def perform_bulk_update(self, selection: Selection, changes_of: ChangesOf, names: set[str], batch: Batch) -> None:
        """Change rows through the service."""
        actor = caller(self.request)
        bulk_update_jobs(actor=actor, selection=selection, changes_of=changes_of, names=names, batch=batch)

    def perform_bulk_delete(self, selection: Selection, batch: Batch) -> None:
        """Put rows into the trash through the service."""
        bulk_delete_jobs(actor=caller(self.request), selection=selection, batch=batch)

    def perform_bulk_restore(self, selection: ByIds, batch: Batch) -> None:
        """Bring rows back through the service."""
        bulk_restore_jobs(actor=caller(self.request), selection=selection, batch=batch)

    def perform_bulk_purge(self, selection: ByIds, batch: Batch) -> None:
        """Delete rows for good through the service."""
        bulk_purge_jobs(actor=caller(self.request), selection=selection, batch=batch)


@extend_schema(tags=["saved-views"])
class SavedViewViewSet(CachedReads, Idempotent, TagsItsRow, viewsets.ModelViewSet[SavedView]):
    """The filters and orders that the signed-in person keeps."""

    queryset = SavedView.objects.all()
    serializer_class = SavedViewSerializer
    filterset_class = SavedViewFilter
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    ordering_fields = {
        "is_pinned": OrderingField(F("is_pinned")),
        "name": OrderingField(Lower("name")),
        "created_at": OrderingField(F("created_at")),
    }
    default_ordering = "-is_pinned,name"
    request: Request

    def get_queryset(self) -> OwnedQuerySet:
        """The caller's own views."""
        return SavedView.objects.visible_to(self.request.user)

    def get_object(self) -> SavedView:
        """One view."""
        self.shown = view = super().get_object()
        return view

    def perform_create(self, serializer: BaseSerializer[SavedView]) -> None:
        """Write through the service."""
        serializer.instance = self.shown = create_saved_view(
            actor=caller(self.request), values=serializer.validated_data
        )

    def perform_update(self, serializer: BaseSerializer[SavedView]) -> None:
        """Write through the service."""
        serializer.instance = self.shown = update_saved_view(
            actor=caller(self.request),
            view_id=int(self.kwargs["pk"]),
            changes=serializer.validated_data,
            if_match=self.if_match,
        )

    def perform_destroy(self, instance: SavedView) -> None:
        """Write through the service."""
        delete_saved_view(actor=caller(self.request), view_id=instance.pk, if_match=self.if_match)


@extend_schema(tags=["jobs"])
class DuplicateGroupViewSet(CachedReads, mixins.ListModelMixin, viewsets.GenericViewSet[DuplicateGroup]):
    """Groups of the signed-in person's postings that are probably one each, those with the newest postings first."""

    queryset = DuplicateGroup.objects.none()
    serializer_class = DuplicateGroupSerializer
    ordering_fields = {"newest": OrderingField(F("pk"))}
    default_ordering = "-newest"
    request: Request

    def get_queryset(self) -> QuerySet[DuplicateGroup]:
        """The caller's own groups."""
        return groups_of(caller(self.request))

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """A page, each group with its postings and their latest applications."""
        page = super().paginate_queryset(queryset)
        attach_jobs(page or [])
        return page
