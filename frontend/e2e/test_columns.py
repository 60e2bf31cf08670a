"""The columns of the board: changing them, moving between those of one status, folding them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from frontend.e2e.conftest import PHONE
from frontend.e2e.steps import assert_fits, card, go_to, post, sign_up


def start_at_interview(page: Page) -> None:
    """A new person with one application at the status Interview, on the board."""
    sign_up(page)
    job = post(page, "jobs/", {"title": "Baker", "company": "Gletscher"})
    post(page, "applications/", {"job": job["id"], "status": "interview"})
    go_to(page, "Board")


def column(page: Page, name: str) -> Locator:
    """A column by what it is called."""
    return page.get_by_role("region", name=re.compile(f"^{name}"))


def add_second_round(page: Page) -> None:
    """Another column for the status Interview, after the first one."""
    page.get_by_role("link", name="Columns").click()
    expect(page.get_by_test_id("column-row")).to_have_count(10)
    page.get_by_role("button", name="Add a column").click()
    expect(page.get_by_label("Name of column 11")).to_be_focused()
    page.keyboard.type("Second round")
    for _ in range(6):
        page.get_by_role("button", name="Move Second round up").click()
    expect(page.get_by_text("Second round is now column 5 of 11.")).to_be_attached()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1, name="Board")).to_be_visible()
    expect(column(page, "Second round")).to_be_visible()


def test_a_card_goes_by_keyboard_between_columns_of_one_status_and_back(page: Page) -> None:
    start_at_interview(page)
    add_second_round(page)

    card(column(page, "Interview"), "Baker").get_by_role("button", name=re.compile("^Carry ")).focus()
    for key in ("Space", "ArrowRight", "Space"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)

    expect(page.get_by_text("Baker: now Second round.")).to_be_visible()
    expect(page.get_by_text("Dropped at Second round.")).to_be_attached()
    expect(card(column(page, "Second round"), "Baker")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Move undone.")).to_be_visible()
    expect(card(column(page, "Interview"), "Baker")).to_be_visible()


def test_undo_of_a_move_leads_back_into_the_column_and_not_only_to_its_status(page: Page) -> None:
    start_at_interview(page)
    add_second_round(page)
    card(column(page, "Interview"), "Baker").get_by_role("button", name=re.compile("^Move ")).click()
    page.get_by_role("menuitem", name="Second round").click()
    expect(page.get_by_text("Baker: now Second round.")).to_be_visible()
    card(column(page, "Second round"), "Baker").get_by_role("button", name=re.compile("^Move ")).click()
    page.get_by_role("menuitem", name="Offer").click()
    expect(page.get_by_text("Baker: now Offer.")).to_be_visible()

    page.get_by_role("group").filter(has_text="now Offer").get_by_role("button", name="Undo").click()

    expect(page.get_by_text("Move undone.")).to_be_visible()
    page.reload()
    expect(card(column(page, "Second round"), "Baker")).to_be_visible()


def test_removing_a_column_says_where_its_applications_go(page: Page) -> None:
    start_at_interview(page)
    add_second_round(page)
    card(column(page, "Interview"), "Baker").get_by_role("button", name=re.compile("^Move ")).click()
    page.get_by_role("menuitem", name="Second round").click()
    expect(page.get_by_text("Baker: now Second round.")).to_be_visible()

    page.get_by_role("link", name="Columns").click()
    page.get_by_role("button", name="Remove Second round").click()
    expect(page.get_by_role("dialog")).to_contain_text("The application in it will lie in “Interview”")
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Save").click()

    expect(card(column(page, "Interview"), "Baker")).to_be_visible()


def test_columns_are_dragged_into_another_order(page: Page) -> None:
    start_at_interview(page)
    page.get_by_role("link", name="Columns").click()
    rows = page.get_by_test_id("column-row")
    expect(rows).to_have_count(10)
    start, goal = rows.nth(0).bounding_box(), rows.nth(2).bounding_box()
    assert start is not None
    assert goal is not None

    page.mouse.move(start["x"] + 16, start["y"] + 25)
    page.mouse.down()
    page.mouse.move(goal["x"] + 16, goal["y"] + 30, steps=20)
    page.wait_for_timeout(300)
    page.mouse.up()

    expect(page.get_by_label("Name of column 3")).to_have_value("Interested")
    page.get_by_role("button", name="Save").click()
    names = page.get_by_role("heading", level=2)
    expect(names.nth(0)).to_contain_text("Applied")
    expect(names.nth(2)).to_contain_text("Interested")


def test_a_folded_column_stays_folded_for_this_person_alone(page: Page) -> None:
    start_at_interview(page)
    column(page, "Interview").get_by_role("button", name="Interview").click()
    expect(card(column(page, "Interview"), "Baker")).to_have_count(0)

    page.reload()

    fold = column(page, "Interview").get_by_role("button", name="Interview")
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()
    expect(card(column(page, "Interview"), "Baker")).to_be_visible()


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_the_board_and_its_columns_are_accessible(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None], options: dict[str, object]
) -> None:
    page = open_page(**options)
    start_at_interview(page)
    assert_accessible(page)
    page.goto("/board/columns")
    expect(page.get_by_test_id("column-row")).to_have_count(10)
    assert_accessible(page)
    assert_fits(page)
