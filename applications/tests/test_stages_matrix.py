"""Who may do what with boards."""

from typing import Any, ClassVar

from django.urls import reverse

from accounts.models import User
from applications.board import board_of
from applications.factories import make_application, make_board
from applications.models import Stage
from applications.tests.test_api_matrix import BEGINNING
from jobtracker.testing.answers import refused_fields
from jobtracker.testing.database import every_row
from jobtracker.testing.matrix import Address, ClientOf, EndpointMatrix, Operation, OwnedObjectMatrix, ReferenceMatrix


def columns(owner: User) -> list[dict[str, Any]]:
    """The person's board as it is sent."""
    return [
        {"id": stage.pk, "name": stage.name, "status": stage.status, "color": stage.color}
        for stage in board_of(owner).stages
    ]


class TestBoard(EndpointMatrix):
    """`/stages/`."""

    route = "board"
    operations = (Operation("get"), Operation("put", is_json_alone=True), Operation("delete", 204))

    def body(self, method: str, owner: User) -> Any:
        """The board with another name."""
        return [column | {"name": column["name"].upper()} for column in columns(owner)]

    def test_somebody_elses_stage_answers_as_one_that_does_not_exist(
        self, user: User, other_user: User, client_of: ClientOf
    ) -> None:
        theirs = make_board(other_user).stages[3].pk
        board, client = columns(user), client_of(user)
        before = every_row()
        answers = []
        for stage_id in (theirs, 2**62):
            board[2]["id"] = stage_id
            answers.append(refused_fields(client.put(reverse(self.route), board)))
        assert answers == [{"2.id": ["does_not_exist"]}] * 2
        assert every_row() == before

    def test_everybody_has_a_board_of_their_own(self, user: User, other_user: User, client_of: ClientOf) -> None:
        make_board(other_user, ("Second round", "interview"))
        for method in ("get", "delete", "get"):
            getattr(client_of(user), method)(reverse(self.route))
        assert len(client_of(user).get(reverse(self.route)).json()) == 10
        assert Stage.objects.filter(owner=other_user).count() == 11


class TestMoveToStage(OwnedObjectMatrix, ReferenceMatrix):
    """`/applications/{id}/move/` with a stage."""

    route = "application-move"
    operations = (Operation("post"),)
    references: ClassVar = {"stage": lambda owner: make_board(owner).stages[0].pk}

    def address(self, owner: User) -> Address:
        """An open application."""
        return {"pk": make_application(owner, ("applied", BEGINNING)).pk}

    def body(self, method: str, owner: User) -> Any:
        """A move into another column."""
        stage = board_of(owner).first("offer")
        return {"stage": stage.pk or make_board(owner).first("offer").pk}


class TestStageCounts(EndpointMatrix):
    """`/applications/stage-counts/`."""

    route = "application-stage-counts"
    operations = (Operation("get"),)
