"""How often the guard against repeated postings is right, on the real file: `python -m benchmarks.duplicates`.

It imports the file that POSTINGS_CSV names into a private installation of its own and compares what the guard's rule
names, and what laxer rules would, with the labels beside this file, which were given by reading. A label knows its
pair by a number made of both rows' fingerprints: the file itself is not ours to publish. `--show` prints the pairs.
"""

import argparse
import csv
import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import django

from benchmarks.installation import Installation

LABELS = Path(__file__).with_name("duplicate_labels.csv")
SAMPLE = 200

SAME_URL = "one.url_key = other.url_key"
OTHER_SITE = "(one.url_site IS NULL OR other.url_site IS NULL OR one.url_site <> other.url_site)"
SAME_TERM = "coalesce(job_title_term(one.title) = job_title_term(other.title), true)"
SAME_ROUND = "coalesce(abs(one.posted_on - other.posted_on) <= 90, true)"
# The first one is what one would try first, the last one the guard's; those between show what each condition does.
RULES = {
    "company, title with season and year, towns": (
        "job_title_term(one.title) IS NOT DISTINCT FROM job_title_term(other.title)"
    ),
    "company, title, towns": "true",
    "... not two numbers of one site": OTHER_SITE,
    "... nor of two seasons or years": f"{OTHER_SITE} AND {SAME_TERM}",
    "... nor posted more than 90 days apart": f"{OTHER_SITE} AND {SAME_TERM} AND {SAME_ROUND}",
}
PAIRS = """
SELECT encode(one_row.fingerprint, 'hex'), encode(other_row.fingerprint, 'hex'), one.id, other.id
FROM jobs_job AS one
JOIN jobs_job AS other ON one.owner_id = other.owner_id AND one.id < other.id AND {both}
JOIN dataio_sourcerow AS one_row ON one_row.job_id = one.id
JOIN dataio_sourcerow AS other_row ON other_row.job_id = other.id
WHERE one.owner_id = %s AND {condition}
"""

# The postings' ids, by the pair's number.
Pairs = Mapping[str, tuple[int, int]]


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.duplicates", description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the pairs that are labelled, or are to be")
    options = parser.parse_args()
    content = Path(os.environ["POSTINGS_CSV"]).read_bytes()
    installation = Installation("duplicates")
    installation.point_django_here()
    django.setup()
    with installation.servers():
        installation.start_postgres()
        from django.core.management import call_command
        from django.db import transaction

        call_command("migrate", verbosity=0)
        with transaction.atomic():
            _report(content, show=options.show)
            transaction.set_rollback(True)


def _report(content: bytes, *, show: bool) -> None:
    from accounts.factories import UserFactory
    from dataio.imports.from_disk import bring_in
    from jobs.models import Job

    person = UserFactory.create()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "postings.csv")
        path.write_bytes(content)
        # Also what is probably there already: those are what is looked for.
        done = bring_in(actor=person, path=path, report=lambda *_: None, good_rows=True, duplicates="create")
    print(f"{done.summary['jobs']['created']} postings")
    same_url = _pairs(person.pk, SAME_URL)
    as_written = _pairs(person.pk, "one.url = other.url AND one.url <> ''")
    print(f"{len(same_url)} pairs of one address, {len(as_written)} of them written alike")
    by_rule = {name: _pairs(person.pk, "one.role_key = other.role_key", rule) for name, rule in RULES.items()}
    guard = {**same_url, **by_rule[list(RULES)[-1]]}
    lax = by_rule[next(iter(RULES))]
    sample = {number: lax[number] for number in sorted(lax)[:SAMPLE]}
    if show:
        _show(sample | guard)

    labels = _labels()
    print("\nPrecision")
    _tell("what the guard names", guard, labels)
    _tell("of these, by the address", same_url, labels)
    _tell("of these, by the role alone", {number: guard[number] for number in guard.keys() - same_url.keys()}, labels)
    _tell(f"by company, title and towns alone: a sample of {len(lax)}", sample, labels)
    print("\nPairs by the role, with and without one address")
    for name, pairs in by_rule.items():
        print(f"{name}: {len(pairs)}, {len(pairs.keys() - same_url.keys())}")

    Job.objects.filter(owner=person).update(url="")
    print("\nRecall of the pairs of one address, with all addresses hidden")
    for name, rule in RULES.items():
        found = _pairs(person.pk, "one.role_key = other.role_key", rule).keys() & same_url.keys()
        true = {number for number in same_url if labels.get(number, ("",))[0] != "different"}
        print(
            f"{name}: {len(found)} of {len(same_url)}; of those labelled the same: {len(found & true)} of {len(true)}"
        )


def _pairs(owner_id: int, both: str, condition: str = "true") -> Pairs:
    """The pairs of postings that fit, by a number that is the same on every machine, in its order."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(PAIRS.format(both=both, condition=condition), [owner_id])
        rows = cursor.fetchall()
    pairs = {sha256("".join(sorted(row[:2])).encode()).hexdigest()[:16]: (row[2], row[3]) for row in rows}
    return dict(sorted(pairs.items()))


def _labels() -> dict[str, tuple[str, str]]:
    """The verdict and its reason, by the pair's number."""
    if not LABELS.is_file():
        return {}
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {row["pair"]: (row["verdict"], row["reason"]) for row in csv.DictReader(file)}


def _tell(name: str, pairs: Pairs, labels: Mapping[str, tuple[str, str]]) -> None:
    known = [labels[number] for number in pairs if number in labels]
    verdicts = Counter(verdict for verdict, _ in known)
    share = f", {100 * verdicts['same'] / len(known):.0f} %" if known else ""
    print(f"{name}: {len(pairs)} pairs, {len(known)} labelled, {verdicts['same']} the same{share}")
    for (verdict, reason), count in Counter(known).most_common():
        print(f"    {count:4} {verdict}: {reason}")


def _show(pairs: Pairs) -> None:
    from jobs.models import Job

    jobs: dict[int, Any] = Job.objects.in_bulk({pk for pair in pairs.values() for pk in pair})
    for number, pair in pairs.items():
        print(f"\n{number}")
        for job in (jobs[pk] for pk in pair):
            terms = job.notes.replace("\n", "; ")
            places = "; ".join(job.locations)
            print(f"    {job.company} | {job.title} | {places} | {job.posted_on} | {terms} | {job.source} | {job.url}")


if __name__ == "__main__":
    main()
