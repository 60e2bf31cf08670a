"""Imports: read and shown, written as a whole, taken back as a whole."""

import json
import uuid
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application
from applications.models import Application, StatusChange
from dataio.imports import committing, previewing
from dataio.imports.services import choose, start_commit
from dataio.models import Import, ImportMapping, ImportRow, Run, SourceRow
from dataio.runs import performing
from dataio.runs.performing import cancel_run
from dataio.tests.import_files import (
    bring_in,
    commit,
    csv_text,
    performed,
    read_in,
    rows_of,
    shown,
    summed_up,
    undo,
    verdicts_of,
)
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.services import update_job
from jobtracker.bulk_operations import ChangedSince
from jobtracker.errors import Conflict
from jobtracker.testing.concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = ("Title", "Company", "URL")
ONE = ("Engineer", "Acme", "https://acme.example/jobs/1001")
TWO = ("Designer", "Bolt", "https://bolt.example/jobs/57002")
THREE = ("Nurse", "Clinic", "https://clinic.example/jobs/3003")


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """Runs of which the workers were told: here the tests do them."""
    told: list[uuid.UUID] = []
    monkeypatch.setattr(performing, "_send", told.append)
    return told


def _titles(user: User) -> list[str]:
    return list(Job.objects.visible_to(user).order_by("-pk").values_list("title", flat=True))


def test_a_file_is_read_and_nothing_is_written(user: User, api: APIClient) -> None:
    body = SimpleUploadedFile("mine.csv", csv_text(HEADER, ONE, TWO).encode())
    sent = api.post("/api/v1/imports/", {"file": body}, format="multipart").json()
    assert (sent["state"], sent["file_name"]) == ("reading", "mine.csv")
    read = shown(api, performed(Import.objects.get(pk=sent["id"])))
    assert (read["state"], read["percent"], read["problem"]) == ("ready", 100, None)
    assert read["verdicts"] == {"new": 2, "updates": 0, "same": 0, "duplicate": 0, "error": 0}
    assert read["tables"][0]["columns"][0] == {"name": "Title", "target": "title", "samples": ["Engineer", "Designer"]}
    rows = api.get(f"/api/v1/imports/{sent['id']}/rows/").json()["results"]
    assert [(row["number"], row["job"]["title"]) for row in rows] == [(2, "Engineer"), (3, "Designer")]
    assert not Job.objects.exists()


def test_it_is_written_with_the_first_row_leading_the_list_and_the_second_time_adds_nothing(user: User) -> None:
    of_import = bring_in(user, csv_text(HEADER, ONE, TWO, THREE))
    assert _titles(user) == ["Engineer", "Designer", "Nurse"]
    assert summed_up(of_import)["jobs"]["created"] == 3
    assert summed_up(of_import)["row_numbers"] == [{"table": "", "outcome": "created", "rows": "2-4"}]
    again = read_in(user, csv_text(HEADER, ONE, TWO, THREE))
    assert again.verdicts == {"same": 3}
    assert summed_up(commit(again))["jobs"] == {"created": 0, "updated": 0, "unchanged": 3, "skipped": 0, "failed": 0}
    assert Job.objects.count() == 3


def test_what_a_person_changed_since_is_not_changed_back_by_the_same_file(user: User) -> None:
    bring_in(user, csv_text(HEADER, ONE))
    job = Job.objects.get()
    update_job(actor=user, job_id=job.pk, changes={"title": "Chief engineer"})
    assert verdicts_of(read_in(user, csv_text(HEADER, ONE))) == ["same"]


def test_a_posting_is_known_by_its_address_and_what_differs_is_shown_and_then_written(
    user: User, api: APIClient
) -> None:
    job = JobFactory.create(owner=user, title="Engineer", company="Acme", url=ONE[2], notes="mine")
    of_import = read_in(user, csv_text((*HEADER, "Notes"), ("Senior engineer", "Acme", ONE[2] + "?utm_source=x", "")))
    [row] = api.get(f"/api/v1/imports/{of_import.pk}/rows/").json()["results"]
    assert (row["verdict"], row["target"]["job"]) == ("updates", job.pk)
    assert row["changes"]["title"] == {"from": "Engineer", "to": "Senior engineer"}
    assert "notes" not in row["changes"]
    commit(of_import)
    job.refresh_from_db()
    assert (job.title, job.notes) == ("Senior engineer", "mine")


def test_a_posting_is_known_by_its_reference(user: User) -> None:
    job = JobFactory.create(owner=user, source="Board", external_reference="R-1")
    of_import = bring_in(user, csv_text(("Title", "Company", "Source", "Reference"), ("Pilot", "Air", "Board", "R-1")))
    assert summed_up(of_import)["jobs"]["updated"] == 1
    assert Job.objects.get().pk == job.pk


