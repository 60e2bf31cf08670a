"""What a day is for: the page of today, tasks, suggestions and their rules, and the command palette."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from frontend.e2e.conftest import PHONE
from frontend.e2e.steps import assert_fits, go_to, sign_up


def test_a_new_person_is_told_what_to_do_first_and_then_what_each_day_is_for(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    go_to(page, "Today")
    expect(page.get_by_role("link", name="Import a file")).to_be_visible()
    expect(page.get_by_role("link", name="Add a posting")).to_be_visible()
    settle(page)
    assert_accessible(page)
    page.get_by_role("button", name="Try it with sample data").click()

    suggestions = page.get_by_role("list", name="Suggestions")
    expect(suggestions.get_by_role("listitem").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Welcome!")).to_have_count(0)
    settle(page)
    assert_accessible(page)

    page.goto("/settings")
    page.get_by_label("Weekly goal").fill("5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()
    go_to(page, "Today")
    expect(page.get_by_role("region", name="This week")).to_contain_text(re.compile(r"\d+ of 5 applications sent"))


def test_suggestions_are_accepted_put_off_and_dismissed_and_all_of_it_is_taken_back(page: Page) -> None:
    sign_up(page)
    apply_long_ago(page, "Bell founder", days=12)
    apply_long_ago(page, "Ice cutter", days=40)
    go_to(page, "Today")
    bell = suggestion(page, "Bell founder")
    expect(bell).to_contain_text("Follow up on your application")
    expect(bell).to_contain_text("12 days ago")

    for press in ("Dismiss", "Add to tasks"):
        bell.get_by_role("button", name=press).click()
        expect(bell).to_have_count(0)
        # The row that took its place has the focus.
        expect(suggestion(page, "Ice cutter")).to_be_focused()
        undo(page, "Dismissed" if press == "Dismiss" else "Added to your tasks")
        expect(bell).to_be_visible()
    expect(page.get_by_text("Nothing is due today.")).to_be_visible()
    bell.get_by_role("button", name="Later").click()
    page.get_by_role("menuitem", name="For 3 days").click()
    expect(bell).to_have_count(0)
    undo(page, "Put off for 3 days")
    expect(bell).to_be_visible()
    bell.get_by_role("button", name="Add to tasks").click()
    expect(page.get_by_role("list", name="To do today")).to_contain_text("Follow up on your application")

    ice = suggestion(page, "Ice cutter")
    ice.get_by_role("button", name="Move to Ghosted").click()
    expect(ice).to_have_count(0)
    undo(page, "Ice cutter: now Ghosted.")
    expect(ice).to_be_visible()
    ice.get_by_role("link", name="Ice cutter").click()
    expect(page.get_by_test_id("current-status")).to_have_text("Applied")


def test_a_touch_ends_the_silence(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    sign_up(page)
    apply_long_ago(page, "Bell founder", days=12)
    go_to(page, "Today")
    expect(suggestion(page, "Bell founder")).to_be_visible()
    page.get_by_role("button", name="Log a touch").first.click()
    dialog = page.get_by_role("dialog", name="Log a touch")
    settle(page)
    assert_accessible(page)
    dialog.get_by_role("button", name="Log it").click()
    expect(dialog.get_by_text("Say what it was about")).to_be_visible()
    dialog.get_by_role("combobox", name="What").select_option("call")
    dialog.get_by_role("combobox", name="Application").fill("bell")
    page.get_by_role("option", name="Bell founder, Glocken AG").click()
    dialog.get_by_role("button", name="Log it").click()
    expect(suggestion(page, "Bell founder")).to_have_count(0)
    undo(page, "Call logged.")
    expect(suggestion(page, "Bell founder")).to_be_visible()


def test_a_task_is_added_changed_put_off_done_and_deleted_and_comes_back(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    apply_long_ago(page, "Bell founder", days=1)
    go_to(page, "Tasks")
    expect(page.get_by_text("Nothing to do")).to_be_visible()
    page.get_by_role("button", name="Add a task").first.click()
    dialog = page.get_by_role("dialog", name="New task")
    dialog.get_by_role("button", name="Add the task").click()
    expect(dialog.get_by_label("What is to be done")).to_have_attribute("aria-invalid", "true")
    dialog.get_by_label("What is to be done").fill("Read up on bells")
    dialog.get_by_role("combobox", name="Application").fill("bell")
    page.get_by_role("option", name="Bell founder, Glocken AG").click()
    settle(page)
    assert_accessible(page)
    dialog.get_by_role("button", name="Add the task").click()

    task = page.get_by_role("listitem").filter(has_text="Read up on bells")
    expect(task).to_contain_text("Today")
    settle(page)
    assert_accessible(page)
    menu_of(task, "Change…").click()
    dialog = page.get_by_role("dialog", name="Change the task")
    expect(dialog.get_by_role("combobox", name="Application")).to_have_value("Bell founder, Glocken AG")
    dialog.get_by_label("Time").fill("18:30")
    dialog.get_by_role("button", name="Save").click()
    expect(task).to_contain_text("Today, 18:30")

    task.get_by_role("button", name="Later").click()
    page.get_by_role("menuitem", name="For a week").click()
    expect(task).to_contain_text("Put off until")
    undo(page, "Put off for a week")
    expect(task).to_contain_text("Today, 18:30")

    task.get_by_role("checkbox").click()
    expect(task).to_have_count(0)
    page.get_by_text("Done", exact=True).click()
    expect(task.get_by_role("checkbox")).to_be_checked()
    undo(page, "Done: Read up on bells.")
    expect(page.get_by_text("Nothing done yet")).to_be_visible()
    page.get_by_text("To do", exact=True).click()

    page.get_by_role("combobox", name="Application").fill("bell")
    page.get_by_role("option", name="Bell founder, Glocken AG").click()
    expect(page).to_have_url(re.compile(r"application=\d+"))
    expect(task).to_be_visible()
    page.reload()
    expect(page.get_by_role("combobox", name="Application")).to_have_value("Bell founder, Glocken AG")

    menu_of(task, "Delete").click()
    expect(task).to_have_count(0)
    undo(page, "Deleted: Read up on bells.")
    expect(task).to_be_visible()


def test_the_rules_are_changed_and_go_back_to_the_defaults(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    apply_long_ago(page, "Bell founder", days=3)
    page.goto("/settings/follow-ups")
    first = page.get_by_role("group", name="Rule 1", exact=True)
    expect(page.get_by_text("These are the defaults.")).to_be_visible()
    settle(page)
    assert_accessible(page)
    first.get_by_label("After days").fill("soon")
    page.get_by_role("button", name="Save").click()
    expect(first.get_by_label("After days")).to_be_focused()
    first.get_by_label("After days").fill("2")
    first.get_by_label("In these words").fill("Ask about the bells")
    page.get_by_role("button", name="Remove rule 7").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Rules saved.")).to_be_visible()
    go_to(page, "Today")
    expect(suggestion(page, "Bell founder")).to_contain_text("Ask about the bells")

    page.goto("/settings/follow-ups")
    expect(first.get_by_label("After days")).to_have_value("2")
    page.get_by_role("button", name="Add a rule").click()
    expect(page.get_by_role("group", name="Rule 7").get_by_label("While")).to_be_focused()
    page.get_by_role("button", name="Back to the defaults").click()
    expect(first.get_by_label("After days")).to_have_value("10")
    undo(page, "The default rules hold again.")
    expect(first.get_by_label("After days")).to_have_value("2")


def test_the_palette_goes_anywhere_finds_and_adds_by_keyboard_alone(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    apply_long_ago(page, "Bell founder", days=1)
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Find, go to or add")
    expect(field).to_be_focused()
    settle(page)
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)

    page.keyboard.press("Control+k")
    page.keyboard.type("tas")
    expect(page.get_by_role("option", name="Tasks")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    adding = page.get_by_role("option", name="Add a task")
    expect(adding).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(adding.get_attribute("id")))
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="New task").get_by_label("What is to be done")).to_be_focused()
    page.keyboard.type("Read up on bells")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Task added.")).to_be_visible()

    page.keyboard.press("Control+k")
    page.keyboard.type("bell")
    found = page.get_by_role("group", name="Applications").get_by_role("option", name="Bell founder, Glocken AG")
    expect(found).to_be_visible()
    posting = page.get_by_role("group", name="Postings").get_by_role("option", name="Bell founder 1 posting")
    expect(posting).to_be_visible()
    settle(page)
    assert_accessible(page)
    while found.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1, name="Bell founder")
    expect(heading).to_be_focused()

    page.keyboard.press("Control+k")
    page.keyboard.type("contact")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="New contact")
    dialog.get_by_label("Name").fill("Ada")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ada is among your contacts.")).to_be_visible()


def test_a_phone_has_the_other_places_in_a_menu(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page(viewport=PHONE, has_touch=True, color_scheme="dark")
    sign_up(page)
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Tasks").click()
    expect(page.get_by_role("heading", level=1, name="Tasks")).to_be_visible()
    page.goto("/")
    page.get_by_role("button", name="Try it with sample data").click()
    expect(page.get_by_text("Sample data is in.")).to_be_visible(timeout=60_000)
    for address, heading in (("/", "Today"), ("/tasks", "Tasks"), ("/settings/follow-ups", "Follow-ups")):
        page.goto(address)
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        settle(page)
        assert_accessible(page)
        assert_fits(page)


def apply_long_ago(page: Page, title: str, days: int) -> None:
    """Have a posting, and an application that was sent to it some days ago."""
    page.evaluate(
        """async ({title, days}) => {
            const send = async (path, body) => {
                const headers = {
                    'Content-Type': 'application/json',
                    'X-CSRFToken': document.cookie.match(/csrftoken=([^;]+)/)[1],
                }
                const answer = await fetch(path, {method: 'POST', headers, body: JSON.stringify(body)})
                if (!answer.ok) throw new Error(await answer.text())
                return answer.json()
            }
            const {id} = await send('/api/v1/jobs/', {title, company: 'Glocken AG'})
            const occurred_at = new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString()
            await send('/api/v1/applications/', {job: id, status: 'applied', occurred_at})
        }""",
        {"title": title, "days": days},
    )


def suggestion(page: Page, title: str) -> Locator:
    """What is suggested for an application."""
    return page.get_by_role("list", name="Suggestions").get_by_role("listitem").filter(has_text=title)


def undo(page: Page, message: str) -> None:
    """Take back what a message tells of."""
    told = page.get_by_role("group").filter(has_text=message)
    told.get_by_role("button", name="Undo").last.click()
    expect(page.get_by_text("Taken back.").last).to_be_visible()


def menu_of(task: Locator, name: str) -> Locator:
    """An item of the menu of a task."""
    task.get_by_role("button", name="More").click()
    return task.page.get_by_role("menuitem", name=name)


def settle(page: Page) -> None:
    """Wait until nothing fades any more: half-way colours are seen by nobody for long."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
