"""Whatever changes a person's data changes its version, at the same instant; nobody waits for anybody."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase as HypothesisTransactionTestCase

from accounts.data_versions import data_version, sum_up_changes
from accounts.factories import UserFactory
from accounts.models import DataChange, User
from accounts.services import delete_account, update_profile
from applications.models import StatusChange
from applications.services.applications import delete_application, move_application, start_application
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.saved_views import create_saved_view
from jobs.services import create_job, delete_job, restore_job, update_job
from jobtracker.ownership import owned_models
from jobtracker.testing.concurrency import at_once

# Tables with an owner that no cached answer shows.
UNWATCHED = {
    "accounts.ApiToken",
    "applications.CalendarFeed",
    "applications.StoredFile",
    "dataio.Import",
    "dataio.ImportMapping",
    "dataio.Run",
    "dataio.SourceRow",
    "dataio.Upload",
}


def _job(user: User) -> Job:
    return JobFactory.create(owner=user)


def _start(user: User) -> int:
    return start_application(actor=user, job=_job(user)).pk


def _in_trash(user: User) -> int:
    job = _job(user)
    delete_job(actor=user, job_id=job.pk)
    return job.pk


CHANGES: dict[str, tuple[Callable[[User], Any], Callable[[User, Any], object]]] = {
    "a posting is kept": (
        lambda user: None,
        lambda user, _: create_job(actor=user, values={"title": "Engineer", "company": "Acme"}),
    ),
    "a posting is changed": (_job, lambda user, job: update_job(actor=user, job_id=job.pk, changes={"notes": "!"})),
    "a posting goes to the trash": (_job, lambda user, job: delete_job(actor=user, job_id=job.pk)),
    "a posting comes back": (_in_trash, lambda user, job_id: restore_job(actor=user, job_id=job_id)),
    "a posting is deleted past all services": (_job, lambda user, job: Job.objects.filter(pk=job.pk).delete()),
    "many postings are changed at once": (_job, lambda user, _: Job.objects.update(is_archived=True)),
    "an application begins": (_job, lambda user, job: start_application(actor=user, job=job)),
    "an application moves": (
        _start,
        lambda user, pk: move_application(actor=user, application_id=pk, status="applied"),
    ),
    "an application goes to the trash": (_start, lambda user, pk: delete_application(actor=user, application_id=pk)),
    "a history is corrected": (_start, lambda user, pk: StatusChange.objects.update(note="!")),
    "a view is kept": (
        lambda user: None,
        lambda user, _: create_saved_view(actor=user, values={"name": "x", "list": "jobs"}),
    ),
    "a name is changed": (lambda user: None, lambda user, _: update_profile(actor=user, changes={"display_name": "X"})),
    "a skill is added": (
        lambda user: None,
        lambda user, _: update_profile(actor=user, changes={}, skills=[{"name": "Rust", "level": "expert"}]),
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_changes_the_version_of_its_owners_data_alone(change: str, user: User, other_user: User) -> None:
    prepare, act = CHANGES[change]
    prepared = prepare(user)
    own, others = data_version(user.pk), data_version(other_user.pk)
    act(user, prepared)
    assert data_version(user.pk) != own
    assert data_version(other_user.pk) == others


@pytest.mark.django_db
def test_signing_in_changes_no_version(user: User) -> None:
    before = data_version(user.pk)
    User.objects.filter(pk=user.pk).update(last_login="2026-01-01T00:00:00Z")
    assert data_version(user.pk) == before


@pytest.mark.django_db
def test_every_table_with_an_owner_is_watched() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'note_change'")
        watched = {table for (table,) in cursor.fetchall()}
    tables = {model._meta.db_table for model in owned_models() if model._meta.label not in UNWATCHED}
    assert tables | {"applications_statuschange", "accounts_user", "accounts_skill"} <= watched


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_taken_back_changes_no_version(user: User) -> None:
    before = data_version(user.pk)
    with transaction.atomic():
        _job(user)
        transaction.set_rollback(True)
    assert data_version(user.pk) == before


@pytest.mark.django_db(transaction=True)
def test_the_version_changes_with_the_commit_and_in_whatever_order_transactions_end(user: User) -> None:
    first_wrote, second_ended = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            _job(user)
            first_wrote.set()
            assert second_ended.wait(10)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(first)
        assert first_wrote.wait(10)
        before = data_version(user.pk)
        # Neither waits for the other, and what the other has not committed is no change yet.
        _job(user)
        between = data_version(user.pk)
        second_ended.set()
        running.result()
    assert len({before, between, data_version(user.pk)}) == 3


@pytest.mark.django_db(transaction=True)
def test_parallel_writers_of_one_person_do_not_wait_for_each_other(user: User) -> None:
    jobs = [_job(user) for _ in range(4)]
    both_wrote = threading.Barrier(2, timeout=10)

    def change(first: Job, second: Job) -> Callable[[], None]:
        def act() -> None:
            with transaction.atomic():
                update_job(actor=user, job_id=first.pk, changes={"is_archived": True})
                both_wrote.wait()
                update_job(actor=user, job_id=second.pk, changes={"is_archived": True})

        return act

    at_once(change(jobs[0], jobs[1]), change(jobs[2], jobs[3]))
    assert Job.objects.filter(is_archived=True).count() == 4


class TestNoVersionComesBack(HypothesisTransactionTestCase):
    """However writes, aborted writes and summing up follow each other."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.sampled_from(["write", "abort", "sum up"]), min_size=1, max_size=30))
    def test_equal_versions_mean_equal_data(self, steps: list[str]) -> None:
        user = UserFactory.create()
        seen = {data_version(user.pk): 0}
        count = 0
        for step in steps:
            if step == "sum up":
                sum_up_changes()
            else:
                with transaction.atomic():
                    _job(user)
                    transaction.set_rollback(step == "abort")
                count += step == "write"
            assert seen.setdefault(data_version(user.pk), count) == count


@pytest.mark.django_db
def test_many_notes_become_one_which_is_a_new_version(user: User, other_user: User) -> None:
    for _ in range(30):
        _job(user)
    before, others = data_version(user.pk), data_version(other_user.pk)
    sum_up_changes()
    assert DataChange.objects.filter(owner=user).count() == 1
    assert data_version(user.pk) != before
    assert data_version(other_user.pk) == others


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_while_notes_are_summed_up_is_not_lost(user: User) -> None:
    for _ in range(30):
        _job(user)
    wrote, summed = threading.Event(), threading.Event()

    def late() -> None:
        with transaction.atomic():
            _job(user)
            wrote.set()
            assert summed.wait(10)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(late)
        assert wrote.wait(10)
        sum_up_changes()
        between = data_version(user.pk)
        summed.set()
        running.result()
    assert data_version(user.pk) != between


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_a_deleted_account(user: User) -> None:
    _start(user)
    user_id = user.pk
    delete_account(user=user)
    assert not DataChange.objects.filter(owner_id=user_id).exists()
    assert apps.get_model("accounts", "User").objects.filter(pk=user_id).count() == 0
