"""Many postings with one request: all or none, or the good ones; and back again."""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from applications.bulk import Move, bulk_move_applications
from applications.factories import make_application
from applications.models import Application, StatusChange
from applications.services.applications import move_application, start_application
from applications.tests.waiting import release_together
from dataio.models import SourceRow
from jobs.bulk import bulk_create_jobs, bulk_delete_jobs, bulk_update_jobs
from jobs.factories import JobFactory
from jobs.filters import JobFilter
from jobs.models import Job
from jobs.services import delete_job, update_job
from jobtracker.bulk import MAX_ROWS, Batch, NewRow, named
from jobtracker.bulk_operations import undo_operation
from jobtracker.errors import DomainError, RefusedItems
from jobtracker.models import BulkOperation
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

JOBS = "/api/v1/jobs/"
ClientOf = Callable[[User | None], APIClient]
NOTHING: dict[str, Any] = {
    "operation": None, "created": [], "updated": [], "deleted": [], "restored": [], "purged": [], "unchanged": [],
    "failed": [],
}  # fmt: skip


def bulk(api: APIClient, kind: str, body: Any, status: int = 200) -> Any:
    """What a bulk request is answered."""
    response = api.post(f"{JOBS}bulk-{kind}/", body)
    assert response.status_code == status, response.content
    return response.json()


def bad_rows(response: Any, status: int = 400, code: str = "bulk_failed") -> list[tuple[int, int | None, str, str]]:
    """The refused rows: place, id, field, code."""
    assert response.status_code == status, response.content
    error = error_of(response)
    assert error["code"] == code
    return in_short(error["items"])


def in_short(items: list[dict[str, Any]]) -> list[tuple[int, int | None, str, str]]:
    """The same of rows that are only reported."""
    return [(item["index"], item["id"], item["field"], item["code"]) for item in items]


def undo(api: APIClient, answer: Any) -> Any:
    """The answer to undoing what was answered so."""
    return api.post(f"/api/v1/bulk-operations/{answer['operation']}/undo/")


def make(user: User, count: int, **values: Any) -> list[int]:
    """Postings; their ids, in order."""
    return [job.pk for job in JobFactory.create_batch(count, owner=user, **values)]


def rows_of(*, without: tuple[str, ...] = ("updated_at",)) -> dict[str, list[dict[str, Any]]]:
    """The postings and what hangs on them, but for what says when they changed."""
    tables = every_row()
    return {
        label: [{name: value for name, value in row.items() if name not in without} for row in tables[label]]
        for label in ("jobs.Job", "applications.Application", "applications.StatusChange")
    }


def posting(number: int, **values: Any) -> dict[str, Any]:
    """A new row."""
    return {"title": f"Engineer {number}", "company": "Acme", **values}


