"""Files coming in: previewed, corrected, written and taken back, by mouse, by keyboard and on a phone."""

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, Page, expect

from frontend.e2e.steps import assert_fits, choose_file, go_to, sign_up

# Days that can be read in two ways, and a column that nobody knows.
LINES = [
    "Position,Who hires,Applied on,Status",
    "Gardener,Botanik,03/09/2026,Applied",
    "Bell founder,Glocken AG,04/10/2026,Interview",
    "Beekeeper,Wachs & Söhne,05/06/2026,Rejected",
]
GOOD_AND_BAD = [
    "Title,Company,Posted on",
    "Gardener,Botanik,2026-11-01",
    "Bell founder,Glocken AG,2026-02-31",
    "Beekeeper,Wachs & Söhne,2026-11-03",
]


def test_a_file_is_previewed_corrected_imported_taken_back_and_imported_again(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    choose_file(page, file_of(LINES))

    # Whose column it is, and which day is meant, the person says.
    column = page.get_by_role("combobox", name="Who hires becomes")
    column.click()
    page.get_by_role("option", name="Company", exact=True).click()
    page.get_by_role("button", name="Update the preview").click()
    question = page.get_by_test_id("date-question")
    expect(question).to_contain_text("Which day is")
    expect(import_button(page)).to_be_disabled()
    assert_accessible(page)
    question.get_by_role("button", name=re.compile("3 Sep")).click()
    expect(question).to_have_count(0)
    expect(column).to_have_value("Company")
    expect(chip(page, "New")).to_contain_text("3")
    expect(rows_of(page).filter(has_text="Gardener")).to_contain_text("Botanik")
    page.get_by_role("button", name="Details of row 2").click()
    expect(page.get_by_text(re.compile("3 Sept? 2026")).first).to_be_visible()
    assert_accessible(page)

    # It has an address: who loads it again is where they were.
    page.reload()
    page.get_by_role("button", name="Import 3 rows").click()
    summary = page.get_by_test_id("import-summary")
    expect(summary.get_by_role("row", name=re.compile("Created"))).to_contain_text("3")
    assert_accessible(page)
    go_to(page, "Applications")
    expect(page.get_by_role("row")).to_have_count(1 + 3)

    go_to(page, "Import")
    page.get_by_role("button", name="Undo: jobs.csv").click()
    page.get_by_role("dialog").get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("list", name="Your imports")).to_contain_text("Undone")
    go_to(page, "Jobs")
    expect(page.get_by_text("No postings yet")).to_be_visible()

    # The mapping and the order of the days are remembered.
    choose_file(page, file_of(LINES))
    expect(page.get_by_text("Your own mapping")).to_be_visible()
    page.get_by_role("button", name="Import 3 rows").click()
    expect(summary.get_by_role("row", name=re.compile("Created"))).to_contain_text("3")

    choose_file(page, file_of(LINES))
    expect(page.get_by_text("Nothing to import: 3 rows are here already.")).to_be_visible()


def test_good_rows_come_in_where_the_person_says_so(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    sign_up(page)
    choose_file(page, file_of(GOOD_AND_BAD))
    expect(page.get_by_text("1 row has an error")).to_be_visible()
    expect(import_button(page)).to_be_disabled()

    chip(page, "Error").click()
    expect(page).to_have_url(re.compile("verdict=error"))
    expect(rows_of(page)).to_have_count(1 + 1)
    page.get_by_role("button", name="Details of row 3").click()
    details = page.get_by_role("table", name="Rows")
    expect(details).to_contain_text("2026-02-31")
    expect(details.get_by_role("cell", name="Posted on", exact=True)).to_be_visible()
    assert_accessible(page)

    page.get_by_role("radio", name=re.compile("good rows only")).check()
    page.get_by_role("button", name="Import 2 rows").click()
    summary = page.get_by_test_id("import-summary")
    expect(summary.get_by_role("row", name=re.compile("Left out"))).to_contain_text("3")
    go_to(page, "Jobs")
    expect(page.get_by_role("row")).to_have_count(1 + 2)


def test_what_a_column_becomes_is_chosen_with_the_keyboard_alone(page: Page) -> None:
    sign_up(page)
    choose_file(page, file_of(LINES))
    column = page.get_by_role("combobox", name="Who hires becomes")
    column.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("compan")
    page.keyboard.press("Enter")
    expect(column).to_have_value("Company")
    button = page.get_by_role("button", name="Update the preview")
    while not button.evaluate("button => button === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(button).to_have_count(0)
    expect(rows_of(page).filter(has_text="Glocken AG")).to_be_visible()


def test_a_file_that_is_no_table_is_refused_with_what_to_do(page: Page) -> None:
    sign_up(page)
    picture: FilePayload = {"name": "jobs.csv", "mimeType": "text/csv", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(200)}
    choose_file(page, picture)
    expect(page.get_by_test_id("problem")).to_contain_text("Save the table as")
    page.get_by_role("link", name="Choose another file").click()
    expect(page.get_by_role("heading", level=1, name="Import")).to_be_visible()
    page.get_by_role("button", name="Delete jobs.csv").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("list", name="Your imports")).to_have_count(0)


def test_a_phone_in_the_dark_has_all_of_it(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, color_scheme="dark", has_touch=True, is_mobile=True)
    sign_up(page)
    page.goto("/import")
    assert_fits(page)
    choose_file(page, file_of(GOOD_AND_BAD))
    page.get_by_role("button", name="Details of row 3").click()
    expect(page.get_by_role("table", name="Rows")).to_contain_text("2026-02-31")
    assert_fits(page)
    assert_accessible(page)


def test_a_page_that_is_open_twice_shows_what_the_other_one_did(page: Page) -> None:
    sign_up(page)
    choose_file(page, file_of(GOOD_AND_BAD[:2]))
    expect(import_button(page)).to_be_enabled()
    other = page.context.new_page()
    other.goto(page.url)
    expect(import_button(other)).to_be_enabled()
    import_button(page).click()
    expect(page.get_by_test_id("import-summary")).to_be_visible()

    # It was not told yet, and is, in words, once it is too late.
    import_button(other).click()
    expect(other.get_by_text("Nothing was begun: the import is done already.")).to_be_visible()
    expect(other.get_by_test_id("import-summary")).to_be_visible()
    other.get_by_role("button", name="Undo the import").click()
    other.get_by_role("dialog").get_by_role("button", name="Undo the import").click()
    expect(other.get_by_text("This import was undone")).to_be_visible()

    # Whoever comes back to a tab sees how it stands.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))")
    expect(page.get_by_text("This import was undone")).to_be_visible()


def file_of(lines: list[str]) -> FilePayload:
    """A CSV file."""
    return {"name": "jobs.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}


def import_button(page: Page) -> Locator:
    """The button that writes."""
    return page.get_by_role("button", name=re.compile(r"^Import( [\d,]+ rows?)?$"))


def chip(page: Page, verdict: str) -> Locator:
    """What narrows the rows to a verdict, with their number."""
    return page.get_by_role("radiogroup", name="Rows to show").locator("label").filter(has_text=verdict)


def rows_of(page: Page) -> Locator:
    """The rows of the preview, with their head."""
    return page.get_by_role("table", name="Rows").get_by_role("row")
