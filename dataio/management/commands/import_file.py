"""`manage.py import_file FILE --user EMAIL`: bring postings in from a shell."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from dataio.importing.postings import import_postings
from jobtracker.errors import InvalidFile


class Command(BaseCommand):
    """Import a CSV file of postings for one person: every row, or none."""

    help = "Import a CSV file of postings for one person: every row, or, if one is bad, none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to import, and for whom."""
        parser.add_argument("file", type=Path, help="a CSV file in UTF-8 with a header row")
        parser.add_argument("--user", required=True, metavar="EMAIL", help="whose postings these become")

    def handle(self, *, file: Path, user: str, **options: Any) -> None:
        """Import the file and say what came of it. Raises CommandError that lists every bad row."""
        try:
            actor = User.objects.get_by_natural_key(user)
        except User.DoesNotExist:
            raise CommandError(f"There is no account with the address {user}.") from None
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.") from None
        try:
            result = import_postings(actor=actor, content=content, file_name=file.name)
        except InvalidFile as error:
            lines = [f"  row {row['row']}, {row['column'] or 'whole row'}: {row['message']}" for row in error.rows]
            raise CommandError("\n".join([error.message, *lines])) from None
        if result.columns_in_notes:
            self.stdout.write(f"Kept in the notes: {', '.join(result.columns_in_notes)}")
        self.stdout.write(
            self.style.SUCCESS(
                f"{result.rows:,} rows in {result.seconds:.1f} s: "
                f"{result.created:,} created, {result.unchanged:,} unchanged."
            )
        )