class TestCreating:
    def test_the_rows_are_made_in_their_order_as_single_requests_would_make_them(
        self, api: APIClient, user: User
    ) -> None:
        row = {
            "title": " Gärtner*in \\ \"1\" 'x' ",
            "company": "Grün & Söhne\n",
            "locations": ["Zürich", "zürich", "Bern, {x}"],
            "remote_option": "hybrid",
            "salary_min": "9000.5",
            "salary_currency": "CHF",
            "salary_period": "month",
            "skills": ["C++", 'a "b"'],
            "tags": [],
            "description": "Ä\t\n€😀 \\n null",
            "url": "https://example.org/?a=1&b=%20",
            "source": "Board",
            "posted_on": "2026-11-20",
            "is_archived": True,
        }
        answer = bulk(api, "create", {"rows": [posting(1), row, posting(2)]}, 201)
        told = {"operation": answer["operation"], "created": answer["created"], "duplicates": []}
        assert answer == NOTHING | told
        single = api.post(JOBS, row).json()
        # It says which postings it repeats.
        assert [known["id"] for known in single.pop("duplicates")] == [answer["created"][1]]
        made = {pk: api.get(f"{JOBS}{pk}/").json() for pk in answer["created"]}
        assert [made[pk]["title"] for pk in answer["created"]] == ["Engineer 1", single["title"], "Engineer 2"]
        differing = {"id", "created_at", "updated_at"}
        second = made[answer["created"][1]]
        assert {name: second[name] for name in second.keys() - differing} == {
            name: single[name] for name in single.keys() - differing
        }
        # They are found, as the database computes what is searched.
        found = api.get(f"{JOBS}?search=gartner&remote_option=hybrid").json()["results"]
        assert {job["id"] for job in found} == {second["id"], single["id"]}

    def test_every_bad_row_is_listed_and_nothing_is_made(self, api: APIClient) -> None:
        rows = [
            posting(0),
            {"title": "", "url": "javascript:alert(1)"},
            posting(2, salary_min=2, salary_max=1, salary_currency="EUR", salary_period="year"),
            posting(3, salry_min=1, id=7),
            posting(4, title="nul\0", skills=["x", None]),
        ]
        before = every_row()
        expected = [
            (1, None, "title", "blank"),
            (1, None, "company", "required"),
            (1, None, "url", "invalid_url"),
            (2, None, "salary_min", "min_above_max"),
            (3, None, "salry_min", "unknown"),
            (3, None, "id", "unknown"),
            (4, None, "title", "null_characters_not_allowed"),
            (4, None, "skills.1", "null"),
        ]
        assert bad_rows(api.post(f"{JOBS}bulk-create/", {"rows": rows})) == expected
        assert every_row() == before
        answer = bulk(api, "create", {"rows": rows, "mode": "partial"}, 201)
        assert in_short(answer["failed"]) == expected
        assert list(Job.objects.values_list("pk", "title")) == [(answer["created"][0], "Engineer 0")]

    def test_a_reference_that_is_taken_is_a_bad_row_in_the_table_and_in_the_request(
        self, api: APIClient, user: User, other_user: User
    ) -> None:
        JobFactory.create(owner=user, source="Board", external_reference="1")
        JobFactory.create(owner=other_user, source="Board", external_reference="2")
        trashed = JobFactory.create(owner=user, source="Board", external_reference="3")
        delete_job(actor=user, job_id=trashed.pk)
        references = ["1", "2", "3", "", "", "2", "3"]
        rows = [posting(n, source="Board", external_reference=reference) for n, reference in enumerate(references)]
        expected = [(index, None, "external_reference", "duplicate_reference") for index in (0, 5, 6)]
        assert bad_rows(api.post(f"{JOBS}bulk-create/", {"rows": rows})) == expected
        answer = bulk(api, "create", {"rows": rows, "mode": "partial"}, 201)
        assert in_short(answer["failed"]) == expected
        assert len(answer["created"]) == 4

    def test_undone_they_are_in_the_trash(self, api: APIClient) -> None:
        answer = bulk(api, "create", {"rows": [posting(1), posting(2)]}, 201)
        assert undo(api, answer).status_code == 200
        assert api.get(JOBS).json()["results"] == []
        assert sorted(job["id"] for job in api.get(f"{JOBS}trash/").json()["results"]) == answer["created"]

    def test_one_that_was_applied_to_since_is_not_undone(self, api: APIClient, user: User) -> None:
        answer = bulk(api, "create", {"rows": [posting(1), posting(2)]}, 201)
        start_application(actor=user, job=Job.objects.get(pk=answer["created"][1]))
        assert bad_rows(undo(api, answer), 409, "changed_since") == [(1, answer["created"][1], "id", "changed_since")]
        assert Job.objects.visible_to(user).count() == 2

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize(("mode", "status"), [("atomic", 400), ("partial", 201)])
    def test_one_whose_reference_is_taken_at_the_same_time_is_a_bad_row(
        self, mode: str, status: int, user: User, client_of: ClientOf
    ) -> None:
        """The other transaction has inserted already, and commits while this one waits at the index."""
        client = client_of(user)
        body = {"rows": [posting(n, source="Board", external_reference=str(n)) for n in range(3)], "mode": mode}

        def send() -> Any:
            return client.post(f"{JOBS}bulk-create/", body)

        [response] = release_together(
            lambda: JobFactory.create(owner=user, source="Board", external_reference="1"), send
        )
        items = bad_rows(response) if status == 400 else in_short(response.json()["failed"])
        assert response.status_code == status
        assert items == [(1, None, "external_reference", "duplicate_reference")]
        assert Job.objects.count() == (1 if status == 400 else 3)

    @pytest.mark.django_db(transaction=True)
    def test_of_the_same_rows_at_the_same_time_each_is_made_once(self, user: User) -> None:
        def create(numbers: list[int]) -> int:
            batch = Batch(is_partial=True)
            rows = [
                NewRow(index, posting(n, source="Board", external_reference=str(n))) for index, n in enumerate(numbers)
            ]
            bulk_create_jobs(actor=user, rows=rows, batch=batch)
            return len(batch.created)

        numbers = list(range(100))
        made = at_once(*(partial(create, order) for order in (numbers, numbers[::-1]) for _ in range(2)))
        assert sum(made) == 100 == Job.objects.count()


