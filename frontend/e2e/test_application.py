"""The page of an application with all that belongs to it, and the pages of contacts and documents."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, expect

from frontend.e2e.steps import assert_fits, go_to, load_sample, sign_up, stage

CV: FilePayload = {"name": "CV_Ada.md", "mimeType": "text/markdown", "buffer": b"# Ada Lovelace\n"}
SHORT_CV: FilePayload = {"name": "cv-short.md", "mimeType": "text/markdown", "buffer": b"# A. Lovelace\n"}
LYING: FilePayload = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"PK\x03\x04 no PDF"}
PAGE: FilePayload = {"name": "cv.html", "mimeType": "text/html", "buffer": b"<script>alert(1)</script>"}


def test_notes_are_markdown_without_html_and_are_changed_where_they_stand(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    open_application(page)
    page.get_by_label("Your note").fill(
        "They like **open source**.\n<img src=x onerror=alert(1)>\n"
        "[Site](https://example.org) [bad](javascript:alert(1))"
    )
    page.get_by_role("button", name="Add the note").click()
    entry = entries(page).filter(has_text="They like")
    expect(entry.locator("strong")).to_have_text("open source")
    expect(entry.locator("img")).to_have_count(0)
    expect(entry.get_by_role("link")).to_have_count(1)
    expect(entry.get_by_role("link", name="Site")).to_have_attribute("rel", "noopener noreferrer")
    settle(page)
    assert_accessible(page)

    entry.get_by_role("button", name="Edit").click()
    change = page.get_by_role("form", name="Change this entry")
    change.get_by_label("Your note").fill("They like *free* software.")
    change.get_by_role("button", name="Save").click()
    entry = entries(page).filter(has_text="They like")
    expect(entry.locator("em")).to_have_text("free")

    entry.get_by_role("button", name="Delete").click()
    expect(entry).to_have_count(0)
    undo(page, "Note moved to the trash.")
    expect(entry).to_have_count(1)


def test_the_notes_are_read_as_markdown_and_changed_where_they_stand(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    open_application(page)
    notes = panel(page, "Notes")
    notes.get_by_role("button", name="Write notes").click()
    field = notes.get_by_role("textbox", name="Notes")
    expect(field).to_be_focused()
    field.fill("Ask about **on call** duty. <b>Really</b>")
    notes.get_by_role("button", name="Save").click()
    expect(notes.locator("strong")).to_have_text("on call")
    expect(notes.locator("b")).to_have_count(0)
    edit = notes.get_by_role("button", name="Edit notes")
    expect(edit).to_be_focused()
    settle(page)
    assert_accessible(page)
    page.reload()
    edit.click()
    expect(field).to_have_value("Ask about **on call** duty. <b>Really</b>")
    field.fill("Nothing of this")
    notes.get_by_role("button", name="Cancel").click()
    expect(notes.locator("strong")).to_have_text("on call")


def test_a_contact_is_added_talked_to_found_and_deleted(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    title = open_application(page)
    page.get_by_role("button", name="New contact").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Ada Winter")
    dialog.get_by_label("E-mail").fill("not an address")
    dialog.get_by_role("button", name="Add the contact").click()
    expect(dialog.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")
    dialog.get_by_label("E-mail").fill("ada@example.org")
    settle(page)
    assert_accessible(page)
    dialog.get_by_role("button", name="Add the contact").click()
    contacts = panel(page, "Contacts")
    expect(contacts.get_by_role("link", name="Ada Winter")).to_be_visible()

    contacts.get_by_role("button", name="Unlink Ada Winter").click()
    expect(contacts.get_by_role("link", name="Ada Winter")).to_have_count(0)
    undo(page, "Ada Winter unlinked.")
    expect(contacts.get_by_role("link", name="Ada Winter")).to_be_visible()

    log = page.get_by_role("form", name="Add to the log")
    log.get_by_label("What", exact=True).select_option("call")
    log.get_by_label("Direction").select_option("in")
    log.get_by_role("combobox", name="With").click()
    page.get_by_role("option", name="Ada Winter").click()
    log.get_by_label("What was said").fill("Hybrid, three days.")
    log.get_by_role("button", name="Log it").click()
    expect(entries(page).first).to_contain_text("Call from Ada Winter")

    contacts.get_by_role("link", name="Ada Winter").click()
    expect(page.get_by_role("heading", level=1, name="Ada Winter")).to_be_visible()
    expect(panel(page, "Log")).to_contain_text("Hybrid, three days.")
    expect(panel(page, "Applications").get_by_role("link", name=title)).to_be_visible()
    settle(page)
    assert_accessible(page)

    go_to(page, "Contacts")
    page.get_by_label("Search contacts").fill("nobody")
    expect(page.get_by_text("Nobody matches")).to_be_visible()
    page.get_by_label("Search contacts").fill("wint")
    expect(page).to_have_url(re.compile("search=wint"))
    settle(page)
    assert_accessible(page)
    page.get_by_role("link", name="Ada Winter").click()
    page.get_by_role("button", name="Delete", exact=True).first.click()
    expect(page.get_by_role("link", name="Ada Winter")).to_have_count(0)
    undo(page, "Ada Winter moved to the trash.")
    expect(page.get_by_role("link", name="Ada Winter")).to_be_visible()


def test_an_interview_is_planned_moved_and_done_with_what_one_took_along(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    open_application(page)
    interviews = panel(page, "Interviews")
    interviews.get_by_role("button", name="Plan an interview").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Pair programming")
    dialog.get_by_role("combobox", name="Time zone").fill("Europe/Berlin")
    page.get_by_role("option", name="Europe/Berlin").click()
    dialog.get_by_label("Starts").fill("2027-03-28T02:30")
    dialog.get_by_role("button", name="Plan the interview").click()
    expect(dialog.get_by_text("There is no such time in Europe/Berlin")).to_be_visible()
    dialog.get_by_label("Starts").fill("2027-10-31T02:30")
    expect(dialog.get_by_label("Which of the two?")).to_be_visible()
    settle(page)
    assert_accessible(page)
    dialog.get_by_label("Starts").fill("2027-03-16T10:00")
    dialog.get_by_label("Link").fill("https://meet.example.org/ferrum")
    dialog.get_by_label("Preparation").fill("Read about *lifetimes*.")
    dialog.get_by_role("button", name="Plan the interview").click()
    expect(interviews.get_by_text("16 Mar 2027, 10:00–11:00").first).to_be_visible()
    expect(page.get_by_test_id("current-status")).to_have_text("Applied")

    interviews.get_by_role("button", name="More about Pair programming").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Calendar file (.ics)").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")

    interviews.get_by_role("button", name="More about Pair programming").click()
    page.get_by_role("menuitem", name="Move…").click()
    dialog.get_by_label("Starts").fill("2027-03-17T09:00")
    dialog.get_by_role("button", name="Move it").click()
    expect(interviews.get_by_text("17 Mar 2027, 09:00–10:00").first).to_be_visible()
    expect(entries(page).first).to_contain_text("Interview moved: Pair programming")

    interviews.get_by_role("button", name="How did it go?").click()
    dialog.get_by_label("Outcome").select_option("passed")
    dialog.get_by_role("button", name="Add a question").click()
    dialog.get_by_label("Question 1", exact=True).fill("Why Rust?")
    dialog.get_by_role("button", name="Add an area").click()
    dialog.get_by_label("Area 1", exact=True).fill("System design")
    dialog.get_by_label("Rating of System design").select_option("4")
    dialog.get_by_label("Notes").fill("Friendly.")
    dialog.get_by_label("Also move the application").select_option("offer")
    settle(page)
    assert_accessible(page)
    dialog.get_by_role("button", name="It is done").click()
    expect(page.get_by_test_id("current-status")).to_have_text("Offer")
    expect(interviews.get_by_text("Passed")).to_be_visible()
    interviews.get_by_role("button", name="Show the notes").click()
    expect(interviews).to_contain_text("Why Rust?")
    expect(interviews).to_contain_text("4 of 5")
    expect(interviews.locator("em")).to_have_text("lifetimes")
    settle(page)
    assert_accessible(page)

    interviews.get_by_role("button", name="More about Pair programming").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(interviews.get_by_text("None yet.")).to_be_visible()
    undo(page, "Interview moved to the trash.")
    expect(interviews.get_by_text("Passed")).to_be_visible()


def test_a_second_round_elsewhere_is_cancelled_and_planned_again(page: Page) -> None:
    open_application(page)
    interviews = panel(page, "Interviews")
    dialog = page.get_by_role("dialog")
    for title, start in (("Phone screen", "2027-03-02T14:00"), ("Final talk", "2027-03-16T10:00")):
        interviews.get_by_role("button", name="Plan an interview").click()
        dialog.get_by_label("Title").fill(title)
        dialog.get_by_role("combobox", name="Time zone").fill("America/New_York")
        page.get_by_role("option", name="America/New_York").click()
        dialog.get_by_label("Starts").fill(start)
        dialog.get_by_role("button", name="Plan the interview").click()
        expect(dialog).to_have_count(0)
        expect(interviews.get_by_role("button", name="Plan an interview")).to_be_focused()
    rounds = interviews.get_by_role("listitem")
    expect(rounds).to_have_count(2)
    # America has set its clocks forward by then, and Europe has not.
    expect(rounds.nth(1)).to_contain_text("16 Mar 2027, 15:00–16:00")
    expect(rounds.nth(1)).to_contain_text("16 Mar 2027, 10:00–11:00 in New York")

    interviews.get_by_role("button", name="More about Final talk").click()
    page.get_by_role("menuitem", name="Cancel…").click()
    dialog.get_by_label("Why").fill("They filled the post")
    dialog.get_by_role("button", name="Cancel the interview").click()
    expect(rounds.nth(1)).to_contain_text("Cancelled")
    expect(entries(page).first).to_contain_text("They filled the post")
    undo(page, "Interview cancelled.")
    expect(rounds.nth(1)).not_to_contain_text("Cancelled")
    expect(entries(page).first).to_contain_text("Interview planned again: Final talk")


def test_documents_go_with_an_application_and_are_kept_in_versions(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    open_application(page)
    documents = panel(page, "Documents")
    documents.locator("input[type=file]").set_input_files(PAGE)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("It has to be PDF")).to_be_visible()
    expect(dialog.get_by_role("button", name="Upload")).to_be_disabled()
    dialog.get_by_role("button", name="Cancel").click()
    documents.locator("input[type=file]").set_input_files(CV)
    expect(dialog.get_by_label("Title")).to_have_value("CV Ada")
    expect(dialog.get_by_label("Kind")).to_have_value("cv")
    settle(page)
    assert_accessible(page)
    dialog.get_by_role("button", name="Upload").click()
    expect(documents).to_contain_text("Version 1")
    expect(entries(page).first).to_contain_text("Attached: CV Ada, version 1")

    go_to(page, "Documents")
    expect(page.get_by_text("of 500 MB used")).to_be_visible()
    document = page.get_by_role("article", name="CV Ada")
    expect(document).to_contain_text("Went with 1 application")
    document.locator("input[type=file]").set_input_files(SHORT_CV)
    dialog.get_by_label("Note").fill("Shorter")
    dialog.get_by_role("button", name="Upload").click()
    document.get_by_role("button", name="2 versions of CV Ada").click()
    expect(document.get_by_text("Version 2")).to_be_visible()
    expect(document.get_by_role("button", name="Delete version 1")).to_have_count(0)
    settle(page)
    assert_accessible(page)
    with page.expect_download() as download:
        document.get_by_role("link", name="Download CV Ada").click()
    assert Path(download.value.path()).read_bytes() == SHORT_CV["buffer"]

    document.get_by_role("button", name="More about CV Ada").click()
    page.get_by_role("menuitem", name="Rename…").click()
    dialog.get_by_label("Title").fill("CV in English")
    dialog.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="More about CV in English").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_role("article", name="CV in English")).to_have_count(0)
    undo(page, "CV in English moved to the trash.")
    expect(page.get_by_role("article", name="CV in English")).to_be_visible()


def test_a_dropped_file_is_told_what_is_wrong_with_it_and_replaced(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    open_application(page)
    documents = panel(page, "Documents")
    drop(page, documents, LYING)
    dialog = page.get_by_role("dialog", name="New document")
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog.get_by_role("alert").filter(has_text="The file's content is")).to_be_visible()
    settle(page)
    assert_accessible(page)
    dialog.locator("input[type=file]").set_input_files(CV)
    expect(dialog.get_by_role("alert").filter(has_text="content")).to_have_count(0)
    expect(dialog.get_by_label("Title")).to_have_value("CV Ada")
    dialog.get_by_role("button", name="Upload").click()
    expect(documents).to_contain_text("Version 1")

    page.goto("/documents")
    expect(page.get_by_role("article", name="CV Ada")).to_be_visible()
    drop(page, page.get_by_role("article", name="CV Ada"), SHORT_CV)
    expect(dialog).to_contain_text("cv-short.md")
    dialog.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("article", name="cv-short")).to_be_visible()


def test_a_task_is_added_done_and_to_do_again(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    open_application(page)
    tasks = panel(page, "Tasks")
    tasks.get_by_role("button", name="Add a task").click()
    dialog = page.get_by_role("dialog", name="New task")
    dialog.get_by_label("What is to be done").fill("Read about lifetimes")
    dialog.get_by_role("button", name="Add the task").click()
    expect(tasks.get_by_role("button", name="Add a task")).to_be_focused()
    settle(page)
    assert_accessible(page)
    tasks.get_by_label("Done: Read about lifetimes").click()
    expect(entries(page).first).to_contain_text("Done: Read about lifetimes")
    undo(page, "Done: Read about lifetimes.")
    expect(tasks.get_by_label("Done: Read about lifetimes")).to_be_visible()
    expect(entries(page).filter(has_text="Read about lifetimes")).to_have_count(0)


def test_the_pages_fit_a_phone_in_the_dark(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, color_scheme="dark", has_touch=True, is_mobile=True)
    sign_up(page)
    load_sample(page)
    page.goto("/board?stage=applied")
    page.get_by_test_id("board-card").first.get_by_role("link").click()
    expect(page.get_by_test_id("timeline")).to_be_visible()
    settle(page)
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("button", name="Plan an interview").click()
    settle(page)
    assert_fits(page)
    assert_accessible(page)
    for place in ("contacts", "documents"):
        page.goto(f"/{place}")
        expect(page.get_by_role("heading", level=1, name=place.capitalize())).to_be_visible()
        settle(page)
        assert_fits(page)
        assert_accessible(page)


def open_application(page: Page) -> str:
    """With the sample data: the page of an application that was sent off; the title of its posting."""
    sign_up(page)
    load_sample(page)
    go_to(page, "Board")
    link = stage(page, "applied").get_by_test_id("board-card").first.get_by_role("link")
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(entries(page).first).to_be_visible()
    return title


def entries(page: Page) -> Locator:
    """Of the timeline, the newest first."""
    return page.get_by_test_id("timeline").locator("> li")


def drop(page: Page, place: Locator, file: FilePayload) -> None:
    """Let a file fall on a part of the page, as from another window."""
    data = page.evaluate_handle(
        """({name, mimeType, text}) => {
            const data = new DataTransfer()
            data.items.add(new File([text], name, {type: mimeType}))
            return data
        }""",
        {"name": file["name"], "mimeType": file["mimeType"], "text": file["buffer"].decode()},
    )
    for event in ("dragenter", "dragover", "drop"):
        place.dispatch_event(event, {"dataTransfer": data})


def panel(page: Page, name: str) -> Locator:
    """A part of the page, by its heading."""
    return page.get_by_role("region", name=name, exact=True)


def undo(page: Page, said: str) -> None:
    """Press the button in the message that says so."""
    page.get_by_role("group").filter(has_text=said).get_by_role("button", name="Undo").click()


def settle(page: Page) -> None:
    """Wait until nothing fades any more: half-way colours are seen by nobody for long."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
