"""Two postings become one at a word, whole: nothing is lost, and neither is half merged."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application
from applications.models import Application, StatusChange
from applications.services.applications import delete_application, restore_application
from dataio.tests.import_files import bring_in
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.services import delete_job
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

JOBS, APPLICATIONS = "/api/v1/jobs/", "/api/v1/applications/"
NOW = timezone.now()
ClientOf = Callable[[User | None], APIClient]


def merge(api: APIClient, keep: Job, other: Job, *take: str, **headers: str) -> Any:
    """The answer to a merge."""
    return api.post(f"{JOBS}{keep.pk}/merge/", {"other": other.pk, "take": take}, format="json", headers=headers)


@pytest.fixture
def keep(user: User) -> Job:
    """The posting that is to stay."""
    job: Job = JobFactory.create(owner=user, title="Engineer", company="Acme", notes="Mine", skills=["Rust"])
    return job


@pytest.fixture
def other(user: User) -> Job:
    """The posting that is to go."""
    job: Job = JobFactory.create(
        owner=user, title="Software Engineer", company="Acme", notes="Theirs", locations=["Bern"], skills=["Go"],
        salary_min=Decimal(90), salary_currency="CHF", salary_period="hour", posted_on=date(2026, 11, 1),
        availability="open", source="Board", external_reference="R-1", url="https://acme.example/jobs/1234",
    )  # fmt: skip
    return job


@pytest.mark.django_db
def test_empty_fields_are_filled_and_the_rest_stays(api: APIClient, keep: Job, other: Job) -> None:
    response = merge(api, keep, other)
    assert response.status_code == 200, response.content
    answer = response.json()
    assert {name: answer[name] for name in ("id", "title", "notes", "skills", "locations", "posted_on")} == {
        "id": keep.pk,
        "title": "Engineer",
        "notes": "Mine",
        "skills": ["Rust"],
        "locations": ["Bern"],
        "posted_on": "2026-11-01",
    }
    assert (answer["salary_min"], answer["salary_currency"], answer["salary_min_yearly"]) == (
        "90.00",
        "CHF",
        "187200.00",
    )
    assert (answer["source"], answer["external_reference"], answer["availability"]) == ("Board", "R-1", "open")
    assert answer == api.get(f"{JOBS}{keep.pk}/").json()
    assert api.get(f"{JOBS}{other.pk}/").status_code == 404
    assert [row["id"] for row in api.get(f"{JOBS}trash/").json()["results"]] == [other.pk]


@pytest.mark.django_db
def test_named_fields_are_taken_and_what_belongs_together_comes_together(api: APIClient, keep: Job, other: Job) -> None:
    Job.objects.filter(pk=keep.pk).update(
        salary_max=5, salary_currency="EUR", salary_period="year", source="Friend", external_reference="F-1"
    )
    answer = merge(api, keep, other, "notes", "skills", "salary_min", "external_reference").json()
    assert (answer["title"], answer["notes"], answer["skills"]) == ("Engineer", "Theirs", ["Go"])
    pay = [answer[name] for name in ("salary_min", "salary_max", "salary_currency", "salary_period")]
    assert pay == ["90.00", None, "CHF", "hour"]
    assert (answer["source"], answer["external_reference"]) == ("Board", "R-1")


@pytest.mark.django_db
def test_a_source_of_ones_own_and_ones_own_pay_are_not_mixed_with_the_others(
    api: APIClient, keep: Job, other: Job
) -> None:
    Job.objects.filter(pk=keep.pk).update(source="Friend", salary_max=5, salary_currency="EUR", salary_period="year")
    answer = merge(api, keep, other).json()
    assert (answer["source"], answer["external_reference"]) == ("Friend", "")
    pay = [answer[name] for name in ("salary_min", "salary_max", "salary_currency", "salary_period")]
    assert pay == [None, "5.00", "EUR", "year"]


@pytest.mark.django_db
def test_applications_move_with_their_histories_those_in_the_trash_as_well(
    api: APIClient, user: User, keep: Job, other: Job
) -> None:
    own = make_application(user, ("applied", NOW), ("rejected", NOW), job=keep)
    theirs = make_application(user, ("interested", NOW), ("applied", NOW), job=other)
    trashed = make_application(user, ("applied", NOW), ("ghosted", NOW), job=other)
    delete_application(actor=user, application_id=trashed.pk)
    histories = list(StatusChange.objects.order_by("pk").values())
    response = merge(api, keep, other)
    assert response.json()["application"]["id"] == theirs.pk
    assert set(Application.objects.values_list("pk", "job")) == {(a.pk, keep.pk) for a in (own, theirs, trashed)}
    assert list(StatusChange.objects.order_by("pk").values()) == histories
    assert api.get(f"{APPLICATIONS}{theirs.pk}/").json()["job"]["id"] == keep.pk
    assert restore_application(actor=user, application_id=trashed.pk).job_id == keep.pk


@pytest.mark.django_db
def test_two_open_applications_are_a_conflict_that_names_both(
    api: APIClient, user: User, keep: Job, other: Job
) -> None:
    own = make_application(user, ("interested", NOW), job=keep)
    theirs = make_application(user, ("applied", NOW), job=other)
    before = every_row()
    response = merge(api, keep, other, "notes")
    assert response.status_code == 409
    error = error_of(response)
    assert error["code"] == "two_open_applications"
    assert f"this one {own.pk} (Interested), the other {theirs.pk} (Applied)" in error["message"]
    assert every_row() == before
    delete_application(actor=user, application_id=theirs.pk)
    assert merge(api, keep, other).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("case", ["itself", "somebody else's", "in the trash", "none", "no id", "no field"])
def test_another_that_cannot_be_is_refused_by_name(
    case: str, api: APIClient, user: User, other_user: User, keep: Job
) -> None:
    trashed = JobFactory.create(owner=user)
    delete_job(actor=user, job_id=trashed.pk)
    body, code = {
        "itself": ({"other": keep.pk}, {"other": ["same_posting"]}),
        "somebody else's": ({"other": JobFactory.create(owner=other_user).pk}, {"other": ["does_not_exist"]}),
        "in the trash": ({"other": trashed.pk}, {"other": ["does_not_exist"]}),
        "none": ({}, {"other": ["required"]}),
        "no id": ({"other": "x\0"}, {"other": ["incorrect_type"]}),
        "no field": ({"other": JobFactory.create(owner=user).pk, "take": ["owner"]}, {"take": ["invalid_choice"]}),
    }[case]
    before = every_row()
    assert refused_fields(api.post(f"{JOBS}{keep.pk}/merge/", body, format="json")) == code
    assert every_row() == before


@pytest.mark.django_db
def test_a_posting_in_the_trash_takes_nothing_in(api: APIClient, user: User, keep: Job, other: Job) -> None:
    delete_job(actor=user, job_id=keep.pk)
    assert merge(api, keep, other).status_code == 404


@pytest.mark.django_db
def test_only_what_was_seen_is_merged_into(api: APIClient, keep: Job, other: Job) -> None:
    seen = api.get(f"{JOBS}{keep.pk}/").headers["ETag"]
    api.patch(f"{JOBS}{keep.pk}/", {"notes": "Changed"})
    stale = merge(api, keep, other, **{"If-Match": seen})
    assert stale.status_code == 412
    merged = merge(api, keep, other, **{"If-Match": stale.headers["ETag"]})
    assert merged.status_code == 200
    assert merged.headers["ETag"] == api.get(f"{JOBS}{keep.pk}/").headers["ETag"] != stale.headers["ETag"]


@pytest.mark.django_db
def test_the_other_comes_back_alone_or_not_at_all(api: APIClient, user: User, keep: Job, other: Job) -> None:
    application = make_application(user, ("applied", NOW), job=other)
    merge(api, keep, other)
    # Its reference is the other one's by now.
    refused = api.post(f"{JOBS}{other.pk}/restore/")
    assert (refused.status_code, error_of(refused)["code"]) == (409, "duplicate_reference")
    api.patch(f"{JOBS}{keep.pk}/", {"external_reference": ""})
    restored = api.post(f"{JOBS}{other.pk}/restore/")
    assert (restored.status_code, restored.json()["application"]) == (200, None)
    assert Application.objects.get().job_id == keep.pk == Application.objects.get(pk=application.pk).job_id


@pytest.mark.django_db
def test_a_purge_of_the_other_takes_nothing_along(api: APIClient, user: User, keep: Job, other: Job) -> None:
    make_application(user, ("applied", NOW), job=other)
    merge(api, keep, other)
    assert api.post(f"{JOBS}{other.pk}/purge/").status_code == 204
    assert Application.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("rows", ["Acme,Engineer\nAcme,Gardener\n", "Acme,Engineer,A-1\nAcme,Gardener,A-2\n"])
def test_a_file_that_is_imported_again_finds_the_posting_that_stayed(api: APIClient, user: User, rows: str) -> None:
    header = "Company,Title,Reference\n" if rows.count(",") == 4 else "Company,Title\n"

    def upload() -> Any:
        return bring_in(user, header + rows).summary["jobs"]

    assert upload()["created"] == 2
    keep, other = Job.objects.order_by("pk")
    assert merge(api, keep, other).status_code == 200
    assert upload()["created"] == 0
    api.post(f"{JOBS}{other.pk}/purge/")
    assert upload()["created"] == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_into_each_other_one_succeeds(user: User, client_of: ClientOf) -> None:
    for _ in range(10):
        one, two = JobFactory.create_batch(2, owner=user)
        answers = at_once(partial(merge, client_of(user), one, two), partial(merge, client_of(user), two, one))
        # The one that waited finds the posting gone that was to stay, or the other one.
        assert sorted(answer.status_code for answer in answers) in ([200, 400], [200, 404])
        assert Job.objects.visible_to(user).filter(pk__in=[one.pk, two.pk]).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_application_that_begins_meanwhile_is_not_lost(user: User, client_of: ClientOf) -> None:
    for _ in range(10):
        keep, other = JobFactory.create_batch(2, owner=user)
        begin = partial(client_of(user).post, APPLICATIONS, {"job": other.pk}, format="json")
        merged, begun = at_once(partial(merge, client_of(user), keep, other), begin)
        assert merged.status_code == 200, merged.content
        hanging = list(Application.objects.filter(job__in=[keep, other]).values_list("job", flat=True))
        # Either it moved along, or the posting that it was to be for was gone.
        assert (begun.status_code, hanging) in [(201, [keep.pk]), (400, [])]


@pytest.mark.django_db(transaction=True)
def test_one_that_is_reopened_meanwhile_makes_no_second_open_one(user: User, client_of: ClientOf) -> None:
    for _ in range(10):
        keep, other = JobFactory.create_batch(2, owner=user)
        closed = make_application(user, ("applied", NOW), ("rejected", NOW), job=keep)
        make_application(user, ("applied", NOW), job=other)
        reopen = partial(
            client_of(user).post, f"{APPLICATIONS}{closed.pk}/reopen/", {"status": "applied"}, format="json"
        )
        merged, reopened = at_once(partial(merge, client_of(user), keep, other), reopen)
        assert sorted([merged.status_code, reopened.status_code]) == [200, 409], (merged.content, reopened.content)


@pytest.mark.django_db(transaction=True)
def test_a_move_meanwhile_is_kept(user: User, client_of: ClientOf) -> None:
    for _ in range(10):
        keep, other = JobFactory.create_batch(2, owner=user)
        application = make_application(user, ("applied", NOW), job=other)
        move = partial(
            client_of(user).post, f"{APPLICATIONS}{application.pk}/move/", {"status": "offer"}, format="json"
        )
        merged, moved = at_once(partial(merge, client_of(user), keep, other), move)
        assert (merged.status_code, moved.status_code) == (200, 200)
        after = Application.objects.get(pk=application.pk)
        assert (after.job_id, after.status, after.history.count()) == (keep.pk, "offer", 2)
