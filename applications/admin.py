"""Administration of applications."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from applications.models import Application, StatusChange

HISTORY_COLUMNS = ("occurred_at", "kind", "from_status", "to_status", "origin", "actor", "note", "recorded_at")


class StatusChangeInline(admin.TabularInline[StatusChange, Application]):
    """The history, which is read here and written by moves alone."""

    model = StatusChange
    fk_name = "application"
    fields = HISTORY_COLUMNS
    readonly_fields = HISTORY_COLUMNS
    ordering = ["-occurred_at", "-pk"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody writes a history by hand."""
        return False


@admin.register(Application)
class ApplicationAdmin(admin.ModelAdmin[Application]):
    """Applications of everybody, with their owners."""

    list_display = ["job", "owner", "status", "status_since", "applied_on"]
    list_filter = ["status"]
    list_select_related = ["job", "owner"]
    search_fields = ["job__title", "job__company", "owner__email"]
    readonly_fields = ["owner", "job", "status", "status_since", "created_at", "updated_at"]
    fields = [
        "owner",
        "job",
        "status",
        "status_since",
        "applied_on",
        "priority",
        "notes",
        "created_at",
        "updated_at",
    ]
    inlines = [StatusChangeInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An application begins with a history, which no form here writes."""
        return False