class TestUpdating:
    def test_all_of_them_alike(self, api: APIClient, user: User) -> None:
        ids = make(user, 3)
        Job.objects.filter(pk=ids[1]).update(availability="closed", tags=["x"])
        before = Job.objects.get(pk=ids[1]).updated_at
        answer = bulk(api, "update", {"ids": ids[::-1], "changes": {"availability": "closed", "tags": ["x"]}})
        assert answer == NOTHING | {
            "operation": answer["operation"], "updated": [ids[0], ids[2]], "unchanged": [ids[1]],
        }  # fmt: skip
        jobs = Job.objects.in_bulk(ids)
        assert all((job.availability, job.tags) == ("closed", ["x"]) for job in jobs.values())
        assert jobs[ids[0]].updated_at == jobs[ids[2]].updated_at > before == jobs[ids[1]].updated_at
        assert bulk(api, "update", {"ids": ids, "changes": {"availability": "closed"}}) == NOTHING | {"unchanged": ids}

    def test_each_in_its_own_way(self, api: APIClient, user: User) -> None:
        one, two, three = make(user, 3, notes="As it was", salary_max=5, salary_currency="EUR", salary_period="day")
        rows = [
            {"id": two, "title": "Other", "tags": ["a", "A", "b"], "posted_on": "2026-11-20"},
            {"id": one, "salary_min": "4.50", "notes": ""},
            {"id": three},
        ]
        answer = bulk(api, "update", {"rows": rows})
        assert (answer["updated"], answer["unchanged"]) == ([one, two], [three])
        first, second = Job.objects.get(pk=one), Job.objects.get(pk=two)
        assert (first.salary_min, first.salary_max, first.notes, first.tags) == (Decimal("4.50"), Decimal(5), "", [])
        assert first.salary_min_yearly == Decimal("1170.00")
        assert (second.title, second.tags, second.notes) == ("Other", ["a", "b"], "As it was")
        assert str(second.posted_on) == "2026-11-20"

    def test_tags_are_added_and_taken_away(self, api: APIClient, user: User) -> None:
        [one], [two] = make(user, 1, tags=["Old", "kept"]), make(user, 1, tags=["new"])
        bulk(api, "update", {"ids": [one, two], "changes": {"add_tags": ["New"], "remove_tags": ["old"]}})
        assert [Job.objects.get(pk=pk).tags for pk in (one, two)] == [["kept", "New"], ["new"]]
        refused = api.post(f"{JOBS}bulk-update/", {"ids": [one], "changes": {"add_tags": ["x"], "tags": []}})
        assert refused_fields(refused) == {"changes.tags": ["ambiguous"]}
        [full] = make(user, 1, tags=[str(n) for n in range(100)])
        refused = api.post(f"{JOBS}bulk-update/", {"ids": [two, full], "changes": {"add_tags": ["one more"]}})
        assert bad_rows(refused) == [(1, full, "tags", "max_length")]

    def test_a_rule_over_several_fields_holds_for_each_row(self, api: APIClient, user: User) -> None:
        paid = {"salary_currency": "EUR", "salary_period": "year"}
        [one], [two], [three] = make(user, 1, salary_max=5, **paid), make(user, 1, salary_max=50, **paid), make(user, 1)
        body = {"ids": [one, two, three], "changes": {"salary_min": 10}}
        expected = [
            (0, one, "salary_min", "min_above_max"),
            (2, three, "salary_currency", "required"),
            (2, three, "salary_period", "required"),
        ]
        assert bad_rows(api.post(f"{JOBS}bulk-update/", body)) == expected
        answer = bulk(api, "update", {**body, "mode": "partial"})
        assert (answer["updated"], in_short(answer["failed"])) == ([two], expected)

    def test_references_stay_ones_own(self, api: APIClient, user: User) -> None:
        [one], [two], [three] = (make(user, 1, source="Board", external_reference=n) for n in "123")
        body = {
            "rows": [{"id": one, "external_reference": "2"}, {"id": two, "external_reference": "2", "notes": "x"},
                     {"id": three, "external_reference": "4"}]
        }  # fmt: skip
        assert bad_rows(api.post(f"{JOBS}bulk-update/", body)) == [
            (0, one, "external_reference", "duplicate_reference")
        ]
        alike = {"ids": [one, two], "changes": {"source": "Other", "external_reference": "9"}}
        assert bad_rows(api.post(f"{JOBS}bulk-update/", alike)) == [
            (1, two, "external_reference", "duplicate_reference")
        ]

    def test_undone_each_has_its_former_values(self, api: APIClient, user: User) -> None:
        ids = [
            *make(user, 1, notes="€", tags=["x"], salary_max="1.25", salary_currency="EUR", salary_period="day"),
            *make(user, 1, posted_on="2026-01-02", source="Board", external_reference="1"),
        ]
        before = rows_of()
        rows = [
            {"id": ids[0], "notes": "", "tags": [], "salary_max": "3", "posted_on": "2026-05-05"},
            {"id": ids[1], "source": "Else", "title": "Other"},
        ]
        answer = bulk(api, "update", {"rows": rows})
        stamp = Job.objects.get(pk=ids[0]).updated_at
        assert undo(api, answer).json()["undone_at"]
        assert rows_of() == before
        assert Job.objects.get(pk=ids[0]).updated_at > stamp

    def test_all_rows_that_changed_since_are_named_and_nothing_is_undone(self, api: APIClient, user: User) -> None:
        ids = make(user, 4)
        answer = bulk(api, "update", {"ids": ids, "changes": {"notes": "x"}})
        update_job(actor=user, job_id=ids[1], changes={"title": "Changed"})
        delete_job(actor=user, job_id=ids[2])
        Job.objects.filter(pk=ids[3]).delete()
        before = every_row()
        assert bad_rows(undo(api, answer), 409, "changed_since") == [
            (place, ids[place], "id", "changed_since") for place in (1, 2, 3)
        ]
        assert every_row() == before

    def test_a_former_reference_that_was_given_away_is_in_the_way(self, api: APIClient, user: User) -> None:
        ids = make(user, 1, source="Board", external_reference="1")
        answer = bulk(api, "update", {"ids": ids, "changes": {"external_reference": ""}})
        make(user, 1, source="Board", external_reference="1")
        assert bad_rows(undo(api, answer), 409, "changed_since") == [(0, ids[0], "id", "duplicate_reference")]

    def test_a_change_has_an_instant_of_its_own_also_where_a_clock_ran_ahead(self, api: APIClient, user: User) -> None:
        ids = make(user, 2)
        ahead = timezone.now() + timedelta(hours=1)
        Job.objects.filter(pk=ids[0]).update(updated_at=ahead)
        answer = bulk(api, "update", {"ids": ids, "changes": {"notes": "x"}})
        assert Job.objects.get(pk=ids[0]).updated_at > ahead
        assert undo(api, answer).status_code == 200

    @pytest.mark.django_db(transaction=True)
    def test_at_the_same_time_in_opposite_orders_nothing_is_lost(self, user: User) -> None:
        ids = make(user, 200)

        def change(ids: list[int], name: str) -> list[int]:
            batch = Batch()
            bulk_update_jobs(
                actor=user,
                selection=named(dict(enumerate(ids)), batch),
                changes_of=lambda index: {name: f"{name} {index}"},
                names={name},
                batch=batch,
            )
            return batch.updated

        for _ in range(3):
            Job.objects.update(notes="", description="", requirements="")
            outcomes = at_once(
                partial(change, ids, "notes"),
                partial(change, ids[::-1], "description"),
                partial(change, ids[50:] + ids[:50], "requirements"),
            )
            assert [len(updated) for updated in outcomes] == [200, 200, 200]
            assert not Job.objects.filter(notes="").exists()
            assert not Job.objects.filter(description="").exists()
            assert not Job.objects.filter(requirements="").exists()

    @pytest.mark.django_db(transaction=True)
    def test_a_single_change_at_the_same_time_survives(self, user: User) -> None:
        ids = make(user, 50)
        for _ in range(3):
            Job.objects.update(notes="", title="Engineer", tags=[])

            def add_tags() -> None:
                batch = Batch()
                changes = {"add_tags": ["bulk"]}
                bulk_update_jobs(
                    actor=user, selection=named(dict(enumerate(ids)), batch), changes_of=lambda _: changes,
                    names=changes, batch=batch,
                )  # fmt: skip

            at_once(
                add_tags,
                lambda: update_job(actor=user, job_id=ids[7], changes={"notes": "single"}),
                lambda: update_job(actor=user, job_id=ids[30], changes={"tags": ["single"]}),
            )
            assert Job.objects.get(pk=ids[7]).notes == "single"
            assert Job.objects.get(pk=ids[7]).tags == ["bulk"]
            assert "single" in Job.objects.get(pk=ids[30]).tags


