"""Writes a person's list into a file, as the API exports it."""

import sys
from argparse import ArgumentParser
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.core.management.base import BaseCommand, CommandError
from rest_framework.exceptions import ValidationError

from accounts.models import User
from dataio.exporting.formats import FORMATS, file_name, write_rows
from dataio.resources import RESOURCES
from jobtracker.errors import DomainError, fields_of, summary
from jobtracker.list_resources import rows_of_list

_BAR: Final = 30


class Command(BaseCommand):
    """Exports postings or applications of one person."""

    help = "Write the postings or applications of a person into a file, with the filters and the order of their list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, of what, as what, and where to."""
        parser.add_argument("--user", required=True, metavar="EMAIL", help="whose")
        parser.add_argument("--resource", choices=list(RESOURCES), default="jobs")
        parser.add_argument("--format", choices=list(FORMATS), default="csv")
        parser.add_argument(
            "--filter",
            nargs="+",
            action="extend",
            default=[],
            metavar="NAME=VALUE",
            help="a parameter of the list, such as search=python or ordering=-posted_on; a name may be repeated",
        )
        parser.add_argument("--fields", nargs="+", default=[], metavar="COLUMN", help="columns, in order; else all")
        parser.add_argument("--bom", action="store_true", help="begin CSV with a byte order mark, for Excel")
        parser.add_argument("--output", metavar="FILE", help="“-” is stdout; else a name such as jobs-2026-11-23.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file; how far that is shows on stderr, where that is a terminal. Raises CommandError."""
        try:
            person = User.objects.get_by_natural_key(options["user"])
        except User.DoesNotExist:
            raise CommandError(f"There is no account with the address {options['user']}.") from None
        resource, file_format = RESOURCES[options["resource"]], options["format"]
        output = options["output"] or file_name(resource, file_format)
        if output == "-" and file_format == "xlsx" and sys.stdout.isatty():
            raise CommandError("A workbook is nothing for a terminal: give it an --output.")
        try:
            rows = rows_of_list(resource.name, _query(options["filter"]), person)
            columns = resource.chosen(options["fields"])
            with ExitStack() as stack:
                file: BinaryIO = sys.stdout.buffer if output == "-" else stack.enter_context(_opened(output))
                write_rows(
                    rows,
                    columns,
                    resource=resource,
                    file_format=file_format,
                    with_mark=options["bom"],
                    file=file,
                    told=self._show,
                )
                file.flush()
        except (ValidationError, DomainError) as error:
            raise CommandError(summary(fields_of(error))) from None
        if sys.stderr.isatty():
            self.stderr.write("")

    def _show(self, done: int, total: int) -> None:
        """A bar, on the same line each time."""
        if sys.stderr.isatty():
            full = done * _BAR // total if total else 0
            bar = "#" * full + "." * (_BAR - full)
            self.stderr.write(f"\r[{bar}] {done:,} of {total:,}", ending="")
            self.stderr.flush()


def _query(pairs: list[str]) -> dict[str, list[str]]:
    """The parameters of the list. Raises CommandError for a word without a sign of equality."""
    query = defaultdict(list)
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise CommandError(f"--filter takes NAME=VALUE, not “{pair}”.")
        query[name].append(value)
    return dict(query)


def _opened(path: str) -> BinaryIO:
    """A new file. Raises CommandError where it cannot be made."""
    try:
        return Path(path).open("wb")  # the caller closes it
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
