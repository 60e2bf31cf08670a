"""Administration of applications."""

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from applications.models import Application, StatusChange
from applications.services.applications import delete_application, update_application
from jobs.admin import LinesField
from jobtracker.administration import CountsWhatGoesAlong, ReadOnly

HISTORY_COLUMNS = ("occurred_at", "kind", "from_status", "to_status", "origin", "actor", "note", "recorded_at")


class StatusChangeInline(ReadOnly, admin.TabularInline[StatusChange, Application]):
    """The history, which is read here and written by moves alone."""

    model = StatusChange
    fk_name = "application"
    fields = HISTORY_COLUMNS
    readonly_fields = HISTORY_COLUMNS
    ordering = ["-occurred_at", "-pk"]
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatusChange]:
        """The entries with those who recorded them, in one query."""
        return super().get_queryset(request).select_related("actor")


@admin.register(Application)
class ApplicationAdmin(CountsWhatGoesAlong, admin.ModelAdmin[Application]):
    """Applications of everybody, with their owners."""

    list_display = ["job", "owner", "status", "status_since", "applied_on"]
    list_filter = ["status"]
    list_select_related = ["job", "owner"]
    search_fields = ["job__title", "job__company", "owner__email"]
    readonly_fields = ["owner", "job", "status", "status_since", "stage", "created_at", "updated_at"]
    # Django parts the items by commas, of which a tag may have one.
    formfield_overrides = {ArrayField: {"form_class": LinesField}}
    fields = [
        "owner",
        "job",
        "status",
        "status_since",
        "applied_on",
        "priority",
        "stage",
        "tags",
        "notes",
        "created_at",
        "updated_at",
    ]
    inlines = [StatusChangeInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        """Without what its owner has put into the trash."""
        return super().get_queryset(request).filter(trashed_at=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An application begins with a history, which no form here writes."""
        return False

    def save_model(self, request: HttpRequest, obj: Application, form: ModelForm[Application], change: bool) -> None:
        """Write through the service, and only what the form changed: the rest may have moved on in the meantime."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        if changes:
            update_application(actor=obj.owner, application_id=obj.pk, changes=changes)

    def delete_model(self, request: HttpRequest, obj: Application) -> None:
        """Write through the service."""
        delete_application(actor=obj.owner, application_id=obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Application]) -> None:
        """Write through the service."""
        for application in queryset.select_related("owner"):
            self.delete_model(request, application)


@admin.register(StatusChange)
class StatusChangeAdmin(ReadOnly, admin.ModelAdmin[StatusChange]):
    """Histories of everybody, with their owners."""

    list_display = ["application", "owner", "from_status", "to_status", "kind", "origin", "occurred_at", "recorded_at"]
    list_filter = ["kind", "origin", "to_status", "occurred_at"]
    list_select_related = ["application__job", "owner"]
    search_fields = ["application__job__title", "application__job__company", "owner__email", "note"]
    date_hierarchy = "occurred_at"
