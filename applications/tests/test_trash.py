"""What is deleted is out of sight, comes back whole, and is gone after thirty days."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework.test import APIClient

import applications.tasks
import jobs.tasks
from accounts.factories import UserFactory
from accounts.models import User
from applications.factories import make_application, make_contact, make_document, make_interview
from applications.models import Application, StatusChange
from applications.services.activities import log_activity
from applications.services.applications import delete_application, restore_application, start_application
from applications.services.tasks import create_task
from dataio.tests.import_files import bring_in
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.services import delete_job, restore_job
from jobtracker.errors import Conflict, InvalidInput
from jobtracker.testing.answers import error_of
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row
from jobtracker.trash import Deletion, TrashableModel

JOBS, APPLICATIONS = "/api/v1/jobs/", "/api/v1/applications/"


@pytest.fixture
def application(user: User) -> Application:
    """An application to a posting."""
    return make_application(user, ("interested", timezone.now()), ("applied", timezone.now()))


def ids(api: APIClient, address: str) -> list[int]:
    """Which rows a list shows."""
    return [row["id"] for row in api.get(address).json()["results"]]


def test_a_deleted_posting_is_out_of_sight_with_its_applications(api: APIClient, application: Application) -> None:
    job = application.job_id
    assert api.delete(f"{JOBS}{job}/").status_code == 204
    assert ids(api, JOBS) == ids(api, APPLICATIONS) == []
    assert ids(api, f"{JOBS}?search=engineer") == []
    for address in (f"{JOBS}{job}/", f"{APPLICATIONS}{application.pk}/", f"{APPLICATIONS}{application.pk}/history/"):
        assert api.get(address).status_code == 404
    assert api.patch(f"{JOBS}{job}/", {"title": "Changed"}).status_code == 404
    assert api.post(f"{APPLICATIONS}{application.pk}/move/", {"status": "offer"}).status_code == 404
    assert api.post(APPLICATIONS, {"job": job}).status_code == 400
    assert set(api.get(f"{APPLICATIONS}status-counts/").json().values()) == {0}
    assert ids(api, f"{JOBS}trash/") == [job]
    assert ids(api, f"{APPLICATIONS}trash/") == [application.pk]


def test_it_comes_back_as_it_was_with_what_went_along(api: APIClient, application: Application) -> None:
    before = every_row()
    api.delete(f"{JOBS}{application.job_id}/")
    restored = api.post(f"{JOBS}{application.job_id}/restore/")
    assert restored.status_code == 200
    assert restored.json()["application"]["id"] == application.pk
    after = every_row()
    for rows in (before, after):
        # Notes that something happened, and happened back.
        rows.pop("accounts.DataChange")
        for label in ("jobs.Job", "applications.Application"):
            for row in rows[label]:
                row.pop("updated_at")
    assert after == before
    assert api.post(f"{JOBS}{application.job_id}/restore/").status_code == 404


def test_what_was_in_the_trash_before_stays_there(user: User, application: Application) -> None:
    closed = make_application(user, ("applied", timezone.now()), ("rejected", timezone.now()), job=application.job)
    delete_application(actor=user, application_id=closed.pk)
    delete_job(actor=user, job_id=application.job_id)
    restore_job(actor=user, job_id=application.job_id)
    assert list(Application.objects.visible_to(user)) == [application]
    assert list(Application.objects.in_trash_of(user)) == [closed]


def test_an_application_comes_back_alone(api: APIClient, application: Application) -> None:
    assert api.delete(f"{APPLICATIONS}{application.pk}/").status_code == 204
    assert api.get(f"{JOBS}{application.job_id}/").json()["application"] is None
    assert ids(api, f"{JOBS}?has_application=true") == []
    assert api.post(f"{APPLICATIONS}{application.pk}/restore/").json()["status"] == "applied"
    assert api.get(f"{APPLICATIONS}{application.pk}/history/").json()["results"][0]["to_status"] == "applied"


def test_facets_count_what_is_applied_to_and_what_is_not(api: APIClient, user: User, application: Application) -> None:
    make_application(user, ("rejected", timezone.now()), job=application.job)
    JobFactory.create(owner=user, company="Elsewhere")
    trashed = make_application(
        user, ("applied", timezone.now()), job=JobFactory.create(owner=user, company="Elsewhere")
    )
    api.delete(f"{APPLICATIONS}{trashed.pk}/")
    make_application(UserFactory.create(), ("applied", timezone.now()))

    def companies(query: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = api.get(f"{JOBS}facets/?{query}").json()["company"]
        return found

    assert companies("has_application=true") == [{"value": application.job.company, "count": 1}]
    assert companies("has_application=false") == [{"value": "Elsewhere", "count": 2}]
    assert companies("has_application=true&company=elsewhere") == companies("has_application=true")


def test_one_whose_posting_is_in_the_trash_comes_back_with_that_alone(
    api: APIClient, user: User, application: Application
) -> None:
    delete_job(actor=user, job_id=application.job_id)
    refused = api.post(f"{APPLICATIONS}{application.pk}/restore/")
    assert (refused.status_code, error_of(refused)["code"]) == (409, "posting_in_trash")


def test_one_in_whose_place_is_another_does_not_come_back(api: APIClient, user: User, application: Application) -> None:
    delete_application(actor=user, application_id=application.pk)
    other = start_application(actor=user, job=application.job)
    refused = api.post(f"{APPLICATIONS}{application.pk}/restore/")
    assert (refused.status_code, error_of(refused)["code"]) == (409, "open_application_exists")
    assert error_of(refused)["current"]["id"] == other.pk
    assert list(Application.objects.in_trash_of(user)) == [application]


def test_a_reference_is_free_again_and_a_posting_that_had_it_does_not_come_back_to_it(
    api: APIClient, user: User
) -> None:
    posting = {"title": "Engineer", "company": "Acme", "source": "Board", "external_reference": "A-1"}
    first = api.post(JOBS, posting).json()["id"]
    assert api.post(JOBS, posting).status_code == 409
    api.delete(f"{JOBS}{first}/")
    second = api.post(JOBS, posting)
    assert second.status_code == 201
    refused = api.post(f"{JOBS}{first}/restore/")
    assert (refused.status_code, error_of(refused)["code"]) == (409, "duplicate_reference")
    api.delete(f"{JOBS}{second.json()['id']}/")
    assert api.post(f"{JOBS}{first}/restore/").status_code == 200


def test_a_row_whose_posting_is_in_the_trash_is_imported_anew(user: User) -> None:
    def upload() -> dict[str, Any]:
        summary: dict[str, Any] = bring_in(user, b"title,company\nEngineer,Acme\n").summary["jobs"]
        return summary

    assert upload()["created"] == 1
    first = Job.objects.get()
    delete_job(actor=user, job_id=first.pk)
    assert upload()["created"] == 1
    assert upload()["created"] == 0
    restore_job(actor=user, job_id=first.pk)
    assert Job.objects.visible_to(user).count() == 2


def test_nothing_else_can_be_done_to_what_is_in_the_trash_or_out_of_it(
    api: APIClient, user: User, application: Application
) -> None:
    for action in ("restore", "purge"):
        assert api.post(f"{JOBS}{application.job_id}/{action}/").status_code == 404
        assert api.post(f"{APPLICATIONS}{application.pk}/{action}/").status_code == 404
    delete_job(actor=user, job_id=application.job_id)
    assert api.delete(f"{JOBS}{application.job_id}/").status_code == 404


def test_what_is_purged_is_gone_with_all_that_hung_on_it(api: APIClient, user: User, application: Application) -> None:
    delete_job(actor=user, job_id=application.job_id)
    assert api.post(f"{JOBS}{application.job_id}/purge/").status_code == 204
    assert [model.objects.count() for model in (Job, Application, StatusChange)] == [0, 0, 0]


def test_after_thirty_days_it_is_gone(user: User) -> None:
    with time_machine.travel("2026-11-01T12:00:00Z", tick=False) as clock:
        one, other = (make_application(user, ("applied", timezone.now())) for _ in range(2))
        kept = make_application(user, ("applied", timezone.now()))
        delete_job(actor=user, job_id=one.job_id)
        delete_application(actor=user, application_id=other.pk)

        def purge() -> list[int]:
            applications.tasks.purge_trash()
            jobs.tasks.purge_trash()
            return [Job.objects.count(), Application.objects.count()]

        clock.shift(timedelta(days=30) - timedelta(seconds=1))
        assert purge() == [3, 3]
        clock.shift(timedelta(seconds=2))
        assert purge() == [2, 1]
    assert list(Application.objects.visible_to(user)) == [kept]


def test_nothing_of_any_kind_stays_longer(user: User) -> None:
    with time_machine.travel("2026-11-01T12:00:00Z", tick=False) as clock:
        application = make_application(user, ("applied", timezone.now()))
        rows: list[TrashableModel] = [
            JobFactory.create(owner=user),
            make_application(user, ("applied", timezone.now())),
            make_interview(user, application),
            make_contact(user),
            make_document(user),
            log_activity(actor=user, values={"kind": "note", "body": "Old", "occurred_at": timezone.now()}),
            create_task(actor=user, values={"title": "Old"}),
        ]
        # A kind that is new is in this list, too.
        assert {type(row) for row in rows} == {
            model for model in apps.get_models() if issubclass(model, TrashableModel)
        }
        for row in rows:
            type(row).objects.filter(pk=row.pk).put_into_trash(Deletion())  # type: ignore[attr-defined]  # each has it
        clock.shift(timedelta(days=30, seconds=1))
        applications.tasks.purge_trash()
        jobs.tasks.purge_trash()
    assert [row for row in rows if type(row).objects.filter(pk=row.pk).exists()] == []  # type: ignore[attr-defined]  # same
    assert Application.objects.filter(pk=application.pk).exists()


def test_the_trash_shows_what_was_deleted_last_first_when_asked(api: APIClient, user: User) -> None:
    made = JobFactory.create_batch(3, owner=user)
    for job in (made[1], made[0], made[2]):
        delete_job(actor=user, job_id=job.pk)
    assert ids(api, f"{JOBS}trash/?ordering=-trashed_at") == [made[2].pk, made[0].pk, made[1].pk]
    page = api.get(f"{JOBS}trash/?ordering=-trashed_at&page_size=2").json()
    assert len(page["results"]) == 2
    assert [row["id"] for row in api.get(page["next"]).json()["results"]] == [made[1].pk]
    assert page["results"][0]["trashed_at"]


@pytest.mark.django_db(transaction=True)
def test_a_posting_that_goes_takes_along_the_application_that_comes(user: User) -> None:
    for _ in range(5):
        job = JobFactory.create(owner=user)

        def apply(job: Job = job) -> Application | None:
            try:
                return start_application(actor=user, job=job)
            except InvalidInput:
                return None

        at_once(partial(delete_job, actor=user, job_id=job.pk), apply)
        assert not Application.objects.visible_to(user).filter(job=job).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_that_come_back_to_one_place_one_does(user: User) -> None:
    job = JobFactory.create(owner=user)
    trashed = []
    for _ in range(2):
        application = start_application(actor=user, job=job)
        delete_application(actor=user, application_id=application.pk)
        trashed.append(application.pk)

    def restore(application_id: int) -> bool:
        try:
            restore_application(actor=user, application_id=application_id)
        except Conflict:
            return False
        return True

    assert sorted(at_once(*(partial(restore, pk) for pk in trashed))) == [False, True]


@pytest.mark.parametrize(
    "row", [{"trashed_at": "2026-11-01T00:00:00Z"}, {"trashed_with": "00000000-0000-0000-0000-000000000001"}]
)
def test_the_database_knows_by_which_deletion_a_row_is_in_the_trash(
    row: dict[str, Any], application: Application
) -> None:
    for model in (Job, Application):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**row)