class TestDeleting:
    def test_they_go_with_their_applications_as_one_deletion_and_come_back_when_undone(
        self, api: APIClient, user: User
    ) -> None:
        applications = [make_application(user, ("applied", timezone.now())) for _ in range(3)]
        ids = [application.job_id for application in applications]
        gone_before = make_application(
            user, ("applied", timezone.now()), ("rejected", timezone.now()), job=applications[0].job
        )
        api.delete(f"/api/v1/applications/{gone_before.pk}/")
        before = rows_of()
        answer = bulk(api, "delete", {"ids": ids[:2]})
        assert answer == NOTHING | {"operation": answer["operation"], "deleted": ids[:2]}
        assert api.get(f"{JOBS}{ids[0]}/").status_code == 404
        trashed = {*Job.objects.values_list("trashed_with", flat=True)} - {None}
        assert {str(deletion) for deletion in trashed} == {answer["operation"]}
        assert Application.objects.filter(trashed_with=answer["operation"]).count() == 2
        assert undo(api, answer).status_code == 200
        assert rows_of() == before

    def test_what_does_not_exist_or_is_in_the_trash_is_named(self, api: APIClient, user: User) -> None:
        ids = make(user, 3)
        delete_job(actor=user, job_id=ids[1])
        body = {"ids": [*ids, 2**62, ids[0]]}
        expected = [
            (1, ids[1], "id", "does_not_exist"), (3, 2**62, "id", "does_not_exist"), (4, ids[0], "id", "repeated")
        ]  # fmt: skip
        assert bad_rows(api.post(f"{JOBS}bulk-delete/", body)) == expected
        answer = bulk(api, "delete", {**body, "mode": "partial"})
        assert (answer["deleted"], in_short(answer["failed"])) == ([ids[0], ids[2]], expected)

    def test_undone_it_restores_what_is_still_to_be_restored(self, api: APIClient, user: User) -> None:
        ids = make(user, 3)
        [referring] = make(user, 1, source="Board", external_reference="1")
        answer = bulk(api, "delete", {"ids": [*ids, referring]})
        api.post(f"{JOBS}{ids[0]}/restore/")
        api.post(f"{JOBS}{ids[1]}/purge/")
        make(user, 1, source="Board", external_reference="1")
        assert bad_rows(undo(api, answer), 409, "changed_since") == [
            (0, ids[0], "id", "changed_since"),
            (1, ids[1], "id", "changed_since"),
            (3, referring, "id", "duplicate_reference"),
        ]
        assert Job.objects.visible_to(user).count() == 2

    @pytest.mark.django_db(transaction=True)
    def test_an_application_begun_at_the_same_time_goes_along(self, user: User) -> None:
        for _ in range(5):
            ids = make(user, 20)
            job = Job.objects.get(pk=ids[10])

            def apply(job: Job = job) -> object:
                try:
                    return start_application(actor=user, job=job)
                except DomainError:
                    return None

            at_once(partial(delete_in_bulk, user, ids), apply, partial(delete_in_bulk, user, ids[::-1]))
            assert not Application.objects.visible_to(user).filter(job__in=ids).exists()
            assert not Job.objects.visible_to(user).filter(pk__in=ids).exists()

    @pytest.mark.django_db(transaction=True)
    def test_moves_of_applications_at_the_same_time_run_into_no_deadlock(self, user: User) -> None:
        for _ in range(3):
            applications = [make_application(user, ("applied", timezone.now())) for _ in range(40)]
            job_ids = [application.job_id for application in applications]

            def move(ids: list[int]) -> None:
                batch = Batch(is_partial=True)
                selection = named(dict(enumerate(ids)), batch)
                bulk_move_applications(actor=user, selection=selection, move=Move("interview"), batch=batch)

            ids = [application.pk for application in applications]
            at_once(partial(move, ids[::-1]), partial(delete_in_bulk, user, job_ids), partial(move, ids))
            assert not Application.objects.visible_to(user).filter(pk__in=ids).exists()


