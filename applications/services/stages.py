"""Writes of the board. Whoever locks stages and applications locks the stages first, each in the order of their ids."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from accounts.models import User
from applications.board import Board, board_of
from applications.models import Application, Stage
from jobtracker.bulk import DOES_NOT_EXIST, instant_after
from jobtracker.errors import Conflict, DomainError, Fields, summary
from jobtracker.preconditions import require_match
from jobtracker.row_sets import delete_for_good, insert_rows, update_rows


@transaction.atomic
def replace_board(*, actor: User, stages: Sequence[Mapping[str, Any]], if_match: str | None = None) -> Board:
    """Have the board be these stages (name, status, colour) in this order; one with an id stays that one.

    They are valid among themselves. The applications of a stage that is gone fall to the first one of their status.
    Raises DomainError by place for an id that the actor has no stage of, Conflict where a stage with applications in it
    were to stand for another status, Stale where `if_match` names a former board.
    """
    board = _locked_board(actor, if_match)
    known = {stage.pk: stage for stage in board.stages if stage.pk is not None}
    _refuse_unknown(stages, known)
    given = {stage["id"]: stage for stage in stages if stage["id"] is not None}
    gone = known.keys() - given.keys()
    turned = [stage for pk, stage in known.items() if pk in given and given[pk]["status"] != stage.status]
    for stage in turned:
        if Application.objects.visible_to(actor).filter(board.lying_in(stage)).exists():
            message = (
                f'Applications lie in "{stage.name}", so that it goes on standing for {stage.get_status_display()}. '
                "Move them first, or make another stage."
            )
            raise Conflict("stage_in_use", message)
    _empty(actor, {*gone, *(stage.pk for stage in turned)})
    at = instant_after(known.values())
    delete_for_good(Stage, sorted(gone))
    # Two may have each other's name now, which their index would refuse on the way. No name begins with a blank.
    passing = Concat(Value(" "), Cast("pk", CharField()))
    Stage.objects.filter(pk__in=given).update(name=passing)
    rows = [{**stage, "position": place} for place, stage in enumerate(stages)]
    update_rows(Stage, ["name", "status", "color", "position"], [row for row in rows if row["id"]], updated_at=at)
    insert_rows([Stage(owner=actor, **row) for row in rows if not row["id"]], at)
    return board_of(actor)


@transaction.atomic
def reset_board(*, actor: User, if_match: str | None = None) -> None:
    """Back to one stage for each status. Raises Stale where `if_match` names a former board."""
    board = _locked_board(actor, if_match)
    ids = {stage.pk for stage in board.stages if stage.pk is not None}
    _empty(actor, ids)
    delete_for_good(Stage, sorted(ids))


def hold_stages(actor: User, stage_ids: Collection[int]) -> Mapping[int, Stage]:
    """Keep the actor's stages as they are until the end of the transaction; those of the ids that are there, by id.

    To be called before applications are locked.
    """
    if not stage_ids:
        return {}
    held = Stage.objects.visible_to(actor).filter(pk__in=stage_ids).select_for_update(no_key=True).order_by("pk")
    return {stage.pk: stage for stage in held}


def _locked_board(actor: User, if_match: str | None) -> Board:
    """The board, which nobody else changes or moves applications into until the end of the transaction."""
    # A board of no rows has none to lock. What refers to a person is written all the same.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=actor.pk)
    # Evaluated for its locks alone: what follows sees what those had to wait for.
    list(Stage.objects.visible_to(actor).select_for_update().order_by("pk").values_list("pk"))
    board = board_of(actor)
    require_match(board, if_match)
    return board


def _refuse_unknown(stages: Sequence[Mapping[str, Any]], known: Mapping[int, Stage]) -> None:
    code, message = DOES_NOT_EXIST[1:]
    fields: Fields = {
        f"{place}.id": [{"code": code, "message": message}]
        for place, stage in enumerate(stages)
        if stage["id"] is not None and stage["id"] not in known
    }
    if fields:
        raise DomainError("validation_error", summary(fields), fields=fields)


def _empty(actor: User, stage_ids: Collection[int]) -> None:
    """Have the applications in these stages, which are locked, lie in the first one of their status."""
    lying: Any = Application.objects.filter(owner=actor, stage__in=stage_ids)
    locked = list(lying.only("updated_at", "trashed_at").order_by("pk").select_for_update())
    shown = [application for application in locked if application.trashed_at is None]
    Application.objects.filter(pk__in=[one.pk for one in shown]).update(stage=None, updated_at=instant_after(shown))
    # That one lies in the trash is all that is known of the others: that they were put there can still be undone.
    Application.objects.filter(pk__in=[one.pk for one in locked if one.trashed_at is not None]).update(stage=None)
