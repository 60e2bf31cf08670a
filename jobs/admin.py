"""Administration of postings."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from jobs.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    """Postings of everybody, with their owners."""

    list_display = ["title", "company", "owner", "availability", "posted_on", "is_archived"]
    list_filter = ["availability", "remote_option", "job_type", "is_archived"]
    list_select_related = ["owner"]
    search_fields = ["title", "company", "owner__email"]
    autocomplete_fields = ["owner"]
    readonly_fields = ["salary_min_yearly", "salary_max_yearly", "created_at", "updated_at"]
    date_hierarchy = "posted_on"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A posting never changes its owner."""
        return [*self.readonly_fields, "owner"] if obj else [*self.readonly_fields]
