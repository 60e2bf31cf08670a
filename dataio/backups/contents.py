"""What a backup holds: each table of a person's rows, and which tables and columns are left out, with the reason.

A new model needs an entry here and nothing else; a test fails for one that has none. Columns come from the model. The
tables stand in the order in which they are restored: what is referred to comes first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from django.db import models
from django.db.models import QuerySet

from accounts.models import Skill, User
from applications.models import (
    Activity,
    Application,
    ApplicationContact,
    ApplicationDocument,
    CadenceRule,
    Contact,
    Document,
    DocumentVersion,
    Interview,
    InterviewChange,
    Interviewer,
    Stage,
    StageChange,
    StatusChange,
    StoredFile,
    SuggestionDecision,
    Task,
)
from dataio.backups.columns import StoredColumn, UnfitValue
from dataio.models import ImportMapping, SourceRow
from dataio.resources import APPLICATIONS, Resource
from jobs.models import Job, SavedView
from jobtracker.list_resources import list_names


@dataclass(frozen=True)
class Table:
    """The rows of one model that belong to a person, and how they come into an account that has rows already."""

    name: str
    model: type[models.Model]
    # The field that says whose a row is.
    owner: str = "owner"
    # A row of the account in which these SQL expressions have the values of the backup's row is the same: it stays as
    # it is, and what refers to the backup's row refers to it then. For rows of which `same_where` is true.
    same: tuple[str, ...] = ()
    same_where: str = "true"
    # These columns must be alike, too, or the row is in conflict with the account's.
    alike: tuple[str, ...] = ()
    # Rows that make sense together: where the account has any, the backup's are left out.
    is_whole: bool = False
    # Is replaced with the profile, and no sign of an account in use.
    is_of_profile: bool = False
    # By column whose value is not taken over as it is: the SQL of what it becomes (`dataio/backups/staging.py`).
    rewritten: Mapping[str, str] = field(default_factory=dict)
    # By column: raises UnfitValue for JSON that the application could not read.
    checks: Mapping[str, Callable[[Any], None]] = field(default_factory=dict)
    # Whether a CSV file for reading lies beside it: with the columns of the exports, or with all of the table's.
    has_csv: bool = False
    exported_as: Resource | None = None
    # The columns that are kept; otherwise all of the model's.
    only: Sequence[str] = ()

    @cached_property
    def columns(self) -> list[StoredColumn]:
        """What is kept of a row: all that was written, but whose it is."""
        fields = [one for one in self.model._meta.concrete_fields if not one.generated and one.name != self.owner]
        return [StoredColumn(one, self.owner) for one in fields if not self.only or one.name in self.only]

    @cached_property
    def column_names(self) -> frozenset[str]:
        """The names of the columns."""
        return frozenset(column.name for column in self.columns)

    @cached_property
    def csv(self) -> Resource | None:
        """What its CSV file shows of a row."""
        if not self.has_csv:
            return None
        return self.exported_as or Resource(self.name, [column.written() for column in self.columns])

    @property
    def sql_name(self) -> str:
        """The table in the database."""
        return self.model._meta.db_table

    def rows_of(self, user: User) -> QuerySet[Any]:
        """All of this person's rows, those in the trash included, in the order in which they were made."""
        return self.model._default_manager.filter(**{self.owner: user.pk}).order_by("pk")


def _list_query(value: Any) -> None:
    """Filters and order of a list, as the API takes them: texts by parameter."""
    if not isinstance(value, dict) or not all(isinstance(values, list) for values in value.values()):
        raise UnfitValue("It must be an object of lists.")
    if not all(isinstance(text, str) for values in value.values() for text in values):
        raise UnfitValue("It must be an object of lists of texts.")


def _list_name(value: Any) -> None:
    if value not in list_names():
        raise UnfitValue(f"There is no such list. There are: {', '.join(list_names())}.")


def _texts_of(**kinds: type) -> Callable[[Any], None]:
    """A check for a list of objects with just these members."""

    def check(value: Any) -> None:
        for item in value if isinstance(value, list) else [None]:
            if not isinstance(item, dict) or {name: type(part) for name, part in item.items()} != kinds:
                raise UnfitValue(f"It must be a list of objects with {' and '.join(kinds)}.")

    return check


# A suggestion's key is made of a rule, an application's id and an instant (`applications/suggestions.py`).
_SUGGESTION: Final = """
coalesce((
    SELECT split_part(mine.suggestion, ':', 1) || ':' || known.new || ':' || split_part(mine.suggestion, ':', 3)
    FROM restored_ids_of_applications AS known
    WHERE known.old = CASE WHEN mine.suggestion ~ '^[^:]+:[0-9]{1,18}:-?[0-9]+$'
        THEN split_part(mine.suggestion, ':', 2)::bigint END
), mine.suggestion)
"""
# Calendars know an interview by it. Where this installation has it already, in the account that the backup was made of,
# it is another interview from now on.
_UID: Final = """
CASE WHEN EXISTS (SELECT FROM applications_interview AS theirs WHERE theirs.uid = mine.uid)
THEN gen_random_uuid() ELSE mine.uid END
"""
# Behind the account's own columns of the board.
_POSITION: Final = """
mine.position + (SELECT coalesce(max(position) + 1, 0) FROM applications_stage WHERE owner_id = %(owner)s)
"""
# Filters that name a row by its id; one that is no more becomes the largest id, which no row ever has.
_IDS_IN_QUERY: Final = """
(SELECT coalesce(jsonb_agg(coalesce(known.new, 9223372036854775807)::text ORDER BY place), '[]')
FROM jsonb_array_elements_text(value) WITH ORDINALITY AS named (id, place)
LEFT JOIN restored_ids_of_{} AS known ON known.old::text = named.id)
"""
_QUERY: Final = f"""
(SELECT coalesce(jsonb_object_agg(key, CASE
    WHEN mine.list = 'applications' AND key = 'job' THEN {_IDS_IN_QUERY.format("jobs")}
    WHEN mine.list = 'applications' AND key = 'stage' THEN {_IDS_IN_QUERY.format("stages")}
    ELSE value
END), '{{}}') FROM jsonb_each(mine.query))
"""  # noqa: S608  # our own text

