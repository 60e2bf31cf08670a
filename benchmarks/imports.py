"""An import of many postings beside bare `COPY` of the same rows, and beside django-import-export's row by row.

`python -m benchmarks.imports`: the file is the one that POSTINGS_CSV names, again and again under other companies,
titles and addresses, so that no copy repeats another one. It is imported as people do it: the upload,
the preview and the commit, each with its run. The floor is what came of it, copied into the same indexed table for
somebody else. During both another person asks for their list, three times a second.
"""

import argparse
import csv
import logging
import re
import statistics
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any, Final

import django
import psycopg

from benchmarks.asking import asking
from benchmarks.growth import timed
from benchmarks.installation import Installation

ROWS_ONE_BY_ONE: Final = 5_000
_IDLE_SECONDS: Final = 15
_POSTINGS_OF_OTHER: Final = 5_000
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LONG_NUMBER: Final = re.compile(r"(?<![0-9a-f-])\d{4,}(?![0-9a-f]*-[0-9a-f]{4})")
_LIST: Final = "/api/v1/jobs/?page_size=25"


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    installation = Installation("imports")
    installation.point_django_here()
    django.setup()
    # A statement that adds a thousand rows is a slow query, and rightly so.
    logging.disable(logging.WARNING)
    from django.core.management import call_command

    with installation.servers(), tempfile.TemporaryDirectory(prefix="jobtracker-") as directory:
        installation.begin_anew()
        installation.start_postgres()
        call_command("migrate", verbosity=0)
        _measure(installation, Path(directory), options.rows)


def _measure(installation: Installation, directory: Path, rows: int) -> None:
    from accounts.factories import UserFactory
    from jobs.models import Job

    path = directory / "postings.csv"
    _grow(path, rows)
    print(f"{rows:,} rows, {path.stat().st_size / 2**20:.1f} MiB")
    other, person, copied, slow, barest = UserFactory.create_batch(5)
    few = directory / "few.csv"
    _grow(few, _POSTINGS_OF_OTHER)
    _Import(other, few).commit()
    session = _session(other)
    with installation.web(1) as port:
        with asking(port, session, _LIST) as idle:
            time.sleep(_IDLE_SECONDS)
        with asking(port, session, _LIST) as meanwhile:
            coming = _Import(person, path)
            commit_seconds, commit_growth = timed(coming.commit)
        # On as busy a machine.
        with asking(port, session, _LIST), psycopg.connect(installation.database_url, autocommit=True) as database:
            floor = _copied(database, person.pk, copied.pk)
    seconds = coming.seconds + commit_seconds
    print(coming.of_import.verdicts)
    assert Job.objects.filter(owner=copied).count() == Job.objects.filter(owner=person).count()
    print(f"preview {coming.seconds:.1f} s, commit {commit_seconds:.1f} s, together {seconds:.1f} s")
    print(f"COPY of what came of it: {floor:.1f} s; the import takes {seconds / floor:.2f} × as long")
    print(f"memory: {max(coming.growth, commit_growth):,.0f} MiB more at the peak than before")
    print(
        f"another person's list: p95 {_p95(idle):.0f} ms idle, {_p95(meanwhile):.0f} ms meanwhile "
        f"({_p95(meanwhile) / _p95(idle):.1f} ×, medians {statistics.median(idle):.0f} and "
        f"{statistics.median(meanwhile):.0f} ms)"
    )
    for what, person_one_by_one, is_bare in (("knows rows again and checks them", slow, False), ("bare", barest, True)):
        one_by_one = _row_by_row(person_one_by_one, path, is_bare=is_bare) * rows / ROWS_ONE_BY_ONE
        print(
            f"django-import-export ({what}), {ROWS_ONE_BY_ONE:,} rows, scaled: {one_by_one:.0f} s, "
            f"{one_by_one / seconds:.1f} ×"
        )


def _grow(path: Path, rows: int) -> None:
    """Write a file of so many rows."""
    from benchmarks.seeding.pools import real_file

    with real_file().open(encoding="utf-8-sig", newline="") as source:
        header, *given = csv.reader(source)
    company, title, url = (header.index(name) for name in ("Company", "Title", "Job URL"))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(rows):
            round_number, place = divmod(number, len(given))
            row = list(given[place])
            if round_number:
                row[company] += f" Branch{round_number}"
                row[title] += f" Branch{round_number}"
                row[url] = _other_address(row[url], round_number)
            writer.writerow(row)