def test_somebody_elses_posting_is_not_known(user: User, other_user: User) -> None:
    theirs = JobFactory.create(owner=other_user, title="Engineer", company="Acme", url=ONE[2])
    text = csv_text(("id", *HEADER), (str(theirs.pk), *ONE))
    bring_in(user, text)
    assert Job.objects.visible_to(user).get().pk != theirs.pk
    theirs.refresh_from_db()
    assert theirs.owner_id == other_user.pk


def test_a_probable_duplicate_is_left_out_unless_it_is_wanted(user: User, api: APIClient) -> None:
    job = JobFactory.create(owner=user, title="Engineer", company="Acme", url="", locations=[])
    text = csv_text(("Title", "Company", "Notes"), ("Engineer", "ACME Inc.", "x"))
    of_import = read_in(user, text)
    [row] = api.get(f"/api/v1/imports/{of_import.pk}/rows/?verdict=duplicate").json()["results"]
    assert row["duplicate_of"]["id"] == job.pk
    assert row["duplicate_of"]["reason"] == "same_role"
    assert summed_up(commit(of_import))["jobs"]["skipped"] == 1
    assert summed_up(bring_in(user, text, duplicates="create"))["jobs"]["created"] == 1
    assert Job.objects.count() == 2


def test_a_posting_that_the_file_repeats_comes_once(user: User) -> None:
    of_import = read_in(user, csv_text(HEADER, ONE, ONE, ("Other words", "Acme", ONE[2])))
    assert verdicts_of(of_import) == ["new", "same", "duplicate"]
    commit(of_import)
    assert Job.objects.count() == 1


def test_bad_rows_refuse_all_unless_the_good_ones_are_asked_for(user: User, api: APIClient) -> None:
    of_import = read_in(
        user, csv_text((*HEADER, "Deadline"), (*ONE, "soonish"), (*TWO, "2026-12-24"), (*THREE, "2026-12-27"))
    )
    assert verdicts_of(of_import) == ["error", "new", "new"]
    [problem] = rows_of(of_import)[0].problems or []
    assert (problem["column"], problem["value"]) == ("Deadline", "soonish")
    refused = api.post(f"/api/v1/imports/{of_import.pk}/commit/", {}, format="json")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "rows_have_errors")
    assert not Job.objects.exists()
    summary = summed_up(commit(of_import, mode="good_rows"))
    assert (summary["jobs"]["created"], summary["jobs"]["failed"]) == (2, 1)
    assert _titles(user) == ["Designer", "Nurse"]


APPLIED = ("Title", "Company", "URL", "Status", "Date Applied")


def test_an_application_comes_with_its_dates_in_its_history(user: User) -> None:
    of_import = bring_in(user, csv_text(APPLIED, (*ONE, "Rejected", "2026-03-02")))
    application = Application.objects.get()
    assert (application.status, str(application.applied_on)) == ("rejected", "2026-03-02")
    changes = StatusChange.objects.order_by("occurred_at", "pk")
    assert [(change.to_status, change.origin) for change in changes] == [("applied", "import"), ("rejected", "import")]
    assert summed_up(of_import)["applications"]["created"] == 1
    assert verdicts_of(read_in(user, csv_text(APPLIED, (*ONE, "Rejected", "2026-03-02")))) == ["same"]


def test_an_application_is_linked_to_the_posting_of_its_company_and_title(user: User) -> None:
    job = JobFactory.create(owner=user, title="Engineer", company="Acme", url=ONE[2])
    bring_in(user, csv_text(("Title", "Company", "Status"), ("ENGINEER", "acme", "Applied")))
    assert Application.objects.get().job_id == job.pk


def test_an_open_application_moves_on_and_never_back(user: User) -> None:
    job = JobFactory.create(owner=user, title="Engineer", company="Acme", url=ONE[2])
    application = make_application(user, ("applied", timezone.now() - timedelta(days=9)), job=job)
    bring_in(user, csv_text(APPLIED[:4], (*ONE, "Interview")))
    application.refresh_from_db()
    assert application.status == "interview"
    assert verdicts_of(read_in(user, csv_text(APPLIED[:4], (*ONE, "Applied")))) == ["same"]


def test_a_second_open_application_to_one_posting_is_not_made(user: User) -> None:
    text = csv_text(APPLIED, (*ONE, "Applied", "2026-03-02"), (*ONE, "Applied", "2026-04-02"))
    of_import = read_in(user, text)
    assert verdicts_of(of_import) == ["new", "duplicate"]
    assert (rows_of(of_import)[1].duplicate_of or {}).get("reason") == "open_application"
    commit(of_import)
    assert Application.objects.count() == 1


