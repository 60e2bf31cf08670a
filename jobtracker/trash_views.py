"""The trash of a list: what is in it, back out of it, and out of it for good."""

from typing import Any, ClassVar, TypeVar

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from jobtracker.trash import TrashableQuerySet

Rows = TypeVar("Rows", bound=TrashableQuerySet)


class HasTrash(GenericViewSet[Any]):
    """The routes `trash/`, `{id}/restore/` and `{id}/purge/` of a list whose rows can be trashed."""

    TRASH_ACTIONS: ClassVar = frozenset({"trash", "restore", "purge"})

    def rows_of(self, queryset: Rows) -> Rows:
        """The caller's rows that the action is about: those in the trash, or those that are not."""
        user = self.request.user
        return queryset.in_trash_of(user) if self.action in self.TRASH_ACTIONS else queryset.visible_to(user)

    def perform_restore(self, row_id: int) -> Any:
        """Bring the row back through the service; the row."""
        raise NotImplementedError

    def perform_purge(self, row_id: int) -> None:
        """Delete the row for good through the service."""
        raise NotImplementedError

    @action(detail=False)
    def trash(self, request: Request) -> Response:
        """What was deleted in the last thirty days."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """Bring it back, with what went into the trash along with it."""
        return Response(self.get_serializer(self.perform_restore(self.get_object().pk)).data)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def purge(self, request: Request, pk: str) -> Response:
        """Delete it for good, at once."""
        self.perform_purge(self.get_object().pk)
        return Response(status=204)
