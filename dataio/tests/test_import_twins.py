"""A posting that a file has twice: saved in one row, applied to in another."""

import io
import zipfile

import pytest

from accounts.models import User
from applications.models import Application
from dataio.tests.import_files import commit, csv_text, read_in, rows_of, summed_up, verdicts_of
from jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)

APPLIED_NAME, SAVED_NAME = "Jobs/Job Applications.csv", "Jobs/Saved Jobs.csv"
VIEW = "http://www.linkedin.com/jobs/view/4100000002"
APPLIED = csv_text(
    ("Application Date", "Company Name", "Job Title", "Job Url", "Resume Name"),
    ("10/15/26, 3:21 PM", "Harbour & Pine", "Data Engineer", VIEW, "cv.pdf"),
)
SAVED = csv_text(
    ("Saved Date", "Job Url", "Job Title", "Company Name"),
    ("10/1/26, 9:08 AM", VIEW, "Data Engineer", "Harbour & Pine"),
)
SHEET = ("Title", "Company", "URL", "Status")


def _archive(*members: tuple[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members:
            archive.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize("is_saved_first", [False, True])
def test_what_linkedin_has_as_saved_and_as_applied_is_one_application(user: User, is_saved_first: bool) -> None:
    members = [(APPLIED_NAME, APPLIED), (SAVED_NAME, SAVED)]
    archive = _archive(*(members[::-1] if is_saved_first else members))
    of_import = read_in(user, archive, "linkedin.zip")
    assert "duplicate" not in verdicts_of(of_import)
    [saved] = [row for row in rows_of(of_import) if (row.application or {})["status"] == "interested"]
    assert "Another row has the application" in (saved.remarks or {})["url"]
    summary = summed_up(commit(of_import))
    assert (summary["jobs"]["created"], summary["applications"]["created"]) == (1, 1)
    assert (Application.objects.get().status, str(Application.objects.get().applied_on)) == ("applied", "2026-10-15")
    assert set(verdicts_of(read_in(user, archive, "linkedin.zip"))) == {"same"}


def test_what_was_saved_by_an_earlier_file_is_the_application_that_moves_on(user: User) -> None:
    commit(read_in(user, SAVED))
    of_import = commit(read_in(user, _archive((APPLIED_NAME, APPLIED), (SAVED_NAME, SAVED)), "linkedin.zip"))
    assert verdicts_of(of_import) == ["updates", "same"]
    assert Application.objects.get().status == "applied"


def test_twins_of_simplify_are_one_application(user: User) -> None:
    header = ("Job Title", "Company Name", "Job URL", "Applied Date", "Status", "Status Date", "Date Archived")
    role = ("Platform Engineer", "Harbour & Pine", "https://jobs.example.com/p/10001/apply")
    twins = csv_text(
        header,
        (*role, "N/A", "SAVED", "2026-09-01", "N/A"),
        (*role, "2026-09-05", "APPLIED", "2026-09-05", "N/A"),
        (*role, "N/A", "SAVED", "2026-09-03", "N/A"),
    )
    of_import = commit(read_in(user, twins))
    assert verdicts_of(of_import) == ["new", "new", "same"]
    assert Application.objects.get().status == "applied"


def test_a_posting_alone_beside_the_one_that_is_applied_to_is_no_doubt(user: User) -> None:
    role = ("Nurse", "Clinic", "https://clinic.example/jobs/3003")
    of_import = commit(read_in(user, csv_text(SHEET, (*role, "Applied"), (*role, ""))))
    assert verdicts_of(of_import) == ["new", "same"]
    assert Job.objects.count() == 1


def test_without_an_address_a_person_is_asked(user: User) -> None:
    role = ("Nurse", "Clinic", "")
    of_import = read_in(user, csv_text(SHEET, (*role, "Applied"), (*role, "Wishlist")))
    assert verdicts_of(of_import) == ["new", "duplicate"]


def test_two_that_are_only_saved_are_asked_for_as_ever(user: User) -> None:
    role = ("Nurse", "Clinic", "https://clinic.example/jobs/3003")
    of_import = read_in(user, csv_text((*SHEET, "Notes"), (*role, "Wishlist", ""), (*role, "Wishlist", "Ask Sam")))
    assert verdicts_of(of_import) == ["new", "duplicate"]


def test_rows_show_their_application_when_they_are_written(user: User) -> None:
    of_import = commit(read_in(user, _archive((APPLIED_NAME, APPLIED)), "linkedin.zip"))
    assert [row.application for row in rows_of(of_import)] == [{"status": "applied", "applied_on": "2026-10-15"}]
    posting = ("Cook", "Inn", "https://inn.example/jobs/90001", "")
    assert [row.application for row in rows_of(commit(read_in(user, csv_text(SHEET, posting))))] == [None]
