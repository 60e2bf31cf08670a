"""API of contacts."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Lower, NullIf
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from applications.filters.contacts import ContactFilter
from applications.models import Contact
from applications.selectors import with_figures
from applications.serializers.contacts import (
    ContactLinkSerializer,
    ContactListItemSerializer,
    ContactSerializer,
)
from applications.services.contacts import (
    create_contact,
    delete_contact,
    link_contact,
    purge_contact,
    restore_contact,
    unlink_contact,
    update_contact,
)
from jobtracker.cached_reads import LISTS_SECONDS, CachedReads
from jobtracker.idempotency import Idempotent
from jobtracker.pagination import OrderingField
from jobtracker.preconditions import TagsItsRow
from jobtracker.trash import TrashableQuerySet
from jobtracker.trash_views import HasTrash


@extend_schema(tags=["contacts"])
class ContactViewSet(CachedReads, Idempotent, TagsItsRow, HasTrash, viewsets.ModelViewSet[Contact]):
    """The people whom the signed-in person knows or talked to on the search."""

    queryset = Contact.objects.all()
    kept_for = dict.fromkeys(("list", "trash"), LISTS_SECONDS)
    serializer_class = ContactSerializer
    filterset_class = ContactFilter
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    ordering_fields = {
        "name": OrderingField(Lower("name")),
        "company": OrderingField(NullIf(Lower("company"), Value("")), nullable=True),
        "created_at": OrderingField(F("created_at")),
        "updated_at": OrderingField(F("updated_at")),
        "trashed_at": OrderingField(F("trashed_at"), nullable=True),
    }
    default_ordering = "name"
    request: Request

    def get_queryset(self) -> TrashableQuerySet:
        """The caller's own contacts."""
        rows = with_figures(self.rows_of(Contact.objects.all()))
        return rows.defer("notes") if self.action in ("list", "trash") else rows

    def get_object(self) -> Contact:
        """One contact."""
        contact: Contact = super().get_object()
        self.shown = contact
        return contact

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """The shape of what each action takes."""
        by_action: dict[str, type[BaseSerializer[Any]]] = {
            "list": ContactListItemSerializer,
            "trash": ContactListItemSerializer,
            "link": ContactLinkSerializer,
            "unlink": ContactLinkSerializer,
        }
        return by_action.get(self.action, ContactSerializer)

    @extend_schema(request=ContactLinkSerializer, responses=ContactSerializer)
    @action(detail=True, methods=["post"])
    def link(self, request: Request, pk: str) -> Response:
        """Note that the contact has to do with an application."""
        return self._linked(link_contact)

    @extend_schema(request=ContactLinkSerializer, responses=ContactSerializer)
    @action(detail=True, methods=["post"])
    def unlink(self, request: Request, pk: str) -> Response:
        """Forget that the contact has to do with an application."""
        return self._linked(unlink_contact)

    def perform_create(self, serializer: BaseSerializer[Contact]) -> None:
        """Write through the service."""
        serializer.instance = self.shown = create_contact(actor=caller(self.request), values=serializer.validated_data)

    def perform_update(self, serializer: BaseSerializer[Contact]) -> None:
        """Write through the service."""
        serializer.instance = self.shown = update_contact(
            actor=caller(self.request),
            contact_id=int(self.kwargs["pk"]),
            changes=serializer.validated_data,
            if_match=self.if_match,
        )

    def perform_destroy(self, instance: Contact) -> None:
        """Write through the service."""
        delete_contact(actor=caller(self.request), contact_id=instance.pk, if_match=self.if_match)

    def perform_restore(self, row_id: int) -> Contact:
        """Restore through the service."""
        self.shown = contact = restore_contact(actor=caller(self.request), contact_id=row_id)
        return contact

    def perform_purge(self, row_id: int) -> None:
        """Purge through the service."""
        purge_contact(actor=caller(self.request), contact_id=row_id)

    def _linked(self, service: Callable[..., Contact]) -> Response:
        contact_id = self.get_object().pk
        link = self.get_serializer(data=self.request.data)
        link.is_valid(raise_exception=True)
        self.shown = contact = service(
            actor=caller(self.request),
            contact_id=contact_id,
            application=link.validated_data["application"],
            if_match=self.if_match,
        )
        return Response(ContactSerializer(contact).data)
