"""Administration of tasks, and of what is suggested when."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from applications.models import CadenceRule, SuggestionDecision, Task
from applications.services.tasks import delete_task, update_task
from jobtracker.administration import CountsWhatGoesAlong, ReadOnly


@admin.register(Task)
class TaskAdmin(CountsWhatGoesAlong, admin.ModelAdmin[Task]):
    """Tasks of everybody, with their owners."""

    list_display = ["title", "owner", "kind", "due_on", "snoozed_until", "done_at"]
    list_filter = ["kind"]
    list_select_related = ["owner"]
    search_fields = ["title", "owner__email"]
    readonly_fields = [
        "owner",
        "application",
        "contact",
        "done_at",
        "snoozed_until",
        "suggestion",
        "created_at",
        "updated_at",
    ]
    fields = ["owner", "title", "kind", "due_on", "due_time", "notes", *readonly_fields[1:]]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Task]:
        """Without what its owner has put into the trash, alone or with its application."""
        return super().get_queryset(request).filter(trashed_at=None, application__trashed_at=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """What somebody has to do they note themselves."""
        return False

    def save_model(self, request: HttpRequest, obj: Task, form: ModelForm[Task], change: bool) -> None:
        """Write through the service, and only what the form changed: the rest may have moved on in the meantime."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        if changes:
            update_task(actor=obj.owner, task_id=obj.pk, changes=changes)

    def delete_model(self, request: HttpRequest, obj: Task) -> None:
        """Write through the service."""
        delete_task(actor=obj.owner, task_id=obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Task]) -> None:
        """Write through the service."""
        for task in queryset.select_related("owner"):
            self.delete_model(request, task)


@admin.register(CadenceRule)
class CadenceRuleAdmin(ReadOnly, admin.ModelAdmin[CadenceRule]):
    """The rules that people have made their own."""

    list_display = ["owner", "code", "status", "basis", "days", "suggestion", "title", "is_active"]
    list_filter = ["status", "suggestion", "is_active"]
    list_select_related = ["owner"]
    search_fields = ["code", "title", "owner__email"]


@admin.register(SuggestionDecision)
class SuggestionDecisionAdmin(ReadOnly, admin.ModelAdmin[SuggestionDecision]):
    """What people decided about suggestions."""

    list_display = ["suggestion", "owner", "application", "hidden_until", "updated_at"]
    list_select_related = ["application__job", "owner"]
    search_fields = ["suggestion", "owner__email"]
