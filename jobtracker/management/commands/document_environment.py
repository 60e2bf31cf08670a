"""Writes the tables of the environment variables into the documentation."""

import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from jobtracker import environment

PAGE = settings.BASE_DIR / "docs" / "operations.md"
BETWEEN_MARKS = re.compile(r"(<!-- environment: [^\n]* -->\n\n).*?(\n<!-- end of environment -->)", re.DOTALL)


class Command(BaseCommand):
    """Replaces what stands between the marks of `docs/operations.md`."""

    help = "Write the tables of the environment variables into docs/operations.md."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        text = PAGE.read_text(encoding="utf-8")
        tables = environment.markdown()
        PAGE.write_text(BETWEEN_MARKS.sub(lambda marks: marks[1] + tables + marks[2], text), encoding="utf-8")
