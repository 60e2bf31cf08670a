"""`manage.py restore FILE [--user EMAIL] [--create] [--dry-run]`: a backup into an account."""

import sys
from argparse import ArgumentParser, BooleanOptionalAction
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.services import delete_account
from dataio.backups.archives import opened
from dataio.backups.progress import Told
from dataio.backups.restoring import Outcome, restore_backup
from jobtracker.errors import InvalidFile


class Command(BaseCommand):
    """Restore a backup: all of it, or nothing."""

    help = "Restore a backup into an account: all of it, or nothing; docs/backup.md says what becomes of what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, and into which account."""
        parser.add_argument("file", type=Path, help="a ZIP that a backup made")
        parser.add_argument("--user", metavar="EMAIL", help="the account (default: the one that it was made of)")
        parser.add_argument(
            "--create", action="store_true", help="make the account if it is not there, without a password"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument(
            "--replace-profile",
            action=BooleanOptionalAction,
            default=None,
            help="have the profile, skills and reminder rules be those of the backup (default: in an empty account)",
        )

    def handle(
        self, *, file: Path, user: str | None, create: bool, dry_run: bool, replace_profile: bool | None, **options: Any
    ) -> None:
        """Restore it and say what came of it. Raises CommandError with every problem."""
        told = Told(file.name, sys.stderr)
        try:
            with file.open("rb") as content:
                with opened(content) as archive:
                    email = user or archive.manifest.email
                account, is_new = _account(email, is_made=create)
                try:
                    outcome = restore_backup(
                        user=account,
                        file=content,
                        is_dry_run=dry_run,
                        progress=told,
                        replace_profile=replace_profile,
                    )
                except BaseException:
                    _forget(account, is_new=is_new)
                    raise
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.") from None
        except InvalidFile as error:
            raise CommandError(f"{file}: {error.message} Nothing was restored.") from None
        finally:
            told.end()
        _forget(account, is_new=is_new and (dry_run or bool(outcome.problems)))
        if outcome.problems:
            lines = [f"  {problem}" for problem in outcome.problems]
            raise CommandError("\n".join([f"{file}: nothing is restored.", *lines]))
        self._say(outcome, email)

    def _say(self, outcome: Outcome, email: str) -> None:
        of = outcome.manifest
        self.stdout.write(f"The backup of {of.email}, made on {of.made_at}, into {email}:")
        for name, count in outcome.counts.items():
            kept = outcome.kept.get(name, 0)
            if count or kept:
                self.stdout.write(f"  {name}: {count:,} added{f', {kept:,} are there already' if kept else ''}")
        self.stdout.write(f"  {outcome.files} files{', the profile' if outcome.replaces_profile else ''}")
        if outcome.missing_files:
            self.stdout.write(f"  {outcome.missing_files} files had been lost before the backup was made")
        done = "It can be restored; nothing was written." if outcome.is_dry_run else "Restored."
        self.stdout.write(self.style.SUCCESS(done))


def _account(email: str, *, is_made: bool) -> tuple[User, bool]:
    """The account, and whether it was made for this."""
    try:
        return User.objects.get_by_natural_key(email), False
    except User.DoesNotExist:
        if not is_made:
            message = (
                f"There is no account with the address {email}. Name one with --user, or have it made with --create."
            )
            raise CommandError(message) from None
    try:
        return User.objects.create_user(email), True
    except ValidationError as error:
        raise CommandError(f"{email} cannot have an account: {' '.join(error.messages)}") from None


def _forget(account: User, *, is_new: bool) -> None:
    """Leave no empty account behind where nothing was restored into it."""
    if is_new:
        delete_account(user=account)
