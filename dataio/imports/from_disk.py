"""A file of this machine brought in without a run: for the command line, and for data that comes with the product."""

from pathlib import Path
from typing import Final

from django.db import transaction

from accounts.models import User
from dataio.imports.committing import commit
from dataio.imports.previewing import Report, preview
from dataio.models import Import

_NAME: Final = 255


class RowsHaveErrors(Exception):
    """Nothing was written: a row has an error, and all rows were asked for."""

    def __init__(self, of_import: Import) -> None:
        super().__init__()
        self.of_import = of_import


def read_file(*, actor: User, path: Path, report: Report, file_name: str = "") -> Import:
    """The import of a file, with its rows and their verdicts; `file_name`: what it is called where it came from.

    Raises InvalidFile, OSError.
    """
    with transaction.atomic():
        of_import = Import(owner=actor, file_name=(file_name or path.name)[-_NAME:], size=path.stat().st_size)
        of_import.save(force_insert=True)
        preview(of_import, path, report)
    return of_import


@transaction.atomic
def bring_in(
    *,
    actor: User,
    path: Path,
    report: Report,
    good_rows: bool = False,
    duplicates: str = "skip",
    keeps_known: bool = False,
) -> Import:
    """Read a file and write it. Raises InvalidFile; RowsHaveErrors, unless `good_rows` alone are meant."""
    of_import = read_file(actor=actor, path=path, report=report)
    if of_import.verdicts.get("error") and not good_rows:
        raise RowsHaveErrors(of_import)
    commit(of_import, duplicates=duplicates, report=report, keeps_known=keeps_known)
    return of_import
