"""`manage.py backup --user EMAIL --output FILE` or `--all --output DIRECTORY`: accounts into ZIP files."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from dataio.backups.progress import Told
from dataio.backups.writing import Written, write_backup


class Command(BaseCommand):
    """Back up one account, or all of them, each into a ZIP of its own."""

    help = "Back up one account, or all of them, each into a ZIP of its own; docs/backup.md says what is in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and where to."""
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--user", metavar="EMAIL", help="whose account")
        whose.add_argument("--all", action="store_true", help="every account")
        parser.add_argument(
            "--output",
            type=Path,
            required=True,
            metavar="PATH",
            help="the file to write; with --all a directory, in which each account has the file EMAIL.zip",
        )

    def handle(self, *, user: str | None, output: Path, **options: Any) -> None:
        """Write the files. Raises CommandError for an account that is not there, or a place that cannot be written."""
        try:
            if user is not None:
                self._back_up(_account(user), output)
                return
            output.mkdir(parents=True, exist_ok=True)
            for account in User.objects.order_by("pk"):
                self._back_up(account, output / f"{account.email.replace('/', '_')}.zip")
        except OSError as error:
            raise CommandError(f"Cannot write {error.filename or output}: {error.strerror}.") from None

    def _back_up(self, user: User, path: Path) -> None:
        """Into a file that is whole, and nobody else's to read, or not there."""
        told = Told(user.email, sys.stderr)
        with NamedTemporaryFile(dir=path.parent, prefix=".backup-", delete=False) as file:
            try:
                written: Written = write_backup(user=user, target=file, progress=told)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        told.end()
        missing = f", {len(written.missing_files)} files are lost or damaged" if written.missing_files else ""
        self.stdout.write(f"{path}: {sum(written.rows.values()):,} rows, {written.files} files{missing}")


def _account(email: str) -> User:
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        raise CommandError(f"There is no account with the address {email}.") from None
