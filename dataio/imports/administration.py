"""Files of postings and applications brought in by staff for somebody: the pages are django-import-export's, what is
done with a file is what the API does.
"""

import json
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from import_export.admin import ImportMixin
from import_export.results import Result, RowResult

from accounts.models import User
from dataio.imports.committing import commit
from dataio.imports.from_disk import read_file
from dataio.models import Import, ImportRow, Upload
from dataio.resources import APPLICATIONS, JOBS, Resource
from dataio.uploads import drop_upload, keep_upload, local_copy
from jobtracker.errors import DomainError, InvalidFile

# So many rows are shown before they are written, and so many characters of a cell.
MAX_SHOWN: Final = 200
_MAX_CELL: Final = 200
_TYPES: Final = {
    ImportRow.Verdict.NEW: RowResult.IMPORT_TYPE_NEW,
    ImportRow.Verdict.UPDATES: RowResult.IMPORT_TYPE_UPDATE,
    ImportRow.Verdict.SAME: RowResult.IMPORT_TYPE_SKIP,
    ImportRow.Verdict.DUPLICATE: RowResult.IMPORT_TYPE_SKIP,
}


def _person(email: str) -> User:
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        raise ValidationError("There is no account with this address.", code="does_not_exist") from None


class FileForm(forms.Form):
    """A file, and whose its rows become."""

    owner = forms.EmailField(help_text="The address of the account whose postings and applications these become.")
    file = forms.FileField(help_text="CSV, TSV, XLSX, JSON, NDJSON, or a ZIP of these; its content says what it is.")

    def clean_owner(self) -> User:
        """The person with this address."""
        return _person(self.cleaned_data["owner"])


