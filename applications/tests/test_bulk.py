"""Many applications with one request: begun, changed, moved, deleted; and back again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from accounts.models import User
from applications.bulk import Move, bulk_move_applications
from applications.factories import make_application, make_board
from applications.filters.applications import ApplicationFilter
from applications.models import CLOSED_VALUES, Application, Status, StatusChange
from applications.services.applications import (
    correct_change,
    delete_application,
    move_application,
    start_application,
    update_application,
)
from applications.tests.test_services import assert_consistent
from applications.tests.waiting import release_together
from jobs.factories import JobFactory
from jobs.services import delete_job
from jobtracker.bulk import Batch, named
from jobtracker.errors import Conflict, DomainError
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

APPLICATIONS = "/api/v1/applications/"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
ClientOf = Callable[[User | None], APIClient]


def bulk(api: APIClient, kind: str, body: Any, status: int = 200) -> Any:
    """What a bulk request is answered."""
    response = api.post(f"{APPLICATIONS}bulk-{kind}/", body)
    assert response.status_code == status, response.content
    return response.json()


def in_short(items: list[dict[str, Any]]) -> list[tuple[int, int | None, str, str]]:
    """Bad rows: place, id, field, code."""
    return [(item["index"], item["id"], item["field"], item["code"]) for item in items]


def bad_rows(response: Any, status: int = 400, code: str = "bulk_failed") -> list[tuple[int, int | None, str, str]]:
    """The refused rows."""
    assert response.status_code == status, response.content
    error = error_of(response)
    assert error["code"] == code
    return in_short(error["items"])


def undo(api: APIClient, answer: Any) -> Any:
    """The answer to undoing what was answered so."""
    return api.post(f"/api/v1/bulk-operations/{answer['operation']}/undo/")


def applied(user: User, count: int) -> list[int]:
    """Applications that were sent on a Monday; their ids."""
    return [make_application(user, ("interested", MONDAY), ("applied", MONDAY)).pk for _ in range(count)]


def closed(user: User) -> int:
    """An application that was rejected."""
    return make_application(user, ("applied", MONDAY), ("rejected", MONDAY + DAY)).pk


def tables(*, without: tuple[str, ...] = ("updated_at",)) -> list[list[dict[str, Any]]]:
    """Applications and their histories, but for what says when they changed."""
    rows = every_row()
    return [
        [{name: value for name, value in row.items() if name not in without} for row in rows[label]]
        for label in ("applications.Application", "applications.StatusChange")
    ]


class TestStarting:
    def test_the_rows_begin_as_single_ones_do(self, api: APIClient, user: User) -> None:
        first, second, third = (JobFactory.create(owner=user).pk for _ in range(3))
        rows = [
            {"job": second, "status": "applied", "occurred_at": "2026-03-02T09:00:00Z", "notes": "By mail"},
            {"job": first, "priority": "high", "applied_on": "2026-03-01"},
        ]
        answer = bulk(api, "create", {"rows": rows}, 201)
        made = [Application.objects.get(pk=pk) for pk in answer["created"]]
        assert [(one.job_id, one.status, one.applied_on, one.notes, one.priority) for one in made] == [
            (second, "applied", date(2026, 3, 2), "By mail", 2),
            (first, "interested", date(2026, 3, 1), "", 3),
        ]
        single = api.post(APPLICATIONS, {**rows[0], "job": third}).json()
        differing = {"id", "job", "created_at", "updated_at", "last_change"}
        of_bulk = api.get(f"{APPLICATIONS}{answer['created'][0]}/").json()
        assert {k: v for k, v in of_bulk.items() if k not in differing} == {
            k: v for k, v in single.items() if k not in differing
        }
        for application in made:
            [entry] = application.history.all()
            assert (entry.kind, entry.actor, entry.origin, entry.owner) == ("created", user, "user", user)
            assert_consistent(application.pk)
        assert undo(api, answer).status_code == 200
        assert [row["id"] for row in api.get(APPLICATIONS).json()["results"]] == [single["id"]]

    def test_every_bad_row_is_listed(self, api: APIClient, user: User) -> None:
        taken = Application.objects.get(pk=applied(user, 1)[0]).job_id
        free = JobFactory.create(owner=user).pk
        rows: list[dict[str, Any]] = [
            {"job": taken},
            {"job": free, "status": "rejected"},
            {"job": free},
            {"job": free, "status": "screening"},
            {"job": 2**62},
            {"status": "x"},
            {"job": True, "jobb": 1},
            {"job": JobFactory.create(owner=user).pk, "occurred_at": "2999-01-01T00:00:00Z"},
        ]
        expected = [
            (0, None, "job", "open_application_exists"),
            (3, None, "job", "open_application_exists"),
            (4, None, "job", "does_not_exist"),
            (5, None, "job", "required"),
            (5, None, "status", "invalid_choice"),
            (6, None, "jobb", "unknown"),
            (7, None, "occurred_at", "in_future"),
        ]
        before = every_row()
        assert bad_rows(api.post(f"{APPLICATIONS}bulk-create/", {"rows": rows})) == expected
        assert every_row() == before
        answer = bulk(api, "create", {"rows": rows, "mode": "partial"}, 201)
        assert in_short(answer["failed"]) == expected
        assert [Application.objects.get(pk=pk).status for pk in answer["created"]] == ["rejected", "interested"]

    @pytest.mark.django_db(transaction=True)
    def test_of_those_that_begin_at_the_same_time_each_posting_gets_one(self, user: User, client_of: ClientOf) -> None:
        jobs = JobFactory.create_batch(30, owner=user)
        rows = [{"job": job.pk} for job in jobs]

        def send(rows: list[dict[str, int]]) -> int:
            return len(bulk(client_of(user), "create", {"rows": rows, "mode": "partial"}, 201)["created"])

        def single() -> int:
            try:
                start_application(actor=user, job=jobs[11])
            except Conflict:
                return 0
            return 1

        assert sum(at_once(partial(send, rows), partial(send, rows[::-1]), single)) == 30
        assert Application.objects.count() == StatusChange.objects.count() == 30


class TestUpdating:
    def test_alike_or_each_in_its_own_way_and_back(self, api: APIClient, user: User) -> None:
        ids = applied(user, 3)
        before = tables()
        alike = bulk(api, "update", {"ids": ids[:2], "changes": {"priority": "high", "applied_on": None}})
        rows = [{"id": ids[2], "notes": "€"}, {"id": ids[0], "priority": "low"}, {"id": ids[1], "priority": "high"}]
        each = bulk(api, "update", {"rows": rows})
        assert (alike["updated"], each["updated"], each["unchanged"]) == (ids[:2], [ids[0], ids[2]], [ids[1]])
        assert list(Application.objects.order_by("pk").values_list("priority", "notes")) == [(1, ""), (3, ""), (2, "€")]
        assert undo(api, each).status_code == 200
        # The second operation changed one of them, and undoing it, too.
        assert bad_rows(undo(api, alike), 409, "changed_since") == [(0, ids[0], "id", "changed_since")]
        bulk(api, "update", {"rows": [{"id": pk, "priority": "normal", "applied_on": "2026-03-02"} for pk in ids[:2]]})
        assert tables() == before

    def test_bad_values_are_named(self, api: APIClient, user: User) -> None:
        ids = applied(user, 2)
        alike = api.post(f"{APPLICATIONS}bulk-update/", {"ids": ids, "changes": {"status": "offer", "priority": 3}})
        assert refused_fields(alike) == {"changes.status": ["unknown"]}
        rows = [{"id": ids[0], "priority": "urgent"}, {"id": ids[1], "applied_on": "1969-12-31"}]
        assert bad_rows(api.post(f"{APPLICATIONS}bulk-update/", {"rows": rows})) == [
            (0, ids[0], "priority", "invalid_choice"),
            (1, ids[1], "applied_on", "too_early"),
        ]


# Ends of histories before a move: steps after the first, in hours apart.
HISTORIES = st.lists(
    st.lists(st.tuples(st.sampled_from(Status.values), st.integers(0, 3)), min_size=1, max_size=5),
    min_size=1,
    max_size=4,
)


def legal(steps: list[tuple[str, int]]) -> list[tuple[str, datetime]]:
    """The steps without repeats and without closed statuses that lead to closed ones; with their instants."""
    made: list[tuple[str, datetime]] = []
    at = MONDAY
    for status, hours in steps:
        at += timedelta(hours=hours)
        if made and (status == made[-1][0] or (made[-1][0] in CLOSED_VALUES and status in CLOSED_VALUES)):
            continue
        made.append((status, at))
    return made


class TestMoving:
    def test_each_history_gets_an_entry(self, api: APIClient, user: User) -> None:
        ids = applied(user, 2)
        at_it = make_application(user, ("interview", MONDAY)).pk
        answer = bulk(api, "move", {"ids": [*ids, at_it], "status": "interview", "note": "They wrote."})
        assert (answer["updated"], answer["unchanged"]) == (ids, [at_it])
        for pk in ids:
            entry = StatusChange.objects.filter(application=pk).latest("occurred_at")
            assert (entry.kind, entry.from_status, entry.to_status) == ("moved", "applied", "interview")
            assert (entry.note, entry.actor, entry.origin) == ("They wrote.", user, "user")
            assert_consistent(pk)
        assert api.get(f"{APPLICATIONS}status-counts/").json()["interview"] == 3

    def test_what_cannot_be_moved_is_a_bad_row(self, api: APIClient, user: User) -> None:
        [one], over = applied(user, 1), closed(user)
        young = make_application(user, ("applied", MONDAY + 3 * DAY)).pk
        body = {"ids": [over, one, young], "status": "offer", "occurred_at": (MONDAY + 2 * DAY).isoformat()}
        expected = [
            (0, over, "non_field_errors", "application_closed"),
            (2, young, "occurred_at", "before_beginning"),
        ]
        before = every_row()
        assert bad_rows(api.post(f"{APPLICATIONS}bulk-move/", body)) == expected
        assert every_row() == before
        answer = bulk(api, "move", {**body, "mode": "partial"})
        assert (answer["updated"], in_short(answer["failed"])) == ([one], expected)

    @pytest.mark.parametrize(
        ("change", "refused"),
        [
            ({"status": "hired"}, {"status": ["invalid_choice"]}),
            ({}, {"status": ["required"]}),
            ({"status": "offer", "occurred_at": "2999-01-01T00:00:00Z"}, {"occurred_at": ["in_future"]}),
            ({"status": "offer", "occurred_at": "0001-01-01T00:00:00Z"}, {"occurred_at": ["too_early"]}),
            ({"status": "offer", "note": "x" * 5_001}, {"note": ["max_length"]}),
            ({"status": "offer", "from_status": "applied"}, {"from_status": ["unknown"]}),
        ],
    )
    def test_a_move_that_is_none_is_refused_by_its_field(
        self, change: dict[str, str], refused: dict[str, list[str]], api: APIClient, user: User
    ) -> None:
        body = {"ids": applied(user, 1), **change}
        assert refused_fields(api.post(f"{APPLICATIONS}bulk-move/", body)) == refused

    @given(
        histories=HISTORIES,
        status=st.sampled_from(Status.values),
        hours=st.one_of(st.none(), st.integers(-1, 12)),
        typed=st.booleans(),
        zone=st.sampled_from(["UTC", "Asia/Tokyo"]),
    )
    def test_it_does_what_single_moves_do_and_undone_nothing(
        self,
        histories: list[list[tuple[str, int]]],
        status: str,
        hours: int | None,
        typed: bool,
        zone: str,
        user: User,
        client_of: ClientOf,
    ) -> None:
        occurred_at = None if hours is None else MONDAY + timedelta(hours=hours)
        user.time_zone = zone
        with transaction.atomic():
            user.save()
            ids = [make_application(user, *legal(steps)).pk for steps in histories]
            if typed:
                update_application(actor=user, application_id=ids[0], changes={"applied_on": date(2026, 3, 2)})
            before = tables()
            was_at = dict(Application.objects.values_list("pk", "status"))

            with transaction.atomic():
                for pk in ids:
                    try:
                        with transaction.atomic():
                            if was_at[pk] != status:
                                move_application(
                                    actor=user, application_id=pk, status=status, occurred_at=occurred_at, note="n"
                                )
                    except DomainError:
                        pass
                singly = comparable(now=occurred_at is None)
                transaction.set_rollback(True)
            assert tables() == before

            batch = Batch(is_partial=True)
            bulk_move_applications(
                actor=user,
                selection=named(dict(enumerate(ids)), batch),
                move=Move(status, occurred_at, "n"),
                batch=batch,
            )
            assert comparable(now=occurred_at is None) == singly
            answer = batch.answer()
            if answer["operation"] is not None:
                assert undo(client_of(user), answer).status_code == 200
            assert tables() == before
            transaction.set_rollback(True)

    def test_undone_a_typed_date_is_what_it_was(self, api: APIClient, user: User) -> None:
        """By the rule of single moves alone it would be taken for the history's own."""
        pk = make_application(user, ("interested", MONDAY)).pk
        update_application(actor=user, application_id=pk, changes={"applied_on": MONDAY.date()})
        answer = bulk(api, "move", {"ids": [pk], "status": "applied", "occurred_at": MONDAY.isoformat()})
        assert undo(api, answer).status_code == 200
        assert Application.objects.get(pk=pk).applied_on == MONDAY.date()

    def test_what_was_done_to_one_since_is_not_undone(self, api: APIClient, user: User) -> None:
        ids = applied(user, 4)
        answer = bulk(api, "move", {"ids": ids, "status": "rejected"})
        entry = StatusChange.objects.get(application=ids[1], to_status="rejected")
        correct_change(actor=user, application_id=ids[1], change_id=entry.pk, corrections={"note": "By phone"})
        delete_application(actor=user, application_id=ids[2])
        again = start_application(actor=user, job=Application.objects.get(pk=ids[3]).job)
        before = every_row()
        assert bad_rows(undo(api, answer), 409, "changed_since") == [
            (1, ids[1], "id", "changed_since"),
            (2, ids[2], "id", "changed_since"),
            (3, ids[3], "id", "open_application_exists"),
        ]
        assert every_row() == before
        assert again.is_open

    @pytest.mark.django_db(transaction=True)
    def test_a_single_move_at_the_same_time_has_its_place(self, user: User) -> None:
        for _ in range(3):
            ids = applied(user, 30)

            def move(ids: list[int], status: str) -> int:
                batch = Batch(is_partial=True)
                selection = named(dict(enumerate(ids)), batch)
                bulk_move_applications(actor=user, selection=selection, move=Move(status), batch=batch)
                return len(batch.updated)

            def single(pk: int = ids[17]) -> int:
                move_application(actor=user, application_id=pk, status="offer")
                return 1

            moved = at_once(partial(move, ids, "screening"), partial(move, ids[::-1], "interview"), single)
            assert moved == [30, 30, 1]
            for pk in ids:
                assert_consistent(pk)
            assert StatusChange.objects.filter(application__in=ids).count() == 2 * 30 + 61

    @pytest.mark.django_db(transaction=True)
    def test_it_sees_what_a_single_move_committed_while_it_waited(self, user: User) -> None:
        [pk] = applied(user, 1)

        def move() -> list[tuple[int, int | None, str, str]]:
            batch = Batch(is_partial=True)
            selection = named({0: pk}, batch)
            bulk_move_applications(actor=user, selection=selection, move=Move("offer"), batch=batch)
            return in_short([dict(item) for item in batch.failed])

        def reject() -> object:
            return move_application(actor=user, application_id=pk, status="rejected")

        [failed] = release_together(reject, move)
        assert failed == [(0, pk, "non_field_errors", "application_closed")]
        assert_consistent(pk)


