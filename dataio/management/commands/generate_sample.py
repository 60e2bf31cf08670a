"""`manage.py generate_sample [--check]`: write the sample's files anew, or see whether they are as they should be."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dataio.sample import files
from dataio.sample.generating import invent_postings, postings_csv
from dataio.sample.histories import applications_csv


class Command(BaseCommand):
    """Write the sample's files from its generator."""

    help = "Write the sample data's files from its generator."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to write or to compare."""
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a file differs")

    def handle(self, *, check: bool, **options: Any) -> None:
        """Write the files, or raise CommandError that names those that differ from what would be written."""
        postings = invent_postings()
        texts = {
            files.POSTINGS_FILE: postings_csv(postings),
            files.APPLICATIONS_FILE: applications_csv(postings),
        }
        if check:
            differing = [
                path.name for path, text in texts.items() if not path.exists() or path.read_bytes() != text.encode()
            ]
            if differing:
                raise CommandError(f"Not as generated: {', '.join(differing)}. Run manage.py generate_sample.")
            return
        for path, text in texts.items():
            path.write_bytes(text.encode())
            self.stdout.write(f"Wrote {path.name}: {len(text.encode()):,} bytes.")
