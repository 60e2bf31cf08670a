"""Administration of runs, uploads and imports, and files of postings and applications for staff, in and out.

django-import-export has the pages; the columns and the files are those of the API (`dataio/resources.py`).
"""

import tempfile
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F, QuerySet
from django.forms import Media
from django.http import FileResponse, HttpRequest
from import_export.admin import ExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import Format
from import_export.forms import SelectableFieldsExportForm
from import_export.resources import Resource as AdminResource

from applications.admin.applications import ApplicationAdmin
from applications.models import Application
from dataio.exporting.formats import FORMATS, file_name, write_rows
from dataio.imports.administration import ImportsRows
from dataio.models import Import, ImportMapping, Run, Upload
from dataio.resources import APPLICATIONS, JOBS, Column, Kind, Resource
from jobs.admin import JobAdmin
from jobs.models import Job
from jobtracker.administration import ReadOnly

# Of everybody's rows a file says whose they are.
OWNER = Column("owner", Kind.TEXT, F("owner__email"))


class FileFormat(Format):  # type: ignore[misc]  # django-import-export comes without types
    """A format of the API, as the page lists it."""

    name: ClassVar[str]

    def get_title(self) -> str:
        """What the page calls it."""
        return self.name

    def get_extension(self) -> str:
        """The end of a file's name."""
        return self.name

    def get_content_type(self) -> str:
        """The media type."""
        return FORMATS[self.name]

    def can_export(self) -> bool:
        """It is offered."""
        return True


ADMIN_FORMATS = [type(f"{name.upper()}Format", (FileFormat,), {"name": name}) for name in ("xlsx", "csv", "json")]


def _listed(resource: Resource) -> type[AdminResource]:
    """The columns, as the page lists them for selection."""
    columns = [OWNER, *resource.columns]
    members: dict[str, Any] = {column.name: Field(column_name=column.name) for column in columns}
    members["get_display_name"] = classmethod(lambda cls: resource.name)
    return type(f"Admin{resource.name.title()}", (AdminResource,), members)


class ColumnsForm(SelectableFieldsExportForm):  # type: ignore[misc]  # as above
    """The columns to tick, all at once with a script of our own: the page's is inline, which our policy blocks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Before this field the page would put a checkbox that does nothing.
            if hasattr(field, "initial_field"):
                del field.initial_field

    @property
    def media(self) -> Media:
        """The library's, and the checkbox."""
        media: Media = super().media
        return media + Media(js=("dataio/select_all.js",))


class ExportsRows(ExportMixin):  # type: ignore[misc]  # as above
    """A list of rows that staff who may see them may save as a file, under the filters of the page."""

    resource: ClassVar[Resource]
    formats = ADMIN_FORMATS
    export_form_class = ColumnsForm

    def get_export_resource_classes(self, request: HttpRequest) -> list[type[AdminResource]]:
        """The one."""
        return [_listed(self.resource)]

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Whoever may look at every row."""
        return bool(self.has_view_permission(request))

    def _do_file_export(
        self, file_format: FileFormat, request: HttpRequest, queryset: QuerySet[Any], export_form: Any
    ) -> FileResponse:
        """The file, which django-import-export would hold in memory, and write its own way."""
        ticked = set(export_form.get_selected_resource_export_fields())
        # Closed when it has been sent.
        file = tempfile.TemporaryFile(prefix="jobtracker-")  # noqa: SIM115  # the answer closes it
        write_rows(
            queryset.select_related(None),
            [column for column in [OWNER, *self.resource.columns] if column.name in ticked],
            resource=self.resource,
            file_format=file_format.name,
            with_mark=False,
            file=file,
            told=lambda done, total: None,
        )
        file.seek(0)
        name = file_name(self.resource, file_format.name)
        return FileResponse(file, as_attachment=True, filename=name, content_type=FORMATS[file_format.name])


class MovesRows(ImportsRows, ExportsRows):
    """A list of rows whose page has a button for either way."""

    import_export_change_list_template = "admin/import_export/change_list_import_export.html"


class JobsWithFiles(MovesRows, JobAdmin):
    """Postings, which staff may export and import."""

    resource = JOBS


class ApplicationsWithFiles(MovesRows, ApplicationAdmin):
    """Applications, which staff may export and import."""

    resource = APPLICATIONS


# Their own apps stand below this one, and know no files.
admin.site.unregister([Job, Application])
admin.site.register(Job, JobsWithFiles)
admin.site.register(Application, ApplicationsWithFiles)


@admin.register(Run)
class RunAdmin(ReadOnly, admin.ModelAdmin[Run]):
    """The long work of everybody, to look at: how it went, and not what was asked for or came of it."""

    list_display = ["kind", "owner", "state", "percent", "attempts", "created_at", "finished_at"]
    list_filter = ["kind", "state"]
    list_select_related = ["owner"]
    search_fields = ["owner__email"]
    fields = [
        "owner",
        "kind",
        "state",
        "percent",
        "attempts",
        "is_cancelled",
        "problem",
        "media_type",
        "file_size",
        "created_at",
        "started_at",
        "finished_at",
        "expires_at",
    ]


@admin.register(Upload)
class UploadAdmin(ReadOnly, admin.ModelAdmin[Upload]):
    """How much room uploads take, until they are worked on."""

    list_display = ["owner", "size", "created_at", "expires_at"]
    list_select_related = ["owner"]
    search_fields = ["owner__email"]
    fields = ["owner", "size", "created_at", "expires_at"]


@admin.register(Import)
class ImportAdmin(ReadOnly, admin.ModelAdmin[Import]):
    """The files that people bring in, to look at: how it went, and nothing of what is in them."""

    list_display = ["pk", "owner", "size", "created_at", "read_at", "committed_at", "undone_at"]
    list_filter = ["created_at"]
    list_select_related = ["owner"]
    search_fields = ["owner__email"]
    fields = ["owner", "size", "verdicts", "created_at", "read_at", "committed_at", "undone_at"]


@admin.register(ImportMapping)
class ImportMappingAdmin(ReadOnly, admin.ModelAdmin[ImportMapping]):
    """That people have mappings of their own; which columns their files have is not for staff."""

    list_display = ["pk", "owner", "date_order", "created_at", "updated_at"]
    list_select_related = ["owner"]
    search_fields = ["owner__email"]
    fields = ["owner", "signature", "date_order", "created_at", "updated_at"]
