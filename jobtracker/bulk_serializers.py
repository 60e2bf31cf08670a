"""JSON shapes of bulk requests, their answers, and operations."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.fields import empty

from jobtracker.bulk import MAX_ROWS, Batch, ByIds, NewRow, named, too_many
from jobtracker.errors import InvalidInput
from jobtracker.models import BulkOperation

MAX_ID = 2**63 - 1
MODES = [("atomic", "All or none"), ("partial", "The good ones")]
ID_SCHEMA = {"type": "integer", "format": "int64", "minimum": 1}


class Strict(serializers.Serializer[Any]):
    """Refuses what it does not know: a misspelt name that is passed over would be a change that is lost."""

    def to_internal_value(self, data: Any) -> Any:
        """The values. Raises ValidationError also for names that are none."""
        if isinstance(data, Mapping):
            known = self._writable_names
            problems = {
                str(name)[:100]: [ErrorDetail("There is no such field to be set here.", code="unknown")]
                for name in data
                if name not in known
            }
            if problems:
                raise serializers.ValidationError(problems)
        return super().to_internal_value(data)

    @cached_property
    def _writable_names(self) -> set[str]:
        return {name for name, field in self.fields.items() if not field.read_only}


class ListOf(serializers.Field[Any, Any, Any, Any]):
    """A list of up to a thousand items that are checked here by their kind alone."""

    default_error_messages = {
        "not_a_list": "This is not a list.",
        "empty": "Name one at least.",
        "too_many": "{message}",
    }

    def to_internal_value(self, data: Any) -> list[Any]:
        """The list. Raises ValidationError, for an item by its place."""
        if not isinstance(data, list):
            self.fail("not_a_list")
        if not data:
            self.fail("empty")
        if len(data) > MAX_ROWS:
            self.fail("too_many", message=too_many(len(data)))
        problems = {
            str(index): [ErrorDetail(problem, code="invalid")]
            for index, item in enumerate(data)
            if (problem := self.problem_of(item))
        }
        if problems:
            raise serializers.ValidationError(problems)
        return data

    def to_representation(self, value: Any) -> Any:
        """As it is."""
        return value

    def problem_of(self, item: Any) -> str:
        """What is wrong with one item; empty for nothing."""
        raise NotImplementedError


@extend_schema_field({"type": "array", "items": ID_SCHEMA, "minItems": 1, "maxItems": MAX_ROWS})
class IdsField(ListOf):
    """Ids of rows."""

    def problem_of(self, item: Any) -> str:
        """An id is a whole number of JSON, and neither a text nor `true`."""
        return "" if is_id(item) else "This is no id."


class RowsField(ListOf):
    """Rows, each an object; what is in them is validated by itself."""

    def problem_of(self, item: Any) -> str:
        """A row is an object."""
        return "" if isinstance(item, dict) else "This is not an object."


class ObjectField(serializers.Field[Any, Any, Any, Any]):
    """An object whose members are validated elsewhere."""

    default_error_messages = {"not_an_object": "This is not an object."}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The object."""
        if not isinstance(data, dict):
            self.fail("not_an_object")
        return data

    def to_representation(self, value: Any) -> Any:
        """As it is."""
        return value


def rows_schema(changes: str) -> dict[str, Any]:
    """The OpenAPI of a list of rows that each have an id and the changes of this component."""
    row = {"type": "object", "required": ["id"], "properties": {"id": ID_SCHEMA}}
    items = {"allOf": [row, {"$ref": f"#/components/schemas/{changes}"}]}
    return {"type": "array", "items": items, "minItems": 1, "maxItems": MAX_ROWS}


@extend_schema_field(
    {
        "type": "object",
        "description": "Parameters of the list, each a text or a list of texts.",
        "additionalProperties": {
            "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
        },
        "example": {"search": "rust", "remote_option": ["remote", "hybrid"]},
    }
)
class FilterField(ObjectField):
    """A filter of the list."""

    def to_internal_value(self, data: Any) -> dict[str, list[str]]:
        """Each parameter with its values. Raises ValidationError by the parameter."""
        parameters: dict[str, list[str]] = {}
        problems = {}
        for name, value in super().to_internal_value(data).items():
            values = value if isinstance(value, list) else [value]
            parameters[name] = values
            if not all(map(_is_text, values)):
                problems[name[:100]] = [ErrorDetail("Use a text, or a list of texts.", code="invalid")]
        if problems:
            raise serializers.ValidationError(problems)
        return parameters


class BulkRequestSerializer(Strict):
    """What every bulk request may say."""

    mode = serializers.ChoiceField(
        choices=MODES,
        default="atomic",
        help_text="Whether one bad row refuses all of them (atomic), or is only reported (partial).",
    )


