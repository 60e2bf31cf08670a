"""What a person does with an import; the long work is a run's (`dataio/imports/previewing.py` and so on)."""

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.core.files import File
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from dataio.imports.states import COMMIT, PREVIEW, UNDO, UNDO_FOR, State, state_of
from dataio.imports.undoing import refuse_changed
from dataio.layouts.targets import TARGETS
from dataio.models import Import, Run
from dataio.runs.performing import cancel_run, queue_run
from dataio.uploads import drop_upload, keep_upload
from jobtracker.errors import Conflict, InvalidInput

# Whoever is too late most often has the page open twice.
_STANDS: Final = {
    State.READING: "the file is being read just now",
    State.READY: "the import is not committed yet",
    State.COMMITTING: "the import is being written already",
    State.COMMITTED: "the import is done already",
    State.UNDOING: "the import is being undone already",
    State.UNDONE: "the import was undone already",
    State.FAILED: "the file could not be read",
    State.CANCELLED: "the reading of the file was cancelled",
}


def start_import(*, actor: User, content: File[bytes]) -> Import:
    """Keep a file and have it read. Raises InvalidInput on `file`; Conflict where too much is waiting already."""
    upload = keep_upload(actor=actor, content=content)
    try:
        with transaction.atomic():
            of_import = Import(owner=actor, upload=upload, file_name=upload.file_name, size=upload.size)
            of_import.save(force_insert=True)
            _queue(of_import, actor, PREVIEW, {})
    except BaseException:
        drop_upload(upload)
        raise
    return of_import


@transaction.atomic
def choose(*, actor: User, import_id: uuid.UUID, choices: Mapping[str, Any]) -> Import:
    """Have the file read anew, with what the person says of it. Raises InvalidInput; Conflict where it is too late."""
    of_import = _held(actor, import_id)
    if of_import.upload_id is None:
        raise Conflict("file_expired", "The file is not kept any more. Send it again.")
    _require(of_import, State.READY, State.FAILED, State.CANCELLED)
    of_import.options = {**of_import.options, **choices.get("options", {})}
    known = {table["name"]: table for table in of_import.tables}
    for table in choices.get("tables", []):
        _check_table(table, known)
        former = of_import.choices.get(table["name"], {})
        said = {name: value for name, value in table.items() if name != "name"}
        for name in ("columns", "status_words"):
            if name in said:
                said[name] = {**former.get(name, {}), **said[name]}
        of_import.choices[table["name"]] = {**former, **said}
    of_import.read_at = None
    of_import.save(update_fields=["options", "choices", "read_at", "updated_at"])
    _queue(of_import, actor, PREVIEW, {})
    return of_import


@transaction.atomic
def start_commit(*, actor: User, import_id: uuid.UUID, mode: str, duplicates: str) -> Import:
    """Have it written. Raises Conflict where there is nothing to write, or a row has an error and all are asked for."""
    of_import = _held(actor, import_id)
    _require(of_import, State.READY)
    errors = of_import.verdicts.get("error", 0)
    if errors and mode == "all_or_nothing":
        rows = "1 row has an error" if errors == 1 else f"{errors:,} rows have errors"
        raise Conflict("rows_have_errors", f"{rows}. Correct them, or import the good rows alone.")
    _queue(of_import, actor, COMMIT, {"mode": mode, "duplicates": duplicates})
    return of_import


@transaction.atomic
def start_undo(*, actor: User, import_id: uuid.UUID, keep_changed: bool) -> Import:
    """Have it taken back. Raises ChangedSince, unless what was changed is to be kept as it is."""
    of_import = _held(actor, import_id)
    _require(of_import, State.COMMITTED)
    if of_import.committed_at is None or of_import.committed_at < timezone.now() - UNDO_FOR:
        raise Conflict("too_late", f"An import can be undone for {UNDO_FOR.days} days.")
    if not keep_changed:
        # The run looks once more; whoever asks is told at once.
        refuse_changed(of_import)
    _queue(of_import, actor, UNDO, {"keep_changed": keep_changed})
    return of_import


@transaction.atomic
def cancel_import(*, actor: User, import_id: uuid.UUID) -> Import:
    """Have what is being done with it stop, within seconds. Raises Conflict where nothing is."""
    of_import = _held(actor, import_id)
    if of_import.run_id is None:
        raise Conflict("run_is_over", "There is nothing to cancel.")
    of_import.run = cancel_run(actor=actor, run_id=of_import.run_id)
    return of_import


@transaction.atomic
def delete_import(*, actor: User, import_id: uuid.UUID) -> None:
    """Forget it; what it wrote stays. Raises Conflict while something is being done with it."""
    of_import = _held(actor, import_id)
    _require(of_import, *(state for state in State if state not in (State.READING, State.COMMITTING, State.UNDOING)))
    upload = of_import.upload
    of_import.delete()
    if upload is not None:
        transaction.on_commit(lambda: drop_upload(upload), robust=True)


def _held(actor: User, import_id: uuid.UUID) -> Import:
    """The actor's import, locked until the end of the transaction, as is."""
    visible = Import.objects.visible_to(actor)
    get_object_or_404(visible.select_for_update().only("pk"), pk=import_id)
    held: Import = visible.select_related("run", "upload").get(pk=import_id)
    return held


def _require(of_import: Import, *states: State) -> None:
    state = state_of(of_import)
    if state not in states:
        raise Conflict("wrong_state", f"Nothing was begun: {_STANDS[state]}.")


def _queue(of_import: Import, actor: User, kind: str, parameters: Mapping[str, Any]) -> None:
    run: Run = queue_run(actor=actor, kind=kind, parameters={"import": str(of_import.pk), **parameters})
    of_import.run = run
    of_import.save(update_fields=["run", "updated_at"])


def _check_table(table: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise InvalidInput for a table, column or target that there is not."""
    if table["name"] not in known:
        raise InvalidInput("tables", "unknown", f"There is no table “{table['name'][:50]}”.")
    names = {column["name"] for column in known[table["name"]]["columns"]}
    for column, target in table.get("columns", {}).items():
        if column not in names:
            raise InvalidInput("tables", "unknown", f"There is no column “{column[:50]}”.")
        if target is not None and target not in TARGETS:
            raise InvalidInput("tables", "unknown", f"There is no target “{target[:50]}”.")
