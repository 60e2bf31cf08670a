"""Postings that a person keeps."""

from decimal import Decimal
from typing import Any, Self, TypedDict

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Length, Lower
from django.db.models.lookups import LessThanOrEqual

from jobs.ports import ApplicationSummary
from jobtracker.columns import MAX_LIST_ITEMS, no_nul, text_list, without_repeats
from jobtracker.currencies import validate_currency
from jobtracker.employment import RemoteOption, SalaryPeriod
from jobtracker.generated import SearchedField
from jobtracker.ownership import OwnedModel, OwnedQuerySet
from jobtracker.trash import TrashableModel, TrashableQuerySet
from jobtracker.web_addresses import validate_web_address

MAX_TEXT = 50_000

# What the database computes from the other columns for searches; `jobs/migrations/0013_owned_lexemes.py` says how.
SEARCH_COLUMNS = ("search_head", "search_vector")
# By what the database knows a repeated posting; `jobs/migrations/0009_duplicate_functions.py` says how.
KEY_COLUMNS = ("url_key", "url_site", "role_key")
# What a posting that was changed has to be given anew.
COMPUTED_COLUMNS = ("salary_min_yearly", "salary_max_yearly", *KEY_COLUMNS)
# What lists leave in the database.
UNSHOWN_COLUMNS = ("description", "requirements", "notes", *SEARCH_COLUMNS, *KEY_COLUMNS)
LEAST_YEARLY = Coalesce("salary_min_yearly", "salary_max_yearly")
MOST_YEARLY = Coalesce("salary_max_yearly", "salary_min_yearly")

# Working time by which pay of another period is compared with yearly pay: 40 hours a week, 52 weeks, 260 days a year.
PERIODS_PER_YEAR = {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}


def long_text() -> "models.TextField[str, str]":
    """A column for a text of many lines."""
    # Django holds a text column to its `max_length` in forms alone.
    return models.TextField(blank=True, max_length=MAX_TEXT, validators=[no_nul, MaxLengthValidator(MAX_TEXT)])


def yearly(amount: str) -> models.GeneratedField:
    """A column that the database computes: `amount` times the periods in a year, in the posting's own currency."""
    factor = Case(
        *(When(salary_period=period, then=Value(Decimal(times))) for period, times in PERIODS_PER_YEAR.items()),
        output_field=models.DecimalField(max_digits=18, decimal_places=2),
    )
    column = models.DecimalField(max_digits=18, decimal_places=2)
    return models.GeneratedField(expression=F(amount) * factor, output_field=column, db_persist=True)


def key(function: str, *columns: str) -> models.GeneratedField:
    """A column that the database computes: a number that postings share if they are alike in these columns."""
    expression = Func(*columns, function=function, output_field=models.BigIntegerField())
    return models.GeneratedField(expression=expression, output_field=models.BigIntegerField(null=True), db_persist=True)


def not_longer_than(field: str, limit: int) -> models.CheckConstraint:
    """The constraint that keeps a text column within `limit` characters."""
    return models.CheckConstraint(
        name=f"job_{field}_length",
        condition=LessThanOrEqual(Length(F(field)), Value(limit)),
        violation_error_message=f"The {field} may have {limit:,} characters at most.",
    )


def lowered(column: str) -> Func:
    """A list in lower case: filters do not mind the case of skills and tags."""
    return Func(F(column), function="job_lowered", output_field=ArrayField(models.TextField()))


def folded_list(column: str) -> Func:
    """A list as one text without case and accents, an item on each line."""
    joined = Func(F(column), function="job_joined")
    return Func(joined, function="job_folded", output_field=models.TextField())


def named_in(fields: str, prefix: str = "") -> Func:
    """The searched words of the title (`a`), or of title and company (`a,b`), by their weights in `search_head`.

    `prefix` leads from another model's row to its posting.
    """
    weights = Cast(Value(f"{{{fields}}}"), CharArrayField())
    return Func(F(f"{prefix}search_head"), weights, function="ts_filter", output_field=SearchVectorField())


class CharArrayField(models.Field[Any, Any]):
    """The type in which weights are named."""

    def db_type(self, connection: Any) -> str:
        """PostgreSQL's one-byte character, several."""
        return '"char"[]'


class JobQuerySet(TrashableQuerySet):
    """Named reads of postings."""

    def visible_to(self, user: Any) -> Self:
        """As for every owned row; without the columns that are only searched."""
        return super().visible_to(user).defer(*SEARCH_COLUMNS)

    def in_trash_of(self, user: Any) -> Self:
        """As for every row with a trash; without the columns that are only searched."""
        return super().in_trash_of(user).defer(*SEARCH_COLUMNS)

    def with_pay_range(self) -> Self:
        """Postings with their least and most yearly pay; one amount alone is both."""
        return self.alias(least_yearly=LEAST_YEARLY, most_yearly=MOST_YEARLY)

    def without_long_texts(self) -> Self:
        """For lists: leave the long columns in the database."""
        return self.defer(*UNSHOWN_COLUMNS)


