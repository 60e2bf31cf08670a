"""`manage.py import_file FILE --user EMAIL`: bring postings and applications in from a shell."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from dataio.imports.committing import commit
from dataio.imports.from_disk import read_file
from dataio.imports.serializers import shown_rows
from dataio.models import Import, ImportRow
from jobtracker.errors import InvalidFile

_BAR: Final = 40


class Command(BaseCommand):
    """Import a file for one person: every row, or, if one is bad, none."""

    help = (
        "Import CSV, TSV, XLSX, JSON, NDJSON or a ZIP of these for one person: every row, or, if one is bad, none. "
        "Ends with 1 where nothing was written because of the file, or a dry run found bad rows."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to import, for whom, and how."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", required=True, metavar="EMAIL", help="whose postings these become")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text", dest="form", help="of what is said")
        parser.add_argument("--good-rows", action="store_true", help="leave bad rows out")
        parser.add_argument("--duplicates", choices=["skip", "create"], default="skip", help="what is probably there")

    def handle(
        self, *, file: Path, user: str, dry_run: bool, form: str, good_rows: bool, duplicates: str, **options: Any
    ) -> None:
        """Import the file and say what came of it. Raises CommandError with the reason where it was not to be."""
        try:
            actor = User.objects.get_by_natural_key(user)
        except User.DoesNotExist:
            raise CommandError(f"There is no account with the address {user}.") from None
        if file.exists() and not file.is_file():
            # A pipe would be waited for without end.
            raise CommandError(f"Cannot read {file}: it is no file.")
        reading = _progress("Reading")
        try:
            with transaction.atomic():
                of_import = read_file(actor=actor, path=file, report=reading)
                # What comes next stands on a line of its own.
                reading(1, 1)
                bad = of_import.verdicts.get("error", 0)
                if dry_run:
                    self._tell_rows(of_import, form)
                    transaction.set_rollback(True)
                elif bad and not good_rows:
                    lines = [f"  {line}" for line in _problems(of_import)]
                    raise CommandError("\n".join([f"Rows with errors: {bad:,}. Nothing was imported.", *lines]))
                else:
                    writing = _progress("Writing")
                    commit(of_import, duplicates=duplicates, report=writing)
                    writing(1, 1)
                    self._tell_summary(of_import, form)
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.") from None
        except InvalidFile as error:
            lines = [f"  row {row['row']}, {row['column'] or 'whole row'}: {row['message']}" for row in error.rows]
            raise CommandError("\n".join([error.message, *lines])) from None
        if dry_run and bad:
            sys.exit(1)

    def _tell_rows(self, of_import: Import, file_format: str) -> None:
        """What each row would become, as one array of JSON; or the verdicts, and every problem, in words."""
        if file_format == "json":
            separator = "["
            for rows in _pages(of_import):
                for row in shown_rows(rows, of_import.tables):
                    del row["id"]
                    self.stdout.write(separator + json.dumps(row, ensure_ascii=False), ending="")
                    separator = ",\n"
            self.stdout.write("[]" if separator == "[" else "]")
            return
        for line in _problems(of_import):
            self.stdout.write(line)
        self.stdout.write(", ".join(f"{verdict}: {count:,}" for verdict, count in of_import.verdicts.items()))

    def _tell_summary(self, of_import: Import, file_format: str) -> None:
        summary = of_import.summary or {}
        if file_format == "json":
            self.stdout.write(json.dumps(summary, ensure_ascii=False))
            return
        for name in ("jobs", "applications"):
            counts = ", ".join(f"{count:,} {outcome}" for outcome, count in summary[name].items())
            self.stdout.write(self.style.SUCCESS(f"{name}: {counts}"))


def _pages(of_import: Import) -> Iterator[list[ImportRow]]:
    """The rows in the order of the file, some at a time."""
    last = 0
    while rows := list(ImportRow.objects.filter(of_import=of_import, pk__gt=last).order_by("pk")[:1_000]):
        yield rows
        last = rows[-1].pk


def _problems(of_import: Import) -> Iterator[str]:
    for rows in _pages(of_import):
        for row in rows:
            for problem in row.problems or []:
                yield f"row {row.number}, {problem['column'] or 'whole row'}: {problem['message']}"


def _progress(what: str) -> Any:
    """A bar on a terminal's standard error; nothing where that is a file."""

    def report(done: int, total: int) -> None:
        if sys.stderr.isatty():
            share = done / total if total else 0
            sys.stderr.write(f"\r{what} [{'#' * round(share * _BAR):<{_BAR}}] {share:4.0%}")
            if done >= total - 1:
                sys.stderr.write("\n")
            sys.stderr.flush()

    return report
