"""The board: how it is made, what lies in which column, and that no write loses an application between them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import User
from applications.board import DEFAULT_COLORS, board_of
from applications.bulk import Move, bulk_move_applications
from applications.factories import make_application, make_board
from applications.models import CLOSED_VALUES, OPEN_VALUES, Application, Stage, StageChange, Status
from applications.selectors import stage_counts
from applications.services.applications import (
    correct_change,
    delete_application,
    move_application,
    reopen_application,
    undo_change,
)
from applications.services.stages import replace_board, reset_board
from applications.tests.test_stages_matrix import columns
from applications.tests.waiting import release_together
from jobtracker.bulk import Batch, named
from jobtracker.bulk_operations import ChangedSince, undo_operation
from jobtracker.errors import Conflict, DomainError, InvalidInput
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

STAGES = "/api/v1/stages/"
APPLICATIONS = "/api/v1/applications/"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def column(name: str, status: str, color: str = "#123456", **more: Any) -> dict[str, Any]:
    """A new column as it is sent."""
    return {"name": name, "status": status, "color": color, **more}


def stage_named(user: User, name: str) -> Stage:
    """A column of the person's board."""
    return next(stage for stage in board_of(user).stages if stage.name == name)


def move(api: APIClient, application: Application, **body: Any) -> Any:
    """The answer to a move."""
    return api.post(f"{APPLICATIONS}{application.pk}/move/", body)


@contextmanager
def checked_at_once() -> Iterator[None]:
    """A transaction whose constraints are not put off."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield


def assert_consistent(user: User) -> None:
    """Each application lies in a stage of its own status, whatever constraints have been put off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for application in Application.objects.filter(owner=user).select_related("stage"):
        assert application.stage is None or application.stage.status == application.status
    board = board_of(user)
    assert {stage.status for stage in board.stages} == set(Status.values)
    assert [stage.position for stage in board.stages] == list(range(len(board.stages)))


