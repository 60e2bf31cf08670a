"""Staff bring files in for somebody: shown first, then written as the API writes them."""

import io
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from applications.factories import make_application
from applications.models import Application, StatusChange
from dataio.models import Import, ImportRow, Upload
from dataio.resources import APPLICATIONS, JOBS
from dataio.uploads import keep_upload
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker.testing.database import every_row

pytestmark = pytest.mark.django_db

MARCH = datetime(2026, 3, 2, tzinfo=UTC)
JOBS_PAGE, APPLICATIONS_PAGE = "/admin/jobs/job/", "/admin/applications/application/"
HOSTILE = "<script>alert(1)</script>"
TEXT = f"Title,Company,Salary,Status,Applied\n{HOSTILE},Acme,50k-60k EUR per year,Applied,2026-03-02\n"
# So many that one word among them does not make the column one of words.
DAYS = "Title,Company,Deadline\n" + "".join(f"Engineer {day},Acme,2026-05-0{day}\n" for day in range(1, 5))
MAY_ALL = ("view_job", "add_job", "change_job", "view_application", "add_application", "change_application")


def _allow(user: User, *codes: str) -> None:
    user.is_staff = True
    user.save()
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))


@pytest.fixture
def staff(client: Client, user: User) -> Client:
    """A browser of somebody who may add and change postings and applications."""
    _allow(user, *MAY_ALL)
    client.force_login(user)
    return client


def _send(client: Client, owner: str, content: str | bytes, page: str = JOBS_PAGE) -> Any:
    body = content.encode() if isinstance(content, str) else content
    return client.post(f"{page}import/", {"owner": owner, "file": SimpleUploadedFile("a.csv", body)})


def _confirm(client: Client, shown: Any, page: str = JOBS_PAGE) -> Any:
    """Press the button below what is shown."""
    fields = dict(re.findall(r'name="(owner|upload)" value="([^"]*)"', shown.content.decode()))
    return client.post(f"{page}process_import/", fields, follow=True)


def test_a_file_is_shown_escaped_and_then_written_for_whom_it_is(staff: Client, user: User, other_user: User) -> None:
    shown = _send(staff, other_user.email, TEXT)
    page = shown.content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert HOSTILE not in page
    assert not Job.objects.exists()
    assert not Import.objects.exists()

    written = _confirm(staff, shown)
    assert "Jobs: 1 created." in written.content.decode()
    job = Job.objects.get()
    assert (job.owner, job.title, job.salary_min, job.salary_currency) == (other_user, HOSTILE, Decimal(50_000), "EUR")
    change = StatusChange.objects.get(application__job=job)
    assert (change.to_status, change.origin) == ("applied", "import")
    of_import = Import.objects.get()
    assert (of_import.owner, of_import.file_name) == (other_user, "a.csv")
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (user, str(of_import.pk))
    assert not Upload.objects.exists()


def test_the_same_file_again_makes_nothing_new(staff: Client, user: User) -> None:
    _confirm(staff, _send(staff, user.email, TEXT))
    before = list(Job.objects.values()), list(StatusChange.objects.values())
    shown = _send(staff, user.email, TEXT)
    assert "Skipped" in shown.content.decode()
    assert "Jobs: 1 unchanged." in _confirm(staff, shown).content.decode()
    assert (list(Job.objects.values()), list(StatusChange.objects.values())) == before


@pytest.mark.parametrize(
    ("page", "prefix", "resource"),
    [(JOBS_PAGE, "adminjobs", JOBS), (APPLICATIONS_PAGE, "adminapplications", APPLICATIONS)],
)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_staff_export_comes_back_as_it_was(
    page: str, prefix: str, resource: Any, number: int, staff: Client, user: User, other_user: User
) -> None:
    make_application(user, ("applied", MARCH))
    ticked = {f"{prefix}_{name}": "on" for name in ("owner", *(column.name for column in resource.columns))}
    file = staff.post(f"{page}export/", {"resource": "0", "format": str(number), **ticked}).getvalue()
    before = list(Job.objects.filter(owner=user).values())
    _confirm(staff, _send(staff, user.email, file, page), page)
    assert list(Job.objects.filter(owner=user).values()) == before  # it is all there
    _confirm(staff, _send(staff, other_user.email, file, page), page)
    theirs, ours = (
        Job.objects.filter(owner=owner).values("title", "company", "locations", "notes").get()
        for owner in (other_user, user)
    )
    assert theirs == ours
    if resource is APPLICATIONS:
        assert Application.objects.get(owner=other_user).status == "applied"


