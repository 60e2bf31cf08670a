"""What a report as PDF takes, by its applications: `python -m benchmarks.reports`, with invented ones and no database.

Each is printed by the child process that prints those of people, within the same limits. Processor time, and not what
the clock says: that depends on what else the machine does.
"""

import argparse
import os
import resource
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle

import django
from django.conf import settings

from benchmarks.installation import Installation

SIZES = (500, 1_000, 2_000, 4_000)
FIRST_DAY = date(2026, 1, 5)
STEPS = (("Applied", 0), ("Screening", 7), ("Rejected", 21))


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reports", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="applications")
    options = parser.parse_args()
    Installation("reports").point_django_here()
    django.setup()
    print("| applications | processor, s | peak memory, MB | file, KB |\n| --- | --- | --- | --- |")
    for size in options.sizes:
        # A process of its own for each: the peak is of all children that a process has had.
        if os.fork() == 0:
            _measure(size)
            os._exit(0)
        os.wait()


def _measure(size: int) -> None:
    from dataio.reports.rendering import rendered

    with rendered(_page(size), expected_pages=size, progress=lambda done, total: None) as content:
        length = content.seek(0, 2)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime
    print(f"| {size:,} | {seconds:.1f} | {used.ru_maxrss // 1024:,} | {length // 1024:,} |", flush=True)


def _page(size: int) -> str:
    """A report of so many applications, with three entries of history each, a note at every second."""
    from accounts.models import User
    from analytics.selectors import FUNNEL, Company, Figures, Period, Week
    from dataio.reports.reading import Entry, Row
    from dataio.reports.report import Asked, html_of

    owner = User(email="ada@example.org", display_name="Ada Lovelace", time_zone=settings.TIME_ZONE)
    notes = cycle(["", "Call with the recruiter, who asked for references and the salary that is expected"])
    titles = cycle(["Senior Backend Engineer", "Platform Engineer, Payments", "Data Engineer", "高级软件工程师"])

    def rows() -> Iterator[Row]:
        for number in range(size):
            day = FIRST_DAY + timedelta(days=number % 300)
            history = [Entry(day + timedelta(days=after), step, next(notes)) for step, after in STEPS]
            place = f"example.com/jobs/{number}"
            yield Row(day, next(titles), f"Company {number % 97}", "Zürich; Berlin", place, "Rejected", day, history)

    figures = Figures(
        applications=size,
        first_on=FIRST_DAY,
        last_on=FIRST_DAY,
        by_status={"rejected": size},
        funnel=dict.fromkeys(FUNNEL, size),
        weeks=[Week(FIRST_DAY + timedelta(weeks=week), size // 43) for week in range(43)],
        companies=[Company(f"Company {number}", size // 97) for number in range(10)],
        companies_count=97,
        interviews_held=size,
        answered=size,
        median_days_to_answer=7,
    )
    return html_of(owner, Asked(Period(), {}, "a4"), figures, list(rows()))


if __name__ == "__main__":
    main()
