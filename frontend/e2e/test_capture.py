"""Capturing postings: by the bookmark, and by an address."""

from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from frontend.e2e.job_board import job_board
from frontend.e2e.steps import sign_up


@pytest.fixture
def posting() -> Iterator[str]:
    """The address of a posting on another site."""
    with job_board() as address:
        yield address


def bookmark_of(page: Page) -> str:
    """The code of the bookmark that the settings offer."""
    page.goto("/settings/capture")
    address = page.get_by_role("link", name="Add to Jobtracker").get_attribute("href")
    assert address is not None
    return unquote(address.removeprefix("javascript:"))


def test_the_bookmark_fills_in_a_posting_from_a_site_that_lets_no_script_in(
    page: Page, posting: str, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    code = bookmark_of(page)
    assert_accessible(page)
    board = page.context.new_page()
    board.goto(posting)

    with page.context.expect_page() as opened:
        # As a bookmark does: the code runs whatever the site allows to its own.
        board.evaluate(code)
    tab = opened.value

    expect(tab.get_by_label("Title")).to_have_value("Gardener")
    expect(tab.get_by_label("Company")).to_have_value("Botanik AG")
    expect(tab.get_by_label("Link", exact=True)).to_have_value(posting)
    expect(tab.get_by_text("The page says 80,000.00, but not for which period.")).to_be_visible()
    assert_accessible(tab)
    tab.get_by_role("button", name="Add posting").click()
    expect(tab.get_by_role("heading", level=1, name="Gardener")).to_be_visible()

    # The second time it says what there is already.
    with page.context.expect_page() as opened:
        board.evaluate(code)
    expect(opened.value.get_by_text("You may have this posting already")).to_be_visible()


def test_whoever_is_not_signed_in_signs_in_first_and_the_page_still_comes(
    open_page: Callable[..., Page], posting: str
) -> None:
    page = open_page()
    sign_up(page)
    code = bookmark_of(page)
    page.context.clear_cookies()
    board = page.context.new_page()
    board.goto(posting)
    with page.context.expect_page() as opened:
        board.evaluate(code)
    tab = opened.value
    expect(tab.get_by_role("heading", level=1, name="Sign in")).to_be_visible()

    tab.get_by_role("link", name="Create an account").click()
    tab.get_by_label("E-mail").fill("bookmarker@example.org")
    tab.get_by_label("Password", exact=True).fill("a long phrase of words")
    tab.get_by_role("button", name="Create account").click()

    expect(tab.get_by_label("Title")).to_have_value("Gardener")


def test_the_page_of_the_bookmark_opened_by_itself_offers_another_way(page: Page) -> None:
    sign_up(page)
    page.goto("/jobs/capture")
    expect(page.get_by_text("No page came along")).to_be_visible()

    page.get_by_role("link", name="Add by link").click()

    expect(page.get_by_label("Fill in from a link")).to_be_focused()


def test_an_address_that_is_refused_is_told_at_its_field(
    page: Page, posting: str, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    page.goto("/jobs/new?by=link")
    page.get_by_label("Fill in from a link").fill(posting)
    page.get_by_role("button", name="Fill in").click()

    expect(page.get_by_text("Pages are not fetched from this port.")).to_be_visible()
    assert_accessible(page)


def test_an_address_fills_in_the_form_and_asks_before_it_replaces_what_was_typed(page: Page) -> None:
    sign_up(page)
    page.goto("/jobs/new?by=link")
    answer = {
        "job": {"title": "Gardener", "company": "Botanik AG", "url": "https://jobs.example.org/1", "source": "Botanik"},
        "warnings": [{"field": "deadline_on", "code": "unreadable", "message": "“soon” is no day."}],
        "duplicates": [],
    }
    # Nothing of the public internet is within reach of a test.
    page.route("**/from-url/", lambda route: route.fulfill(json=answer))
    page.get_by_label("Title").fill("Typed by hand")
    page.get_by_label("Fill in from a link").fill("https://jobs.example.org/1")
    page.get_by_role("button", name="Fill in").click()
    expect(page.get_by_text("Replace what is in the form?")).to_be_visible()
    page.get_by_role("button", name="Replace").click()

    expect(page.get_by_label("Title")).to_have_value("Gardener")
    expect(page.get_by_text("Deadline: “soon” is no day.")).to_be_visible()
    page.get_by_role("button", name="Add posting").click()
    expect(page.get_by_role("heading", level=1, name="Gardener")).to_be_visible()
