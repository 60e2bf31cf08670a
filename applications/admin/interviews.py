"""Administration of interviews."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from applications.models import Interview, InterviewChange
from applications.services.interviews import delete_interview, update_interview
from jobtracker.administration import CountsWhatGoesAlong, ReadOnly

HISTORY_COLUMNS = ("occurred_at", "kind", "starts_at", "ends_at", "time_zone", "from_starts_at", "note", "moved_to")


class InterviewChangeInline(ReadOnly, admin.TabularInline[InterviewChange, Interview]):
    """The history, which is read here and written by services alone."""

    model = InterviewChange
    fields = HISTORY_COLUMNS
    readonly_fields = HISTORY_COLUMNS
    ordering = ["-occurred_at", "-pk"]
    extra = 0
    can_delete = False


@admin.register(Interview)
class InterviewAdmin(CountsWhatGoesAlong, admin.ModelAdmin[Interview]):
    """Interviews of everybody, with their owners."""

    list_display = ["application", "owner", "kind", "state", "outcome", "starts_at"]
    list_filter = ["kind", "state", "outcome"]
    list_select_related = ["application__job", "owner"]
    search_fields = ["title", "application__job__title", "application__job__company", "owner__email"]
    date_hierarchy = "starts_at"
    readonly_fields = [
        "owner",
        "application",
        "starts_at",
        "ends_at",
        "time_zone",
        "state",
        "outcome",
        "created_at",
        "updated_at",
    ]
    fields = [*readonly_fields[:2], "kind", "title", *readonly_fields[2:7], "place", "url", "preparation", "feedback"]
    inlines = [InterviewChangeInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interview]:
        """Without what its owner has put into the trash, alone or with its application."""
        return super().get_queryset(request).filter(trashed_at=None, application__trashed_at=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An interview begins with a history, which no form here writes."""
        return False

    def save_model(self, request: HttpRequest, obj: Interview, form: ModelForm[Interview], change: bool) -> None:
        """Write through the service, and only what the form changed."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        if changes:
            update_interview(actor=obj.owner, interview_id=obj.pk, changes=changes)

    def delete_model(self, request: HttpRequest, obj: Interview) -> None:
        """Write through the service."""
        delete_interview(actor=obj.owner, interview_id=obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Interview]) -> None:
        """Write through the service."""
        for interview in queryset.select_related("owner"):
            self.delete_model(request, interview)
