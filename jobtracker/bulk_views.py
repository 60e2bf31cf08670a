"""Routes of bulk requests: of each list the changes, and what was done with how to undo it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import QueryDict
from django_filters.utils import translate_validation
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from jobtracker.bulk import Batch, ByFilter, ByIds, ChangesOf, NewRow, Selection, named
from jobtracker.bulk_operations import operations_of, undo_operation
from jobtracker.bulk_serializers import (
    BulkAnswerSerializer,
    BulkOperationSerializer,
    BulkPurgeSerializer,
    IdsSerializer,
    SelectionSerializer,
    read_changes,
    read_new_rows,
)
from jobtracker.errors import DomainError, InvalidInput
from jobtracker.idempotency import Idempotent
from jobtracker.models import BulkOperation
from jobtracker.pagination import ORDERING, OrderingField
from jobtracker.parsers import JSONParser

ANSWERED = extend_schema(responses=BulkAnswerSerializer)


def bulk_action(name: str) -> Callable[..., Any]:
    """A route of a list that takes a bulk request, which is JSON: a form has no lists of objects."""
    return action(detail=False, methods=["post"], url_path=f"bulk-{name}", parser_classes=[JSONParser])


class BulkRequests(GenericViewSet[Any]):
    """A list that takes bulk requests."""

    def asked(self, request: Request) -> tuple[dict[str, Any], Batch]:
        """The body in its shape, and an empty batch in its mode."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        asked: dict[str, Any] = serializer.validated_data
        return asked, Batch(is_partial=asked.get("mode") == "partial")

    def selection(self, asked: Mapping[str, Any], batch: Batch) -> Selection:
        """The rows that the body names, in either way."""
        if asked.get("ids") is not None:
            return named(dict(enumerate(asked["ids"])), batch)
        parameters = asked["filter"]
        return ByFilter(lambda rows: self._narrowed(rows, parameters), asked.get("expected_count"))

    def _narrowed(self, rows: QuerySet[Any], parameters: Mapping[str, list[str]]) -> QuerySet[Any]:
        """What the list's own filters leave of `rows`. Raises by `filter` and the parameter what they refuse."""
        filterset_class: Any = self.filterset_class  # type: ignore[attr-defined]  # every list of ours has one
        query = QueryDict(mutable=True)
        for name, values in parameters.items():
            # An order is part of a list's address, and picks no other rows.
            if name not in filterset_class.base_filters and name != ORDERING:
                raise InvalidInput(f"filter.{name[:100]}", "unknown", "This list has no such filter.")
            query.setlist(name, values)
        filterset = filterset_class(query, rows, request=self.request)
        if not filterset.is_valid():
            raise serializers.ValidationError({"filter": translate_validation(filterset.errors).detail})
        try:
            narrowed: QuerySet[Any] = filterset.qs
        except InvalidInput as error:
            raise _within("filter", error) from None
        return narrowed


