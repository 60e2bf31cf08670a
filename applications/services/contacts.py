"""Writes of contacts: one function is one transaction."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404

from accounts.models import User
from applications.models import Activity, Application, ApplicationContact, Contact
from applications.selectors import with_figures
from jobtracker.preconditions import require_match
from jobtracker.trash import Deletion, TrashableQuerySet


@transaction.atomic
def create_contact(*, actor: User, values: Mapping[str, Any]) -> Contact:
    """Keep a new contact. Raises ValidationError by field."""
    contact = Contact(owner=actor, **values)
    contact.validate()
    contact.save(force_insert=True)
    return _shown(contact.pk)


@transaction.atomic
def update_contact(*, actor: User, contact_id: int, changes: Mapping[str, Any], if_match: str | None = None) -> Contact:
    """Change the given fields and no others. Raises Stale where `if_match` names a former state."""
    contact = _locked(actor, contact_id, if_match)
    for name, value in changes.items():
        setattr(contact, name, value)
    contact.validate()
    contact.save(update_fields=[*changes, "updated_at"])
    return contact


@transaction.atomic
def link_contact(*, actor: User, contact_id: int, application: Application, if_match: str | None = None) -> Contact:
    """Note that a contact has to do with an application of the actor's own; nothing changes where that is noted."""
    contact = _locked(actor, contact_id, if_match)
    if not ApplicationContact.objects.filter(contact=contact, application=application).exists():
        ApplicationContact.objects.create(owner=actor, contact=contact, application=application)
        contact.save(update_fields=["updated_at"])
    return _shown(contact.pk)


@transaction.atomic
def unlink_contact(*, actor: User, contact_id: int, application: Application, if_match: str | None = None) -> Contact:
    """Forget that a contact has to do with an application; nothing changes where nobody said so."""
    contact = _locked(actor, contact_id, if_match)
    deleted, _ = ApplicationContact.objects.filter(contact=contact, application=application).delete()
    if deleted:
        contact.save(update_fields=["updated_at"])
    return _shown(contact.pk)


@transaction.atomic
def delete_contact(*, actor: User, contact_id: int, if_match: str | None = None) -> None:
    """Put a contact into the trash; what is logged about applications stays, without the contact."""
    contact = _locked(actor, contact_id, if_match)
    Contact.objects.filter(pk=contact.pk).put_into_trash(Deletion())


@transaction.atomic
def restore_contact(*, actor: User, contact_id: int) -> Contact:
    """Bring a contact back from the trash, to all applications and interviews of before."""
    trashed = Contact.objects.in_trash_of(actor).select_for_update()
    contact: Contact = get_object_or_404(trashed, pk=contact_id)
    Contact.objects.filter(pk=contact.pk).take_out_of_trash()
    return _shown(contact.pk)


@transaction.atomic
def purge_contact(*, actor: User, contact_id: int) -> None:
    """Delete a contact that is in the trash for good, with what is logged about nothing else."""
    trashed = Contact.objects.in_trash_of(actor).select_for_update()
    contact: Contact = get_object_or_404(trashed, pk=contact_id)
    _delete_for_good(Contact.objects.filter(pk=contact.pk))


@transaction.atomic
def purge_overdue_contacts() -> int:
    """Delete the contacts that have been in everybody's trash for thirty days; how many."""
    overdue = Contact.objects.overdue()
    held = list(overdue.select_for_update().order_by("pk").values_list("pk", flat=True))
    _delete_for_good(Contact.objects.filter(pk__in=held))
    return len(held)


def _delete_for_good(contacts: TrashableQuerySet) -> None:
    Activity.objects.filter(contact__in=contacts, application=None).delete()
    contacts.delete()


def _locked(actor: User, contact_id: int, if_match: str | None) -> Contact:
    """The actor's contact, locked until the end of the transaction.

    Raises Http404 for anybody else's, and Stale where `if_match` names a former state.
    """
    get_object_or_404(Contact.objects.visible_to(actor).select_for_update().only("pk"), pk=contact_id)
    contact = _shown(contact_id)
    require_match(contact, if_match)
    return contact


def _shown(contact_id: int) -> Contact:
    """The contact with what is shown beside it. Read after the lock, it is what others have made of it."""
    contact: Contact = with_figures(Contact.objects.all()).get(pk=contact_id)
    return contact
