"""API of exports: a list of the API, with its filters and in its order, as a file."""

import json
from collections.abc import Generator, Iterator, Mapping
from itertools import islice
from typing import Any, ClassVar, Final

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.generics import GenericAPIView
from rest_framework.renderers import BaseRenderer, BrowsableAPIRenderer
from rest_framework.request import Request

from applications.views.applications import ApplicationViewSet
from dataio.exporting.rows import csv_of, json_of, ndjson_of, with_objects
from dataio.resources import APPLICATIONS, JOBS, Resource
from jobs.views import JobViewSet
from jobtracker.errors import InvalidInput
from jobtracker.filtering import SortsByRelevance
from jobtracker.pagination import CURSOR, PAGE_SIZE, TOTAL, OrderingField, in_order_of
from jobtracker.renderers import JSONRenderer

FIELDS: Final = "fields"
MARK: Final = "bom"
PAGED: Final = frozenset({CURSOR, PAGE_SIZE, TOTAL})


class FileRenderer(BaseRenderer):
    """A format whose files the view streams; what is no file, such as a refusal, is JSON."""

    charset = "utf-8"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """The bytes of the body."""
        if renderer_context is not None:
            renderer_context["response"]["Content-Type"] = JSONRenderer.media_type
        return JSONRenderer().render(data)


class CSVRenderer(FileRenderer):
    """Comma-separated values."""

    media_type = "text/csv"
    format = "csv"


class NDJSONRenderer(FileRenderer):
    """An object of JSON on each line."""

    media_type = "application/x-ndjson"
    format = "ndjson"


class ExportView(SortsByRelevance, GenericAPIView[Any]):
    """The rows of one list, as a file."""

    resource: ClassVar[Resource]
    # The list whose filters and orders this has.
    lists: ClassVar[type[Any]]
    renderer_classes = [JSONRenderer, NDJSONRenderer, CSVRenderer, BrowsableAPIRenderer]
    other_parameters = frozenset({FIELDS, MARK})
    ordering_fields: dict[str, OrderingField]
    default_ordering: str

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Take over what the list declares."""
        super().__init_subclass__(**kwargs)
        cls.queryset = cls.lists.queryset
        for name in ("filterset_class", "ordering_fields", "default_ordering", "search_ordering"):
            setattr(cls, name, getattr(cls.lists, name))

    def get(self, request: Request) -> HttpResponseBase:
        """The file, or a page of its rows."""
        parameters = request.query_params
        columns = self.resource.chosen([name for name in parameters.get(FIELDS, "").split(",") if name])
        with_mark = _yes_or_no(parameters.get(MARK, "false"))
        rows = self.filter_queryset(self.get_queryset())
        file_format: str = request.accepted_renderer.format
        # A page of the browsable API is no place for all rows.
        if file_format == "api" or (file_format == "json" and PAGED & parameters.keys()):
            page = self.paginate_queryset(with_objects(rows.only("pk"), columns))
            return self.get_paginated_response([json.loads(row.file_object) for row in page or []])
        for name in sorted(PAGED & parameters.keys()):
            raise InvalidInput(name, "not_in_this_format", "Only JSON comes in pages; a file has all rows.")
        ordered = in_order_of(rows, parameters, self)
        if file_format == "csv":
            return self._file(csv_of(ordered, columns, with_mark=with_mark))
        return self._file((ndjson_of if file_format == "ndjson" else json_of)(ordered, columns))

    def get_queryset(self) -> Any:
        """The caller's own rows."""
        return self.lists.queryset.visible_to(self.request.user)

    def _file(self, blocks: Generator[bytes]) -> StreamingHttpResponse:
        """The blocks as a download; what fails before the first rows are there is answered as an error."""
        renderer = self.request.accepted_renderer
        name = f"{self.resource.name}-{timezone.localdate():%Y-%m-%d}.{renderer.format}"
        return StreamingHttpResponse(
            _Begun(blocks),
            content_type=f"{renderer.media_type}; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "private, no-store",
            },
        )


class _Begun:
    """Blocks of which the first ones, and so the database's first rows, are there already."""

    def __init__(self, blocks: Generator[bytes]) -> None:
        self._blocks = blocks
        self._first = list(islice(blocks, 2))

    def __iter__(self) -> Iterator[bytes]:
        yield from self._first
        yield from self._blocks

    def close(self) -> None:
        """Called by Django at the end, and when the client is gone: lets go of the database."""
        self._blocks.close()


def _yes_or_no(word: str) -> bool:
    if word not in ("true", "false"):
        raise InvalidInput(MARK, "invalid", "Use true or false.")
    return word == "true"


def _documented(resource: Resource) -> Any:
    """The OpenAPI of one export."""
    names = ", ".join(column.name for column in resource.columns)
    documented = extend_schema(
        tags=["data"],
        operation_id=f"export_{resource.name}",
        filters=True,
        parameters=[
            OpenApiParameter(
                "format",
                str,
                enum=["json", "ndjson", "csv"],
                description="Instead of an `Accept` header.",
            ),
            OpenApiParameter(
                FIELDS, str, description=f"Columns, separated by commas, in this order; else all: {names}."
            ),
            OpenApiParameter(MARK, bool, description="CSV begins with a byte order mark, by which Excel knows UTF-8."),
        ],
        responses={
            (200, "application/json"): OpenApiTypes.OBJECT,
            (200, "application/x-ndjson"): OpenApiTypes.STR,
            (200, "text/csv"): OpenApiTypes.STR,
        },
        description="All rows with these filters, in this order, as they are at one instant. JSON comes in pages where "
        "`page_size`, `cursor` or `total` is given, in the shape of the list's own.",
    )
    return extend_schema_view(get=documented)


@_documented(JOBS)
class JobExportView(ExportView):
    """Postings as a file."""

    resource = JOBS
    lists = JobViewSet


@_documented(APPLICATIONS)
class ApplicationExportView(ExportView):
    """Applications as a file, with their histories, interviews, contacts and documents."""

    resource = APPLICATIONS
    lists = ApplicationViewSet
