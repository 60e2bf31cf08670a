"""A backup into an account that has rows already: what is added, what stays, and what is in conflict."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.storage import storages
from pytest_django import Settings

from accounts.models import Skill, User
from applications.board import board_of
from applications.factories import make_application, make_document
from applications.models import Application, CadenceRule, Interview, Stage, StatusChange, StoredFile
from dataio.tests.archives import backup_of, changed, members_of, packed, restore
from dataio.tests.whole_accounts import differences_of, fill, state_of
from jobs.factories import JobFactory
from jobs.models import Job, SavedView
from jobs.services import restore_job
from jobtracker.testing.database import every_row

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def backup(user: User) -> bytes:
    fill(user, with_sample=False)
    return backup_of(user)


def test_rows_are_added_to_those_that_are_there(backup: bytes, user: User, other_user: User) -> None:
    mine = make_application(other_user, ("applied", AT))
    User.objects.filter(pk=other_user.pk).update(country="CH")
    outcome = restore(other_user, backup)
    assert outcome.problems == []
    assert Job.objects.filter(owner=other_user).count() == Job.objects.filter(owner=user).count() + 1
    assert Application.objects.get(pk=mine.pk).job_id == mine.job_id
    other_user.refresh_from_db()
    assert (outcome.replaces_profile, other_user.country) == (False, "CH")
    assert CadenceRule.objects.filter(owner=other_user).count() == CadenceRule.objects.filter(owner=user).count()


@pytest.mark.parametrize("is_replaced", [True, False])
def test_the_profile_is_replaced_where_that_is_asked_for(
    is_replaced: bool, backup: bytes, user: User, other_user: User
) -> None:
    Skill.objects.create(user=other_user, name="python", level="beginner")
    CadenceRule.objects.create(
        owner=other_user, code="mine", status="applied", basis="silence", days=3, suggestion="follow_up", title="Mine"
    )
    if is_replaced:
        JobFactory.create(owner=other_user)
    outcome = restore(other_user, backup, replace_profile=is_replaced)
    other_user.refresh_from_db()
    levels = dict(Skill.objects.filter(user=other_user).values_list("name", "level"))
    codes = CadenceRule.objects.filter(owner=other_user).values_list("code", flat=True)
    if is_replaced:
        assert (other_user.country, levels) == ("NP", {"Python": "expert", "Über-SQL": "beginner"})
        assert list(codes) == list(CadenceRule.objects.filter(owner=user).values_list("code", flat=True))
    else:
        assert (other_user.country, levels) == ("", {"python": "beginner", "Über-SQL": "beginner"})
        assert (list(codes), outcome.kept["reminder_rules"], outcome.kept["skills"]) == (["mine"], 7, 1)


def test_what_the_account_has_under_the_same_name_stays_and_is_referred_to(
    backup: bytes, user: User, other_user: User
) -> None:
    mine = JobFactory.create(owner=other_user, source="board", external_reference="r-1", title="Mine")
    view = SavedView.objects.create(owner=other_user, name="POSTINGS", list="jobs", query={"search": ["mine"]})
    stage = Stage.objects.create(owner=other_user, name="phone", status="screening", position=0, color="#000000")
    document = make_document(other_user, b"My life, in short.")
    outcome = restore(other_user, backup)
    assert [str(problem) for problem in outcome.problems] == []
    assert outcome.kept == {"jobs": 1, "saved_views": 1, "stages": 1, "files": 1}
    mine.refresh_from_db()
    application = Application.objects.get(job=mine)
    assert (mine.title, application.stage_id) == ("Mine", stage.pk)
    view.refresh_from_db()
    assert view.query == {"search": ["mine"]}
    added = SavedView.objects.get(owner=other_user, name="Of one")
    assert (added.query["job"], added.query["stage"]) == ([str(mine.pk)], [str(stage.pk)])
    names = [one.name for one in board_of(other_user).stages]
    assert names[0] == "phone"
    assert len(set(names)) == len(names) == Stage.objects.filter(owner=user).count()
    assert StoredFile.objects.get(pk=document.versions.get().file_id).versions.count() == 2


def test_a_second_open_application_and_a_stage_of_another_status_are_conflicts(
    backup: bytes, user: User, other_user: User
) -> None:
    mine = JobFactory.create(owner=other_user, source="board", external_reference="r-1")
    make_application(other_user, ("applied", AT), job=mine)
    Stage.objects.create(owner=other_user, name="Phone", status="offer", position=0, color="#000000")
    before = every_row()
    outcome = restore(other_user, backup)
    assert [(one.table, one.column, one.code) for one in outcome.problems] == [
        ("stages", "status", "in_conflict"),
        ("applications", "job", "in_conflict"),
    ]
    assert every_row() == before


def test_files_beyond_the_quota_are_a_problem(backup: bytes, other_user: User, settings: Settings) -> None:
    settings.DOCUMENT_QUOTA_BYTES = 10
    outcome = restore(other_user, backup)
    assert [(one.table, one.code) for one in outcome.problems] == [("files", "over_quota")]
    assert _contents(other_user) == []


def test_contents_of_a_restore_that_fails_late_leave_the_storage(backup: bytes, user: User, other_user: User) -> None:
    def fail(outcome: Any) -> None:
        assert len(_contents(other_user)) == 2
        raise RuntimeError

    with pytest.raises(RuntimeError):
        restore(other_user, backup, finish=fail)
    assert _contents(other_user) == []
    assert len(_contents(user)) == 2
    assert not Job.objects.filter(owner=other_user).exists()


def test_what_went_into_the_trash_together_comes_back_together_from_each_of_two_restores(
    backup: bytes, user: User, other_user: User
) -> None:
    Job.objects.filter(owner=user, source="board").update(external_reference="")
    backup = backup_of(user)
    assert restore(other_user, backup).problems == []
    assert restore(other_user, backup).problems == []
    trashed = Job.objects.in_trash_of(other_user).order_by("pk")
    assert len({job.trashed_with for job in trashed}) == len(trashed) == 2
    restore_job(actor=other_user, job_id=trashed[0].pk)
    assert Application.objects.visible_to(other_user).filter(job=trashed[0].pk).count() == 1
    assert not Application.objects.visible_to(other_user).filter(job=trashed[1].pk).exists()


def test_interviews_are_calendars_own_in_each_account(backup: bytes, user: User, other_user: User) -> None:
    mine = Interview.objects.filter(owner=user).first()
    assert mine is not None
    Interview.objects.filter(owner=user).exclude(pk=mine.pk).delete()
    restore(other_user, backup)
    theirs = set(Interview.objects.filter(owner=other_user).values_list("uid", flat=True))
    assert mine.uid not in theirs
    # Those that are gone from the other account are the same interviews still.
    assert len(theirs) == 2


def test_who_moved_an_application_is_the_owner_or_nobody(user: User, other_user: User) -> None:
    application = make_application(user, ("applied", AT))
    StatusChange.objects.filter(application=application).update(actor=None)
    make_application(user, ("applied", AT))
    restore(other_user, backup_of(user))
    assert list(StatusChange.objects.filter(owner=other_user).order_by("pk").values_list("actor", flat=True)) == [
        None,
        other_user.pk,
    ]


def test_rows_keep_their_order_over_several_statements(
    user: User, other_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dataio.backups.staging._AT_ONCE", 3)
    for number in range(11):
        JobFactory.create(owner=user, title=f"Job {number}")
    before = state_of(user)
    told: list[tuple[int, int]] = []
    outcome = restore(other_user, backup_of(user), progress=lambda done, total: told.append((done, total)))
    assert outcome.counts["jobs"] == 11
    assert differences_of(before, state_of(other_user)) == []
    assert told == sorted(told)
    assert all(done <= total for done, total in told)


def test_a_backup_of_before_a_column_or_a_table_was_there_is_restored(
    backup: bytes, user: User, other_user: User
) -> None:
    older = changed(backup, "jobs", lambda rows: [row.pop("is_archived") for row in rows])
    members = {name: content for name, content in members_of(older).items() if name != "data/stage_history.ndjson"}
    outcome = restore(other_user, packed(members))
    assert outcome.problems == []
    assert not Job.objects.filter(owner=other_user, is_archived=True).exists()


def _contents(user: User) -> list[str]:
    """What the storage has of a person, with a row or without."""
    root = f"documents/{user.pk}"
    try:
        shards = storages["documents"].listdir(root)[0]
    except FileNotFoundError:
        return []
    return [name for shard in shards for name in storages["documents"].listdir(f"{root}/{shard}")[1]]
