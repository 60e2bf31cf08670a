"""Whose row it is: every domain row has an owner, and nobody else can tell that it exists."""

from collections.abc import Collection
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.base import ModelState
from rest_framework import exceptions, serializers


class OwnedQuerySet(models.QuerySet[Any]):
    """Rows with an owner."""

    def visible_to(self, user: Any) -> Self:
        """The rows that `user` may know of: their own, and none for an anonymous one."""
        return self.filter(owner_id=user.pk) if user.is_authenticated else self.none()


class OwnedModel(models.Model):
    """A row that belongs to one person, with the instants of its making and last change."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    @classmethod
    def from_db(  # type: ignore[override]  # the stubs are those of Django 6.1, which hands on one argument more
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        """The row that was read, as Django makes it, but at once.

        Django's own goes through all fields of the model for each row, also those that were not asked for, and sends
        two signals: for a page that takes longer than its query.
        """
        row = cls.__new__(cls)
        row.__dict__.update(zip(field_names, values, strict=True), _state=ModelState())
        row._state.adding = False
        row._state.db = db
        return row


def owned_models() -> list[type[OwnedModel]]:
    """Every table whose rows have an owner."""
    return [model for model in apps.get_models() if issubclass(model, OwnedModel)]


class OwnedRelatedField(serializers.PrimaryKeyRelatedField[Any]):
    """A reference to a row of the caller's own; anybody else's row is answered as one that does not exist."""

    default_error_messages = {"does_not_exist": "There is no such object."}  # DRF reads it so

    def __init__(self, **kwargs: Any) -> None:
        # The browsable API would offer every row of the table in a select box.
        kwargs.setdefault("style", {"base_template": "input.html", "input_type": "number"})
        super().__init__(**kwargs)

    def get_queryset(self) -> models.QuerySet[Any]:
        """The caller's own rows."""
        queryset = super().get_queryset()
        if not isinstance(queryset, OwnedQuerySet):
            raise TypeError("An OwnedRelatedField needs the queryset of an owned model.")
        return queryset.visible_to(self.context["request"].user)

    def to_internal_value(self, data: Any) -> Any:
        """The row with this id. A number with a point is none: the query would cut 1.7 to 1, and break on 1e400."""
        if isinstance(data, float):
            self.fail("incorrect_type", data_type="float")
        return super().to_internal_value(data)


class OwnedRelatedListField(serializers.ListField):
    """References to rows of the caller's own, each once, which are looked up with one query."""

    def __init__(self, *, queryset: OwnedQuerySet, **kwargs: Any) -> None:
        self.queryset = queryset
        super().__init__(child=serializers.IntegerField(min_value=1, max_value=2**63 - 1), **kwargs)

    def to_internal_value(self, data: Any) -> list[Any]:
        """The rows with these ids, in their order. Each id of anybody else's row is answered as one of no row."""
        ids = super().to_internal_value(data)
        if self.max_length is not None and len(ids) > self.max_length:
            return ids  # the validator refuses them, and nothing is looked up
        rows = self.queryset.all().visible_to(self.context["request"].user).in_bulk(ids)
        detail = exceptions.ErrorDetail("There is no such object.", "does_not_exist")
        missing: dict[Any, Any] = {index: [detail] for index, row_id in enumerate(ids) if row_id not in rows}
        if missing:
            raise exceptions.ValidationError(missing)
        return [rows[row_id] for row_id in dict.fromkeys(ids)]

    def to_representation(self, data: Any) -> list[int]:
        """The ids of what is there already, for the browsable API's forms."""
        return [row.pk for row in data.all()]
