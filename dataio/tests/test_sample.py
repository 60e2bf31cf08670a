"""The sample data: what is in its files, and what loading and removing it does."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import User
from applications.factories import make_application
from applications.models import Application, StatusChange
from dataio.models import SourceRow
from dataio.sample import files
from dataio.sample.loading import load_sample, remove_sample, sample_state
from dataio.tests.import_files import bring_in
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker.testing.concurrency import at_once

JOBS = 300
APPLICATIONS = 46
CLOSED = {"accepted", "declined", "rejected", "withdrawn", "ghosted"}


def rows_of(owner: User) -> dict[str, list[tuple[object, ...]]]:
    """All that a person has, by table."""
    return {
        "jobs": list(Job.objects.filter(owner=owner).order_by("pk").values_list()),
        "applications": list(Application.objects.filter(owner=owner).order_by("pk").values_list()),
        "history": list(StatusChange.objects.filter(owner=owner).order_by("pk").values_list()),
        "source rows": list(SourceRow.objects.filter(owner=owner).order_by("pk").values_list("pk", "job")),
    }


class TestFiles:
    """What the repository ships."""

    def test_the_files_are_what_the_generator_writes(self) -> None:
        call_command("generate_sample", check=True)

    def test_the_check_names_a_file_that_differs(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        changed = tmp_path / "postings.csv"
        changed.write_bytes(files.POSTINGS_FILE.read_bytes() + b"\n")
        monkeypatch.setattr(files, "POSTINGS_FILE", changed)

        with pytest.raises(CommandError, match=r"postings\.csv"):
            call_command("generate_sample", check=True)
        call_command("generate_sample", verbosity=0)
        call_command("generate_sample", check=True)

    def test_the_generator_does_not_depend_on_the_process(self) -> None:
        program = (
            "import hashlib; from dataio.sample.generating import *; from dataio.sample.histories import *;"
            "p = invent_postings(); print(hashlib.sha256((postings_csv(p) + applications_csv(p)).encode()).hexdigest())"
        )
        shipped = hashlib.sha256(files.POSTINGS_FILE.read_bytes() + files.APPLICATIONS_FILE.read_bytes()).hexdigest()
        for hash_seed in ("1", "2"):
            environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
            made = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
            assert made.stdout.strip() == shipped, made.stderr

    def test_every_web_and_mail_address_is_one_that_nobody_can_own(self) -> None:
        text = files.POSTINGS_FILE.read_text(encoding="utf-8") + files.APPLICATIONS_FILE.read_text(encoding="utf-8")

        hosts = re.findall(r"(?:://|@)([\w.-]+\w)", text)
        assert len(hosts) > JOBS
        assert [host for host in hosts if not re.fullmatch(r"([a-z-]+\.)*example\.(com|org)", host)] == []
        assert "www." not in text

    def test_no_two_postings_are_alike(self) -> None:
        rows = files.read(files.POSTINGS_FILE)

        assert len(rows) == JOBS
        assert len({row["Reference"] for row in rows}) == JOBS
        assert len({row["Link"] for row in rows}) == JOBS
        assert len({row["Description"] for row in rows}) == JOBS
        assert len({(row["Company"], row["Title"]) for row in rows}) == JOBS

    def test_a_description_is_some_paragraphs_and_a_list(self) -> None:
        for row in files.read(files.POSTINGS_FILE):
            blocks = row["Description"].split("\n\n")
            assert len([block for block in blocks if "\n- " in block]) == 1, row["Reference"]
            assert 2 <= len(blocks) - 1 <= 5, row["Reference"]
            assert "{" not in row["Description"] + row["Requirements"], row["Reference"]

    def test_the_postings_are_as_varied_as_real_ones(self) -> None:
        rows = files.read(files.POSTINGS_FILE)

        def values(column: str) -> set[str]:
            return {row[column] for row in rows} - {""}

        assert values("Remote") == {"On-site", "Hybrid", "Remote"}
        assert values("Status") == {"Open", "Closed"}
        assert values("Period") == {"Hour", "Day", "Week", "Month", "Year"}
        assert values("Job type") == {
            "Full-time", "Part-time", "Contract", "Internship", "Temporary", "Volunteer"
        }  # fmt: skip
        assert values("Level") == {"Internship", "Entry", "Mid", "Senior", "Lead", "Executive"}
        assert len(values("Currency")) >= 20
        assert len(values("Company")) >= 40
        without_pay = [row for row in rows if not row["Salary min"] and not row["Salary max"]]
        assert 0.2 * JOBS < len(without_pay) < 0.5 * JOBS
        assert any(row["Salary min"] and not row["Salary max"] for row in rows)
        assert any(row["Salary max"] and not row["Salary min"] for row in rows)
        assert any(row["Deadline"] for row in rows)
        assert not all(row["Deadline"] for row in rows)

    def test_an_open_posting_is_not_past_its_deadline(self) -> None:
        rows = files.read(files.POSTINGS_FILE)
        newest = max(row["Date posted"] for row in rows)

        assert [row for row in rows if row["Status"] == "Open" and row["Deadline"] and row["Deadline"] < newest] == []

    def test_every_row_passes_the_importer_into_a_field_of_its_own(self, user: User) -> None:
        done = bring_in(user, files.POSTINGS_FILE.read_bytes(), duplicates="create")

        assert done.summary["jobs"]["created"] == JOBS
        targets = [column["target"] for column in done.tables[0]["columns"]]
        assert len(targets) == len(files.POSTING_COLUMNS)
        assert {None, "note_line"}.isdisjoint(targets)


class TestLoading:
    """Loading the sample into an account."""

    def test_postings_and_applications_arrive(self, user: User) -> None:
        assert sample_state(user) == {"loaded": False, "jobs": 0, "applications": 0}

        load_sample(actor=user)

        assert sample_state(user) == {"loaded": True, "jobs": JOBS, "applications": APPLICATIONS}

    def test_a_posting_arrives_with_all_that_its_row_says(self, user: User) -> None:
        row = next(row for row in files.read(files.POSTINGS_FILE) if all(row.values()))

        load_sample(actor=user)

        job = Job.objects.get(owner=user, external_reference=row["Reference"])
        assert job.title == row["Title"]
        assert job.company == row["Company"]
        assert job.locations == row["Location"].split("; ")
        assert job.get_remote_option_display() == row["Remote"]
        assert job.get_job_type_display() == row["Job type"]
        assert (str(job.salary_min), str(job.salary_max)) == (
            f"{float(row['Salary min']):.2f}",
            f"{float(row['Salary max']):.2f}",
        )
        assert job.salary_currency == row["Currency"]
        assert job.get_salary_period_display() == row["Period"]
        assert job.skills == row["Skills"].split(", ")
        assert job.tags == row["Tags"].split(", ")
        assert job.description == row["Description"]
        assert job.requirements == row["Requirements"]
        assert job.url == row["Link"]
        assert job.get_availability_display() == row["Status"]
        assert job.source == "Sample data"
        assert job.notes == row["Notes"]

    @pytest.mark.parametrize(
        ("time_zone", "today"), [("Pacific/Pago_Pago", date(2031, 2, 28)), ("Pacific/Kiritimati", date(2031, 3, 1))]
    )
    def test_the_newest_posting_is_of_the_persons_own_today(self, db: None, time_zone: str, today: date) -> None:
        person = UserFactory.create(time_zone=time_zone)

        with time_machine.travel(datetime(2031, 3, 1, 8, 30, tzinfo=UTC), tick=False):
            load_sample(actor=person)

        posted = Job.objects.filter(owner=person).values_list("posted_on", flat=True)
        assert max(posted) == today
        assert min(posted) > today - timedelta(days=183)

    def test_all_dates_move_by_the_same_number_of_days(self, user: User) -> None:
        load_sample(actor=user)

        rows = {row["Reference"]: row for row in files.read(files.POSTINGS_FILE)}
        moves = set()
        for job in Job.objects.filter(owner=user):
            row = rows[job.external_reference]
            moves.add(job.posted_on - date.fromisoformat(row["Date posted"]))
            assert bool(job.deadline_on) == bool(row["Deadline"])
            if job.deadline_on:
                moves.add(job.deadline_on - date.fromisoformat(row["Deadline"]))
        assert len(moves) == 1

    def test_all_ten_statuses_occur(self, user: User) -> None:
        load_sample(actor=user)

        statuses = Counter(Application.objects.filter(owner=user).values_list("status", flat=True))
        assert set(statuses) == {"interested", "applied", "screening", "interview", "offer", *CLOSED}

    def test_each_history_is_legal_and_the_status_is_its_projection(self, user: User) -> None:
        load_sample(actor=user)

        reopened = 0
        for application in Application.objects.filter(owner=user).prefetch_related("history"):
            history = sorted(application.history.all(), key=lambda change: (change.occurred_at, change.pk))
            assert [change.kind for change in history].count("created") == 1
            assert (history[0].kind, history[0].from_status) == ("created", "")
            for before, change in pairwise(history):
                assert change.from_status == before.to_status
                assert change.to_status != before.to_status
                assert change.kind == ("reopened" if before.to_status in CLOSED else "moved")
                reopened += change.kind == "reopened"
            assert application.status == history[-1].to_status
            assert application.status_since == history[-1].occurred_at
            applied = [change for change in history if change.to_status == "applied"]
            assert application.applied_on == (applied[0].occurred_at.date() if applied else None)
            assert {(change.origin, change.actor_id) for change in history} == {("sample", user.pk)}
        assert reopened >= 3

    def test_one_posting_is_tried_twice_one_after_the_other(self, user: User) -> None:
        load_sample(actor=user)

        tries = Counter(Application.objects.filter(owner=user).values_list("job", flat=True))
        again = [job for job, count in tries.items() if count == 2]
        assert len(again) == 2
        for job in again:
            first, second = Application.objects.filter(job=job).order_by("status_since")
            assert first.status in CLOSED
            assert first.status_since < second.history.earliest("occurred_at").occurred_at

    @pytest.mark.parametrize(
        ("time_zone", "hour"),
        [("UTC", 0), ("Pacific/Pago_Pago", 11), ("Pacific/Kiritimati", 10), ("America/St_Johns", 23)],
    )
    def test_no_step_lies_in_the_future_or_before_its_posting(self, db: None, time_zone: str, hour: int) -> None:
        person = UserFactory.create(time_zone=time_zone)
        now = datetime(2030, 3, 11, hour, 1, tzinfo=UTC)

        with time_machine.travel(now, tick=False):
            load_sample(actor=person)

        for change in StatusChange.objects.filter(owner=person).select_related("application__job"):
            local = change.occurred_at.astimezone(ZoneInfo(time_zone))
            assert change.occurred_at < now
            assert local.date() >= change.application.job.posted_on
            assert 8 <= local.hour <= 20

    def test_nobody_applies_after_the_deadline(self, user: User) -> None:
        load_sample(actor=user)

        for application in Application.objects.filter(owner=user, applied_on__isnull=False).select_related("job"):
            if application.job.deadline_on:
                assert application.applied_on <= application.job.deadline_on

    def test_a_second_load_adds_and_changes_nothing(self, user: User) -> None:
        load_sample(actor=user)
        Job.objects.filter(owner=user, external_reference="SAMPLE-001").update(title="My own words", posted_on=None)
        before = rows_of(user)

        with time_machine.travel(timezone.now() + timedelta(days=40)):
            load_sample(actor=user)

        assert rows_of(user) == before

    def test_a_load_over_the_imported_file_adds_no_posting_again(self, user: User) -> None:
        bring_in(user, files.POSTINGS_FILE.read_bytes(), duplicates="create")

        load_sample(actor=user)

        assert sample_state(user) == {"loaded": True, "jobs": JOBS, "applications": 0}

    def test_a_load_does_not_bring_back_an_application_that_was_deleted(self, user: User) -> None:
        load_sample(actor=user)
        Application.objects.filter(owner=user, status="ghosted").delete()
        left = Application.objects.filter(owner=user).count()

        load_sample(actor=user)

        assert sample_state(user)["applications"] == left < APPLICATIONS

    def test_a_load_brings_a_deleted_posting_back_with_its_application(self, user: User) -> None:
        load_sample(actor=user)
        job = Application.objects.filter(owner=user, status="accepted").get().job
        job.delete()

        load_sample(actor=user)

        assert sample_state(user) == {"loaded": True, "jobs": JOBS, "applications": APPLICATIONS}
        assert Application.objects.get(owner=user, status="accepted").job.external_reference == job.external_reference

    def test_another_person_is_untouched(self, user: User, other_user: User) -> None:
        load_sample(actor=other_user)
        make_application(other_user, ("applied", timezone.now()))
        before = rows_of(other_user)

        load_sample(actor=user)
        assert rows_of(other_user) == before
        remove_sample(actor=user)
        assert rows_of(other_user) == before

    def test_a_load_that_fails_leaves_nothing(
        self, user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = tmp_path / "applications.csv"
        rows = files.read(files.APPLICATIONS_FILE)
        rows[-1]["Days before loading"] = "-1"
        broken.write_text(files.written(files.APPLICATION_COLUMNS, rows), encoding="utf-8")
        monkeypatch.setattr(files, "APPLICATIONS_FILE", broken)

        with pytest.raises(Exception, match="future"):
            load_sample(actor=user)

        assert rows_of(user) == {"jobs": [], "applications": [], "history": [], "source rows": []}

    @pytest.mark.django_db(transaction=True)
    def test_two_loads_at_once_load_it_once(self) -> None:
        person = UserFactory.create()

        at_once(lambda: load_sample(actor=person), lambda: load_sample(actor=person))

        assert sample_state(person) == {"loaded": True, "jobs": JOBS, "applications": APPLICATIONS}


class TestRemoving:
    """Taking the sample out again."""

    def test_it_goes_and_the_persons_own_stays(self, user: User) -> None:
        own = make_application(user, ("applied", timezone.now()), job=JobFactory.create(owner=user, source="A website"))
        without_source = JobFactory.create(owner=user)
        bring_in(user, b"Title,Company\nEngineer,Acme\n")
        before = rows_of(user)
        load_sample(actor=user)

        remove_sample(actor=user)

        assert rows_of(user) == before
        assert {own.job.pk, without_source.pk} < set(Job.objects.values_list("pk", flat=True))
        assert sample_state(user) == {"loaded": False, "jobs": 0, "applications": 0}

    def test_what_the_person_added_to_it_goes_with_it(self, user: User) -> None:
        load_sample(actor=user)
        job = Job.objects.filter(owner=user, applications=None).first()
        make_application(user, ("interested", timezone.now()), job=job)
        assert sample_state(user)["applications"] == APPLICATIONS + 1

        remove_sample(actor=user)

        assert not Application.objects.filter(owner=user).exists()

    def test_it_can_be_loaded_anew(self, user: User) -> None:
        load_sample(actor=user)
        remove_sample(actor=user)

        load_sample(actor=user)

        assert sample_state(user) == {"loaded": True, "jobs": JOBS, "applications": APPLICATIONS}

    def test_there_may_be_nothing_to_remove(self, user: User) -> None:
        remove_sample(actor=user)

        assert sample_state(user) == {"loaded": False, "jobs": 0, "applications": 0}


def test_the_api_loads_tells_and_removes(api: APIClient) -> None:
    full = {"loaded": True, "jobs": JOBS, "applications": APPLICATIONS}
    nothing = {"loaded": False, "jobs": 0, "applications": 0}
    address = "/api/v1/sample-data/"

    assert api.get(address).json() == nothing
    loaded = api.post(address)
    assert (loaded.status_code, loaded.json()) == (201, full)
    assert api.post(address).json() == full
    assert api.get(address).json() == full
    assert api.delete(address).status_code == 204
    assert api.get(address).json() == nothing