# In the order in which they are restored.
TABLES: Final[list[Table]] = [
    Table("skills", Skill, owner="user", same=("lower({0}.name)",), is_of_profile=True),
    Table("reminder_rules", CadenceRule, is_whole=True, is_of_profile=True),
    Table("stages", Stage, same=("lower({0}.name)",), alike=("status",), rewritten={"position": _POSITION}),
    Table(
        "jobs",
        Job,
        same=("{0}.source", "{0}.external_reference"),
        same_where="{0}.external_reference <> '' AND {0}.trashed_at IS NULL",
        has_csv=True,
    ),
    Table("applications", Application, has_csv=True, exported_as=APPLICATIONS),
    Table("source_rows", SourceRow, same=("{0}.fingerprint",)),
    Table("import_mappings", ImportMapping, same=("{0}.signature",)),
    Table("status_history", StatusChange, has_csv=True),
    Table("stage_history", StageChange),
    Table("contacts", Contact, has_csv=True),
    Table("application_contacts", ApplicationContact),
    Table("activities", Activity, has_csv=True),
    Table("files", StoredFile, same=("{0}.sha256",)),
    Table("documents", Document, has_csv=True),
    Table("document_versions", DocumentVersion, has_csv=True),
    Table("application_documents", ApplicationDocument),
    Table(
        "interviews",
        Interview,
        rewritten={"uid": _UID},
        checks={
            "questions": _texts_of(question=str, answer=str),
            "skill_ratings": _texts_of(skill=str, rating=int),
        },
        has_csv=True,
    ),
    Table("interviewers", Interviewer),
    Table("interview_history", InterviewChange),
    Table("tasks", Task, rewritten={"suggestion": _SUGGESTION}, has_csv=True),
    Table("suggestion_decisions", SuggestionDecision, rewritten={"suggestion": _SUGGESTION}),
    Table(
        "saved_views",
        SavedView,
        same=("{0}.list", "lower({0}.name)"),
        rewritten={"query": _QUERY},
        checks={"query": _list_query, "list": _list_name},
    ),
]
TABLE_OF_MODEL: Final[Mapping[type[models.Model], Table]] = {table.model: table for table in TABLES}

# Models with an owner that no backup holds, and why.
LEFT_OUT: Final[Mapping[str, str]] = {
    "account.EmailAddress": "How one signs in; the new account has its own.",
    "mfa.Authenticator": "A secret.",
    "usersessions.UserSession": "Where one is signed in at the moment.",
    "admin.LogEntry": "What an administrator did, and not what a person entered.",
    "accounts.ApiToken": "A secret; a token cannot be shown again, so that a new one is made.",
    "accounts.DataChange": "Follows from the changes of the rows.",
    "applications.CalendarFeed": "Its address is a secret that cannot be shown again, so that a new one is made.",
    "applications.TimelineEntry": "A view of other tables.",
    "dataio.Import": "A file on its way in, and how to take it back; what it brought is in the other tables.",
    "dataio.Run": "Work on this installation, and its files, which expire.",
    "dataio.Upload": "A file on its way in, which expires.",
    "jobs.DuplicateGroup": "A view of other tables.",
    "jobs.FacetCount": "Follows from the postings.",
    "jobs.JobWord": "Follows from the postings.",
    "jobtracker.BulkOperation": "How to take back a change on this installation, by rows' ids.",
    "jobtracker.IdempotencyKey": "Answers of this installation, kept for two days.",
}

# What a person says of themselves: one row, which is their own.
PROFILE_TABLE: Final = Table(
    "profile",
    User,
    owner="id",
    only=(
        "display_name",
        "first_name",
        "last_name",
        "time_zone",
        "country",
        "currency",
        "target_roles",
        "preferred_locations",
        "remote_options",
        "minimum_salary",
        "minimum_salary_period",
        "weekly_goal",
    ),
)
# What is left out of it, and why.
NOT_OF_PROFILE: Final[Mapping[str, str]] = {
    "id": "Another one in each installation.",
    "password": "A secret.",
    "email": "How one signs in; the manifest says whose the backup is.",
    "last_login": "Of this installation.",
    "date_joined": "Of this installation.",
    "is_superuser": "A right that an installation gives.",
    "is_staff": "A right that an installation gives.",
    "is_active": "Whether one may sign in here.",
}