@pytest.mark.django_db
class TestBoard:
    def test_a_person_who_made_none_has_a_column_for_each_status(self, api: APIClient, user: User) -> None:
        answer = api.get(STAGES)
        assert [(one["id"], one["name"], one["status"], one["position"]) for one in answer.json()] == [
            (None, status.label, status.value, place) for place, status in enumerate(Status)
        ]
        assert len({one["color"] for one in answer.json()}) == len(DEFAULT_COLORS) == 10
        assert not Stage.objects.exists()

    def test_what_is_shown_can_be_sent_back_changed(self, api: APIClient, user: User) -> None:
        board = api.get(STAGES).json()
        board.insert(4, column("  Second \t round ", "interview", "#AbCdEf"))
        made = api.put(STAGES, board).json()
        assert [one["name"] for one in made[3:6]] == ["Interview", "Second round", "Offer"]
        assert made[4]["color"] == "#abcdef"
        assert [one["position"] for one in made] == list(range(11))
        assert all(one["id"] for one in made)
        # Names and places change hands; what has an id stays itself.
        made[3]["name"], made[4]["name"] = made[4]["name"], made[3]["name"]
        changed = api.put(STAGES, [made[10], *made[:10]]).json()
        assert [one["id"] for one in changed] == [one["id"] for one in [made[10], *made[:10]]]
        assert [one["name"] for one in changed[4:6]] == ["Second round", "Interview"]
        assert api.get(STAGES).json() == changed
        assert_consistent(user)

    def test_a_name_that_was_freed_can_be_taken_at_once(self, api: APIClient, user: User) -> None:
        board = columns(user)
        make_board(user)
        answer = api.put(STAGES, board)
        assert answer.status_code == 200
        assert Stage.objects.count() == 10

    @pytest.mark.parametrize(
        ("change", "refused"),
        [
            (lambda board: board.pop(), {"non_field_errors": ["status_missing"]}),
            (lambda board: board.clear(), {"non_field_errors": ["empty"]}),
            (
                lambda board: board.extend(column(f"C{n}", "offer") for n in range(31)),
                {"non_field_errors": ["max_length"]},
            ),
            (lambda board: board.append(column("APPLIED", "offer")), {"10.name": ["repeated"]}),
            (lambda board: board.append(column(" applied  ", "offer")), {"10.name": ["repeated"]}),
            (lambda board: board[0].update(name=" "), {"0.name": ["blank"]}),
            (lambda board: board[1].update(name="x" * 41), {"1.name": ["max_length"]}),
            (lambda board: board[1].update(name="a\0b"), {"1.name": ["null_characters_not_allowed"]}),
            (lambda board: board[2].update(color="green"), {"2.color": ["invalid"]}),
            (lambda board: board[2].update(color="#12345"), {"2.color": ["invalid"]}),
            (lambda board: board[3].update(status="hired"), {"3.status": ["invalid_choice"]}),
            (lambda board: board[3].pop("status"), {"3.status": ["required"]}),
            (lambda board: board[4].update(id="x"), {"4.id": ["invalid"]}),
            (lambda board: board[4].update(id=0), {"4.id": ["min_value"]}),
            (lambda board: board[4].update(id=2**63), {"4.id": ["max_value"]}),
            (lambda board: board[4].update(id=12), {"4.id": ["does_not_exist"]}),
            (lambda board: [one.update(id=12) for one in board[4:6]], {"5.id": ["repeated"]}),
            (lambda board: board.__setitem__(5, "x"), {"5": ["invalid"]}),
        ],
    )
    def test_what_cannot_be_is_refused_by_place_and_nothing_is_done(
        self, api: APIClient, user: User, change: Callable[[Any], Any], refused: dict[str, list[str]]
    ) -> None:
        board = columns(user)
        change(board)
        before = every_row()
        assert refused_fields(api.put(STAGES, board)) == refused
        assert every_row() == before

    @pytest.mark.parametrize("body", [{}, {"name": "x"}, "x", 5, None])
    def test_a_board_is_a_list(self, api: APIClient, body: Any) -> None:
        assert api.put(STAGES, body).status_code == 400

    def test_a_board_of_forty_costs_as_many_statements_as_one_of_ten(
        self, user: User, django_assert_num_queries: Any
    ) -> None:
        for count in (0, 30):
            reset_board(actor=user)
            make_board(user, *((f"More {n}", "offer") for n in range(count)))
            with django_assert_num_queries(9):
                replace_board(actor=user, stages=columns(user))

    def test_a_stale_tag_changes_nothing(self, api: APIClient, user: User) -> None:
        first = api.get(STAGES).headers["ETag"]
        board = columns(user)
        second = api.put(STAGES, board, headers={"If-Match": first}).headers["ETag"]
        assert first != second == api.get(STAGES).headers["ETag"]
        before = every_row()
        for method, body in (("put", board), ("delete", None)):
            answer = getattr(api, method)(STAGES, body, headers={"If-Match": first})
            assert (answer.status_code, error_of(answer)["code"]) == (412, "stale")
            assert answer.headers["ETag"] == second
        assert every_row() == before
        # A board that lost its last column is another one, too.
        third = api.put(STAGES, [*columns(user), column("More", "offer")]).headers["ETag"]
        fourth = api.put(STAGES, columns(user)[:-1]).headers["ETag"]
        assert len({first, second, third, fourth}) == 4
        assert api.delete(STAGES, headers={"If-Match": fourth}).status_code == 204
        assert api.get(STAGES).headers["ETag"] == first

    def test_constraints_hold_what_the_services_promise(self, user: User, other_user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        theirs = make_board(other_user).first("applied")
        own = make_board(user).first("offer")
        for stage in (theirs, own):
            with pytest.raises(IntegrityError, match="application_stage_same_owner_and_status"), checked_at_once():
                Application.objects.filter(pk=application.pk).update(stage=stage)
        for values in ({"name": "APPLIED"}, {"name": ""}, {"color": "#12345G"}):
            with pytest.raises(IntegrityError, match="stage_name"), transaction.atomic():
                Stage.objects.filter(pk=own.pk).update(**values)
        with pytest.raises(IntegrityError, match="stage_position"), checked_at_once():
            Stage.objects.filter(pk=own.pk).update(position=0)


@pytest.mark.django_db
class TestMoving:
    @pytest.fixture(autouse=True)
    def board(self, user: User) -> None:
        """A board with two columns for interviews, and two for rejections."""
        make_board(user, ("Second round", "interview"), ("Rejected later", "rejected"))

    def test_a_stage_alone_moves_within_the_status_and_is_noted(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("interview", MONDAY))
        second = stage_named(user, "Second round")
        answer = move(api, application, stage=second.pk)
        assert answer.status_code == 200
        assert (answer.json()["status"], answer.json()["stage"]) == ("interview", second.pk)
        assert answer.json()["status_since"] == "2026-03-02T09:00:00Z"
        assert answer.headers["ETag"] == api.get(f"{APPLICATIONS}{application.pk}/").headers["ETag"]
        assert application.history.count() == 1
        back = move(api, application, stage=stage_named(user, "Interview").pk)
        assert back.json()["stage"] == stage_named(user, "Interview").pk
        changes = StageChange.objects.order_by("pk").values_list("from_name", "to_name", "status", "owner")
        assert list(changes) == [
            ("Interview", "Second round", "interview", user.pk),
            ("Second round", "Interview", "interview", user.pk),
        ]

    def test_a_stage_of_another_status_makes_the_status_move_too(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        second = stage_named(user, "Second round")
        answer = move(api, application, stage=second.pk, occurred_at="2026-03-03T09:00:00Z", note="Called")
        assert (answer.json()["status"], answer.json()["stage"]) == ("interview", second.pk)
        entry = application.history.latest("pk")
        assert (entry.from_status, entry.to_status, entry.note) == ("applied", "interview", "Called")
        change = StageChange.objects.get()
        assert (change.from_name, change.to_name) == ("Applied", "Second round")
        assert change.occurred_at == MONDAY + DAY

    def test_a_status_alone_leads_to_its_first_stage(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        move(api, application, stage=stage_named(user, "Second round").pk)
        assert move(api, application, status="offer").json()["stage"] is None
        assert move(api, application, status="interview").json()["stage"] is None
        assert_consistent(user)

    def test_status_and_stage_may_be_given_where_they_agree(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        second = stage_named(user, "Second round").pk
        assert refused_fields(move(api, application, status="offer", stage=second)) == {"stage": ["other_status"]}
        answer = move(api, application, status="interview", stage=second, from_status="applied")
        assert answer.json()["stage"] == second

    def test_a_move_that_belongs_further_back_leaves_the_application_where_it_is(
        self, api: APIClient, user: User
    ) -> None:
        application = make_application(user, ("applied", MONDAY), ("offer", MONDAY + 2 * DAY))
        second = stage_named(user, "Second round").pk
        answer = move(api, application, stage=second, occurred_at=(MONDAY + DAY).isoformat())
        assert (answer.json()["status"], answer.json()["stage"]) == ("offer", None)
        assert application.history.count() == 3
        assert not StageChange.objects.exists()

    @pytest.mark.parametrize(
        ("steps", "name", "more", "code"),
        [
            (["interview"], "Interview", {}, "stage_unchanged"),
            (["applied", "rejected"], "Second round", {}, "application_closed"),
            (["applied"], "Second round", {"from_status": "offer"}, "status_conflict"),
            (["interview"], "Second round", {"from_status": "offer"}, "status_conflict"),
        ],
    )
    def test_what_does_not_fit_is_a_conflict_and_nothing_is_done(
        self, api: APIClient, user: User, steps: list[str], name: str, more: dict[str, str], code: str
    ) -> None:
        application = make_application(user, *((status, MONDAY + n * DAY) for n, status in enumerate(steps)))
        stage = stage_named(user, name).pk
        before = every_row()
        error = error_of(move(api, application, stage=stage, **more))
        assert (error["code"], error["current"]["id"]) == (code, application.pk)
        assert every_row() == before

    @pytest.mark.parametrize(
        ("body", "refused"),
        [
            ({}, {"status": ["required"]}),
            ({"stage": None}, {"stage": ["null"]}),
            ({"stage": "x"}, {"stage": ["incorrect_type"]}),
            ({"stage": 1.5}, {"stage": ["incorrect_type"]}),
            ({"stage": 2**70}, {"stage": ["does_not_exist"]}),
            ({"stage": True}, {"stage": ["incorrect_type"]}),
        ],
    )
    def test_a_stage_that_cannot_be_is_refused(
        self, api: APIClient, user: User, body: Any, refused: dict[str, list[str]]
    ) -> None:
        application = make_application(user, ("applied", MONDAY))
        assert refused_fields(move(api, application, **body)) == refused

    @pytest.mark.parametrize(("name", "value"), [("note", "Why"), ("occurred_at", "2026-03-03T09:00:00Z")])
    def test_a_move_within_a_status_has_no_entry_for_a_note_or_an_instant(
        self, api: APIClient, user: User, name: str, value: str
    ) -> None:
        application = make_application(user, ("interview", MONDAY))
        answer = move(api, application, stage=stage_named(user, "Second round").pk, **{name: value})
        assert refused_fields(answer) == {name: ["same_status"]}

    def test_a_closed_application_moves_within_its_status(self, api: APIClient, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("rejected", MONDAY + DAY))
        later = stage_named(user, "Rejected later").pk
        assert move(api, application, stage=later).json()["stage"] == later
        reopened = reopen_application(actor=user, application_id=application.pk, status="screening")
        assert reopened.stage_id is None
        assert_consistent(user)

    def test_correcting_and_undoing_leave_a_stage_of_another_status(self, api: APIClient, user: User) -> None:
        second = stage_named(user, "Second round").pk
        for change in ("correct", "undo", "correct the note"):
            application = make_application(user, ("applied", MONDAY))
            move(api, application, stage=second)
            entry = application.history.latest("pk").pk
            if change == "undo":
                undo_change(actor=user, application_id=application.pk, change_id=entry)
            else:
                corrections = {"to_status": "offer"} if change == "correct" else {"note": "!"}
                correct_change(actor=user, application_id=application.pk, change_id=entry, corrections=corrections)
            application.refresh_from_db()
            assert application.stage_id == (second if change == "correct the note" else None), change
        assert_consistent(user)

    def test_undoing_a_bulk_move_puts_each_back_into_its_stage(self, api: APIClient, user: User) -> None:
        second = stage_named(user, "Second round").pk
        ids = [make_application(user, ("interview", MONDAY)).pk for _ in range(3)]
        move_application(actor=user, application_id=ids[1], stage=second)
        answer = api.post(f"{APPLICATIONS}bulk-move/", {"ids": ids, "status": "rejected"}).json()
        assert answer["updated"] == ids
        assert not Application.objects.exclude(status="rejected", stage=None).exists()
        assert api.post(f"/api/v1/bulk-operations/{answer['operation']}/undo/").status_code == 200
        assert list(Application.objects.order_by("pk").values_list("status", "stage")) == [
            ("interview", None),
            ("interview", second),
            ("interview", None),
        ]
        assert_consistent(user)

    @pytest.mark.parametrize("is_turned", [False, True])
    def test_undoing_a_bulk_move_gets_by_without_the_former_stage(
        self, api: APIClient, user: User, is_turned: bool
    ) -> None:
        application = make_application(user, ("interview", MONDAY))
        move(api, application, stage=stage_named(user, "Second round").pk)
        answer = api.post(f"{APPLICATIONS}bulk-move/", {"ids": [application.pk], "status": "offer"}).json()
        board = [one for one in columns(user) if is_turned or one["name"] != "Second round"]
        for one in board:
            one["status"] = "offer" if one["name"] == "Second round" else one["status"]
        assert api.put(STAGES, board).status_code == 200
        assert api.post(f"/api/v1/bulk-operations/{answer['operation']}/undo/").status_code == 200
        application.refresh_from_db()
        assert (application.status, application.stage_id) == ("interview", None)
        assert_consistent(user)


@pytest.mark.django_db
class TestColumns:
    def test_each_column_is_counted_and_listed(self, api: APIClient, user: User, other_user: User) -> None:
        make_application(other_user, ("interview", MONDAY))
        applications = [make_application(user, ("interview", MONDAY)) for _ in range(4)]
        make_application(user, ("applied", MONDAY))
        counts = api.get(f"{APPLICATIONS}stage-counts/").json()
        assert {one["name"]: one["count"] for one in counts if one["count"]} == {"Applied": 1, "Interview": 4}
        assert [one["id"] for one in counts] == [None] * 10
        make_board(user, ("Second round", "interview"))
        first, second = stage_named(user, "Interview").pk, stage_named(user, "Second round").pk
        move(api, applications[0], stage=second)
        move(api, applications[1], stage=second)
        move(api, applications[1], stage=first)
        delete_application(actor=user, application_id=applications[2].pk)
        counts = api.get(f"{APPLICATIONS}stage-counts/").json()
        assert {one["name"]: one["count"] for one in counts if one["count"]} == {
            "Applied": 1,
            "Interview": 2,
            "Second round": 1,
        }

        def listed(stage: int) -> set[int]:
            return {row["id"] for row in api.get(APPLICATIONS, {"stage": stage}).json()["results"]}

        assert listed(second) == {applications[0].pk}
        assert listed(first) == {applications[1].pk, applications[3].pk}
        assert listed(make_board(other_user).first("interview").pk) == listed(2**62) == set()

    @pytest.mark.parametrize("value", ["x", "0", "-1", "1.5", str(2**63)])
    def test_an_impossible_column_is_refused(self, api: APIClient, value: str) -> None:
        assert set(refused_fields(api.get(APPLICATIONS, {"stage": value}))) == {"stage"}

    def test_a_column_that_goes_leaves_its_applications_to_the_first_of_their_status(
        self, api: APIClient, user: User
    ) -> None:
        make_board(user, ("Second round", "interview"))
        second = stage_named(user, "Second round").pk
        shown, trashed = (make_application(user, ("interview", MONDAY)) for _ in range(2))
        for application in (shown, trashed):
            move(api, application, stage=second)
        deleted = api.post(f"{APPLICATIONS}bulk-delete/", {"ids": [trashed.pk]}).json()
        tag = api.get(f"{APPLICATIONS}{shown.pk}/").headers["ETag"]
        assert api.put(STAGES, columns(user)[:-1]).status_code == 200
        answer = api.get(f"{APPLICATIONS}{shown.pk}/")
        assert answer.json()["stage"] is None
        assert answer.headers["ETag"] != tag
        # The history goes on telling of it, and what was deleted meanwhile can still come back.
        assert set(StageChange.objects.values_list("to_name", flat=True)) == {"Second round"}
        assert api.post(f"/api/v1/bulk-operations/{deleted['operation']}/undo/").status_code == 200
        assert_consistent(user)

    def test_no_column_turns_to_another_status_under_its_applications(self, api: APIClient, user: User) -> None:
        make_board(user, ("Second round", "interview"))
        put, left = (make_application(user, ("interview", MONDAY)) for _ in range(2))
        move(api, put, stage=stage_named(user, "Second round").pk)
        for name in ("Second round", "Interview"):
            board = columns(user)
            next(one for one in board if one["name"] == name)["status"] = "offer"
            before = every_row()
            answer = api.put(STAGES, board)
            assert (answer.status_code, error_of(answer)["code"]) == (409, "stage_in_use")
            assert name in error_of(answer)["message"]
            assert every_row() == before
        # In the trash they are in nobody's way.
        for application in (put, left):
            delete_application(actor=user, application_id=application.pk)
        board = columns(user)
        board[-1]["status"] = "offer"
        assert api.put(STAGES, board).status_code == 200
        assert_consistent(user)

    def test_back_to_the_defaults(self, api: APIClient, user: User) -> None:
        make_board(user, ("Second round", "interview"))
        application = make_application(user, ("interview", MONDAY))
        move(api, application, stage=stage_named(user, "Second round").pk)
        assert api.delete(STAGES).status_code == 204
        assert not Stage.objects.exists()
        assert api.get(f"{APPLICATIONS}{application.pk}/").json()["stage"] is None
        assert api.delete(STAGES).status_code == 204


ACTS = ["move", "stage", "reopen", "undo", "bulk", "back", "board"]


class TestAnyOrder(HypothesisTestCase):
    """Whatever is done in whatever order, no application lies in a stage of another status."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 60)), max_size=14))
    def test_every_application_lies_in_a_stage_of_its_status(self, acts: list[tuple[str, int]]) -> None:
        user = UserFactory.create()
        make_board(user, ("Second round", "interview"), ("Later", "rejected"), ("Phone", "screening"))
        ids = [make_application(user, ("applied", MONDAY)).pk for _ in range(2)]
        operations: list[Any] = []
        for act, number in acts:
            board = board_of(user)
            stage = board.stages[number % len(board.stages)]
            target = ids[number % 2]
            try:
                if act == "move":
                    move_application(actor=user, application_id=target, status=Status.values[number % 10])
                elif act == "stage":
                    move_application(actor=user, application_id=target, stage=stage.pk)
                elif act == "reopen":
                    reopen_application(actor=user, application_id=target, status=OPEN_VALUES[number % 5])
                elif act == "undo":
                    newest = Application.objects.with_last_change().get(pk=target).last_change
                    undo_change(actor=user, application_id=target, change_id=newest)
                elif act == "bulk":
                    batch = Batch()
                    selection = named(dict(enumerate(ids)), batch)
                    to = Move((OPEN_VALUES + CLOSED_VALUES)[number % 10])
                    bulk_move_applications(actor=user, selection=selection, move=to, batch=batch)
                    operations.append(batch.answer()["operation"])
                elif act == "back" and operations and operations[-1]:
                    undo_operation(actor=user, operation_id=operations.pop())
                elif act == "board":
                    rest = columns(user)
                    gone = rest.pop(number % len(rest))
                    replace_board(actor=user, stages=[*rest, gone | {"id": None}])
            except DomainError:
                continue
            assert_consistent(user)
        assert sum(one["count"] for one in stage_counts(user)) == 2


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    def test_two_first_boards_do_not_mix(self, user: User) -> None:
        outcomes = release_together(
            lambda: User.objects.select_for_update().get(pk=user.pk),
            lambda: make_board(user, ("One", "offer")),
            lambda: make_board(user, ("Two", "offer")),
        )
        assert len(outcomes) == 2
        names = [stage.name for stage in board_of(user).stages]
        assert len(names) == 11
        assert names[-1] in ("One", "Two")

    def test_of_two_boards_from_the_same_state_one_is_refused(self, user: User, client_of: Any) -> None:
        make_board(user)
        clients = [client_of(user) for _ in range(2)]
        tag = clients[0].get(STAGES).headers["ETag"]
        board = columns(user)
        answers = at_once(*(partial(client.put, STAGES, board, headers={"If-Match": tag}) for client in clients))
        assert sorted(answer.status_code for answer in answers) == [200, 412]

    @pytest.mark.parametrize("is_first", [True, False])
    def test_a_move_into_a_stage_that_goes_is_refused_or_carried_along(self, user: User, is_first: bool) -> None:
        second = make_board(user, ("Second round", "interview")).stages[-1]
        application = make_application(user, ("applied", MONDAY))
        without = columns(user)[:-1]

        def moving() -> str:
            try:
                move_application(actor=user, application_id=application.pk, stage=second.pk)
            except DomainError as error:
                return next(iter(error.fields.values()))[0]["code"]
            return "moved"

        def removing() -> str:
            replace_board(actor=user, stages=without)
            return "removed"

        calls = (moving, removing) if is_first else (removing, moving)
        outcomes = set(release_together(lambda: Stage.objects.select_for_update().get(pk=second.pk), *calls))
        assert outcomes in ({"moved", "removed"}, {"does_not_exist", "removed"})
        application.refresh_from_db()
        assert application.stage_id is None
        assert application.status == ("interview" if "moved" in outcomes else "applied")
        assert not Stage.objects.filter(pk=second.pk).exists()

    def test_boards_moves_and_undos_in_a_heap_neither_fail_nor_wait_for_each_other(self, user: User) -> None:
        make_board(user, ("Second round", "interview"), ("Third round", "interview"), ("Phone", "screening"))
        ids = [make_application(user, ("applied", MONDAY)).pk for _ in range(4)]

        def boards() -> None:
            for _ in range(8):
                rest = columns(user)
                last = rest.pop()
                replace_board(actor=user, stages=[*rest, last | {"id": None}])

        def moves(offset: int) -> None:
            for number in range(24):
                stage = board_of(user).stages[-1 - number % 3].pk
                with suppress(Conflict, InvalidInput):
                    move_application(actor=user, application_id=ids[(number + offset) % 4], stage=stage)

        def in_bulk() -> None:
            for number in range(8):
                batch = Batch(is_partial=True)
                selection = named(dict(enumerate(ids)), batch)
                to = Move(("offer", "screening")[number % 2])
                bulk_move_applications(actor=user, selection=selection, move=to, batch=batch)
                operation = batch.answer()["operation"]
                with suppress(ChangedSince):
                    if operation:
                        undo_operation(actor=user, operation_id=operation)

        # A deadlock, or a constraint that refuses a commit, would be raised here.
        at_once(boards, partial(moves, 0), partial(moves, 1), in_bulk)
        assert_consistent(user)
