"""Who may do what with tasks, suggestions, their rules, and the page of today."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from django.utils import timezone

from accounts.models import User
from applications.cadence import cadence_of
from applications.factories import make_application
from applications.models import Contact, Task
from applications.services.suggestions import dismiss_suggestion
from applications.services.tasks import complete_task, create_task, delete_task
from applications.suggestions import suggestions_now
from jobtracker.testing.matrix import (
    Address,
    EndpointMatrix,
    ListMatrix,
    Operation,
    OwnedObjectMatrix,
    ReferenceMatrix,
    SelectionMatrix,
)

BEGINNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def task_of(owner: User) -> Task:
    """A task with an application and a contact."""
    application = make_application(owner, ("applied", BEGINNING))
    contact = Contact.objects.create(owner=owner, name="Grace")
    return create_task(actor=owner, values={"title": "Call", "application": application, "contact": contact})


class TestTaskList(ListMatrix, ReferenceMatrix):
    """`/tasks/`."""

    route = "task-list"
    operations = (Operation("get"), Operation("post", 201))
    # Two of them for the list: tasks with a day, and those without.
    queries = 5
    references: ClassVar = {
        "application": lambda owner: make_application(owner, ("applied", BEGINNING)).pk,
        "contact": lambda owner: Contact.objects.create(owner=owner, name="Grace").pk,
    }

    def body(self, method: str, owner: User) -> Any:
        """A new task."""
        return {"title": "Call", "due_on": "2026-11-24"}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Tasks, each with an application of its own."""
        return {}, {task_of(owner).pk for _ in range(count)}


class TaskMatrix(OwnedObjectMatrix):
    """What is done with a task."""

    def address(self, owner: User) -> Address:
        """A task."""
        return {"pk": task_of(owner).pk}


class TestTaskDetail(TaskMatrix):
    """`/tasks/{id}/`."""

    route = "task-detail"
    operations = (Operation("get"), Operation("patch"), Operation("delete", 204))

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return {"title": "Changed"}


class TestTaskComplete(TaskMatrix):
    """`/tasks/{id}/complete/`."""

    route = "task-complete"
    operations = (Operation("post"),)


class TestTaskReopen(OwnedObjectMatrix):
    """`/tasks/{id}/reopen/`."""

    route = "task-reopen"
    operations = (Operation("post"),)

    def address(self, owner: User) -> Address:
        """A task that is done."""
        return {"pk": complete_task(actor=owner, task_id=task_of(owner).pk).pk}


class TestTaskSnooze(TaskMatrix):
    """`/tasks/{id}/snooze/`."""

    route = "task-snooze"
    operations = (Operation("post"),)

    def body(self, method: str, owner: User) -> Any:
        """For how long."""
        return {"days": 3}


class TestTaskUnsnooze(TaskMatrix):
    """`/tasks/{id}/unsnooze/`."""

    route = "task-unsnooze"
    operations = (Operation("post"),)


class TestTaskTrash(EndpointMatrix):
    """`/tasks/trash/`."""

    route = "task-trash"
    operations = (Operation("get"),)


class TrashedTask(OwnedObjectMatrix):
    """What is done with a task that is in the trash."""

    def address(self, owner: User) -> Address:
        """A task in the trash."""
        task = task_of(owner)
        delete_task(actor=owner, task_id=task.pk)
        return {"pk": task.pk}


class TestTaskRestore(TrashedTask):
    """`/tasks/{id}/restore/`."""

    route = "task-restore"
    operations = (Operation("post"),)


class TestTaskPurge(TrashedTask):
    """`/tasks/{id}/purge/`."""

    route = "task-purge"
    operations = (Operation("post", 204),)


class TestTaskBulkComplete(SelectionMatrix):
    """`/tasks/bulk-complete/`."""

    route = "task-bulk-complete"
    operations = (Operation("post", is_json_alone=True),)

    def row(self, owner: User) -> int:
        """A task."""
        return task_of(owner).pk


class TestToday(EndpointMatrix):
    """`/today/`."""

    route = "today"
    operations = (Operation("get"),)


class TestSuggestions(EndpointMatrix):
    """`/suggestions/`."""

    route = "suggestions"
    operations = (Operation("get"),)


class DecisionMatrix(EndpointMatrix):
    """What is decided about a suggestion."""

    def body(self, method: str, owner: User) -> Any:
        """A suggestion of the owner's own."""
        application = make_application(owner, ("applied", timezone.now() - timedelta(days=12)))
        suggestions, _ = suggestions_now(owner, cadence_of(owner))
        return {"key": next(one.key for one in suggestions if one.application == application)}


class TestSuggestionAccept(DecisionMatrix):
    """`/suggestions/accept/`."""

    route = "suggestion-accept"
    operations = (Operation("post", 201),)


class TestSuggestionDismiss(DecisionMatrix):
    """`/suggestions/dismiss/`."""

    route = "suggestion-dismiss"
    operations = (Operation("post"),)


class TestSuggestionSnooze(DecisionMatrix):
    """`/suggestions/snooze/`."""

    route = "suggestion-snooze"
    operations = (Operation("post"),)

    def body(self, method: str, owner: User) -> Any:
        """A suggestion, and for how long."""
        return {**super().body(method, owner), "days": 3}


class TestSuggestionReconsider(DecisionMatrix):
    """`/suggestions/reconsider/`."""

    route = "suggestion-reconsider"
    operations = (Operation("post", 204),)

    def body(self, method: str, owner: User) -> Any:
        """A suggestion that was decided about."""
        asked = super().body(method, owner)
        dismiss_suggestion(actor=owner, **asked)
        return asked


class TestCadence(EndpointMatrix):
    """`/cadence/`."""

    route = "cadence"
    operations = (Operation("get"), Operation("put", is_json_alone=True), Operation("delete", 204))

    def body(self, method: str, owner: User) -> Any:
        """A rule."""
        rule = {"code": "mine", "status": "applied", "basis": "silence", "days": 5, "suggestion": "follow_up"}
        return {"rules": [{**rule, "title": "Ask"}]}
