"""Applications for tests: made by the service, with their histories."""

from datetime import datetime

from accounts.models import User
from applications.board import Board, board_of
from applications.models import Application, ChangeOrigin
from applications.services.applications import NewApplication, Step, record_applications
from applications.services.stages import replace_board
from jobs.factories import JobFactory
from jobs.models import Job


def make_application(owner: User, *steps: tuple[str, datetime], job: Job | None = None) -> Application:
    """An application of `owner` that went through these steps."""
    new = NewApplication(job=job or JobFactory.create(owner=owner), steps=[Step(*step) for step in steps])
    return record_applications(actor=owner, new=[new], origin=ChangeOrigin.USER)[0]


def make_board(owner: User, *more: tuple[str, str]) -> Board:
    """A board of `owner` with the default columns, and after these some more: name and status of each."""
    stages = [
        {"id": None, "name": stage.name, "status": stage.status, "color": stage.color}
        for stage in board_of(owner).stages
    ]
    stages += [{"id": None, "name": name, "status": status, "color": "#123456"} for name, status in more]
    return replace_board(actor=owner, stages=stages)