def test_an_import_is_taken_back_into_the_trash_and_comes_anew(user: User, api: APIClient) -> None:
    job = JobFactory.create(owner=user, title="Designer", company="Bolt", url=TWO[2])
    text = csv_text(APPLIED, (*ONE, "Applied", "2026-03-02"), ("Chief designer", *TWO[1:], "", ""))
    of_import = bring_in(user, text)
    assert [row.done for row in rows_of(of_import)] == [
        {"job": "created", "application": "created"},
        {"job": "updated"},
    ]
    of_import = undo(of_import)
    assert shown(api, of_import)["state"] == "undone"
    assert _titles(user) == ["Designer"]
    assert not Application.objects.visible_to(user).exists()
    trashed = Job.objects.in_trash_of(user).get()
    assert trashed.trashed_with == Application.objects.get().trashed_with
    job.refresh_from_db()
    assert job.title == "Designer"
    assert verdicts_of(read_in(user, text)) == ["new", "updates"]


def test_what_was_changed_since_is_in_the_way_of_undoing_unless_it_is_kept(user: User, api: APIClient) -> None:
    of_import = bring_in(user, csv_text(HEADER, ONE, TWO))
    update_job(actor=user, job_id=Job.objects.get(title="Engineer").pk, changes={"notes": "!"})
    with pytest.raises(ChangedSince):
        undo(of_import)
    refused = api.post(f"/api/v1/imports/{of_import.pk}/undo/")
    assert refused.status_code == 409
    assert [item["index"] for item in refused.json()["error"]["items"]] == [2]
    assert summed_up(undo(of_import, keep_changed=True))["kept"] == 1
    assert _titles(user) == ["Engineer"]


def test_a_mapping_made_by_hand_is_remembered_by_the_header(user: User, api: APIClient) -> None:
    text = csv_text(("Xyz", "Company", "Abc"), ("Engineer", "Acme", "whatever"))
    of_import = read_in(user, text)
    table = {"name": "", "is_included": True, "columns": {"Xyz": "title", "Abc": None}}
    answer = api.patch(f"/api/v1/imports/{of_import.pk}/", {"tables": [table]}, format="json")
    assert (answer.status_code, answer.json()["state"]) == (200, "reading")
    [row] = rows_of(performed(Import.objects.get(pk=of_import.pk)))
    assert row.job is not None
    assert (row.job["title"], row.left_cells) == ("Engineer", {"Abc": "whatever"})
    assert ImportMapping.objects.count() == 1
    later = read_in(user, text)
    assert verdicts_of(later) == ["new"]
    assert later.tables[0]["has_own_mapping"]


@pytest.mark.parametrize(
    "table",
    [{"name": "no such"}, {"name": "", "columns": {"no such": "title"}}, {"name": "", "columns": {"Title": "no such"}}],
)
def test_what_there_is_not_cannot_be_mapped(table: Any, user: User, api: APIClient) -> None:
    of_import = read_in(user, csv_text(HEADER, ONE))
    answer = api.patch(f"/api/v1/imports/{of_import.pk}/", {"tables": [table]}, format="json")
    assert answer.status_code == 400


def test_a_file_that_is_none_fails_with_the_reason(user: User, api: APIClient) -> None:
    of_import = shown(api, read_in(user, b"%PDF-1.7 this is no table", "cv.pdf"))
    assert of_import["state"] == "failed"
    assert of_import["problem"]["message"]