class Duplicate(TypedDict):
    """A posting that a new one probably repeats, and the latest application to it."""

    id: int
    title: str
    company: str
    reason: str
    application: ApplicationSummary | None
    message: str


class Job(TrashableModel):
    """One posting of one person, as the source gave it and with what the person adds."""

    class JobType(models.TextChoices):
        """The kind of contract."""

        FULL_TIME = "full_time", "Full-time"
        PART_TIME = "part_time", "Part-time"
        CONTRACT = "contract", "Contract"
        INTERNSHIP = "internship", "Internship"
        TEMPORARY = "temporary", "Temporary"
        VOLUNTEER = "volunteer", "Volunteer"

    class ExperienceLevel(models.TextChoices):
        """How much experience is asked for."""

        INTERNSHIP = "internship", "Internship"
        ENTRY = "entry", "Entry level"
        MID = "mid", "Mid level"
        SENIOR = "senior", "Senior"
        LEAD = "lead", "Lead"
        EXECUTIVE = "executive", "Executive"

    class Availability(models.TextChoices):
        """What the source says of the posting."""

        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"
        UNKNOWN = "unknown", "Unknown"

    title = models.CharField(max_length=300, validators=[no_nul])
    company = models.CharField(max_length=200, validators=[no_nul])
    locations = text_list(500)
    remote_option = models.CharField(max_length=10, blank=True, choices=RemoteOption)
    job_type = models.CharField(max_length=12, blank=True, choices=JobType)
    experience_level = models.CharField(max_length=12, blank=True, choices=ExperienceLevel)
    salary_min = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    salary_max = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    salary_currency = models.CharField(max_length=3, blank=True, validators=[validate_currency])
    salary_period = models.CharField(max_length=5, blank=True, choices=SalaryPeriod)
    salary_min_yearly = yearly("salary_min")
    salary_max_yearly = yearly("salary_max")
    skills = text_list(100)
    tags = text_list(50)
    description = long_text()
    requirements = long_text()
    url = models.CharField("URL", max_length=2048, blank=True, validators=[validate_web_address])
    availability = models.CharField(max_length=7, choices=Availability, default=Availability.UNKNOWN)
    source = models.CharField(max_length=100, blank=True, validators=[no_nul])
    external_reference = models.CharField(
        max_length=200, blank=True, validators=[no_nul], help_text="The posting's id at its source."
    )
    posted_on = models.DateField(null=True, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    notes = long_text()
    is_archived = models.BooleanField(default=False)

    # Title, company and skills with their weights: short enough to lie in the row, for ranks are computed from it.
    search_head = SearchedField(
        expression=Func("owner", "title", "company", "skills", function="job_search_head"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # The same with locations and long texts: what a search matches.
    search_vector = SearchedField(
        expression=Func(
            "owner",
            "title",
            "company",
            "skills",
            "locations",
            "description",
            "requirements",
            function="job_search_vector",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    # The address in its one form, and the site whose address it is; null where there is none that is one posting's.
    url_key = key("job_url_key", "url")
    url_site = key("job_url_site", "url")
    # Company, title and towns.
    role_key = key("job_role_key", "company", "title", "locations")

    # What `jobs.selectors.attach_applications` adds to postings that are shown.
    application: ApplicationSummary | None
    # What the answer to a new one tells of it (`jobs.duplicates.duplicates_of`).
    duplicates: list[Duplicate]

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "posting"
        constraints = [
            *TrashableModel.Meta.constraints,
            models.UniqueConstraint(
                name="job_external_reference",
                fields=["owner", "source", "external_reference"],
                condition=~Q(external_reference="") & Q(trashed_at=None),
                violation_error_code="duplicate_reference",
                violation_error_message="You already have a posting with this reference from this source.",
            ),
            # The other end of the foreign key by which an application belongs to its posting's owner.
            models.UniqueConstraint(name="job_id_and_owner", fields=["id", "owner"]),
            models.CheckConstraint(
                name="job_title_and_company",
                condition=~Q(title="") & ~Q(company=""),
                violation_error_message="A posting needs a title and a company.",
            ),
            models.CheckConstraint(
                name="job_salary_range",
                condition=(Q(salary_min__isnull=True) | Q(salary_min__gte=0))
                & (Q(salary_max__isnull=True) | Q(salary_max__gte=0))
                & (Q(salary_min__isnull=True) | Q(salary_max__isnull=True) | Q(salary_min__lte=F("salary_max"))),
                violation_error_message="The salary must not be negative, nor its minimum above its maximum.",
            ),
            models.CheckConstraint(
                name="job_salary_has_currency_and_period",
                condition=Q(salary_min__isnull=True, salary_max__isnull=True)
                | (~Q(salary_currency="") & ~Q(salary_period="")),
                violation_error_message="A salary needs a currency and a period.",
            ),
            models.CheckConstraint(
                name="job_salary_currency",
                condition=Q(salary_currency="") | Q(salary_currency__regex=r"^[A-Z]{3}$"),
                violation_error_message="A currency is three capital letters.",
            ),
            models.CheckConstraint(
                name="job_choices",
                condition=Q(remote_option__in=["", "on_site", "hybrid", "remote"])
                & Q(job_type__in=["", "full_time", "part_time", "contract", "internship", "temporary", "volunteer"])
                & Q(experience_level__in=["", "internship", "entry", "mid", "senior", "lead", "executive"])
                & Q(salary_period__in=["", "hour", "day", "week", "month", "year"])
                & Q(availability__in=["open", "closed", "unknown"]),
                violation_error_message="This is none of the choices.",
            ),
            models.CheckConstraint(
                name="job_url_scheme",
                condition=Q(url="") | Q(url__iregex=r"^https?://"),
                violation_error_message="Use a web address that begins with http:// or https://.",
            ),
            models.CheckConstraint(
                name="job_list_lengths",
                condition=Q(locations__len__lte=MAX_LIST_ITEMS)
                & Q(skills__len__lte=MAX_LIST_ITEMS)
                & Q(tags__len__lte=MAX_LIST_ITEMS),
                violation_error_message=f"A list may have {MAX_LIST_ITEMS} items at most.",
            ),
            not_longer_than("description", MAX_TEXT),
            not_longer_than("requirements", MAX_TEXT),
            not_longer_than("notes", MAX_TEXT),
        ]
        indexes = [
            # The list as it opens (newest postings first), and its other common orders; each ends in the id, which
            # makes the order total, as keyset pages need.
            models.Index("owner", F("posted_on").desc(nulls_last=True), F("id").desc(), name="job_by_posted_on"),
            models.Index("owner", F("created_at").desc(), F("id").desc(), name="job_by_created_at"),
            models.Index("owner", Lower("company"), "id", name="job_by_company"),
            models.Index("owner", Lower("title"), "id", name="job_by_title"),
            # The trash, and what beat looks for in it; few rows.
            models.Index("owner", "trashed_at", condition=Q(trashed_at__isnull=False), name="job_in_trash"),
            # Orders of the list's other columns. A deep page begins in the middle of one. Nulls are last behind the
            # highest first, as the paginator expects it of every order: read backwards, the values are apart from them.
            models.Index("owner", F("updated_at").desc(), F("id").desc(), name="job_by_updated_at"),
            models.Index("owner", F("deadline_on").desc(nulls_last=True), F("id").desc(), name="job_by_deadline"),
            models.Index("owner", F("salary_max_yearly").desc(nulls_last=True), F("id").desc(), name="job_by_salary"),
            # The two filters that nearly everybody sets, together with the order in which the list opens.
            models.Index(
                "owner", "remote_option", F("posted_on").desc(nulls_last=True), F("id").desc(), name="job_by_remote"
            ),
            models.Index("owner", "job_type", F("posted_on").desc(nulls_last=True), F("id").desc(), name="job_by_type"),
            # Whole-name filters; that of companies is `job_by_company`.
            models.Index("owner", Lower("source"), name="job_by_source"),
            # Salary ranges, of one currency each.
            models.Index("owner", "salary_currency", MOST_YEARLY, name="job_by_pay"),
            # Full text. The lexemes say whose they are.
            GinIndex("search_vector", name="job_search"),
            # Steps of relevance: where a word is common, its postings with it in the title (in title or company; in
            # these or the skills) may be few. An index each, for the planner knows how many only from their statistics.
            GinIndex(named_in("a"), name="job_search_title"),
            GinIndex(named_in("a,b"), name="job_search_names"),
            GinIndex("search_head", name="job_search_head"),
            GinIndex("owner", lowered("skills"), name="job_skills"),
            GinIndex("owner", lowered("tags"), name="job_tags"),
            # Parts of places, by trigrams.
            GinIndex("owner", OpClass(folded_list("locations"), "gin_trgm_ops"), name="job_places"),
            # Repeated postings: those like a given one, and all groups of them, which are read from these alone.
            models.Index(
                fields=["owner", "url_key"],
                include=["id"],
                condition=Q(trashed_at=None, url_key__isnull=False),
                name="job_same_url",
            ),
            models.Index(
                fields=["owner", "role_key"],
                include=["id", "url_site", "posted_on"],
                condition=Q(trashed_at=None),
                name="job_same_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.company}"

    def clean(self) -> None:
        """Bring the lists into their stored form and check what concerns several fields."""
        super().clean()
        self.locations = without_repeats(self.locations)
        self.skills = without_repeats(self.skills)
        self.tags = without_repeats(self.tags)
        problems: dict[str, ValidationError] = {}
        if self.salary_min is not None and self.salary_max is not None and self.salary_min > self.salary_max:
            problems["salary_min"] = ValidationError("The minimum is above the maximum.", code="min_above_max")
        if self.salary_min is not None or self.salary_max is not None:
            if not self.salary_currency:
                problems["salary_currency"] = ValidationError("A salary needs a currency.", code="required")
            if not self.salary_period:
                problems["salary_period"] = ValidationError("A salary needs a period.", code="required")
        if problems:
            raise ValidationError(problems)

    def validate(self) -> None:
        """Raise ValidationError, by field, for what must not be stored; bring the rest into its stored form."""
        self.clean_fields(exclude=["owner", "salary_min_yearly", "salary_max_yearly"])
        self.clean()


class DuplicateGroup(models.Model):
    """Postings of one person that probably are one; a view of the postings, which tells nothing apart by itself."""

    class Reason(models.TextChoices):
        """What they have in common."""

        SAME_URL = "same_url", "The same address"
        SAME_ROLE = "same_role", "The same company, title and location"

    # Two for each posting that is the newest of a group, so that newer groups have higher ones.
    id = models.BigIntegerField(primary_key=True)
    owner_id = models.BigIntegerField()
    reason = models.CharField(max_length=9, choices=Reason)
    # Newest first.
    job_ids = ArrayField(models.BigIntegerField())

    # What `jobs.duplicates.attach_jobs` adds to groups that are shown.
    count: int
    jobs: list[Job]

    class Meta:
        managed = False
        db_table = "jobs_duplicategroup"

    def __str__(self) -> str:
        return f"{len(self.job_ids)} postings ({self.get_reason_display()})"


class JobWord(models.Model):
    """A word of a person's titles and companies, for telling what a misspelt one may have meant.

    A trigger of the postings' table adds words (`jobs/migrations/0003_search.py`); one may be there twice. Words stay
    when their postings go: one that occurs nowhere finds nothing.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=40)

    class Meta:
        indexes = [
            # Whether a word is known.
            models.Index("owner", "word", name="job_word_known"),
            # Words like a given one, by trigrams.
            GinIndex("owner", OpClass("word", "gin_trgm_ops"), name="job_word_like"),
        ]

    def __str__(self) -> str:
        return self.word


class FacetCount(models.Model):
    """How many of a person's postings, of those that are alike in five respects, have a value of a facet.

    Triggers of the postings' table raise and lower it with each statement; the sum of all lanes is the count
    (`jobs/facet_counts.py`).
    """

    pk = models.CompositePrimaryKey(
        "owner",
        "facet",
        "value",
        "availability",
        "is_archived",
        "experience_level",
        "remote_option",
        "job_type",
        "lane",
    )
    # Without a constraint: the deletion of an account leaves counts until its end.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    availability = models.CharField(max_length=7)
    is_archived = models.BooleanField()
    experience_level = models.CharField(max_length=12)
    remote_option = models.CharField(max_length=10)
    job_type = models.CharField(max_length=12)
    facet = models.CharField(max_length=13)
    # As it is spelt.
    value = models.CharField(max_length=200)
    # Those who write at the same time count in one each.
    lane = models.IntegerField()
    # No index may have it, or each change of it would be an entry there.
    count = models.IntegerField()

    class Meta:
        # The counts of a facet: a tenth of the key's own index, so that reading them all reads little.
        indexes = [models.Index("owner", "facet", name="facet_count_of")]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"


class SavedView(OwnedModel):
    """A filter and an order of a list, kept under a name."""

    name = models.CharField(max_length=100, validators=[no_nul])
    # One of the lists that `jobtracker.list_resources` knows.
    list = models.CharField(max_length=30)
    # The list's parameters: {"remote_option": ["remote"], "ordering": ["-posted_on"]}.
    query = models.JSONField(default=dict, blank=True)
    is_pinned = models.BooleanField(default=False)
    tells_of_matches = models.BooleanField(
        default=False, help_text="Whether the person wants to be told of what newly fits."
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "owner",
                "list",
                Lower("name"),
                name="saved_view_name",
                violation_error_code="duplicate_name",
                violation_error_message="You already have a view of this name.",
            ),
            models.CheckConstraint(
                name="saved_view_has_name", condition=~Q(name=""), violation_error_message="A view needs a name."
            ),
        ]

    def __str__(self) -> str:
        return self.name
