"""API of exports: a list of the API, with its filters and in its order, as a file."""

import json
import tempfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar, Final

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.generics import GenericAPIView
from rest_framework.renderers import BaseRenderer, BrowsableAPIRenderer
from rest_framework.request import Request

from applications.views.applications import ApplicationViewSet
from dataio.exporting.formats import FORMATS, blocks_of, file_name
from dataio.exporting.rows import with_objects
from dataio.exporting.sheets import write_sheet
from dataio.resources import APPLICATIONS, JOBS, Column, Resource
from jobs.views import JobViewSet
from jobtracker.errors import Conflict, InvalidInput
from jobtracker.filtering import SortsByRelevance
from jobtracker.pagination import CURSOR, PAGE_SIZE, TOTAL, OrderingField, in_order_of
from jobtracker.renderers import JSONRenderer

FIELDS: Final = "fields"
MARK: Final = "bom"
# A workbook of so many rows takes a second or two; a larger one is a run's.
MAX_SHEET_ROWS: Final = 5_000
PAGED: Final = frozenset({CURSOR, PAGE_SIZE, TOTAL})


class FileRenderer(BaseRenderer):
    """A format whose files the view streams; what is no file, such as a refusal, is JSON."""

    charset: str | None = "utf-8"

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


class XLSXRenderer(FileRenderer):
    """A workbook."""

    media_type = FORMATS["xlsx"]
    format = "xlsx"
    charset = None


class ExportView(SortsByRelevance, GenericAPIView[Any]):
    """The rows of one list, as a file."""

    resource: ClassVar[Resource]
    # The list whose filters and orders this has.
    lists: ClassVar[type[Any]]
    renderer_classes = [JSONRenderer, NDJSONRenderer, CSVRenderer, XLSXRenderer, BrowsableAPIRenderer]
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
            ids = [row.pk for row in self.paginate_queryset(rows.only("pk")) or []]
            # A search pages through rows of its own, so that these are looked up afterwards.
            page = with_objects(self.get_queryset().filter(pk__in=ids), columns).values_list("pk", "file_object")
            objects = dict(page)
            return self.get_paginated_response([json.loads(objects[pk]) for pk in ids if pk in objects])
        for name in sorted(PAGED & parameters.keys()):
            raise InvalidInput(name, "not_in_this_format", "Only JSON comes in pages; a file has all rows.")
        ordered = in_order_of(rows, parameters, self)
        if file_format == "xlsx":
            return self._sheet(ordered, columns)
        return self._file(blocks_of(ordered, columns, file_format=file_format, with_mark=with_mark))

    def get_queryset(self) -> Any:
        """The caller's own rows."""
        return self.lists.queryset.visible_to(self.request.user)

    def _sheet(self, rows: Any, columns: Sequence[Column]) -> FileResponse:
        """A workbook of few rows. Raises Conflict for more."""
        if rows[: MAX_SHEET_ROWS + 1].count() > MAX_SHEET_ROWS:
            message = (
                f"A workbook of more than {MAX_SHEET_ROWS:,} rows takes longer than a request. Have it made by a run: "
                'POST /api/v1/runs/ with {"kind": "export", ...}.'
            )
            raise Conflict("too_many_rows", message)
        # Closed when it has been sent.
        file = tempfile.TemporaryFile(prefix="jobtracker-")  # noqa: SIM115  # the answer closes it
        write_sheet(rows, columns, name=self.resource.name, file=file, told=lambda done, total: None)
        file.seek(0)
        return FileResponse(file, content_type=FORMATS["xlsx"], headers=self._headers())

    def _file(self, blocks: Generator[bytes]) -> StreamingHttpResponse:
        """The blocks as a download; what fails before the first rows are there is answered as an error."""
        media_type = self.request.accepted_renderer.media_type
        return StreamingHttpResponse(
            _Begun(blocks), content_type=f"{media_type}; charset=utf-8", headers=self._headers()
        )

    def _headers(self) -> dict[str, str]:
        name = file_name(self.resource, self.request.accepted_renderer.format)
        return {
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }


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
                enum=list(FORMATS),
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
            (200, FORMATS["xlsx"]): OpenApiTypes.BINARY,
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