def comparable(*, now: bool) -> list[list[dict[str, Any]]]:
    """The tables without what differs from one writing to another: ids of entries, and the present where it counts."""
    applications, changes = tables(without=("updated_at", "recorded_at", "last_change"))
    for row in changes:
        row.pop("id")
        if now and row["note"] == "n":
            row.pop("occurred_at")
    for row in applications:
        if now and row["status_since"] > MONDAY + 30 * DAY:
            row.pop("status_since")
    return [applications, sorted(changes, key=repr)]


class TestTrash:
    def test_they_go_and_come_back(self, api: APIClient, user: User) -> None:
        ids = applied(user, 3)
        before = tables()
        answer = bulk(api, "delete", {"filter": {"status": "applied"}, "expected_count": 3})
        assert answer["deleted"] == ids
        assert {str(one.trashed_with) for one in Application.objects.all()} == {answer["operation"]}
        restored = bulk(api, "restore", {"ids": ids[1:]})
        assert restored["restored"] == ids[1:]
        assert bad_rows(undo(api, answer), 409, "changed_since") == [
            (place, ids[place], "id", "changed_since") for place in (1, 2)
        ]
        assert undo(api, restored).status_code == 200
        assert Application.objects.visible_to(user).count() == 0
        bulk(api, "restore", {"ids": ids})
        assert tables() == before

    def test_undone_they_are_where_they_were(self, api: APIClient, user: User) -> None:
        ids = applied(user, 3)
        before = tables()
        assert undo(api, bulk(api, "delete", {"ids": ids})).status_code == 200
        assert tables() == before

    def test_what_cannot_come_back_is_a_bad_row_or_in_the_way(self, api: APIClient, user: User) -> None:
        ids = applied(user, 3)
        jobs = [Application.objects.get(pk=pk).job for pk in ids]
        answer = bulk(api, "delete", {"ids": ids})
        delete_job(actor=user, job_id=jobs[0].pk)
        start_application(actor=user, job=jobs[1])
        expected = [(0, ids[0], "id", "posting_in_trash"), (1, ids[1], "id", "open_application_exists")]
        assert bad_rows(api.post(f"{APPLICATIONS}bulk-restore/", {"ids": ids})) == expected
        assert bad_rows(undo(api, answer), 409, "changed_since") == expected
        partly = bulk(api, "restore", {"ids": ids, "mode": "partial"})
        assert (partly["restored"], in_short(partly["failed"])) == ([ids[2]], expected)

    def test_of_two_to_one_posting_the_first_comes_back(self, api: APIClient, user: User) -> None:
        job = JobFactory.create(owner=user)
        ids = []
        for _ in range(2):
            ids.append(start_application(actor=user, job=job).pk)
            delete_application(actor=user, application_id=ids[-1])
        refused = api.post(f"{APPLICATIONS}bulk-restore/", {"ids": ids})
        assert bad_rows(refused) == [(1, ids[1], "id", "open_application_exists")]

    def test_purged_they_are_gone_with_their_histories(self, api: APIClient, user: User) -> None:
        ids = applied(user, 3)
        bulk(api, "delete", {"ids": ids[:2]})
        assert bulk(api, "purge", {"ids": ids[:2]})["purged"] == ids[:2]
        assert list(Application.objects.values_list("pk", flat=True)) == [ids[2]]
        assert set(StatusChange.objects.values_list("application", flat=True)) == {ids[2]}


