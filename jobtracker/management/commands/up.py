"""`manage.py up`: the whole installation with one command."""

import asyncio
import os
import sys
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from jobtracker.embedded.errors import ServiceError
from jobtracker.supervisor.options import Options
from jobtracker.supervisor.supervisor import Supervisor


class Command(BaseCommand):
    """Runs servers, web, worker and beat until Ctrl-C."""

    help = "Run everything: private PostgreSQL and Valkey (or the given ones), migrations, web, worker and beat."
    # They would look at a database that this command has yet to start.
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until SIGINT or SIGTERM; an expected problem is one sentence on stderr and exit status 1."""
        try:
            supervisor = Supervisor(
                options=Options.from_environ(os.environ),
                services=settings.SERVICES,
                data_dir=settings.DATA_DIR,
                project_dir=settings.BASE_DIR,
                host_header=_host_header(settings.ALLOWED_HOSTS),
            )
            asyncio.run(supervisor.run())
        except ServiceError as problem:
            self._give_up(str(problem))
        except OSError as problem:
            # No room, no permission: as readable as Python's own words for it, without the number.
            self._give_up(f"{problem.filename or 'jobtracker'}: {problem.strerror or problem}")

    def _give_up(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(1)


def _host_header(allowed_hosts: list[str]) -> str:
    """Return a host name that passes Django's check, for the supervisor's own requests."""
    return next((host.lstrip(".") for host in allowed_hosts if host != "*"), "localhost")
