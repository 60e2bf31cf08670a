"""Tags of many rows at once: all of them set, or some added and others taken away."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from jobtracker.bulk import Batch
from jobtracker.columns import MAX_LIST_ITEMS, without_repeats
from jobtracker.fields import TextListField

MAX_TAG = 50
PARTS = ("add_tags", "remove_tags")


class ChangesTags(serializers.Serializer[Any]):
    """Changes of a row that has tags, which may also be added to, or some of them taken away."""

    add_tags = TextListField(item_max_length=MAX_TAG, max_length=MAX_LIST_ITEMS, required=False)
    remove_tags = TextListField(item_max_length=MAX_TAG, max_length=MAX_LIST_ITEMS, required=False)

    def validate(self, attrs: Any) -> Any:
        """Check that it is said in one way what the tags are to be."""
        if "tags" in attrs and any(part in attrs for part in PARTS):
            message = "Name all tags, or those to add and to remove."
            raise serializers.ValidationError({"tags": [ErrorDetail(message, code="ambiguous")]})
        return attrs


def columns_of(names: Iterable[str]) -> set[str]:
    """The columns that changes of these names write."""
    return {"tags" if name in PARTS else name for name in names}


def with_tags(changes: Mapping[str, Any], tags: Sequence[str]) -> dict[str, Any]:
    """The changes, with tags that are added and removed made into the tags that the row is to have."""
    values = dict(changes)
    removed = {tag.strip().casefold() for tag in values.pop("remove_tags", [])}
    added = values.pop("add_tags", [])
    if len(values) < len(changes):
        values["tags"] = without_repeats([*(tag for tag in tags if tag.casefold() not in removed), *added])
    return values


def check_tags(tags: Sequence[str], index: int, row_id: int, batch: Batch) -> None:
    """Note a row that would have too many."""
    if len(tags) > MAX_LIST_ITEMS:
        batch.fail(index, row_id, "tags", "max_length", f"It would have more than {MAX_LIST_ITEMS} tags.")