def test_the_number_of_queries_does_not_grow_with_the_rows(api: APIClient, user: User) -> None:
    def queries(kind: str, body: Any) -> tuple[int, int]:
        """Those of the request, and of undoing it; both with the two that say who is calling."""
        with CaptureQueriesContext(connection) as doing:
            response = api.post(f"{APPLICATIONS}bulk-{kind}/", body)
        assert response.status_code in (200, 201), response.content
        assert response.json()["failed"] == []
        if response.json()["operation"] is None:
            return len(doing), 0
        with CaptureQueriesContext(connection) as undoing:
            assert undo(api, response.json()).status_code == 200
        return len(doing), len(undoing)

    for count in (2, 200):
        rows = [{"job": job.pk} for job in JobFactory.create_batch(count, owner=user)]
        ids, trashed, purged = applied(user, count), applied(user, count), applied(user, count)
        bulk(api, "delete", {"ids": trashed})
        bulk(api, "delete", {"ids": purged})
        # Between two entries, so that the second is connected anew.
        early = [make_application(user, ("applied", MONDAY), ("offer", MONDAY + 2 * DAY)).pk for _ in range(count)]
        past = {"ids": early, "status": "interview", "occurred_at": (MONDAY + DAY).isoformat()}
        assert {
            "create": queries("create", {"rows": rows}),
            "update": queries("update", {"ids": ids, "changes": {"notes": "x"}}),
            "update each": queries("update", {"rows": [{"id": pk, "notes": str(pk)} for pk in ids]}),
            "move": queries("move", {"ids": ids, "status": "interview"}),
            "move in the past": queries("move", past),
            "delete": queries("delete", {"ids": ids}),
            "restore": queries("restore", {"ids": trashed}),
            "purge": queries("purge", {"ids": purged}),
        } == {
            "create": (11, 9),
            "update": (7, 9),
            "update each": (7, 9),
            "move": (9, 13),
            "move in the past": (10, 14),
            "delete": (7, 14),
            "restore": (12, 9),
            "purge": (15, 0),
        }, count


