"""The people behind the postings."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from applications.models.applications import Application
from jobs.models import long_text
from jobtracker.columns import no_nul, text_list
from jobtracker.ownership import OwnedModel, OwnedQuerySet
from jobtracker.trash import TrashableModel, TrashableQuerySet


class Contact(TrashableModel):
    """Somebody whom a person knows or talked to on the search."""

    name = models.CharField(max_length=200, validators=[no_nul])
    role = models.CharField(max_length=200, blank=True, validators=[no_nul], help_text="Recruiter, team lead, ...")
    # As postings name it: a contact belongs to all postings of the company, whatever the case.
    company = models.CharField(max_length=200, blank=True, validators=[no_nul])
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=50, blank=True, validators=[no_nul])
    links = text_list(2048)
    # Markdown.
    notes = long_text()
    applications = models.ManyToManyField(Application, through="ApplicationContact", related_name="contacts")

    objects = TrashableQuerySet.as_manager()

    class Meta:
        constraints = [
            *TrashableModel.Meta.constraints,
            # The other end of foreign keys by which what refers to a contact has its owner.
            models.UniqueConstraint(name="contact_id_and_owner", fields=["id", "owner"]),
            models.CheckConstraint(
                name="contact_has_a_name", condition=~Q(name=""), violation_error_message="A contact needs a name."
            ),
        ]
        indexes = [
            models.Index("owner", Lower("name"), "id", name="contact_by_name"),
            models.Index("owner", Lower("company"), "id", name="contact_by_company"),
            models.Index("owner", "trashed_at", condition=Q(trashed_at__isnull=False), name="contact_in_trash"),
        ]

    def __str__(self) -> str:
        return self.name


class ApplicationContact(OwnedModel):
    """That somebody has to do with an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="application_contact", fields=["application", "contact"])]

    def __str__(self) -> str:
        return f"{self.contact_id} of {self.application_id}"