class SelectionSerializer(BulkRequestSerializer):
    """Which rows: by their ids, or by a filter of the list."""

    WAYS: ClassVar[tuple[str, ...]] = ("ids", "filter")

    ids = IdsField(required=False, allow_null=True)
    filter = FilterField(required=False, allow_null=True)
    expected_count = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=MAX_ID,
        help_text="With a filter: how many rows you believe it finds; 409 where it finds another number.",
    )

    def validate(self, attrs: Any) -> Any:
        """Check that the rows are named in one way."""
        given = [name for name in self.WAYS if attrs.get(name) is not None]
        if not given:
            raise InvalidInput("ids", "required", f"Name the rows, by one of: {', '.join(self.WAYS)}.")
        if len(given) > 1:
            raise InvalidInput(given[1], "ambiguous", f"Name the rows in one way: {' or '.join(given)}.")
        if attrs.get("expected_count") is not None and given != ["filter"]:
            raise InvalidInput("expected_count", "needs_filter", "This goes with a filter.")
        return attrs


class BulkUpdateSerializer(SelectionSerializer):
    """Which rows are to change, and how; a subclass has the fields `changes` and `rows`."""

    WAYS = ("ids", "filter", "rows")

    def validate(self, attrs: Any) -> Any:
        """Check that the changes are there: within `rows`, or beside a selection."""
        attrs = super().validate(attrs)
        if (attrs.get("rows") is None) != (attrs.get("changes") is not None):
            if attrs.get("rows") is None:
                raise InvalidInput("changes", "required", "Say what is to change.")
            raise InvalidInput("changes", "ambiguous", "The rows say themselves what is to change.")
        return attrs


class IdsSerializer(BulkRequestSerializer):
    """Which rows, by their ids."""

    ids = IdsField()


class BulkPurgeSerializer(Strict):
    """Which rows are to go for good: all of them or none."""

    ids = IdsField()


class ItemProblemSerializer(serializers.Serializer[Any]):
    """One thing wrong with one row of a bulk request."""

    index = serializers.IntegerField(help_text="The row's place in the request, from 0.")
    id = serializers.IntegerField(allow_null=True, help_text="Null for a row that is new.")
    field = serializers.CharField(help_text="Its dotted path within the row.")
    code = serializers.CharField()
    message = serializers.CharField()


class BulkAnswerSerializer(serializers.Serializer[Any]):
    """What a bulk request did, by ids."""

    operation = serializers.UUIDField(allow_null=True, help_text="What to undo; null where nothing was done.")
    created = serializers.ListField(child=serializers.IntegerField(), help_text="In the order of the rows.")
    updated = serializers.ListField(child=serializers.IntegerField())
    deleted = serializers.ListField(child=serializers.IntegerField())
    restored = serializers.ListField(child=serializers.IntegerField())
    purged = serializers.ListField(child=serializers.IntegerField())
    unchanged = serializers.ListField(child=serializers.IntegerField(), help_text="These were so already.")
    failed = ItemProblemSerializer(many=True, help_text="In partial mode: what is wrong with which row.")


class BulkOperationSerializer(serializers.ModelSerializer[BulkOperation]):
    """An operation that was done, and may be undone."""

    class Meta:
        model = BulkOperation
        fields = ["id", "kind", "resource", "count", "created_at", "undone_at"]
        read_only_fields = fields


def _is_text(value: Any) -> bool:
    """Whether this can be a parameter of an address, which has no half surrogate pairs."""
    return isinstance(value, str) and not any("\ud800" <= character <= "\udfff" for character in value)


def is_id(value: Any) -> bool:
    """Whether this can be the id of a row."""
    return type(value) is int and 1 <= value <= MAX_ID


def read_new_rows(shape: serializers.Serializer[Any], rows: list[dict[str, Any]], batch: Batch) -> list[NewRow]:
    """The valid ones of the rows to be made; what is wrong with the others is noted."""
    read = []
    for index, row in enumerate(rows):
        with batch.failing(index):
            read.append(NewRow(index, shape.run_validation(row)))
    return read


def read_changes(
    shape: serializers.Serializer[Any], rows: list[dict[str, Any]], batch: Batch
) -> tuple[ByIds, dict[int, Any]]:
    """Which rows are to change, and the valid changes by their places; what is wrong with the others is noted."""
    changes: dict[int, Any] = {}
    ids: dict[int, int] = {}
    for index, row in enumerate(rows):
        row_id = row.get("id", empty)
        if row_id is empty:
            batch.fail(index, None, "id", "required", "Which row is it?")
            continue
        if not is_id(row_id):
            batch.fail(index, None, "id", "invalid", "This is no id.")
            continue
        with batch.failing(index, row_id):
            changes[index] = shape.run_validation({name: value for name, value in row.items() if name != "id"})
        ids[index] = row_id
    return named(ids, batch), changes