def delete_in_bulk(user: User, ids: list[int]) -> list[int]:
    """Put postings into the trash; which went, of those that were there."""
    batch = Batch(is_partial=True)
    bulk_delete_jobs(actor=user, selection=named(dict(enumerate(ids)), batch), batch=batch)
    return batch.deleted


class TestRestoringAndPurging:
    def test_they_come_back_each_with_its_own_applications_and_go_again_when_undone(
        self, api: APIClient, user: User
    ) -> None:
        applications = [make_application(user, ("applied", timezone.now())) for _ in range(2)]
        before = rows_of()
        for application in applications:
            delete_job(actor=user, job_id=application.job_id)
        ids = [application.job_id for application in applications]
        answer = bulk(api, "restore", {"ids": ids})
        assert answer == NOTHING | {"operation": answer["operation"], "restored": ids}
        assert rows_of() == before
        assert undo(api, answer).status_code == 200
        assert Job.objects.visible_to(user).count() == Application.objects.visible_to(user).count() == 0
        # One of them comes back with what is its own.
        api.post(f"{JOBS}{ids[0]}/restore/")
        assert list(Application.objects.visible_to(user)) == [applications[0]]

    @pytest.mark.django_db(transaction=True)
    def test_undone_it_does_not_sweep_away_a_move_that_is_made_at_the_same_time(
        self, client_of: ClientOf, user: User
    ) -> None:
        application = make_application(user, ("applied", timezone.now()))
        delete_job(actor=user, job_id=application.job_id)
        client = client_of(user)
        answer = bulk(client, "restore", {"ids": [application.job_id]})

        def move() -> None:
            move_application(actor=user, application_id=application.pk, status="interview")

        [response] = release_together(move, lambda: undo(client, answer))

        assert bad_rows(response, 409, "changed_since") == [(0, application.job_id, "id", "changed_since")]
        assert Application.objects.visible_to(user).get().status == "interview"

    def test_an_application_that_was_moved_since_is_in_the_way_of_undoing(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", timezone.now()))
        delete_job(actor=user, job_id=application.job_id)
        answer = bulk(api, "restore", {"ids": [application.job_id]})
        move_application(actor=user, application_id=application.pk, status="offer")
        assert bad_rows(undo(api, answer), 409, "changed_since") == [(0, application.job_id, "id", "changed_since")]

    def test_one_whose_reference_is_taken_is_a_bad_row(self, api: APIClient, user: User) -> None:
        trashed = []
        for _ in range(2):
            trashed += make(user, 1, source="Board", external_reference="1")
            delete_job(actor=user, job_id=trashed[-1])
        [free] = make(user, 1)
        delete_job(actor=user, job_id=free)
        body = {"ids": [*trashed, free]}
        assert bad_rows(api.post(f"{JOBS}bulk-restore/", body)) == [
            (1, trashed[1], "external_reference", "duplicate_reference")
        ]
        make(user, 1, source="Board", external_reference="1")
        answer = bulk(api, "restore", {**body, "mode": "partial"})
        assert answer["restored"] == [free]
        assert [item["id"] for item in answer["failed"]] == trashed

    def test_what_is_purged_is_gone_with_all_that_hung_on_it_and_nothing_else(self, api: APIClient, user: User) -> None:
        kept = make_application(user, ("applied", timezone.now()))
        going = [make_application(user, ("applied", timezone.now())) for _ in range(2)]
        for application in [kept, *going]:
            SourceRow.objects.create(owner=user, job=application.job, fingerprint=bytes([application.pk % 256]))
        ids = [application.job_id for application in going]
        bulk(api, "delete", {"ids": ids})
        refused = api.post(f"{JOBS}bulk-purge/", {"ids": [*ids, kept.job_id]})
        assert bad_rows(refused) == [(2, kept.job_id, "id", "does_not_exist")]
        assert bulk(api, "purge", {"ids": ids}) == NOTHING | {"purged": ids}
        assert [model.objects.count() for model in (Job, Application, StatusChange, SourceRow)] == [1, 1, 1, 1]


class TestSelecting:
    def test_a_filter_finds_what_the_list_shows(self, api: APIClient, user: User) -> None:
        found = make(user, 2, title="Rust engineer", remote_option="remote") + make(
            user, 1, title="Rust lead", remote_option="hybrid"
        )
        make(user, 1, title="Rust engineer", remote_option="on_site")
        make(user, 1, remote_option="remote")
        chosen = {"search": "rust", "remote_option": ["remote", "hybrid"], "ordering": "-posted_on,company"}
        body = {"filter": chosen, "expected_count": 3}
        answer = bulk(api, "update", {**body, "changes": {"add_tags": ["rust"]}})
        assert answer["updated"] == sorted(found)
        assert bulk(api, "delete", body)["deleted"] == sorted(found)
        gone = api.post(f"{JOBS}bulk-delete/", body)
        assert (gone.status_code, error_of(gone)["code"]) == (409, "count_changed")
        assert bulk(api, "delete", {"filter": chosen}) == NOTHING

    def test_more_than_a_thousand_are_refused_with_their_number(self, api: APIClient, user: User) -> None:
        Job.objects.bulk_create(Job(owner=user, title="Engineer", company="Acme") for _ in range(MAX_ROWS + 2))
        refused = api.post(f"{JOBS}bulk-delete/", {"filter": {}})
        assert refused_fields(refused) == {"filter": ["too_many"]}
        assert "1,002" in error_of(refused)["message"]
        changed = api.post(f"{JOBS}bulk-delete/", {"filter": {}, "expected_count": 1_000})
        assert error_of(changed)["code"] == "count_changed"
        assert Job.objects.visible_to(user).count() == MAX_ROWS + 2
        ids = list(Job.objects.values_list("pk", flat=True))
        assert refused_fields(api.post(f"{JOBS}bulk-delete/", {"ids": ids})) == {"ids": ["too_many"]}
        assert len(bulk(api, "delete", {"ids": ids[:MAX_ROWS]})["deleted"]) == MAX_ROWS

    @pytest.mark.django_db(transaction=True)
    def test_a_row_that_leaves_the_filter_at_the_same_time_is_left_alone(self, user: User, client_of: ClientOf) -> None:
        [leaving], [staying] = make(user, 1, source="A"), make(user, 1, source="A")
        client = client_of(user)

        def delete() -> Any:
            return client.post(f"{JOBS}bulk-delete/", {"filter": {"source": "A"}})

        [response] = release_together(lambda: Job.objects.filter(pk=leaving).update(source="B"), delete)
        assert response.json()["deleted"] == [staying]


# A value for each filter of the list, by which the posting below is found.
FILTERS: dict[str, str | list[str]] = {
    "search": "rust OR -x", "location": "Bern", "remote_option": ["remote", "hybrid"], "job_type": "contract",
    "experience_level": ["senior", "mid"], "availability": ["open"], "company": "acme", "source": "board",
    "skills": ["rust", "C++"], "skills_match": "any", "tags": ["x"], "tags_match": "all", "salary_min": "1",
    "salary_max": "9", "salary_currency": "EUR", "salary_period": "year", "posted_from": "2026-01-01",
    "posted_to": "2026-12-31", "deadline_from": "2026-01-01", "deadline_to": "2026-12-31",
    "created_from": "2026-01-01", "created_to": "2999-12-31", "is_archived": "false", "has_application": "true",
}  # fmt: skip


@pytest.mark.parametrize("names", [*([name] for name in JobFilter.base_filters), list(JobFilter.base_filters)])
def test_every_filter_of_the_list_selects(names: list[str], api: APIClient, user: User) -> None:
    [found] = make(
        user, 1, title="Rust lead", company="Acme", locations=["Bern"], remote_option="remote", job_type="contract",
        experience_level="mid", availability="open", source="Board", skills=["Rust"], tags=["x"], salary_min=5,
        salary_currency="EUR", salary_period="year", posted_on="2026-05-01", deadline_on="2026-06-01",
    )  # fmt: skip
    start_application(actor=user, job=Job.objects.get(pk=found))
    user.currency = "EUR"
    user.save()
    body = {"filter": {name: FILTERS[name] for name in names}, "changes": {"notes": "found"}}
    assert bulk(api, "update", body)["updated"] == [found]


ONE = {"ids": [1]}


@pytest.mark.parametrize(
    ("kind", "body", "refused"),
    [
        ("delete", {}, {"ids": ["required"]}),
        ("delete", [], {"non_field_errors": ["invalid"]}),
        ("delete", {"ids": None, "filter": None}, {"ids": ["required"]}),
        ("delete", {"ids": [], "filter": None}, {"ids": ["empty"]}),
        ("delete", {"ids": "1,2"}, {"ids": ["not_a_list"]}),
        ("delete", {"ids": {"0": 1}}, {"ids": ["not_a_list"]}),
        ("delete", {"ids": [1, "2", 3.0, True, None, [4], 0, -1, 2**63, 10**400]},
         {f"ids.{place}": ["invalid"] for place in range(1, 10)}),
        ("delete", {"ids": list(range(1, 1002))}, {"ids": ["too_many"]}),
        ("delete", {**ONE, "filter": {}}, {"filter": ["ambiguous"]}),
        ("delete", {**ONE, "expected_count": 1}, {"expected_count": ["needs_filter"]}),
        ("delete", {"filter": {}, "expected_count": -1}, {"expected_count": ["min_value"]}),
        ("delete", {"filter": {}, "expected_count": 10**30}, {"expected_count": ["max_value"]}),
        ("delete", {**ONE, "mode": "some"}, {"mode": ["invalid_choice"]}),
        ("delete", {**ONE, "moed": "partial"}, {"moed": ["unknown"]}),
        ("delete", {"filter": "search=rust"}, {"filter": ["not_an_object"]}),
        ("delete", {"filter": {"serach": "rust"}}, {"filter.serach": ["unknown"]}),
        ("delete", {"filter": {"cursor": "x"}}, {"filter.cursor": ["unknown"]}),
        ("delete", {"filter": {"remote_option": "moon"}}, {"filter.remote_option": ["invalid_choice"]}),
        ("delete", {"filter": {"remote_option": [1], "search": None}},
         {"filter.remote_option": ["invalid"], "filter.search": ["invalid"]}),
        ("delete", {"filter": {"search": "++"}}, {"filter.search": ["no_words"]}),
        ("delete", {"filter": {"search": "a\0"}}, {"filter.search": ["null_characters_not_allowed"]}),
        ("delete", {"filter": {"search": " ".join(map(str, range(30)))}}, {"filter.search": ["too_many_terms"]}),
        # Half of a surrogate pair is a string to Python, and has no bytes.
        ("delete", {"filter": {"search": "\ud800"}}, {"filter.search": ["invalid"]}),
        ("delete", {"filter": {"\ud800": "rust"}}, {"filter.\ud800": ["unknown"]}),
        ("delete", {**ONE, "mode": "\ud800"}, {"mode": ["invalid_choice"]}),
        ("update", {**ONE, "changes": {"\ud800": ""}}, {"changes.\ud800": ["unknown"]}),
        ("update", ONE, {"changes": ["required"]}),
        ("update", {"changes": {"notes": ""}}, {"ids": ["required"]}),
        ("update", {**ONE, "changes": {}}, {"changes": ["empty"]}),
        ("update", {**ONE, "changes": []}, {"changes": ["not_an_object"]}),
        ("update", {**ONE, "changes": {"note": "", "id": 1, "owner": 2}},
         {"changes.note": ["unknown"], "changes.id": ["unknown"], "changes.owner": ["unknown"]}),
        ("update", {**ONE, "changes": {"title": "", "skills": ["a\0"], "salary_min": "x"}},
         {"changes.title": ["blank"], "changes.skills.0": ["null_characters_not_allowed"],
          "changes.salary_min": ["invalid"]}),
        ("update", {**ONE, "rows": [{"id": 1}]}, {"rows": ["ambiguous"]}),
        ("update", {"rows": [{"id": 1}], "changes": {"notes": ""}}, {"changes": ["ambiguous"]}),
        ("update", {"rows": [{"id": 1}, 2, None, [3]]}, {f"rows.{place}": ["invalid"] for place in (1, 2, 3)}),
        ("update", {"rows": {}}, {"rows": ["not_a_list"]}),
        ("create", {"rows": "x"}, {"rows": ["not_a_list"]}),
        ("create", {"rows": []}, {"rows": ["empty"]}),
        ("create", {}, {"rows": ["required"]}),
        ("create", {"rows": [{}] * 1001}, {"rows": ["too_many"]}),
        ("create", {"rows": [{}], "ids": [1]}, {"ids": ["unknown"]}),
        ("restore", {"filter": {}}, {"filter": ["unknown"]}),
        ("purge", {**ONE, "mode": "partial"}, {"mode": ["unknown"]}),
    ],
)  # fmt: skip
def test_a_request_that_is_none_is_refused_by_its_field(
    kind: str, body: Any, refused: dict[str, list[str]], api: APIClient
) -> None:
    response = api.post(f"{JOBS}bulk-{kind}/", json.dumps(body), content_type="application/json")
    named_fields = refused_fields(response)
    assert {path: codes[:1] for path, codes in named_fields.items()} == refused


def test_rows_without_a_usable_id_are_bad_rows(api: APIClient, user: User) -> None:
    [one] = make(user, 1)
    ids: list[Any] = [None, "1", 1.5, True, 2**63, one, one]
    rows = [{"notes": "x"}, *({"id": pk, "notes": "x"} for pk in ids), {"id": 2**62, "title": ""}]
    refused = bad_rows(api.post(f"{JOBS}bulk-update/", {"rows": rows}))
    assert refused == [
        (0, None, "id", "required"),
        *((place, None, "id", "invalid") for place in range(1, 6)),
        (7, one, "id", "repeated"),
        (8, 2**62, "title", "blank"),
        (8, 2**62, "id", "does_not_exist"),
    ]


def test_the_number_of_queries_does_not_grow_with_the_rows(api: APIClient, user: User) -> None:
    def queries(kind: str, body: Any) -> tuple[int, int]:
        """Those of the request, and of undoing it; both with the two that say who is calling."""
        with CaptureQueriesContext(connection) as doing:
            response = api.post(f"{JOBS}bulk-{kind}/", body)
        assert response.status_code in (200, 201), response.content
        assert response.json()["failed"] == []
        if response.json()["operation"] is None:
            return len(doing), 0
        with CaptureQueriesContext(connection) as undoing:
            assert undo(api, response.json()).status_code == 200
        return len(doing), len(undoing)

    for count in (2, 200):
        rows = [posting(n, source="Board", external_reference=f"{count}-{n}") for n in range(count)]
        ids, trashed, purged = (
            [make_application(user, ("applied", timezone.now())).job_id for _ in range(count)] for _ in range(3)
        )
        delete_in_bulk(user, trashed + purged)
        each = [{"id": pk, "notes": f"Note {pk}", "external_reference": f"x{pk}"} for pk in ids]
        assert {
            "create": queries("create", {"rows": rows}),
            "update": queries("update", {"ids": ids, "changes": {"notes": "x"}}),
            "update each": queries("update", {"rows": each}),
            "delete": queries("delete", {"ids": ids}),
            "restore": queries("restore", {"ids": trashed}),
            "purge": queries("purge", {"ids": purged}),
        } == {
            "create": (10, 11),
            "update": (9, 11),
            "update each": (10, 11),
            "delete": (9, 13),
            "restore": (11, 12),
            "purge": (18, 0),
        }, count


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_twice_at_the_same_time_is_undone_once(user: User, client_of: ClientOf) -> None:
    ids = make(user, 10)
    answer = bulk(client_of(user), "delete", {"ids": ids})
    clients = [client_of(user) for _ in range(3)]
    answers = at_once(*(partial(undo, client, answer) for client in clients))
    refused = [response for response in answers if response.status_code != 200]
    # The operation is locked first: a late one is not told that the rows changed, which they did by being undone.
    assert [error_of(response)["code"] for response in refused] == ["already_undone"] * 2
    assert Job.objects.visible_to(user).count() == 10
    assert error_of(undo(clients[0], answer))["code"] == "already_undone"


@pytest.mark.django_db(transaction=True)
def test_a_change_at_the_same_time_is_not_undone_unseen(user: User) -> None:
    ids = make(user, 3)
    batch = Batch()
    changes = {"notes": "bulk"}
    bulk_update_jobs(
        actor=user, selection=named(dict(enumerate(ids)), batch), changes_of=lambda _: changes, names=changes,
        batch=batch,
    )  # fmt: skip

    def undo_it() -> Any:
        try:
            return undo_operation(actor=user, operation_id=batch.id)
        except RefusedItems as refusal:
            return [item["id"] for item in refusal.items]

    def change() -> None:
        update_job(actor=user, job_id=ids[1], changes={"notes": "single"})

    [outcome] = release_together(change, undo_it)
    assert outcome == [ids[1]]
    assert [Job.objects.get(pk=pk).notes for pk in ids] == ["bulk", "single", "bulk"]
    assert not BulkOperation.objects.exclude(undone_at=None).exists()


def test_nothing_of_a_request_stays_when_its_last_statement_fails(
    api: APIClient, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = make(user, 2)
    before = every_row()

    def fail(*args: Any, **kwargs: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Batch, "record", fail)
    with transaction.atomic():
        assert api.post(f"{JOBS}bulk-delete/", {"ids": ids}).status_code == 500
    assert every_row() == before