# A value for each filter of the list, by which the application below is found.
FILTERS: dict[str, str | list[str]] = {
    "search": "engineer OR mail", "status": ["applied", "offer"], "is_open": "true", "priority": ["normal", "low"],
    "applied_from": "2026-01-01", "applied_to": "2026-12-31", "status_since_from": "2026-01-01",
    "status_since_to": "2026-12-31", "created_from": "2026-01-01", "created_to": "2999-12-31",
    "updated_from": "2026-01-01", "updated_to": "2999-12-31", "entered": ["interested", "offer"],
    "entered_from": "2026-01-01", "entered_to": "2026-12-31", "tags": ["b", "A"], "tags_match": "all",
}  # fmt: skip
STAGE_NEEDED = {"entered_from", "entered_to"}


@pytest.mark.parametrize("name", [*ApplicationFilter.base_filters, "all"])
def test_every_filter_of_the_list_selects(name: str, api: APIClient, user: User) -> None:
    [pk] = applied(user, 1)
    update_application(actor=user, application_id=pk, changes={"tags": ["a", "b"]})
    stage = make_board(user).first("applied").pk
    values = FILTERS | {"job": str(Application.objects.get(pk=pk).job_id), "stage": str(stage)}
    names = set(values) if name == "all" else {name} | ({"entered"} if name in STAGE_NEEDED else set())
    body = {"filter": {name: values[name] for name in names}, "status": "interview"}
    assert bulk(api, "move", body)["updated"] == [pk]


def test_the_present_is_one_instant_for_all(api: APIClient, user: User) -> None:
    ids = applied(user, 3)
    bulk(api, "move", {"ids": ids, "status": "offer"})
    assert Application.objects.values("updated_at").distinct().count() == 1
    assert Application.objects.latest("updated_at").updated_at <= timezone.now()
