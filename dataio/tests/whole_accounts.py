"""Accounts with everything in them, and comparing two of them by all tables there are.

The comparison knows nothing of what backups hold: it goes through every model of the project.
"""

import hashlib
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.files.storage import storages
from django.db.models import ForeignKey, Model
from django.utils import timezone

from accounts.models import User
from accounts.services import SkillInput, create_token, update_profile
from applications.board import board_of
from applications.cadence import DEFAULT_RULES, cadence_of
from applications.factories import make_application, make_board, make_contact, make_document, make_interview
from applications.models import Activity, StoredFile
from applications.services.activities import delete_activity
from applications.services.applications import delete_application, move_application, reopen_application
from applications.services.cadence import set_cadence
from applications.services.calendars import create_feed
from applications.services.contacts import delete_contact
from applications.services.documents import attach_version, delete_document
from applications.services.interviews import delete_interview, move_interview
from applications.services.suggestions import accept_suggestion, dismiss_suggestion
from applications.services.tasks import complete_task, create_task, delete_task
from applications.suggestions import suggestions_now
from dataio.models import ImportMapping
from dataio.sample.loading import load_sample
from jobs.factories import JobFactory
from jobs.saved_views import create_saved_view
from jobs.services import delete_job
from jobtracker.generated import SearchedField

AT = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
NASTY = '=1+1 "quoted", \\back\\slash\nüñí 漢字 🎉 \x01\x7f \u2028 {"id": 1} \\N \\. '


def fill(user: User, *, with_sample: bool = True) -> None:
    """Give a person something of everything there is."""
    skills = [SkillInput(name="Python", level="expert"), SkillInput(name="Über-SQL", level="beginner")]
    changes = {
        "time_zone": "Asia/Kathmandu",
        "country": "NP",
        "currency": "NPR",
        "target_roles": ["Engineer", NASTY.strip()],
        "remote_options": ["remote"],
        "minimum_salary": Decimal("1234567890.10"),
        "weekly_goal": 7,
    }
    update_profile(actor=user, changes=changes, skills=skills)
    if with_sample:
        load_sample(actor=user)
    make_board(user, ("Phone", "screening"), ("Waiting", "applied"))
    stages = {stage.name: stage.pk for stage in board_of(user).stages}
    job = JobFactory.create(
        owner=user,
        title=NASTY,
        salary_min="0.01",
        salary_max="9999999999.99",
        salary_currency="EUR",
        salary_period="hour",
        source="board",
        external_reference="r-1",
        tags=["a,b", 'c"d', "{e}"],
    )
    first = make_application(user, ("interested", AT - timedelta(days=30)), ("applied", AT), job=job)
    move_application(actor=user, application_id=first.pk, stage=stages["Waiting"])
    move_application(actor=user, application_id=first.pk, stage=stages["Phone"], note=NASTY)
    closed = make_application(user, ("applied", AT), ("rejected", AT + timedelta(days=1)))
    reopen_application(actor=user, application_id=closed.pk, status="screening")
    contact = make_contact(user, links=["https://example.org/a,b"], notes=NASTY)
    interview = make_interview(user, first, interviewers=[contact])
    move_interview(actor=user, interview_id=interview.pk, starts_at=datetime(2026, 12, 3, 10, tzinfo=UTC))
    interview.questions = [{"question": NASTY, "answer": ""}]
    interview.skill_ratings = [{"skill": "Python", "rating": 5}]
    interview.save(update_fields=["questions", "skill_ratings"])
    document = make_document(user, b"My life, in short.")
    attach_version(actor=user, application_id=first.pk, version_id=document.versions.get().pk)
    activity = Activity.objects.create(
        owner=user, application=first, contact=contact, kind="call", direction="in", occurred_at=AT, body=NASTY
    )
    create_task(actor=user, values={"title": "Call", "application": first, "due_on": AT.date(), "due_time": AT.time()})
    done = create_task(actor=user, values={"title": "Done", "contact": contact})
    complete_task(actor=user, task_id=done.pk)
    for days in (15, 40):
        make_application(user, ("applied", timezone.now() - timedelta(days=days)))
    suggested, _ = suggestions_now(user, cadence_of(user))
    accept_suggestion(actor=user, key=next(one.key for one in suggested if one.suggestion == "follow_up"))
    dismiss_suggestion(actor=user, key=suggested[-1].key)
    set_cadence(actor=user, rules=DEFAULT_RULES[::-1])
    for name, query in {
        "Of one": {"job": [str(job.pk)], "stage": [str(stages["Phone"])], "ordering": ["-created_at"]},
        "Of none": {"job": ["4611686018427387904"]},
    }.items():
        create_saved_view(actor=user, values={"name": name, "list": "applications", "query": query})
    create_saved_view(actor=user, values={"name": "Postings", "list": "jobs", "query": {"search": ["x"]}})
    ImportMapping.objects.create(owner=user, signature="0" * 64, columns={NASTY: "title", "b": None}, date_order="dmy")
    _fill_trash(user)
    create_token(actor=user, name="Script")
    create_feed(actor=user, values={"name": "Phone"})
    delete_activity(actor=user, activity_id=activity.pk)


def _fill_trash(user: User) -> None:
    job = JobFactory.create(owner=user)
    make_application(user, ("applied", AT), job=job)
    delete_job(actor=user, job_id=job.pk)
    delete_application(actor=user, application_id=make_application(user, ("applied", AT)).pk)
    delete_contact(actor=user, contact_id=make_contact(user).pk)
    delete_document(actor=user, document_id=make_document(user).pk)
    delete_interview(actor=user, interview_id=make_interview(user).pk)
    delete_task(actor=user, task_id=create_task(actor=user, values={"title": "Old"}).pk)