class HasBulk(BulkRequests):
    """The routes `bulk-create/` to `bulk-purge/` of a list whose rows have a trash.

    The class names the shapes of its requests by action, and those of a new row and of a change.
    """

    bulk_serializers: ClassVar[Mapping[str, type[serializers.Serializer[Any]]]]
    new_row_serializer: ClassVar[type[serializers.Serializer[Any]]]
    changes_serializer: ClassVar[type[serializers.Serializer[Any]]]
    COMMON_SHAPES: ClassVar[Mapping[str, type[serializers.Serializer[Any]]]] = {
        "bulk_delete": SelectionSerializer,
        "bulk_restore": IdsSerializer,
        "bulk_purge": BulkPurgeSerializer,
    }

    def perform_bulk_create(self, rows: Sequence[NewRow], batch: Batch) -> None:
        """Make rows through the service."""
        raise NotImplementedError

    def perform_bulk_update(self, selection: Selection, changes_of: ChangesOf, names: set[str], batch: Batch) -> None:
        """Change rows through the service; `names` are the fields that any of the changes has."""
        raise NotImplementedError

    def perform_bulk_delete(self, selection: Selection, batch: Batch) -> None:
        """Put rows into the trash through the service."""
        raise NotImplementedError

    def perform_bulk_restore(self, selection: ByIds, batch: Batch) -> None:
        """Bring rows back through the service."""
        raise NotImplementedError

    def perform_bulk_purge(self, selection: ByIds, batch: Batch) -> None:
        """Delete rows for good through the service."""
        raise NotImplementedError

    @extend_schema(responses={201: BulkAnswerSerializer})
    @bulk_action("create")
    def bulk_create(self, request: Request) -> Response:
        """Make up to 1,000 with one request."""
        asked, batch = self.asked(request)
        shape = self.new_row_serializer(context=self.get_serializer_context())
        self.perform_bulk_create(read_new_rows(shape, asked["rows"], batch), batch)
        return Response(batch.answer(), status=status.HTTP_201_CREATED)

    @ANSWERED
    @bulk_action("update")
    def bulk_update(self, request: Request) -> Response:
        """Change up to 1,000 with one request: all of them alike (`changes`), or each in its own way (`rows`)."""
        asked, batch = self.asked(request)
        shape = self.changes_serializer(partial=True, context=self.get_serializer_context())
        if asked.get("rows") is not None:
            selection, changes = read_changes(shape, asked["rows"], batch)
            names = {name for values in changes.values() for name in values}
            # A row without valid changes is a bad one: it is looked up alone.
            self.perform_bulk_update(selection, lambda index: changes.get(index, {}), names, batch)
        else:
            values = self._changes(shape, asked["changes"])
            self.perform_bulk_update(self.selection(asked, batch), lambda _: values, set(values), batch)
        return Response(batch.answer())

    @ANSWERED
    @bulk_action("delete")
    def bulk_delete(self, request: Request) -> Response:
        """Put up to 1,000 into the trash with one request."""
        asked, batch = self.asked(request)
        self.perform_bulk_delete(self.selection(asked, batch), batch)
        return Response(batch.answer())

    @ANSWERED
    @bulk_action("restore")
    def bulk_restore(self, request: Request) -> Response:
        """Bring up to 1,000 back from the trash with one request."""
        asked, batch = self.asked(request)
        self.perform_bulk_restore(named(dict(enumerate(asked["ids"])), batch), batch)
        return Response(batch.answer())

    @ANSWERED
    @bulk_action("purge")
    def bulk_purge(self, request: Request) -> Response:
        """Delete up to 1,000 that are in the trash for good. That cannot be undone."""
        asked, batch = self.asked(request)
        self.perform_bulk_purge(named(dict(enumerate(asked["ids"])), batch), batch)
        return Response(batch.answer())

    def _changes(self, shape: serializers.Serializer[Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """The one change for all rows."""
        try:
            values: dict[str, Any] = shape.run_validation(changes)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({"changes": error.detail}) from None
        if not values:
            raise InvalidInput("changes", "empty", "Name one at least.")
        return values


def _within(name: str, error: DomainError) -> DomainError:
    """The same refusal, of an input that lies within `name`."""
    fields = {f"{name}.{path}": problems for path, problems in error.fields.items()}
    return DomainError(error.code, f"{name}.{error.message}", fields=fields)


@extend_schema(tags=["bulk operations"])
class BulkOperationViewSet(Idempotent, viewsets.ReadOnlyModelViewSet[BulkOperation]):
    """What the signed-in person did in bulk within the last thirty days."""

    queryset = BulkOperation.objects.all()
    serializer_class = BulkOperationSerializer
    ordering_fields = {"created_at": OrderingField(F("created_at"))}
    default_ordering = "-created_at"
    request: Request

    def get_queryset(self) -> QuerySet[BulkOperation]:
        """The caller's own."""
        return operations_of(self.request.user)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: str) -> Response:
        """Put everything back as it was; 409 where a row was changed since."""
        operation_id: UUID = self.get_object().pk
        return Response(self.get_serializer(undo_operation(actor=request.user, operation_id=operation_id)).data)
