"""The board: keyboard, undo, reopening, and two tabs that disagree."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from frontend.e2e.steps import card, go_to, load_sample, sign_up, stage, title_of


def unique_card(page: Page, status: str) -> Locator:
    """The first card of a column whose title no other card on the board has."""
    titles = page.get_by_test_id("board-card").get_by_role("link").all_inner_texts()
    for title in stage(page, status).get_by_test_id("board-card").get_by_role("link").all_inner_texts():
        if sum(title in other for other in titles) == 1:
            return card(stage(page, status), title)
    raise AssertionError(f"No title at {status} is unique")


def open_sample_board(page: Page) -> None:
    """A new person with the sample data, on the board."""
    sign_up(page)
    load_sample(page)
    go_to(page, "Board")
    for status in ("applied", "screening", "interview", "offer"):
        expect(stage(page, status).get_by_test_id("board-card").first).to_be_visible()


def carry_by_keyboard(page: Page, what: Locator, *keys: str) -> None:
    """Pick a card up by its handle, press the keys, and drop it."""
    what.get_by_role("button", name=re.compile("^Carry ")).focus()
    for key in ("Space", *keys, "Space"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)


def test_a_card_is_carried_with_the_keyboard_and_each_step_is_announced(page: Page) -> None:
    open_sample_board(page)
    title = title_of(unique_card(page, "applied"))
    carried = unique_card(page, "applied")

    carry_by_keyboard(page, carried, "ArrowRight")

    expect(card(stage(page, "screening"), title).first).to_be_visible()
    expect(page.get_by_text(f"{title}: now Screening.")).to_be_visible()
    expect(page.get_by_text("Dropped at Screening.")).to_be_attached()


def test_a_card_that_is_put_back_with_escape_stays(page: Page) -> None:
    open_sample_board(page)
    title = title_of(unique_card(page, "applied"))
    unique_card(page, "applied").get_by_role("button", name=re.compile("^Carry ")).focus()

    for key in ("Space", "ArrowRight", "Escape"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)

    expect(card(stage(page, "applied"), title).first).to_be_visible()
    expect(page.get_by_text(f"{title}: now Screening.")).to_have_count(0)


def test_a_move_by_the_menu_is_undone_from_the_message(page: Page) -> None:
    open_sample_board(page)
    title = title_of(unique_card(page, "applied"))
    unique_card(page, "applied").get_by_role("button", name=re.compile("^Move ")).click()
    page.get_by_role("menuitem", name="Rejected").click()
    expect(page.get_by_text(f"{title}: now Rejected.")).to_be_visible()
    expect(card(stage(page, "applied"), title)).to_have_count(0)

    page.get_by_role("button", name="Undo").click()

    expect(card(stage(page, "applied"), title).first).to_be_visible()
    expect(page.get_by_text("Move undone.")).to_be_visible()


def test_a_closed_application_is_reopened_only_after_a_question(page: Page) -> None:
    open_sample_board(page)
    stage(page, "rejected").get_by_role("button", name=re.compile("Rejected")).click()
    expect(stage(page, "rejected").get_by_test_id("board-card").first).to_be_visible()
    title = title_of(unique_card(page, "rejected"))
    unique_card(page, "rejected").get_by_role("button", name=re.compile("^Move ")).click()
    page.get_by_role("menuitem", name="Interview").click()

    page.get_by_role("dialog").get_by_role("button", name=re.compile("Reopen")).click()

    expect(card(stage(page, "interview"), title).first).to_be_visible()


def test_a_tab_that_is_behind_is_told_and_shows_how_things_stand(page: Page) -> None:
    open_sample_board(page)
    title = title_of(unique_card(page, "applied"))
    late = page.context.new_page()
    late.goto("/board")
    expect(card(stage(late, "applied"), title).first).to_be_visible()
    unique_card(page, "applied").get_by_role("button", name=re.compile("^Move ")).click()
    page.get_by_role("menuitem", name="Offer").click()
    expect(page.get_by_text(f"{title}: now Offer.")).to_be_visible()

    # Without the focus event that would have it load again by itself.
    late.evaluate("window.onfocus = null")
    card(stage(late, "applied"), title).first.get_by_role("button", name=re.compile("^Move ")).click()
    late.get_by_role("menuitem", name="Interview").click()

    expect(late.get_by_text(f"{title} was not moved")).to_be_visible()
    expect(card(stage(late, "offer"), title).first).to_be_visible()


def test_a_move_that_does_not_reach_the_server_is_taken_back(page: Page) -> None:
    open_sample_board(page)
    title = title_of(unique_card(page, "applied"))
    page.route("**/move/", lambda route: route.abort())
    unique_card(page, "applied").get_by_role("button", name=re.compile("^Move ")).click()
    page.get_by_role("menuitem", name="Interview").click()

    expect(page.get_by_text(f"{title} was not moved")).to_be_visible()
    expect(card(stage(page, "applied"), title).first).to_be_visible()


def test_a_history_is_back_dated_corrected_and_undone_on_the_page_of_the_application(page: Page) -> None:
    open_sample_board(page)
    unique_card(page, "screening").get_by_role("link").click()
    entries = page.get_by_test_id("timeline").get_by_role("listitem")
    expect(entries.first).to_be_visible()
    before = entries.count()

    page.get_by_label("Move to").select_option("interview")
    page.get_by_label("Note", exact=True).fill("They called.")
    page.get_by_role("button", name="Record the move").click()
    expect(entries).to_have_count(before + 1)
    expect(entries.first).to_contain_text("They called.")

    entries.first.get_by_role("button", name="Correct…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Note").fill("They wrote.")
    dialog.get_by_role("button", name="Save").click()
    expect(entries.first).to_contain_text("They wrote.")

    entries.first.get_by_role("button", name="Undo").click()
    expect(entries).to_have_count(before)


def test_on_a_phone_cards_move_by_their_menus(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    sign_up(page)
    load_sample(page)
    go_to(page, "Board")
    page.get_by_label("Stage").select_option("applied")
    title = page.get_by_test_id("board-card").first.get_by_role("link").inner_text()

    page.get_by_test_id("board-card").first.get_by_role("button", name=re.compile("^Move ")).click()
    page.get_by_role("menuitem", name="Interview").click()

    expect(page.get_by_text(f"{title}: now Interview.")).to_be_visible()
