"""The people behind the postings."""

from datetime import datetime

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Concat, Lower

from applications.models.applications import Application
from jobs.models import long_text
from jobtracker.columns import no_nul, text_list
from jobtracker.ownership import OwnedModel, OwnedQuerySet
from jobtracker.trash import TrashableModel, TrashableQuerySet
from jobtracker.web_addresses import validate_web_address

MAX_LINKS = 20


def searched_text() -> Func:
    """What a search of contacts reads: a contact's short texts as one, without case and accents."""
    line = Value("\n")
    texts = Concat("name", line, "company", line, "email", line, "role", output_field=models.TextField())
    return Func(texts, function="job_folded", output_field=models.TextField())


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

    # What `applications.selectors.with_figures` adds: of what is not in the trash.
    application_ids: list[int]
    interviews_count: int
    last_activity_at: datetime | None

    objects = TrashableQuerySet.as_manager()

    class Meta:
        constraints = [
            *TrashableModel.Meta.constraints,
            # The other end of foreign keys by which what refers to a contact has its owner.
            models.UniqueConstraint(name="contact_id_and_owner", fields=["id", "owner"]),
            models.CheckConstraint(
                name="contact_has_a_name", condition=~Q(name=""), violation_error_message="A contact needs a name."
            ),
            models.CheckConstraint(
                name="contact_email_is_lower_case",
                condition=Q(email=Lower("email")),
                violation_error_message="An e-mail address is kept in lower case.",
            ),
            models.CheckConstraint(
                name="contact_links",
                condition=Q(links__len__lte=MAX_LINKS),
                violation_error_message=f"A contact may have {MAX_LINKS} links at most.",
            ),
        ]
        indexes = [
            models.Index("owner", Lower("name"), "id", name="contact_by_name"),
            models.Index("owner", Lower("company"), "id", name="contact_by_company"),
            models.Index("owner", "trashed_at", condition=Q(trashed_at__isnull=False), name="contact_in_trash"),
            # Parts of names, companies, addresses and roles, by trigrams.
            GinIndex("owner", OpClass(searched_text(), "gin_trgm_ops"), name="contact_search"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Bring the texts into their stored form and check the links."""
        super().clean()
        self._put_into_form()
        if len(self.links) > MAX_LINKS:
            message = f"A contact may have {MAX_LINKS} links at most."
            raise ValidationError({"links": ValidationError(message, code="max_length")})
        try:
            for link in self.links:
                validate_web_address(link)
        except ValidationError as error:
            raise ValidationError({"links": error}) from None

    def validate(self) -> None:
        """Raise ValidationError, by field, for what must not be stored; bring the rest into its stored form."""
        self._put_into_form()
        self.clean_fields(exclude=["owner"])
        self.clean()

    def _put_into_form(self) -> None:
        for name in ("name", "role", "company", "phone"):
            setattr(self, name, getattr(self, name).strip())
        self.email = self.email.strip().lower()
        self.links = list(dict.fromkeys(link.strip() for link in self.links))


class ApplicationContact(OwnedModel):
    """That somebody has to do with an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="application_contact", fields=["application", "contact"])]

    def __str__(self) -> str:
        return f"{self.contact_id} of {self.application_id}"
