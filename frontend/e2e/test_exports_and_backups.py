"""Everything out and back in: lists as files, reports, backups, and a backup restored into another account."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Download, Locator, Page, expect

from frontend.e2e.conftest import PHONE
from frontend.e2e.steps import assert_fits, go_to, load_sample, post, sign_up

# A worker begins what is long within moments, but shares the machine.
WORK_MILLISECONDS = 60_000
# What is the same of a row in every account.
OF_A_JOB = ("title", "company", "locations", "skills", "posted_on", "created_at", "updated_at", "is_archived")
OF_AN_APPLICATION = ("status", "status_since", "applied_on", "priority", "tags", "created_at", "updated_at")


def test_a_filtered_list_comes_out_as_csv_and_as_a_workbook_with_the_rows_that_are_seen(
    page: Page, tmp_path: Path, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    load_sample(page)
    page.goto("/jobs?remote_option=remote&ordering=company")
    expect(page.get_by_label("Remove the filter Remote")).to_be_visible()
    seen = listed(page, "jobs/?remote_option=remote&is_archived=false&ordering=company")
    assert len(seen) > 20
    titles = [row["title"] for row in seen]

    dialog = open_export(page, "postings")
    expect(dialog).to_contain_text(f"With these filters: {len(seen)} postings. Order: Company, A–Z.")
    settle(page)
    assert_accessible(page)
    with page.expect_download() as downloaded:
        dialog.get_by_role("link", name="Export").click()
    rows = rows_of_csv(downloaded.value)
    assert [row["title"] for row in rows] == titles
    assert len(rows[0]) == 25
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("The download has begun.")).to_be_visible()

    # Fewer columns, in another order; the mark by which Excel knows the encoding.
    dialog = open_export(page, "postings")
    dialog.get_by_role("radio", name="CSV for Excel").check()
    dialog.get_by_role("button", name="Choose and order").click()
    dialog.get_by_role("button", name="None").click()
    expect(dialog).to_contain_text("Choose at least one.")
    expect(dialog.get_by_role("button", name="Export")).to_be_disabled()
    for column in ("Title", "Company"):
        dialog.get_by_role("checkbox", name=column, exact=True).check()
    dialog.get_by_role("button", name="Move Company up").click()
    expect(dialog).to_contain_text("2 of 25")
    settle(page)
    assert_accessible(page)
    with page.expect_download() as downloaded:
        dialog.get_by_role("link", name="Export").click()
    content = downloaded.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbfcompany,title\r\n")
    assert len(rows_of_csv(downloaded.value)) == len(seen)

    # The choice is remembered.
    dialog = open_export(page, "postings")
    expect(dialog).to_contain_text("2 of 25")
    dialog.get_by_role("radio", name="Excel workbook (XLSX)").check()
    with page.expect_download() as downloaded:
        dialog.get_by_role("link", name="Export").click()
    head, *cells = rows_of_workbook(downloaded.value, tmp_path)
    assert list(head) == ["company", "title"]
    assert [title for _, title in cells] == titles

    # What is printed is made while one waits.
    dialog = open_export(page, "postings")
    dialog.get_by_role("radio", name="PDF").check()
    dialog.get_by_role("button", name="Export").click()
    expect(dialog).to_contain_text("The file is ready", timeout=WORK_MILLISECONDS)
    settle(page)
    assert_accessible(page)
    with page.expect_download() as downloaded:
        dialog.get_by_role("link", name="Download").click()
    assert downloaded.value.path().read_bytes().startswith(b"%PDF-")


def test_a_view_is_exported_without_opening_it_and_the_file_is_kept_when_the_dialogue_is_closed(page: Page) -> None:
    sign_up(page)
    load_sample(page)
    query = {"status": ["interview"], "ordering": ["-status_since"]}
    post(page, "saved-views/", {"name": "In talks", "list": "applications", "query": query})
    count = len(listed(page, "applications/?status=interview"))
    assert count > 0
    page.goto("/applications")
    dialog = open_export(page, "applications")
    dialog.get_by_label("Which applications").select_option(label="The view “In talks”")
    expect(dialog).to_contain_text(f"With these filters: {count} applications")
    dialog.get_by_role("radio", name="PDF").check()
    expect(dialog).to_contain_text("6 of 19")
    dialog.get_by_role("button", name="Choose and order").click()
    dialog.get_by_role("button", name="All", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("A PDF has room for 10 columns.")
    expect(dialog.get_by_role("button", name="Export")).to_be_disabled()
    dialog.get_by_role("button", name="As it was").click()
    dialog.get_by_role("button", name="Export").click()
    dialog.get_by_role("button", name="Close").last.click()

    told = page.get_by_role("group").filter(has_text="Applications as PDF: the file is ready.")
    expect(told.get_by_role("link", name="Download")).to_be_visible(timeout=WORK_MILLISECONDS)
    go_to(page, "Reports and backups")
    made = page.get_by_role("list", name="Made for you")
    expect(made.get_by_role("link", name="Download Applications as PDF")).to_be_visible()
    expect(made).to_contain_text("kept until")
    made.get_by_role("button", name="Delete Applications as PDF").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Nothing made yet")).to_be_visible()


def test_a_backup_goes_into_a_fresh_account_and_the_lists_are_equal(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page()
    email = sign_up(page)
    load_sample(page)
    go_to(page, "Reports and backups")
    expect(page.get_by_text("Nothing made yet")).to_be_visible()
    settle(page)
    assert_accessible(page)
    page.get_by_role("button", name="Make a backup").click()
    backup = page.get_by_role("link", name="Download Backup")
    expect(backup).to_be_visible(timeout=WORK_MILLISECONDS)
    with page.expect_download() as downloaded:
        backup.click()
    archive = downloaded.value.path()
    assert archive.read_bytes().startswith(b"PK\x03\x04")
    before = everything(page)

    other = open_page()
    sign_up(other)
    go_to(other, "Reports and backups")
    restore = other.get_by_role("region", name="Restore a backup")
    try_backup(other, archive.read_bytes())
    expect(restore).to_contain_text(f"A backup of {email}", timeout=WORK_MILLISECONDS)
    jobs, applications = before
    expect(restore.get_by_role("row", name=re.compile("^Postings"))).to_contain_text(f"{len(jobs)}")
    expect(restore.get_by_role("row", name=re.compile("^Applications"))).to_contain_text(f"{len(applications)}")
    settle(other)
    assert_accessible(other)
    assert everything(other) == ([], [])
    # What is looked at stands in the address.
    other.reload()
    restore.get_by_role("button", name="Restore all of this").click()
    expect(restore).to_contain_text("The backup is restored", timeout=WORK_MILLISECONDS)
    settle(other)
    assert_accessible(other)
    restore.get_by_role("link", name="See the jobs").click()
    expect(other.get_by_role("heading", level=1, name="Jobs")).to_be_visible()
    expect(other.get_by_role("grid").get_by_role("link").first).to_be_visible()

    assert everything(other) == before


def test_a_report_of_a_period_is_printed(page: Page) -> None:
    sign_up(page)
    load_sample(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("pdf")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Reports and backups")).to_be_visible()
    report = page.get_by_role("region", name="Report", exact=True)
    report.get_by_label("Period").select_option(label="Other days")
    report.get_by_label("From").fill("2026-12-01")
    report.get_by_label("To").fill("2026-11-01")
    expect(report).to_contain_text("The first day is after the last one.")
    expect(report.get_by_role("button", name="Make a report")).to_be_disabled()
    report.get_by_label("Period").select_option(label="Last 3 months")
    report.get_by_role("button", name="Make a report").click()
    made = page.get_by_role("list", name="Made for you")
    with page.expect_download() as downloaded:
        made.get_by_role("link", name=re.compile("^Download Report")).click(timeout=WORK_MILLISECONDS)
    assert downloaded.value.path().read_bytes().startswith(b"%PDF-")


def test_files_that_are_no_backup_are_refused_with_the_reason(page: Page) -> None:
    sign_up(page)
    page.goto("/data")
    restore = page.get_by_role("region", name="Restore a backup")
    try_backup(page, b"PK\x03\x04 and then nothing")
    expect(restore.get_by_role("alert")).to_contain_text("This file cannot be restored")
    expect(restore.get_by_role("alert")).to_contain_text("damaged, or not a ZIP")
    expect(restore.get_by_label("Choose a backup, or drop it here")).to_be_visible()


def test_the_page_fits_a_phone_in_the_dark(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page(viewport=PHONE, color_scheme="dark", has_touch=True)
    sign_up(page)
    load_sample(page)
    dialog = open_export(page, "postings")
    dialog.get_by_role("button", name="Choose and order").click()
    settle(page)
    assert_accessible(page)
    assert_fits(page)
    page.goto("/data")
    page.get_by_role("button", name="Make a backup").click()
    backup = page.get_by_role("link", name="Download Backup")
    expect(backup).to_be_visible(timeout=WORK_MILLISECONDS)
    settle(page)
    assert_accessible(page)
    assert_fits(page)
    with page.expect_download() as downloaded:
        backup.click()
    content = downloaded.value.path().read_bytes()
    try_backup(page, content)
    # What is open in both cannot be twice.
    restore = page.get_by_role("region", name="Restore a backup")
    expect(restore.get_by_role("alert")).to_contain_text("It cannot be restored here", timeout=WORK_MILLISECONDS)
    expect(restore.get_by_role("button", name="Restore all of this")).to_have_count(0)
    settle(page)
    assert_accessible(page)
    assert_fits(page)

    other = open_page(viewport=PHONE, color_scheme="dark", has_touch=True)
    sign_up(other)
    post(other, "jobs/", {"title": "Bell founder", "company": "Glocken AG"})
    other.goto("/data")
    try_backup(other, content)
    restore = other.get_by_role("region", name="Restore a backup")
    expect(restore).to_contain_text("This account is in use", timeout=WORK_MILLISECONDS)
    expect(restore).to_contain_text("You have 1 posting and 0 applications here.")
    settle(other)
    assert_accessible(other)
    assert_fits(other)
    restore.get_by_role("button", name="Do not restore").click()
    expect(restore.get_by_label("Choose a backup, or drop it here")).to_be_visible()
    other.goto("/jobs")
    expect(other.get_by_text("1 posting").first).to_be_visible()


def test_whoever_deletes_the_account_is_shown_the_way_to_a_backup(page: Page) -> None:
    sign_up(page)
    page.goto("/settings/delete")
    page.get_by_role("link", name="make a backup").click()
    expect(page.get_by_role("heading", level=1, name="Reports and backups")).to_be_visible()


def try_backup(page: Page, content: bytes) -> None:
    """Choose a file to restore."""
    page.get_by_label("Choose a backup, or drop it here").set_input_files(
        {"name": "backup.zip", "mimeType": "application/zip", "buffer": content}
    )


def open_export(page: Page, rows: str) -> Locator:
    """Open the dialogue of the list that is shown."""
    page.get_by_role("button", name="Export", exact=True).click()
    dialog = page.get_by_role("dialog", name=f"Export {rows}")
    expect(dialog).to_be_visible()
    return dialog


def rows_of_csv(download: Download) -> list[dict[str, str]]:
    """What a downloaded table has."""
    return list(csv.DictReader(io.StringIO(download.path().read_text(encoding="utf-8-sig"), newline="")))


def rows_of_workbook(download: Download, directory: Path) -> list[tuple[Any, ...]]:
    """What the first sheet of a downloaded workbook has."""
    file = directory / "export.xlsx"
    download.save_as(file)
    sheet = load_workbook(file, read_only=True).worksheets[0]
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def listed(page: Page, path: str) -> list[dict[str, Any]]:
    """All rows of a list of the API."""
    rows: list[dict[str, Any]] = []
    address: str | None = f"/api/v1/{path}{'&' if '?' in path else '?'}page_size=200"
    while address:
        answer = page.request.get(address).json()
        rows += answer["results"]
        address = answer["next"]
    return rows


def everything(page: Page) -> tuple[list[Any], list[Any]]:
    """The postings and applications of the person who is signed in, as they are in every account."""
    jobs = [[row[name] for name in OF_A_JOB] for row in listed(page, "jobs/?ordering=title,company,created_at")]
    applications = [
        [row["job"]["title"], row["job"]["company"], *(row[name] for name in OF_AN_APPLICATION)]
        for row in listed(page, "applications/?ordering=title,company,created_at")
    ]
    return sorted(jobs, key=repr), sorted(applications, key=repr)


def settle(page: Page) -> None:
    """Wait until nothing fades any more: half-way colours are seen by nobody for long."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