def test_a_bad_row_is_shown_with_its_column_and_nothing_is_written(staff: Client, user: User) -> None:
    text = f"{DAYS}Painter,Acme,soon<b>\n"
    before = every_row()
    shown = _send(staff, user.email, text)
    page = shown.content.decode()
    assert "Some rows failed to validate" in page
    assert re.search(r"<td>6 </td>", page)
    assert "Deadline" in page
    assert "soon&lt;b&gt;" in page
    assert "Confirm import" not in page
    assert every_row() == before


def test_a_row_that_went_bad_since_it_was_shown_is_not_written(staff: Client, user: User) -> None:
    shown = _send(staff, user.email, TEXT)
    Upload.objects.update(file_key=_other_file(user).file_key)
    before = every_row()
    assert "Some rows failed to validate" in _confirm(staff, shown).content.decode()
    assert every_row() == before


def _other_file(user: User) -> Upload:
    return keep_upload(actor=user, content=SimpleUploadedFile("b.csv", f"{DAYS}Painter,Acme,soon\n".encode()))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"a,b\n1,2\n", "title"),
        (b"", "empty"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(staff: Client, user: User, content: bytes, words: str) -> None:
    before = every_row()
    shown = _send(staff, user.email, content)
    assert shown.status_code == 200
    errors = re.findall(r'<ul class="errorlist"[^>]*>(.*?)</ul>', shown.content.decode())
    assert words in " ".join(errors)
    assert every_row() == before


def test_nobody_is_nobody(staff: Client) -> None:
    assert "There is no account with this address." in _send(staff, "nobody@example.org", TEXT).content.decode()


def test_more_rows_than_are_shown(staff: Client, user: User) -> None:
    text = io.StringIO()
    text.write("Title,Company\n")
    text.writelines(f"Engineer {number},Acme {number}\n" for number in range(250))
    shown = _send(staff, user.email, text.getvalue())
    page = shown.content.decode()
    assert "Of 250 rows no more than 200 are shown." in page
    assert page.count('<tr class="new">') == 200
    _confirm(staff, shown)
    assert Job.objects.count() == 250


def test_who_may_only_look_exports_and_does_not_import(client: Client, user: User) -> None:
    _allow(user, "view_job", "view_application")
    client.force_login(user)
    for page in (JOBS_PAGE, APPLICATIONS_PAGE):
        buttons = client.get(page).content
        assert b"export/" in buttons
        assert b'import/"' not in buttons
        assert client.get(f"{page}export/").status_code == 200
        assert client.get(f"{page}import/").status_code == 403
        assert _send(client, user.email, TEXT, page).status_code == 403
        assert client.post(f"{page}process_import/", {}).status_code == 403
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("codes", "missing"),
    [
        (("view_job", "add_job"), "applications.add_application"),
        (("view_job", "add_job", "view_application", "add_application"), ""),
    ],
)
def test_a_file_does_no_more_than_its_sender_may(
    codes: tuple[str, ...], missing: str, client: Client, user: User
) -> None:
    _allow(user, *codes)
    client.force_login(user)
    shown = _send(client, user.email, TEXT).content.decode()
    assert ("Confirm import" in shown) == (not missing)
    assert missing in shown


def test_a_file_that_changes_what_is_there_needs_that_permission(client: Client, user: User) -> None:
    job = JobFactory.create(owner=user, source="board", external_reference="7", title="Former")
    text = f"title,company,source,external_reference\nLater,{job.company},board,7\n"
    _allow(user, "view_job", "add_job")
    client.force_login(user)
    assert "jobs.change_job" in _send(client, user.email, text).content.decode()
    _allow(user, "view_job", "add_job", "change_job")
    shown = _send(client, user.email, text)
    assert "Former → Later" in shown.content.decode()
    _confirm(client, shown)
    job.refresh_from_db()
    assert job.title == "Later"


def test_a_file_that_somebody_else_sent_is_not_taken(staff: Client, user: User, other_user: User) -> None:
    shown = _send(staff, user.email, TEXT)
    _allow(other_user, *MAY_ALL)
    staff.force_login(other_user)
    assert "The file is not there any more." in _confirm(staff, shown).content.decode()
    assert not ImportRow.objects.exists()
