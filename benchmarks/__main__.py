"""Seed, measure, print: `make bench`, or `.venv/bin/python -m benchmarks --help` for parts of it."""

import argparse
import logging

import django

from benchmarks.installation import Installation
from benchmarks.seeding.shape import FULL, QUICK


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the rows, to try a new line out")
    parser.add_argument("--seed", action="store_true", help="only bring the data in")
    parser.add_argument("--only", default="", metavar="TEXT", help="only lines whose name has this in it")
    parser.add_argument("--rounds", type=int, default=60, help="how often each line is measured (default: 60)")
    parser.add_argument(
        "--parts", default="wclb", help="w: warm, c: cold, l: many connections, b: bulk (default: all of them, wclb)"
    )
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    options = parser.parse_args()
    shape = QUICK if options.quick else FULL
    installation = Installation(shape.name)
    installation.point_django_here()
    django.setup()
    # What this process itself does is not what is measured; the web processes log as they always do.
    logging.disable(logging.WARNING)
    # They need Django's settings.
    from benchmarks import running

    with installation.servers():
        pools = running.provide_data(installation, shape)
        if not options.seed:
            running.measure(
                installation,
                shape,
                pools,
                only=options.only,
                rounds=options.rounds,
                parts=options.parts,
                write=options.write,
            )


if __name__ == "__main__":
    main()