class ConfirmForm(forms.Form):
    """What was shown, to be written."""

    owner = forms.EmailField(widget=forms.HiddenInput)
    upload = forms.ModelChoiceField(Upload.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        """`staff`: who sent the file; nobody else's is taken."""
        super().__init__(*args, **kwargs)
        uploads: Any = self.fields["upload"]
        uploads.queryset = Upload.objects.visible_to(staff)

    def clean_owner(self) -> User:
        """The person with this address."""
        return _person(self.cleaned_data["owner"])


class ImportsRows(ImportMixin):  # type: ignore[misc]  # django-import-export comes without types
    """A list of rows to which staff who may add some may bring a file."""

    resource: ClassVar[Resource]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Whoever may look at the rows and add some; what else a file does is asked for when it is read."""
        opts = self.model._meta
        may_add = request.user.has_perm(f"{opts.app_label}.add_{opts.model_name}")
        return may_add and bool(self.has_view_permission(request))

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form; or, of a file that was sent, what each row would become."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = FileForm(request.POST or None, request.FILES or None)
        context: dict[str, Any] = {}
        if request.method == "POST" and form.is_valid():
            context = self._preview(request, form)
        return self._page(request, {**context, "form": form})

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Write what was shown: all of it, or nothing."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = ConfirmForm(request.POST, staff=request.user)
        if request.method != "POST" or not form.is_valid():
            messages.error(request, "The file is not there any more. Send it again.")
            return HttpResponseRedirect(reverse(f"admin:{'_'.join(self.get_model_info())}_import"))
        upload, owner = form.cleaned_data["upload"], form.cleaned_data["owner"]
        try:
            with transaction.atomic():
                of_import, result = _read(upload, owner, request.user)
                if result.has_validation_errors():
                    transaction.set_rollback(True)
                else:
                    commit(of_import, duplicates="skip", report=_silent)
                    _log(request.user, of_import)
        except DomainError as error:
            messages.error(request, error.message)
            return self._page(request, {"form": FileForm()})
        if result.has_validation_errors():
            # Between what was shown and now something has changed.
            return self._page(request, {"form": FileForm(), "result": result})
        drop_upload(upload)
        came_to: Any = of_import.summary
        for name in ("jobs", "applications"):
            counts = ", ".join(f"{count:,} {outcome}" for outcome, count in came_to[name].items() if count)
            messages.success(request, f"{name.title()}: {counts or 'none'}.")
        return HttpResponseRedirect(reverse(f"admin:{'_'.join(self.get_model_info())}_changelist"))

    def _preview(self, request: HttpRequest, form: FileForm) -> dict[str, Any]:
        """What the page shows of a file: the rows, and the form to have them written if all are good."""
        staff: Any = request.user
        owner, upload = form.cleaned_data["owner"], None
        try:
            upload = keep_upload(actor=staff, content=form.cleaned_data["file"])
            with transaction.atomic():
                of_import, result = _read(upload, owner, staff)
                transaction.set_rollback(True)
        except DomainError as error:
            if upload is not None:
                drop_upload(upload)
            form.add_error("file", error.message)
            return {}
        count = sum(of_import.verdicts.values())
        if count > MAX_SHOWN:
            messages.info(request, f"Of {count:,} rows no more than {MAX_SHOWN} are shown.")
        if result.has_validation_errors():
            drop_upload(upload)
            return {"result": result}
        confirm = ConfirmForm(staff=staff, initial={"owner": owner.email, "upload": upload.pk})
        return {"result": result, "confirm_form": confirm}

    def _page(self, request: HttpRequest, context: Mapping[str, Any]) -> TemplateResponse:
        return TemplateResponse(
            request,
            self.import_template_name,
            {
                **self.admin_site.each_context(request),
                "title": "Import",
                "opts": self.model._meta,
                "media": self.media,
                "fields_list": [(self.resource.name, [column.name for column in self.resource.columns])],
                "import_error_display": self.import_error_display,
                **context,
            },
        )


def _read(upload: Upload, owner: User, staff: Any) -> tuple[Import, Result]:
    """The import of a file with its rows, and these as the page shows them.

    Raises InvalidFile, also where the file does more than `staff` may.
    """
    with local_copy(upload) as path:
        of_import = read_file(actor=owner, path=path, file_name=upload.file_name, report=_silent)
    missing = _missing_permissions(of_import, staff)
    if missing:
        raise InvalidFile(f"This file does what you have no permission for: {', '.join(missing)}.")
    return of_import, _result(of_import)


def _missing_permissions(of_import: Import, staff: Any) -> list[str]:
    """What `staff` would need beside: a file may add or change both postings and applications."""
    done = of_import.rows.filter(verdict__in=(ImportRow.Verdict.NEW, ImportRow.Verdict.UPDATES))
    of_application = done.filter(application__isnull=False)
    needs = {
        "jobs.add_job": done.filter(job_id_known=None),
        "jobs.change_job": done.filter(changes__isnull=False),
        "applications.add_application": of_application.filter(application_id_known=None),
        "applications.change_application": of_application.filter(
            application_id_known__isnull=False, changes__isnull=False
        ),
    }
    return [name for name, rows in needs.items() if not staff.has_perm(name) and rows.exists()]


def _result(of_import: Import) -> Result:
    """The rows as the page shows them: the bad ones if there are any."""
    bad = list(of_import.rows.filter(verdict=ImportRow.Verdict.ERROR).order_by("pk")[:MAX_SHOWN])
    rows = bad or list(of_import.rows.order_by("pk")[:MAX_SHOWN])
    result = Result()
    names = [
        *(("job", column.name, column.name) for column in JOBS.columns),
        *(("application", column.name, f"application.{column.name}") for column in APPLICATIONS.columns),
    ]
    shown = [(part, name, title) for part, name, title in names if any(name in (getattr(r, part) or {}) for r in rows)]
    result.diff_headers = [title for _, _, title in shown]
    for row in rows:
        changes = row.changes or {}
        cells = {title: _cell((getattr(row, part) or {}).get(name), changes.get(title)) for part, name, title in shown}
        if row.verdict == ImportRow.Verdict.ERROR:
            result.append_invalid_row(row.number, cells, _problems_of(row))
            continue
        shown_row = RowResult()
        shown_row.import_type = _TYPES[ImportRow.Verdict(row.verdict)]
        shown_row.diff = list(cells.values())
        result.append_row_result(shown_row)
    return result


def _problems_of(row: ImportRow) -> ValidationError:
    """Why a row cannot be taken, by column."""
    found: dict[str, list[str]] = {}
    for problem in row.problems or []:
        value = f" “{problem['value']}”" if problem["value"] else ""
        found.setdefault(problem["column"] or NON_FIELD_ERRORS, []).append(f"{problem['message']}{value}")
    return ValidationError(found)


def _cell(value: Any, change: Mapping[str, Any] | None) -> str:
    if change is not None:
        return f"{_cell(change['from'], None)} → {_cell(change['to'], None)}"
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MAX_CELL else f"{text[:_MAX_CELL]}…"


def _log(staff: Any, of_import: Import) -> None:
    """Note who did it, under the import's number: names of files would outlive the person whose they are."""
    LogEntry.objects.create(
        user_id=staff.pk,
        content_type=ContentType.objects.get_for_model(Import),
        object_id=str(of_import.pk),
        object_repr=f"import {of_import.pk}",
        action_flag=ADDITION,
    )


def _silent(done: int, total: int) -> None:
    """Nobody is told how far it is."""