# What is not of the account's content: secrets, sessions, work in progress, and how one signs in.
_ELSEWHERE = {
    "account.EmailAddress",
    "accounts.ApiToken",
    "accounts.DataChange",
    "admin.LogEntry",
    "applications.CalendarFeed",
    "dataio.Import",
    "dataio.Run",
    "dataio.Upload",
    "jobtracker.BulkOperation",
    "jobtracker.IdempotencyKey",
    "mfa.Authenticator",
    "usersessions.UserSession",
}
_SIGN_IN = {"id", "password", "email", "last_login", "date_joined", "is_superuser", "is_staff", "is_active"}


def state_of(user: User, *, keeps_uids: bool = False) -> dict[str, list[dict[str, Any]]]:
    """All that belongs to a person, with the places of rows instead of their ids: equal for equal accounts."""
    columns = User.objects.filter(pk=user.pk).values()[0]
    person = {name: value for name, value in columns.items() if name not in _SIGN_IN}
    models = {model: owner_of(model) for model in apps.get_models() if model._meta.managed}
    owned = {model: owner for model, owner in models.items() if owner and model._meta.label not in _ELSEWHERE}
    places = {
        model: {row.pk: place for place, row in enumerate(model._base_manager.filter(**{owner: user}).order_by("pk"))}
        for model, owner in owned.items()
    }
    deletions: dict[Any, int] = {}
    state: dict[str, list[dict[str, Any]]] = {"person": [person]}
    for model, owner in owned.items():
        shown = [one for one in model._meta.concrete_fields if not isinstance(one, SearchedField)]
        fields = [one for one in shown if one.name != owner]
        rows = model._base_manager.filter(**{owner: user}).order_by("pk").values(*(one.attname for one in fields))
        state[model._meta.label] = [dict(row) for row in rows]
        for row in state[model._meta.label]:
            for field in fields:
                if isinstance(field, ForeignKey) and row[field.attname] is not None:
                    to = field.related_model
                    row[field.attname] = "me" if to is User else places[to][row[field.attname]]
            if model._meta.label not in {"jobs.JobWord", "jobs.FacetCount"}:
                row["id"] = places[model][row["id"]]
            if row.get("trashed_with"):
                row["trashed_with"] = deletions.setdefault(row["trashed_with"], len(deletions))
            if not keeps_uids and "uid" in row:
                row["uid"] = "unique"
            if row.get("suggestion") and ":" in row["suggestion"]:
                rule, application, since = row["suggestion"].split(":")
                row["suggestion"] = rule, places[apps.get_model("applications.Application")][int(application)], since
            if model._meta.label == "jobs.SavedView":
                _without_ids(row["query"], places)
    state["jobs.JobWord"] = sorted(state["jobs.JobWord"], key=lambda row: row.pop("id") and row["word"])
    counts: Counter[tuple[Any, ...]] = Counter()
    for row in state.pop("jobs.FacetCount"):
        row.pop("lane")
        counts[tuple(sorted((name, value) for name, value in row.items() if name != "count"))] += row["count"]
    state["jobs.FacetCount"] = [{"of": of, "count": count} for of, count in sorted(counts.items()) if count]
    state["contents"] = [{"sha256": sha256} for sha256 in _contents_of(user)]
    return state


def differences_of(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Where two states differ, in words."""
    found = [f"{label} is only in one" for label in one.keys() ^ other.keys()]
    for label in one.keys() & other.keys():
        if len(one[label]) != len(other[label]):
            found.append(f"{label}: {len(one[label])} and {len(other[label])} rows")
        for place, (mine, theirs) in enumerate(zip(one[label], other[label], strict=False)):
            names = [name for name in mine if mine[name] != theirs.get(name)]
            found += [f"{label} {place} {name}: {mine[name]!r} and {theirs.get(name)!r}" for name in names]
    return found


def wipe(user: User) -> None:
    """Delete all that a person has but the account. What follows from postings goes with them."""
    kept = {*_ELSEWHERE, "jobs.FacetCount", "jobs.JobWord"}
    for model in reversed(apps.get_models()):
        owner = owner_of(model)
        if owner and model._meta.managed and model is not StoredFile and model._meta.label not in kept:
            model._base_manager.filter(**{owner: user}).delete()
    for stored in StoredFile.objects.filter(owner=user):
        storages["documents"].delete(stored.key)
    StoredFile.objects.filter(owner=user).delete()


def owner_of(model: type[Model]) -> str:
    """The field of a model that says whose a row is."""
    references = [one for one in model._meta.concrete_fields if isinstance(one, ForeignKey)]
    names = [one.name for one in references if one.related_model is User]
    return next((name for name in ("owner", "user") if name in names), "")


def _without_ids(query: dict[str, Any], places: Any) -> None:
    for name, label in (("job", "jobs.Job"), ("stage", "applications.Stage")):
        if name in query:
            known = places[apps.get_model(label)]
            query[name] = [known.get(int(text), "none") for text in query[name]]


def _contents_of(user: User) -> list[str]:
    digests = []
    for stored in StoredFile.objects.filter(owner=user).order_by("sha256"):
        with storages["documents"].open(stored.key) as content:
            digests.append(hashlib.sha256(content.read()).hexdigest())
    return digests
