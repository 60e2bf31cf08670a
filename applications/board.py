"""The board of a person: its columns, which stand for statuses, and in which of them an application lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q

from applications.models import Application, Stage, Status

DEFAULT_COLORS = {
    Status.INTERESTED: "#868e96",
    Status.APPLIED: "#1c7ed6",
    Status.SCREENING: "#1098ad",
    Status.INTERVIEW: "#7048e8",
    Status.OFFER: "#e67700",
    Status.ACCEPTED: "#2f9e44",
    Status.DECLINED: "#a0522d",
    Status.REJECTED: "#c92a2a",
    Status.WITHDRAWN: "#5f3dc4",
    Status.GHOSTED: "#495057",
}
# The default board never changes.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Board:
    """The columns in their order; every status has one at least.

    All rows share the instant of the board's last change, so that its entity tag tells of columns that went away, too.
    """

    stages: Sequence[Stage]
    updated_at: datetime

    def first(self, status: str) -> Stage:
        """The stage of a status in which its applications lie unless they were put into another one."""
        return next(stage for stage in self.stages if stage.status == status)

    def stage_of(self, application: Application) -> Stage:
        """The stage in which an application lies."""
        return self.find(application.status, application.stage_id)

    def find(self, status: str, stage_id: int | None) -> Stage:
        """The stage of this id, or the first one of the status."""
        own = (stage for stage in self.stages if stage_id is not None and stage.pk == stage_id)
        return next(own, None) or self.first(status)

    def lying_in(self, stage: Stage) -> Q:
        """Which applications lie in one of the stages; the status is what the lists' indexes begin with."""
        put_there = Q(stage=stage.pk)
        if self.first(stage.status) is stage:
            put_there |= Q(stage=None)
        return Q(status=stage.status) & put_there


def board_of(user: Any) -> Board:
    """The board as the person made it, or one stage for each status; one query."""
    stages = list(Stage.objects.visible_to(user).order_by("position"))
    if stages:
        return Board(stages, max(stage.updated_at for stage in stages))
    defaults = [
        Stage(name=status.label, status=status.value, position=position, color=DEFAULT_COLORS[status])
        for position, status in enumerate(Status)
    ]
    return Board(defaults, NEVER)
