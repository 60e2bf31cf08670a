"""Administration of boards."""

from django.contrib import admin

from applications.models import Stage, StageChange
from jobtracker.administration import ReadOnly


@admin.register(Stage)
class StageAdmin(ReadOnly, admin.ModelAdmin[Stage]):
    """The columns of everybody's boards, which their owners make as a whole."""

    list_display = ["name", "status", "position", "color", "owner", "updated_at"]
    list_filter = ["status"]
    list_select_related = ["owner"]
    search_fields = ["name", "owner__email"]
    ordering = ["owner", "position"]


@admin.register(StageChange)
class StageChangeAdmin(ReadOnly, admin.ModelAdmin[StageChange]):
    """The ways of applications from column to column."""

    list_display = ["application", "from_name", "to_name", "status", "owner", "occurred_at"]
    list_filter = ["status"]
    list_select_related = ["application__job", "owner"]
    search_fields = ["from_name", "to_name", "application__job__title", "application__job__company", "owner__email"]
    date_hierarchy = "occurred_at"
