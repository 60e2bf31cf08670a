"""The runs of imports. Each does its work in one transaction and ends in it: all of it counts, or nothing."""

from typing import Final

from django.db import IntegrityError, transaction

from dataio.imports.committing import commit
from dataio.imports.previewing import preview
from dataio.imports.states import COMMIT, PREVIEW, UNDO
from dataio.imports.undoing import undo
from dataio.models import Import, Run
from dataio.runs.kinds import provide_kind
from dataio.runs.leases import Work
from dataio.uploads import local_copy
from jobtracker.errors import Conflict, InvalidFile

# How often somebody may write the same posting, or the same application, while a commit is under way.
_TRIES: Final = 3
_MAX_NAMED_ROWS: Final = 100


def provide_kinds() -> None:
    """Say what the runs of imports do."""
    provide_kind(PREVIEW, perform_preview)
    provide_kind(COMMIT, perform_commit)
    provide_kind(UNDO, perform_undo)


def perform_preview(work: Work) -> None:
    """Read a file. A preview that is begun anew replaces what there is."""
    of_import = _import_of(work)
    if of_import.upload is None:
        raise Conflict("file_expired", "The file is not kept any more. Send it again.")
    try:
        with local_copy(of_import.upload) as path, transaction.atomic():
            preview(of_import, path, work.report)
            work.end(Run.State.DONE, percent=100, result={"verdicts": of_import.verdicts})
    except InvalidFile as problem:
        rows = problem.rows[:_MAX_NAMED_ROWS]
        said = {"code": problem.code, "message": problem.message}
        work.end(Run.State.FAILED, problem={**said, "rows": rows} if rows else said)


def perform_commit(work: Work) -> None:
    """Write an import. Raises Conflict where others write the same again and again."""
    of_import = _import_of(work)
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                commit(of_import, duplicates=work.run.parameters["duplicates"], report=work.report)
                work.end(Run.State.DONE, percent=100, result=of_import.summary)
        except IntegrityError:
            # What came in meanwhile is known the next time.
            continue
        return
    raise Conflict("conflict", "The same postings were written at the same time, again and again. Try once more.")


def perform_undo(work: Work) -> None:
    """Take an import back."""
    of_import = _import_of(work)
    with transaction.atomic():
        undo(of_import, keep_changed=work.run.parameters["keep_changed"], report=work.report)
        work.end(Run.State.DONE, percent=100, result=of_import.summary)


def _import_of(work: Work) -> Import:
    imports = Import.objects.visible_to(work.run.owner).select_related("owner", "upload")
    of_import: Import = imports.get(pk=work.run.parameters["import"])
    return of_import