@pytest.mark.parametrize("phase", ["reading", "judging", "writing"])
def test_a_cancelled_run_leaves_everything_as_it_was(
    phase: str, user: User, api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_import = read_in(user, csv_text(HEADER, ONE, TWO)) if phase == "writing" else None
    before = ImportRow.objects.count()
    if of_import is None:
        body = SimpleUploadedFile("mine.csv", csv_text(HEADER, ONE).encode())
        of_import = Import.objects.get(pk=api.post("/api/v1/imports/", {"file": body}, format="multipart").json()["id"])
    else:
        of_import = start_commit(actor=user, import_id=of_import.pk, mode="good_rows", duplicates="skip")
    module: Any = committing if phase == "writing" else previewing
    name = {"reading": "open_file", "judging": "judge", "writing": "sum_up"}[phase]
    original = getattr(module, name)

    def cancelled(*arguments: Any, **options: Any) -> Any:
        from dataio.runs.leases import Cancelled

        original(*arguments, **options)
        raise Cancelled

    monkeypatch.setattr(module, name, cancelled)
    of_import = performed(of_import)
    assert of_import.run is not None
    assert of_import.run.state == Run.State.CANCELLED
    assert shown(api, of_import)["state"] == ("ready" if phase == "writing" else "cancelled")
    assert (ImportRow.objects.count(), Job.objects.count(), SourceRow.objects.count()) == (before, 0, 0)


def test_a_run_that_is_taken_up_again_has_one_result(user: User) -> None:
    of_import = read_in(user, csv_text(HEADER, ONE, TWO))
    of_import = start_commit(actor=user, import_id=of_import.pk, mode="good_rows", duplicates="skip")
    at_once(lambda: performed(of_import), lambda: performed(of_import))
    performed(of_import)
    assert Job.objects.count() == 2


def test_two_imports_of_one_person_at_once_make_each_posting_once(user: User) -> None:
    text = csv_text(HEADER, *((f"Title {n}", f"Company {n}", f"https://x.example/jobs/{n}00{n}") for n in range(1, 60)))
    imports = [
        start_commit(actor=user, import_id=read_in(user, text).pk, mode="good_rows", duplicates="skip")
        for _ in range(2)
    ]
    at_once(*(partial(performed, of_import) for of_import in imports))
    assert Job.objects.count() == 59


def test_only_its_state_allows_what_is_done_with_it(user: User) -> None:
    of_import = bring_in(user, csv_text(HEADER, ONE))
    with pytest.raises(Conflict):
        commit(of_import)
    with pytest.raises(Conflict):
        choose(actor=user, import_id=of_import.pk, choices={})
    undo(of_import)
    with pytest.raises(Conflict):
        undo(of_import)


def test_an_import_can_be_cancelled_before_a_worker_has_it(user: User, api: APIClient) -> None:
    body = SimpleUploadedFile("mine.csv", csv_text(HEADER, ONE).encode())
    sent = api.post("/api/v1/imports/", {"file": body}, format="multipart").json()
    answer = api.post(f"/api/v1/imports/{sent['id']}/cancel/")
    assert (answer.status_code, answer.json()["state"]) == (202, "cancelled")
    with pytest.raises(Conflict):
        cancel_run(actor=user, run_id=Run.objects.get().pk)


def test_hostile_values_come_in_as_texts(user: User) -> None:
    hostile = "'; DROP TABLE jobs_job; -- %s {x} \\ 😀 <script>"
    bring_in(user, csv_text(HEADER, (hostile, "Acme", ONE[2])))
    assert Job.objects.get().title == hostile


def test_the_real_postings_come_in_and_the_second_time_nothing_is_new(user: User, real_postings: Path) -> None:
    first = bring_in(user, real_postings.read_bytes(), mode="good_rows")
    jobs = Job.objects.count()
    assert summed_up(first)["jobs"]["created"] == jobs > 5_000
    again = bring_in(user, real_postings.read_bytes(), mode="good_rows")
    assert (summed_up(again)["jobs"]["created"], summed_up(again)["jobs"]["updated"], Job.objects.count()) == (
        0,
        0,
        jobs,
    )
    assert json.dumps(again.summary)


def test_a_word_for_a_status_is_asked_until_it_is_answered(user: User, api: APIClient) -> None:
    header = ("Title", "Company", "Status")
    of_import = read_in(user, csv_text(header, ("A", "x", "Limbo"), ("B", "x", "Godot")))
    assert of_import.tables[0]["unknown_statuses"] == {"Status": ["Limbo", "Godot"]}
    choices = {"tables": [{"name": "", "status_words": {"limbo": "applied"}}]}
    assert api.patch(f"/api/v1/imports/{of_import.pk}/", choices, format="json").status_code == 200
    assert performed(Import.objects.get(pk=of_import.pk)).tables[0]["unknown_statuses"] == {"Status": ["Godot"]}


def test_a_layout_is_named_for_people(user: User, api: APIClient) -> None:
    header = ("Saved Date", "Job Url", "Job Title", "Company Name")
    known = read_in(user, csv_text(header, ("", "https://example.org/1", "A", "x")))
    unknown = read_in(user, csv_text(("Title", "Company"), ("A", "x")))
    labels = [api.get(f"/api/v1/imports/{one.pk}/").data["tables"][0]["layout_label"] for one in (known, unknown)]
    assert labels == ["LinkedIn, saved jobs", ""]


def test_the_limits_are_told_and_a_file_of_that_size_is_taken(user: User, api: APIClient, settings: Any) -> None:
    settings.MAX_IMPORT_BYTES = 2_048
    settings.MAX_UPLOAD_BYTES_BY_PATH = {"/api/v1/imports/": 2_048}
    most = api.get("/api/v1/import-limits/").data["max_file_bytes"]
    name = "é" * 100 + ".csv"
    sizes = {most: 201, most + 1_024: 413}
    for size, status in sizes.items():
        file = ContentFile(b"Title,Company\n".ljust(size, b"x"), name=name)
        assert api.post("/api/v1/imports/", {"file": file}, format="multipart").status_code == status
