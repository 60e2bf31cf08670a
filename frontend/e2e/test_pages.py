"""What must hold on every page: no axe violation, no horizontal scroll on a phone, light and dark."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from frontend.e2e.conftest import PHONE
from frontend.e2e.installation import Installation
from frontend.e2e.steps import PASSWORD, assert_fits, load_sample, sign_out, sign_up

SCREENS: dict[str, dict[str, Any]] = {
    "desk, light": {"color_scheme": "light"},
    "desk, dark": {"color_scheme": "dark"},
    "phone, light": {"viewport": PHONE, "color_scheme": "light", "has_touch": True},
    "phone, dark": {"viewport": PHONE, "color_scheme": "dark", "has_touch": True},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_is_accessible_and_fits(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None], screen: str
) -> None:
    page = open_page(**SCREENS[screen])

    def check(heading: str | re.Pattern[str]) -> None:
        expect(page.get_by_role("heading", level=1, name=heading, include_hidden=True)).to_be_visible()
        page.wait_for_load_state("networkidle")
        # Fades would be caught half way, with colours that nobody sees for long.
        page.wait_for_timeout(400)
        assert_accessible(page)
        assert_fits(page)

    page.goto("/sign-in")
    check("Sign in")
    page.goto("/sign-up")
    check("Create an account")
    sign_up(page)
    check("Jobs")
    load_sample(page)
    check("Jobs")
    first = page.get_by_role("grid").get_by_role("link").first
    title = first.inner_text()
    first.click()
    check(title)
    page.get_by_role("link", name="Edit").click()
    check(re.compile("Edit"))
    page.goto("/jobs/new")
    check(re.compile("posting"))
    page.goto("/board")
    check("Board")
    page.goto("/board?stage=applied")
    page.get_by_test_id("board-card").first.get_by_role("link").click()
    check(re.compile("."))
    page.goto("/applications")
    check("Applications")
    page.get_by_role("row").nth(1).get_by_role("checkbox").click()
    check("Applications")
    page.goto("/jobs")
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("group", name="Work place")).to_be_visible()
    check("Jobs")
    page.goto("/jobs/duplicates")
    check("Duplicates")
    page.goto("/")
    expect(page.get_by_role("list", name="Deadlines")).to_be_visible()
    check("Today")
    page.goto("/tasks")
    check("Tasks")
    page.goto("/settings/follow-ups")
    check("Follow-ups")
    page.goto("/contacts")
    check("Contacts")
    page.goto("/documents")
    check("Documents")
    page.goto("/trash")
    check("Trash")
    page.goto("/import")
    check("Import")
    page.goto("/data")
    check("Reports and backups")
    page.goto("/nowhere")
    check(re.compile("."))


def test_a_posting_with_wrong_values_is_refused_at_its_fields_and_saved_once_they_are_right(page: Page) -> None:
    sign_up(page)
    page.goto("/jobs/new")
    page.get_by_label("Title").fill("Bell founder")
    page.get_by_label("Company").fill("<b>Glocken & Söhne</b>")
    page.get_by_role("textbox", name="Link", exact=True).fill("ftp://example.org/bells")
    page.get_by_label("From", exact=True).fill("5000")
    page.get_by_label("To", exact=True).fill("4000")
    page.get_by_role("button", name=re.compile("Save|Add")).last.click()
    expect(page.get_by_role("textbox", name="Link", exact=True)).to_have_attribute("aria-invalid", "true")

    page.get_by_role("textbox", name="Link", exact=True).fill("https://example.org/bells")
    page.get_by_label("To", exact=True).fill("6000")
    page.get_by_label("Period").select_option("month")
    page.get_by_role("button", name=re.compile("Save|Add")).last.click()

    expect(page.get_by_role("heading", level=1, name="Bell founder")).to_be_visible()
    expect(page.get_by_text("<b>Glocken & Söhne</b>").first).to_be_visible()


def test_the_search_stands_in_the_address_and_the_back_button_works(page: Page) -> None:
    sign_up(page)
    load_sample(page)
    page.get_by_role("button", name=re.compile("Pay")).click()
    expect(page).to_have_url(re.compile("ordering=-salary_max_yearly"))
    page.get_by_role("grid").get_by_role("link").first.click()
    expect(page.get_by_role("link", name="All jobs")).to_be_visible()

    page.go_back()

    expect(page).to_have_url(re.compile("ordering=-salary_max_yearly"))
    expect(page.get_by_role("columnheader", name="Pay")).to_have_attribute("aria-sort", "descending")


def test_a_person_signs_out_and_in_again_and_lands_where_they_wanted_to_go(page: Page) -> None:
    email = sign_up(page)
    sign_out(page)
    page.goto("/settings")
    page.get_by_label("E-mail").fill(email.upper())
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("The email address and/or password you specified are not correct.")).to_be_visible()

    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1, name="Profile")).to_be_visible()


def test_signing_in_for_a_page_of_the_api_leads_back_to_it(page: Page) -> None:
    page.goto("/api/v1/jobs/")
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_up(page)
    page.goto("/sign-in?next=/api/v1/jobs/%3Fpage_size%3D5")

    expect(page).to_have_url(re.compile(r"/api/v1/jobs/\?page_size=5$"))
    expect(page.get_by_text("200 OK")).to_be_visible()


def test_the_data_of_one_person_is_not_there_for_another(open_page: Callable[..., Page]) -> None:
    one, other = open_page(), open_page()
    sign_up(one)
    load_sample(one)
    one.get_by_role("grid").get_by_role("link").first.click()
    expect(one.get_by_role("link", name="All jobs")).to_be_visible()
    sign_up(other)

    other.goto(one.url)

    expect(other.get_by_text("There is nothing at this address, or it is not yours.")).to_be_visible()


def test_the_api_documentation_and_the_browsable_api_work_without_the_internet(
    page: Page, installation: Installation
) -> None:
    elsewhere: list[str] = []
    # What a page carries in itself is no request to anybody.
    ours = (installation.url, "data:", "blob:")
    page.on("requestfinished", lambda request: None if request.url.startswith(ours) else elsewhere.append(request.url))
    sign_up(page)
    page.goto("/api/v1/schema/swagger-ui/")
    page.locator("#operations-tag-jobs").click()
    expect(page.get_by_role("link", name="/api/v1/jobs/", exact=True).first).to_be_visible()
    page.goto("/api/v1/schema/redoc/")
    # It lays the whole document out before it shows any of it.
    expect(page.get_by_text("jobtracker API").first).to_be_visible(timeout=60_000)

    page.goto("/api/v1/jobs/")
    form = page.locator("#post-object-form")
    form.locator("[name=title]").fill("Bell founder")
    form.locator("[name=company]").fill("Glocken & Söhne")
    form.locator("[name=skills]").fill("Bronze\nPatience")
    form.get_by_role("button", name="POST").click()

    expect(page.get_by_text("201 Created")).to_be_visible()
    expect(page.get_by_text('"Patience"').first).to_be_visible()
    assert elsewhere == []