def _other_address(url: str, number: int) -> str:
    """An address like this one, of another posting: what names one is a UUID, a long number, or all of it."""
    url = _UUID.sub(lambda found: str(uuid.uuid5(uuid.NAMESPACE_URL, f"{found[0]} {number}")), url)
    return _LONG_NUMBER.sub(rf"\g<0>{number}", url.replace("://", f"://branch{number}.", 1))


class _Import:
    """An import at work; made, its preview is done."""

    def __init__(self, person: Any, path: Path) -> None:
        from django.core.files import File

        from dataio.imports.services import start_import

        def read() -> None:
            with path.open("rb") as content:
                self.of_import = start_import(actor=person, content=File(content, name=path.name))
            self._perform()

        self._person = person
        self.seconds, self.growth = timed(read)

    def commit(self) -> None:
        """Write the good rows."""
        from dataio.imports.services import start_commit

        self.of_import = start_commit(
            actor=self._person, import_id=self.of_import.pk, mode="good_rows", duplicates="skip"
        )
        self._perform()
        assert self.of_import.committed_at, self.of_import.run and self.of_import.run.problem

    def _perform(self) -> None:
        from dataio.models import Import
        from dataio.runs.performing import perform

        assert self.of_import.run_id
        perform(self.of_import.run_id)
        self.of_import = Import.objects.select_related("run").get(pk=self.of_import.pk)


def _session(person: Any) -> str:
    """The session cookie of somebody."""
    from django.conf import settings
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _p95(milliseconds: list[float]) -> float:
    return statistics.quantiles(milliseconds, n=20)[-1]


def _copied(database: psycopg.Connection, owner: int, other: int) -> float:
    """Seconds for the rows of one person out of a file into the table, as those of another one."""
    from jobs.models import Job

    names = [
        field.column
        for field in Job._meta.concrete_fields
        if field.column and not (field.generated or field.primary_key)
    ]
    values = ", ".join(str(other) if name == "owner_id" else name for name in names)
    out = f"COPY (SELECT {values} FROM jobs_job WHERE owner_id = {owner} ORDER BY id) TO STDOUT"
    with tempfile.TemporaryFile() as file, database.cursor() as cursor:
        with cursor.copy(out.encode()) as rows:
            for block in rows:
                file.write(block)
        file.seek(0)
        started = time.perf_counter()
        with cursor.copy(f"COPY jobs_job ({', '.join(names)}) FROM STDIN".encode()) as copy:
            while block := file.read(64 * 1024):
                copy.write(block)
        return time.perf_counter() - started


def _row_by_row(person: Any, path: Path, *, is_bare: bool) -> float:
    """Seconds for the file's first rows by a resource as one writes it: it knows a posting again by its address, over
    an index, and checks it by the model's rules, as the import does.

    `is_bare`: by one that does neither, and is no import that one could use.
    """
    import tablib  # type: ignore[import-untyped]  # it has no types
    from django.db.models import Func, Value
    from import_export.fields import Field
    from import_export.resources import ModelResource

    from jobs.models import Job

    class Postings(ModelResource):  # type: ignore[misc]  # it has no types
        company = Field("company", "Company")
        title = Field("title", "Title")
        url = Field("url", "Job URL")
        availability = Field("availability", "Status")
        source = Field("source", "Source")
        notes = Field("notes", "Terms")

        class Meta:
            model = Job
            fields = ("company", "title", "url", "availability", "source", "notes")
            import_id_fields = ("url",)
            force_init_instance = is_bare
            clean_model_instances = not is_bare

        def get_queryset(self) -> Any:
            return Job.objects.filter(owner=person)

        def get_instance(self, instance_loader: Any, row: Any) -> Job | None:
            posting: Job | None = (
                self.get_queryset().filter(url_key=Func(Value(row["Job URL"]), function="job_url_key")).first()
            )
            return posting

        def init_instance(self, row: Any = None) -> Job:
            return Job(owner=person)

    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = [row for row, _ in zip(csv.reader(file), range(ROWS_ONE_BY_ONE + 1), strict=False)]
    data = tablib.Dataset(*rows, headers=header)
    started = time.perf_counter()
    result = Postings().import_data(data, raise_errors=True)
    seconds = time.perf_counter() - started
    assert result.totals["new"] == len(rows)
    return seconds


if __name__ == "__main__":
    main()
