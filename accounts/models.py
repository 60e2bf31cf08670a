"""People who sign in, what they say of themselves, and their API tokens."""

from functools import cache
from typing import Any, ClassVar, Self
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.data_versions import data_version
from jobtracker.columns import MAX_LIST_ITEMS, no_nul, text_list, without_repeats
from jobtracker.countries import validate_country
from jobtracker.currencies import validate_currency
from jobtracker.employment import RemoteOption, SalaryPeriod
from jobtracker.ownership import OwnedModel, OwnedQuerySet

# The longest address that mail can be sent to (RFC 5321, 4.5.3.1.3).
MAX_EMAIL = 254
MAX_WEEKLY_GOAL = 200


@cache
def _time_zones() -> set[str]:
    """The names of the IANA time zones, which are read from hundreds of files: ten milliseconds each time."""
    # Whatever the server's is; the database does not know it by that name.
    return available_timezones() - {"localtime"}


def validate_time_zone(value: str) -> None:
    """Raise ValidationError unless `value` is an IANA time zone."""
    if value not in _time_zones():
        raise ValidationError("Use a time zone such as Europe/Berlin.", code="invalid_time_zone")


class UserManager(BaseUserManager["User"]):
    """Makes users by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create and save a person; without a password they cannot sign in by one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create and save an administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person with this e-mail address, in whatever case it is typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by their e-mail address."""

    email = models.EmailField(
        "e-mail address", max_length=MAX_EMAIL, unique=True, error_messages={"unique": "This address is taken."}
    )
    display_name = models.CharField(max_length=150, blank=True)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    country = models.CharField(max_length=2, blank=True, validators=[validate_country])
    currency = models.CharField(max_length=3, default="USD", validators=[validate_currency])
    target_roles = text_list(150)
    preferred_locations = text_list(150)
    remote_options: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=10, choices=RemoteOption), default=list, blank=True, size=len(RemoteOption)
    )
    minimum_salary = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    minimum_salary_period = models.CharField(max_length=5, choices=SalaryPeriod, default=SalaryPeriod.YEAR)
    weekly_goal = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_WEEKLY_GOAL)],
        help_text="Applications a week.",
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("staff", default=False, help_text="May use the administration pages.")
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            # The address is stored in lower case: one person cannot sign up twice by typing it differently.
            models.CheckConstraint(
                name="user_email_is_lower_case",
                condition=models.Q(email=Lower("email")),
                violation_error_message="The e-mail address must be in lower case.",
            ),
            models.CheckConstraint(
                name="user_country",
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$"),
                violation_error_message="A country is two capital letters.",
            ),
            models.CheckConstraint(
                name="user_choices",
                condition=Q(minimum_salary_period__in=["hour", "day", "week", "month", "year"])
                & Q(remote_options__contained_by=["on_site", "hybrid", "remote"]),
                violation_error_message="This is none of the choices.",
            ),
            models.CheckConstraint(
                name="user_minimum_salary",
                condition=Q(minimum_salary__isnull=True) | Q(minimum_salary__gte=0),
                violation_error_message="The minimum salary must not be negative.",
            ),
            models.CheckConstraint(
                name="user_weekly_goal",
                condition=Q(weekly_goal__isnull=True) | Q(weekly_goal__range=(1, MAX_WEEKLY_GOAL)),
                violation_error_message=f"A weekly goal is a number from 1 to {MAX_WEEKLY_GOAL}.",
            ),
            models.CheckConstraint(
                name="user_list_lengths",
                condition=Q(target_roles__len__lte=MAX_LIST_ITEMS) & Q(preferred_locations__len__lte=MAX_LIST_ITEMS),
                violation_error_message=f"A list may have {MAX_LIST_ITEMS} items at most.",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        """Bring the address and the lists into their stored form."""
        super().clean()
        self.email = self.email.strip().lower()
        self.target_roles = without_repeats(self.target_roles)
        self.preferred_locations = without_repeats(self.preferred_locations)
        self.remote_options = without_repeats(self.remote_options)

    def data_version(self) -> str:
        """The version of the person's data, to be asked for before that is read: another one after each change."""
        return data_version(self.pk)

    def get_short_name(self) -> str:
        """What to call the person."""
        return self.display_name or self.email


class Skill(models.Model):
    """Something that a person can do, and how well."""

    class Level(models.TextChoices):
        """How well: from the first steps to what others ask one about."""

        BEGINNER = "beginner", "Beginner"
        INTERMEDIATE = "intermediate", "Intermediate"
        ADVANCED = "advanced", "Advanced"
        EXPERT = "expert", "Expert"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="skills")
    name = models.CharField(max_length=100, validators=[no_nul])
    level = models.CharField(max_length=12, choices=Level, default=Level.INTERMEDIATE)
    # In the order that the person gave them.
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "user", Lower("name"), name="skill_name", violation_error_message="A skill is named only once."
            ),
            models.CheckConstraint(
                name="skill_level",
                condition=Q(level__in=["beginner", "intermediate", "advanced", "expert"]) & ~Q(name=""),
                violation_error_message="A skill needs a name and one of the levels.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_level_display()})"


class ApiTokenQuerySet(OwnedQuerySet):
    """Named reads of tokens."""

    def live(self) -> Self:
        """Those that open anything now."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), owner__is_active=True)


class ApiToken(OwnedModel):
    """A secret with which a program acts for a person. Only a hash of it is kept: `accounts.tokens`."""

    class Scope(models.TextChoices):
        """What it may do."""

        READ = "read", "Read only"
        FULL = "full", "Read and write"

    name = models.CharField(max_length=100, validators=[no_nul])
    scope = models.CharField(max_length=4, choices=Scope, default=Scope.READ)
    prefix = models.CharField(max_length=16, help_text="How the token begins, by which its owner knows it again.")
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"
        constraints = [
            models.CheckConstraint(
                name="api_token_scope",
                condition=Q(scope__in=["read", "full"]) & ~Q(name=""),
                violation_error_message="A token needs a name and one of the scopes.",
            ),
            models.CheckConstraint(
                name="api_token_expires",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message="A token expires after it was made.",
            ),
        ]
        indexes = [models.Index("owner", F("created_at").desc(), F("id").desc(), name="api_token_by_created_at")]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class DataChange(models.Model):
    """A note that a statement changed a person's data; triggers leave it (`accounts/data_versions.py`)."""

    pk = models.CompositePrimaryKey("owner", "noted_at", "backend")
    # Without a constraint: the deletion of an account leaves notes until its end.
    owner = models.ForeignKey(User, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    noted_at = models.DateTimeField()
    backend = models.IntegerField()

    def __str__(self) -> str:
        return self.noted_at.isoformat()
