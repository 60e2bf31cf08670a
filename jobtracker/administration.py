"""What the administration pages of several apps have in common."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CASCADE, Model
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.http import HttpRequest


class ReadOnly(admin.options.BaseModelAdmin[Any]):
    """Rows that are looked at here, and written elsewhere."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """What the page filters by, and no other column: a regular expression in the address would guess secrets."""
        filters = {name for name in getattr(self, "list_filter", []) if isinstance(name, str)}
        return lookup.partition("__")[0] in filters | {getattr(self, "date_hierarchy", None)}

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Note the deletion under the row's number: what it says would outlive the person whom it is about."""
        staff: Any = request.user
        return LogEntry.objects.bulk_create(
            LogEntry(
                user_id=staff.pk,
                content_type=ContentType.objects.get_for_model(self.model),
                object_id=str(row.pk),
                object_repr=f"{self.model._meta.verbose_name} {row.pk}",
                action_flag=DELETION,
            )
            for row in queryset
        )


class CountsWhatGoesAlong(admin.options.BaseModelAdmin[Any]):
    """Asks before a deletion with the number of rows that go along, where Django would list each and load them all.

    Who may delete a row may delete what is nothing without it.
    """

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """What is deleted, how many rows of each kind, whose deletion is not allowed; nothing is protected."""
        model: type[Model] = self.model
        allowed = all(self.has_delete_permission(request, obj) for obj in objs)
        counts = {str(model._meta.verbose_name_plural): len(objs)}
        keys = [obj.pk for obj in objs]
        for dependent, path in _dependents(model):
            count = dependent._base_manager.filter(**{f"{path}__in": keys}).count()
            if count:
                counts[str(dependent._meta.verbose_name_plural)] = count
        refused = set() if allowed else {str(model._meta.verbose_name)}
        return [str(obj) for obj in objs], counts, refused, []


def _dependents(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The tables whose rows go along with the model's, each once, with the shortest path of keys that leads back."""
    seen, paths = {model}, [(model, "")]
    for parent, path in paths:
        for relation in parent._meta.get_fields(include_hidden=True):
            if isinstance(relation, ForeignObjectRel) and relation.on_delete is CASCADE:
                child = relation.related_model
                if child not in seen and isinstance(child, type):
                    seen.add(child)
                    paths.append((child, f"{relation.field.name}__{path}" if path else relation.field.name))
    yield from paths[1:]
