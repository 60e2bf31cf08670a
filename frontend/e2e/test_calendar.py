"""The calendar: moving interviews by drag, keyboard and dialogue, and the addresses that other calendars read."""

import re
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from frontend.e2e.conftest import PHONE
from frontend.e2e.steps import assert_fits, post, sign_up

TITLE = "Pair programming"


def plan(page: Page) -> None:
    """A new person with an interview on 16 March 2027, ten o'clock in Zurich, and a deadline four days later."""
    sign_up(page)
    job = post(page, "jobs/", {"title": "Rust engineer", "company": "Ferrum", "deadline_on": "2027-03-20"})
    application = post(page, "applications/", {"job": job["id"], "status": "interview"})
    interview = {"application": application["id"], "kind": "technical", "title": TITLE, "starts_at": "2027-03-16T10:00"}
    assert post(page, "interviews/", interview)["state"] == "scheduled"


def day(page: Page, date: str) -> Locator:
    """A day of the month that is shown, or the hours of one of the week."""
    return page.locator(f'td[data-day="{date}"], [data-hours][data-day="{date}"]')


def carry(page: Page, *keys: str) -> None:
    """Pick the interview up by its handle, press the keys, and drop it."""
    page.get_by_role("button", name=f"Move {TITLE}").focus()
    for key in ("Space", *keys, "Space"):
        page.keyboard.press(key)


def test_an_interview_is_moved_with_the_keyboard_announced_and_moved_back(page: Page) -> None:
    plan(page)
    page.goto("/calendar?date=2027-03-16")
    expect(day(page, "2027-03-16")).to_contain_text(TITLE)

    page.get_by_role("button", name=f"Move {TITLE}").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text(f"Carrying {TITLE}, Tue 16 Mar, 10:00.")).to_be_attached()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("Wed 24 Mar, 10:00.")).to_be_attached()
    page.keyboard.press("Space")

    expect(page.get_by_text(f"{TITLE}: now Wed 24 Mar, 10:00.")).to_be_visible()
    expect(day(page, "2027-03-24")).to_contain_text(TITLE)
    expect(page.get_by_role("button", name=f"Move {TITLE}")).to_be_focused()

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"{TITLE} is back at Tue 16 Mar, 10:00.")).to_be_visible()
    page.reload()
    expect(day(page, "2027-03-16")).to_contain_text(TITLE)


def test_escape_puts_an_interview_back(page: Page) -> None:
    plan(page)
    page.goto("/calendar?view=week&date=2027-03-16")
    page.get_by_role("button", name=f"Move {TITLE}").focus()

    for key in ("Space", "ArrowDown", "ArrowRight", "Escape"):
        page.keyboard.press(key)

    expect(page.get_by_text("Put back at Tue 16 Mar, 10:00.")).to_be_attached()
    expect(day(page, "2027-03-16")).to_contain_text(f"10:00 {TITLE}")


def test_a_time_is_changed_by_the_arrows_of_a_week(page: Page) -> None:
    plan(page)
    page.goto("/calendar?view=week&date=2027-03-16")

    carry(page, "ArrowDown", "ArrowDown", "ArrowLeft")

    expect(page.get_by_text(f"{TITLE}: now Mon 15 Mar, 10:30.")).to_be_visible()
    page.reload()
    expect(day(page, "2027-03-15")).to_contain_text(f"10:30 {TITLE}")


@pytest.mark.parametrize(("view", "there"), [("month", "10:00"), ("week", "14:00")])
def test_an_interview_is_dragged_to_another_day_and_over_hours_to_another_time(
    page: Page, view: str, there: str
) -> None:
    plan(page)
    page.goto(f"/calendar?view={view}&date=2027-03-16")
    chip = page.get_by_test_id("calendar-item").filter(has_text=TITLE)
    start, goal = chip.bounding_box(), day(page, "2027-03-18").bounding_box()
    assert start is not None
    assert goal is not None

    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    # Over the hours the upper edge of the block says the time: there four hours further down.
    down = 4 * 48 if view == "week" else goal["y"] + 60 - start["y"]
    page.mouse.move(goal["x"] + 40, start["y"] + 10 + down, steps=12)
    page.mouse.up()

    expect(page.get_by_text(f"{TITLE}: now Thu 18 Mar, {there}.")).to_be_visible()
    expect(page).to_have_url(re.compile("/calendar"))
    page.reload()
    expect(day(page, "2027-03-18")).to_contain_text(f"{there} {TITLE}")


def test_a_click_opens_what_an_entry_is_about(page: Page) -> None:
    plan(page)
    page.goto("/calendar?date=2027-03-16")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1, name="Rust engineer")).to_be_visible()

    page.go_back()
    expect(day(page, "2027-03-20")).to_contain_text("Rust engineer")
    day(page, "2027-03-20").get_by_role("link", name="Deadline").click()
    expect(page).to_have_url(re.compile(r"/jobs/\d+$"))


def test_a_refused_move_is_told_and_taken_back(page: Page) -> None:
    plan(page)
    page.goto("/calendar?date=2027-03-16")
    page.route("**/move/", lambda route: route.abort())

    carry(page, "ArrowRight")

    expect(page.get_by_text(f"{TITLE} was not moved")).to_be_visible()
    expect(day(page, "2027-03-16")).to_contain_text(TITLE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_calendar_is_accessible(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None], scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    plan(page)
    for view in ("month", "week", "agenda"):
        page.goto(f"/calendar?view={view}&date=2027-03-16")
        expect(page.get_by_text(TITLE).first).to_be_visible()
        assert_accessible(page)


def test_on_a_phone_the_agenda_moves_interviews_by_a_dialogue(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    plan(page)
    page.goto("/calendar?view=month&date=2027-03-16")
    expect(page.get_by_test_id("agenda")).to_contain_text(TITLE)
    assert_fits(page)
    assert_accessible(page)

    page.get_by_role("button", name=f"Move {TITLE}…").click()
    page.get_by_label("Begins").fill("2027-03-28T02:30")
    page.get_by_role("dialog").get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("There is no 2027-03-28 02:30")).to_be_visible()
    page.get_by_label("Begins").fill("2027-03-19T16:15")
    page.get_by_role("dialog").get_by_role("button", name="Move", exact=True).click()

    expect(page.get_by_text(f"{TITLE}: now Fri 19 Mar, 16:15.")).to_be_visible()
    assert_fits(page)


def read(url: str) -> int:
    """With which status a calendar elsewhere is answered."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            content: str = answer.read().decode()
            assert TITLE in content
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_an_address_is_made_read_replaced_and_ended(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    plan(page)
    page.goto("/settings/calendar")
    expect(page.get_by_text("No calendar reads your dates")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("button", name="New address").click()
    page.get_by_label("Name").fill("Phone")
    page.get_by_label("Tasks and follow-ups").uncheck()
    assert_accessible(page)
    page.get_by_role("button", name="Make the address").click()
    first = page.get_by_test_id("feed-url").inner_text().strip()
    assert_accessible(page)
    page.get_by_role("button", name="I have kept it").click()
    assert read(first) == 200
    page.reload()
    expect(page.get_by_text("An hour before")).to_contain_text("last read")
    expect(page.get_by_test_id("feed-url")).to_have_count(0)

    page.get_by_role("button", name="New address for Phone").click()
    page.get_by_role("button", name="Make a new address").click()
    second = page.get_by_test_id("feed-url").inner_text().strip()
    page.get_by_role("button", name="I have kept it").click()
    assert [read(first), read(second)] == [404, 200]

    page.get_by_role("button", name="End Phone").click()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("No calendar reads your dates")).to_be_visible()
    assert read(second) == 404
