#!/usr/bin/env python
"""Django's command line for jobtracker."""

import os
import sys


def main() -> None:
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")
    from django.core.management import execute_from_command_line

    from jobtracker.environment import InvalidEnvironment

    try:
        execute_from_command_line(sys.argv)
    except InvalidEnvironment as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
