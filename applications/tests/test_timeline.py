"""The timeline of an application: everything that happened, newest first, on pages that nothing is missing from."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application
from applications.models import (
    Activity,
    Application,
    ApplicationDocument,
    Document,
    DocumentVersion,
    Interview,
    InterviewChange,
    StageChange,
    StatusChange,
    StoredFile,
    Task,
    TimelineEntry,
)
from applications.services.activities import delete_activity, restore_activity
from applications.services.applications import delete_application, restore_application
from applications.services.contacts import create_contact, delete_contact
from applications.timeline import attach_entries
from jobs.factories import JobFactory
from jobs.merging import merge_jobs
from jobtracker.testing.answers import error_of, refused_fields

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TRASHED = {"trashed_at": MONDAY, "trashed_with": "00000000-0000-0000-0000-000000000001"}

pytestmark = pytest.mark.django_db


def activity(application: Application, at: datetime) -> Model:
    """A call."""
    return Activity.objects.create(owner=application.owner, application=application, kind="call", occurred_at=at)


def document(application: Application, at: datetime) -> Model:
    """The first version of a CV that went with it."""
    owner = application.owner
    number = StoredFile.objects.count()
    file = StoredFile.objects.create(owner=owner, sha256=f"{number:064x}", size=1024, media_type="application/pdf")
    cv = Document.objects.create(owner=owner, title="CV", kind="cv")
    version = DocumentVersion.objects.create(owner=owner, document=cv, number=1, file=file, filename="cv.pdf")
    sent = ApplicationDocument.objects.create(owner=owner, application=application, version=version)
    ApplicationDocument.objects.filter(pk=sent.pk).update(created_at=at)
    return sent


def interview_change(application: Application, at: datetime) -> Model:
    """The planning of an interview."""
    times: dict[str, Any] = {"starts_at": at, "ends_at": at + timedelta(hours=1), "time_zone": "Europe/Zurich"}
    interview = Interview.objects.create(
        owner=application.owner, application=application, kind="video", title="First round", **times
    )
    return InterviewChange.objects.create(
        owner=application.owner, interview=interview, kind="scheduled", occurred_at=at, **times
    )


def stage_change(application: Application, at: datetime) -> Model:
    """A move to another stage."""
    return StageChange.objects.create(
        owner=application.owner,
        application=application,
        from_name="Applied",
        to_name="In touch",
        status="applied",
        occurred_at=at,
    )


def status_change(application: Application, at: datetime) -> Model:
    """An entry of the history."""
    return StatusChange.objects.create(
        owner=application.owner,
        application=application,
        kind="moved",
        from_status="applied",
        to_status="screening",
        occurred_at=at,
    )


def task(application: Application, at: datetime) -> Model:
    """A task that was done."""
    return Task.objects.create(
        owner=application.owner, application=application, title="Say thank you", kind="thank_you", done_at=at
    )


MAKERS: dict[str, Callable[[Application, datetime], Model]] = {
    "activity": activity,
    "document": document,
    "interview_change": interview_change,
    "stage_change": stage_change,
    "status_change": status_change,
    "task": task,
}


@pytest.fixture
def application(user: User) -> Application:
    """An application, which began on Monday."""
    return make_application(user, ("applied", MONDAY))


def address_of(application: Application) -> str:
    """Where its timeline is."""
    return f"/api/v1/applications/{application.pk}/timeline/"


def shown(api: APIClient, application: Application, query: str = "") -> list[tuple[str, int]]:
    """The types and ids of the entries on the first page."""
    rows = api.get(f"{address_of(application)}{query}").json()["results"]
    return [(row["type"], row["id"]) for row in rows]


def test_all_that_happened_is_there_newest_first(api: APIClient, application: Application, other_user: User) -> None:
    beginning = ("status_change", application.history.get().pk)
    made = [
        (kind, MAKERS[kind](application, MONDAY + timedelta(hours=1 + hour)).pk)
        for hour, kind in enumerate(sorted(MAKERS))
    ]
    for maker in MAKERS.values():
        maker(make_application(other_user, ("applied", MONDAY)), MONDAY)
        maker(make_application(application.owner, ("applied", MONDAY)), MONDAY)
    assert shown(api, application) == [*reversed(made), beginning]
    assert shown(api, application, "?ordering=occurred_at") == [beginning, *made]


def test_each_type_has_a_shape_of_its_own(api: APIClient, application: Application) -> None:
    rows = {kind: maker(application, MONDAY + timedelta(hours=1)) for kind, maker in MAKERS.items()}
    entries = {}
    for entry in api.get(address_of(application)).json()["results"][:6]:
        assert set(entry) == {"type", "id", "occurred_at", "entry"}
        assert entry["occurred_at"] == "2026-03-02T10:00:00Z"
        entries[entry["type"]] = entry["entry"]
    logged = api.get(f"/api/v1/activities/{rows['activity'].pk}/").json()
    assert entries.pop("activity") == logged
    history = api.get(f"/api/v1/applications/{application.pk}/history/").json()["results"]
    assert entries.pop("status_change") == history[0]
    version = ApplicationDocument.objects.get().version
    change = InterviewChange.objects.get()
    assert entries == {
        "document": {
            "version": version.pk,
            "number": 1,
            "filename": "cv.pdf",
            "media_type": "application/pdf",
            "size": 1024,
            "document": version.document_id,
            "document_kind": "cv",
            "title": "CV",
        },
        "interview_change": {
            "kind": "scheduled",
            "interview": change.interview_id,
            "interview_kind": "video",
            "title": "First round",
            "starts_at": "2026-03-02T10:00:00Z",
            "ends_at": "2026-03-02T11:00:00Z",
            "time_zone": "Europe/Zurich",
            "from_starts_at": None,
            "note": "",
            "moved_to": "",
        },
        "stage_change": {"from_name": "Applied", "to_name": "In touch", "status": "applied"},
        "task": {"title": "Say thank you", "kind": "thank_you", "due_on": None},
    }


def test_of_one_instant_types_follow_each_other_and_the_last_row_of_a_type_comes_first(
    api: APIClient, application: Application
) -> None:
    made = [(kind, MAKERS[kind](application, MONDAY).pk) for kind in sorted(MAKERS) * 2]
    made.append(("status_change", application.history.earliest("pk").pk))
    assert shown(api, application) == sorted(made, key=lambda entry: (entry[0], -entry[1]))


def test_a_page_costs_a_query_for_the_page_and_one_for_each_type_on_it(
    api: APIClient, application: Application
) -> None:
    for _ in range(3):
        for maker in MAKERS.values():
            maker(application, MONDAY)
    with CaptureQueriesContext(connection) as captured:
        assert len(shown(api, application)) == 19
    # The session, the person, their data's version, the application, the page, six types.
    assert len(captured) == 11
    with CaptureQueriesContext(connection) as captured:
        assert len(shown(api, application, "?type=task&type=activity")) == 6
    assert len(captured) == 7


def test_a_page_is_found_through_indexes(api: APIClient, application: Application) -> None:
    others = [make_application(application.owner, ("applied", MONDAY)) for _ in range(60)]
    rows = [(other, MONDAY + timedelta(hours=hour)) for other in others for hour in range(60)]
    Activity.objects.bulk_create(
        Activity(owner=other.owner, application=other, kind="call", occurred_at=at) for other, at in rows
    )
    StageChange.objects.bulk_create(
        StageChange(owner=other.owner, application=other, to_name="x", status="applied", occurred_at=at)
        for other, at in rows
    )
    with CaptureQueriesContext(connection) as captured:
        shown(api, application)
    [asked] = [query["sql"] for query in captured if "applications_timelineentry" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE applications_activity, applications_stagechange")
        cursor.execute("EXPLAIN " + asked)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    for table in ("activity", "stagechange"):
        assert f"Seq Scan on applications_{table}" not in plan


def test_types_may_be_chosen(api: APIClient, application: Application) -> None:
    for maker in MAKERS.values():
        maker(application, MONDAY)
    assert [kind for kind, _ in shown(api, application, "?type=task")] == ["task"]
    assert [kind for kind, _ in shown(api, application, "?type=task&type=document")] == ["document", "task"]
    assert refused_fields(api.get(f"{address_of(application)}?type=mood")) == {"type": ["invalid_choice"]}
    assert refused_fields(api.get(f"{address_of(application)}?kind=task")) == {"kind": ["unknown"]}
    assert refused_fields(api.get(f"{address_of(application)}?ordering=type")) == {"ordering": ["unknown"]}


def test_what_is_in_the_trash_or_not_done_is_not_there(api: APIClient, application: Application) -> None:
    for maker in MAKERS.values():
        maker(application, MONDAY)
    everything = shown(api, application)

    def missing() -> set[str]:
        return {kind for kind, _ in set(everything) - set(shown(api, application))}

    [entry] = Activity.objects.all()
    delete_activity(actor=application.owner, activity_id=entry.pk)
    assert missing() == {"activity"}
    restore_activity(actor=application.owner, activity_id=entry.pk)
    assert missing() == set()
    Task.objects.update(**TRASHED)
    assert missing() == {"task"}
    Task.objects.update(trashed_at=None, trashed_with=None, done_at=None)
    assert missing() == {"task"}
    Interview.objects.update(**TRASHED)
    assert missing() == {"interview_change", "task"}
    Interview.objects.update(trashed_at=None, trashed_with=None)
    # That it went with the application stays true.
    Document.objects.update(**TRASHED)
    assert missing() == {"task"}


def test_the_application_takes_it_into_the_trash_and_back(api: APIClient, application: Application) -> None:
    before = shown(api, application)
    delete_application(actor=application.owner, application_id=application.pk)
    assert error_of(api.get(address_of(application)))["code"] == "not_found"
    restore_application(actor=application.owner, application_id=application.pk)
    assert shown(api, application) == before


def test_it_stays_when_two_postings_become_one(api: APIClient, application: Application) -> None:
    for maker in MAKERS.values():
        maker(application, MONDAY)
    before = shown(api, application)
    kept = JobFactory.create(owner=application.owner)
    merge_jobs(actor=application.owner, job_id=kept.pk, other_id=application.job_id, take=set())
    assert shown(api, application) == before


def test_a_contact_in_the_trash_is_not_named(api: APIClient, application: Application) -> None:
    contact = create_contact(actor=application.owner, values={"name": "Ada"})
    Activity.objects.create(
        owner=application.owner, application=application, contact=contact, kind="call", occurred_at=MONDAY
    )

    def named() -> Any:
        [entry] = api.get(f"{address_of(application)}?type=activity").json()["results"]
        return entry["entry"]["contact"]

    assert named() == {"id": contact.pk, "name": "Ada", "role": "", "company": ""}
    delete_contact(actor=application.owner, contact_id=contact.pk)
    assert named() is None


def test_what_is_deleted_while_the_page_is_read_is_left_out(application: Application) -> None:
    gone, kept = activity(application, MONDAY), task(application, MONDAY)
    entries = list(TimelineEntry.objects.filter(application_id=application.pk, type__in=["activity", "task"]))
    assert len(entries) == 2
    gone.delete()
    assert [entry.entry for entry in attach_entries(entries)] == [kept]


def test_a_cursor_is_good_for_its_own_timeline_alone(api: APIClient, application: Application) -> None:
    for maker in MAKERS.values():
        maker(application, MONDAY)
    following = api.get(f"{address_of(application)}?page_size=2").json()["next"]
    cursor = following.partition("cursor=")[2].partition("&")[0]
    other = make_application(application.owner, ("applied", MONDAY))
    assert refused_fields(api.get(f"{address_of(other)}?page_size=2&cursor={cursor}")) == {"cursor": ["invalid"]}
    narrowed = api.get(f"{address_of(application)}?type=task&page_size=2&cursor={cursor}")
    assert refused_fields(narrowed) == {"cursor": ["invalid"]}


KINDS = st.sampled_from(sorted(MAKERS))
# Few instants, so that many entries share one.
HOURS = st.integers(0, 2)
THINGS = st.tuples(KINDS, HOURS)


@settings(max_examples=25)
@given(
    at_first=st.lists(THINGS, max_size=8),
    between=st.lists(st.tuples(THINGS, st.booleans()), max_size=4),
    page_size=st.integers(1, 3),
    backwards=st.booleans(),
)
def test_pages_show_each_entry_once_whatever_comes_and_goes_meanwhile(
    api: APIClient,
    application: Application,
    at_first: list[tuple[str, int]],
    between: list[tuple[tuple[str, int], bool]],
    page_size: int,
    backwards: bool,
) -> None:
    with transaction.atomic():
        rows = {
            (kind, row.pk): row
            for kind, row in (
                (kind, MAKERS[kind](application, MONDAY + timedelta(hours=hour))) for kind, hour in at_first
            )
        }
        stays = {("status_change", application.history.earliest("pk").pk), *rows}
        changes = list(between)
        order = "?ordering=occurred_at&" if backwards else "?"
        address: str | None = f"{address_of(application)}{order}page_size={page_size}"
        seen: list[tuple[str, int]] = []
        places: list[tuple[str, str, int]] = []
        while address:
            page = api.get(address, headers={"Cache-Control": "no-cache"}).json()
            seen += [(row["type"], row["id"]) for row in page["results"]]
            places += [(row["occurred_at"], row["type"], row["id"]) for row in page["results"]]
            address = page["next"]
            if changes:
                (kind, hour), deletes = changes.pop()
                if deletes and rows:
                    gone = next(iter(rows))
                    rows.pop(gone).delete()
                    stays.discard(gone)
                else:
                    MAKERS[kind](application, MONDAY + timedelta(hours=hour))
        transaction.set_rollback(True)
    assert len(seen) == len(set(seen))
    assert stays <= set(seen)
    expected = sorted(places, key=lambda place: (place[1], -place[2]))
    expected.sort(key=lambda place: place[0], reverse=True)
    if backwards:
        expected.reverse()
    assert places == expected
