"""Administration of postings."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db.models import QuerySet
from django.http import HttpRequest

from jobs.models import Job, SavedView
from jobs.services import create_job, delete_job, update_job
from jobtracker.administration import CountsWhatGoesAlong, ReadOnly


class LinesField(SimpleArrayField):
    """A list with an item on each line; blank lines do not count."""

    def __init__(self, base_field: forms.Field, **kwargs: Any) -> None:
        super().__init__(base_field, **(kwargs | {"delimiter": "\n", "widget": forms.Textarea}))

    def to_python(self, value: Any) -> Any:
        """The items."""
        if isinstance(value, str):
            value = "\n".join(line for line in value.splitlines() if line.strip())
        return super().to_python(value)


@admin.register(Job)
class JobAdmin(CountsWhatGoesAlong, admin.ModelAdmin[Job]):
    """Postings of everybody, with their owners."""

    list_display = ["title", "company", "owner", "availability", "posted_on", "is_archived"]
    list_filter = ["availability", "remote_option", "job_type", "is_archived"]
    list_select_related = ["owner"]
    search_fields = ["title", "company", "owner__email"]
    autocomplete_fields = ["owner"]
    readonly_fields = ["salary_min_yearly", "salary_max_yearly", "created_at", "updated_at"]
    date_hierarchy = "posted_on"
    # Django parts the items by commas, of which "Austin, TX" has one.
    formfield_overrides = {ArrayField: {"form_class": LinesField}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        """Without what its owner has put into the trash."""
        return super().get_queryset(request).filter(trashed_at=None)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A posting never changes its owner."""
        return [*self.readonly_fields, "owner"] if obj else [*self.readonly_fields]

    def save_model(self, request: HttpRequest, obj: Job, form: forms.ModelForm[Job], change: bool) -> None:
        """Write through the service, and only what the form changed."""
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        if change:
            update_job(actor=obj.owner, job_id=obj.pk, changes=values)
        else:
            obj.pk = create_job(actor=values.pop("owner"), values=values).pk

    def delete_model(self, request: HttpRequest, obj: Job) -> None:
        """Write through the service."""
        delete_job(actor=obj.owner, job_id=obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Write through the service."""
        for job in queryset.select_related("owner"):
            self.delete_model(request, job)


@admin.register(SavedView)
class SavedViewAdmin(ReadOnly, admin.ModelAdmin[SavedView]):
    """The views that people keep, to look at."""

    list_display = ["name", "list", "owner", "is_pinned", "tells_of_matches", "updated_at"]
    list_filter = ["list", "is_pinned", "tells_of_matches"]
    list_select_related = ["owner"]
    search_fields = ["name", "owner__email"]
