"""The search as it really goes: a posting is captured, applied to, talked about, followed up, and moved on."""

import re
import urllib.request
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import FilePayload, Locator, Page, expect

from frontend.e2e.installation import Installation
from frontend.e2e.job_board import job_board
from frontend.e2e.steps import card, go_to, sign_up, stage

ZURICH = ZoneInfo("Europe/Zurich")
CV: FilePayload = {
    "name": "CV_Ada.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
}
FIRST, SECOND = "Phone call with Eva", "A day in the garden"


@pytest.fixture(scope="module")
def posting() -> Iterator[str]:
    """The address of a posting on another site."""
    with job_board() as address:
        yield address


@pytest.fixture(scope="module")
def installation(posting: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One of its own, which may read postings on this machine; elsewhere that is refused."""
    port = posting.split(":")[2].split("/")[0]
    running = Installation(tmp_path_factory.mktemp("search"))
    running.start(JOBTRACKER_CAPTURE_NETWORKS="127.0.0.1/32", JOBTRACKER_CAPTURE_PORTS=port)
    yield running
    running.stop()


def test_a_posting_is_captured_applied_to_with_a_cv_talked_about_followed_up_and_moved_on(
    page: Page, posting: str, assert_accessible: Callable[[Page], None]
) -> None:
    today = datetime.now(ZURICH)
    first = (today + timedelta(days=2)).replace(hour=10, minute=0, second=0, microsecond=0)
    second = (today + timedelta(days=4)).replace(hour=14, minute=30, second=0, microsecond=0)
    sign_up(page)

    capture(page, posting)
    apply_with_a_cv(page)
    add_a_round(page, "phone", FIRST, first, move_to="interview")
    expect(page.get_by_test_id("current-status")).to_have_text("Interview")
    add_a_round(page, "on_site", SECOND, second)
    assert_accessible(page)

    see_the_rounds_in_the_calendar(page, first, second)
    assert starts_in_another_calendar(page) == {FIRST: first, SECOND: second}
    see_the_rounds_on_the_page_of_today(page)
    follow_up(page)
    move_on_by_keyboard(page)

    card(stage(page, "offer"), "Gardener").get_by_role("link", name="Gardener").click()
    for said in ("Offer", "Eva is on the phone", "Done: Thank Eva", SECOND, FIRST, "Attached: CV Ada", "Started at"):
        expect(page.get_by_test_id("timeline")).to_contain_text(said)
    assert_accessible(page)


def capture(page: Page, address: str) -> None:
    """Have a posting filled in from its address, look it over, and keep it."""
    page.get_by_role("link", name="Add by link").first.click()
    page.get_by_label("Fill in from a link").fill(address)
    page.get_by_role("button", name="Fill in").click()
    expect(page.get_by_label("Title")).to_have_value("Gardener")
    expect(page.get_by_label("Company")).to_have_value("Botanik AG")
    expect(page.get_by_text("The page says 80,000.00, but not for which period.")).to_be_visible()
    page.get_by_role("button", name="Add posting").click()
    expect(page.get_by_role("heading", level=1, name="Gardener")).to_be_visible()
    expect(page.get_by_text("You care for roses.")).to_be_visible()


def apply_with_a_cv(page: Page) -> None:
    """From the page of the posting to that of the application, with the version of the CV that went along."""
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_test_id("current-status")).to_have_text("Applied")
    documents = panel(page, "Documents")
    documents.locator("input[type=file]").set_input_files(CV)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Title")).to_have_value("CV Ada")
    dialog.get_by_role("button", name="Upload").click()
    expect(documents).to_contain_text("CV Ada")
    expect(documents).to_contain_text("Version 1")


def add_a_round(page: Page, kind: str, title: str, at: datetime, move_to: str = "") -> None:
    """Plan an interview on the page of the application."""
    panel(page, "Interviews").get_by_role("button", name="Plan an interview").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Starts").fill(f"{at:%Y-%m-%dT%H:%M}")
    dialog.get_by_label("Kind").select_option(kind)
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_label("Also move the application").select_option(move_to)
    dialog.get_by_role("button", name="Plan the interview").click()
    expect(dialog).to_have_count(0)
    expect(panel(page, "Interviews")).to_contain_text(title)


def see_the_rounds_in_the_calendar(page: Page, first: datetime, second: datetime) -> None:
    """Both on their days, at their times."""
    go_to(page, "Calendar")
    page.get_by_text("Agenda", exact=True).click()
    days = page.get_by_test_id("agenda").get_by_role("region")
    for at, title in ((first, FIRST), (second, SECOND)):
        day = days.filter(has=page.get_by_role("heading", name=f"{at:%A}, {at.day} {at:%B %Y}"))
        expect(day).to_contain_text(f"{at:%H:%M} {title}")


def starts_in_another_calendar(page: Page) -> dict[str, datetime]:
    """What a calendar elsewhere reads from an address that the person makes for it: when each event begins."""
    page.get_by_role("link", name="Subscribe").click()
    page.get_by_role("button", name="New address").click()
    page.get_by_label("Name").fill("Phone")
    page.get_by_role("button", name="Make the address").click()
    address = page.get_by_test_id("feed-url").inner_text().strip()
    page.get_by_role("button", name="I have kept it").click()
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert answer.headers.get_content_type() == "text/calendar"
        events = Calendar.from_ical(answer.read()).walk("VEVENT")
    named = {title: event for title in (FIRST, SECOND) for event in events if title in str(event["SUMMARY"])}
    assert len(events) == len(named) == 2
    return {title: event.decoded("DTSTART") for title, event in named.items()}


def see_the_rounds_on_the_page_of_today(page: Page) -> None:
    """Both among the interviews of the next seven days."""
    go_to(page, "Today")
    rounds = page.get_by_role("list", name="Interviews").get_by_role("listitem")
    expect(rounds).to_have_count(2)
    expect(rounds.nth(0)).to_contain_text(FIRST)
    expect(rounds.nth(1)).to_contain_text(SECOND)


def follow_up(page: Page) -> None:
    """On the page of today: a task is made and done, and a call is logged."""
    interview = page.get_by_role("list", name="Interviews").get_by_role("listitem").first
    interview.get_by_role("button", name="Add a task").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("combobox", name="Application")).to_have_value("Gardener, Botanik AG")
    dialog.get_by_label("What is to be done").fill("Thank Eva")
    dialog.get_by_role("button", name="Add the task").click()
    task = page.get_by_role("list", name="To do today").get_by_role("listitem").filter(has_text="Thank Eva")
    task.get_by_role("checkbox").click()
    expect(page.get_by_text("Done: Thank Eva.")).to_be_visible()
    expect(task).to_have_count(0)

    interview.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Log a touch").click()
    dialog.get_by_role("combobox", name="What", exact=True).select_option("call")
    dialog.get_by_label("Direction").select_option("out")
    dialog.get_by_label("What was said").fill("Eva is on the phone until noon.")
    dialog.get_by_role("button", name="Log it").click()
    expect(page.get_by_text("Call logged.")).to_be_visible()


def move_on_by_keyboard(page: Page) -> None:
    """On the board, from Interview to Offer, hearing each step."""
    go_to(page, "Board")
    carried = card(stage(page, "interview"), "Gardener")
    carried.get_by_role("button", name=re.compile("^Carry ")).focus()
    page.keyboard.press("Space")
    hear(page, "Carrying Gardener, which is at Interview.")
    page.keyboard.press("ArrowRight")
    hear(page, "Over Offer.")
    page.keyboard.press("Space")
    hear(page, "Dropped at Offer.")
    expect(page.get_by_text("Gardener: now Offer.")).to_be_visible()
    expect(card(stage(page, "offer"), "Gardener")).to_be_visible()


def hear(page: Page, announcement: str) -> None:
    """What a screen reader says of a drag."""
    expect(page.get_by_role("status").filter(has_text=announcement)).to_be_attached()


def panel(page: Page, name: str) -> Locator:
    """A part of the page, by its heading."""
    return page.get_by_role("region", name=name, exact=True)
