"""Administration of the addresses at which calendars read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from applications.models import CalendarFeed
from applications.services.calendars import revoke_feed
from jobtracker.administration import ReadOnly


@admin.register(CalendarFeed)
class CalendarFeedAdmin(ReadOnly, admin.ModelAdmin[CalendarFeed]):
    """Addresses of everybody, without their secrets: to look at, and to revoke."""

    list_display = ["name", "owner", "interviews", "deadlines", "tasks", "last_read_at", "created_at"]
    list_filter = ["interviews", "deadlines", "tasks"]
    list_select_related = ["owner"]
    search_fields = ["name", "owner__email"]
    fields = ["owner", "name", "interviews", "deadlines", "tasks", "alarm_minutes", "last_read_at", "created_at"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As Django's permissions say."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def delete_model(self, request: HttpRequest, obj: CalendarFeed) -> None:
        """Write through the service."""
        revoke_feed(actor=obj.owner, feed_id=obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[CalendarFeed]) -> None:
        """Write through the service."""
        for feed in queryset.select_related("owner"):
            self.delete_model(request, feed)
