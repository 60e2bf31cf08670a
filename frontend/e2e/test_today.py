"""What a day is for: the page of today, tasks, suggestions and their rules, and the command palette."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

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
    ice.get_by_role("button", name=re.compile("^Move to Ghosted")).click()
    expect(ice).to_have_count(0)
    undo(page, "Ice cutter: now Ghosted.")
    expect(ice).to_be_visible()
    ice.get_by_role("link", name="Ice cutter").click()
    expect(page.get_by_test_id("current-status")).to_have_text("Applied")


def test_an_interview_that_is_over_is_wrapped_up_and_that_is_taken_back(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    application = apply_long_ago(page, "Bell founder", days=9)
    have_an_interview(page, application, hours_ago=3)
    go_to(page, "Today")
    over = page.get_by_role("list", name="Interviews to wrap up").get_by_role("listitem")
    coming = page.get_by_role("list", name="Interviews", exact=True).get_by_role("listitem")
    expect(over).to_contain_text("Phone")
    settle(page)
    assert_accessible(page)
    ask = over.get_by_role("button", name="How did it go? Phone, Bell founder")

    # By keyboard alone.
    ask.press("Enter")
    expect(page.get_by_role("menuitem", name="Passed")).to_be_focused()
    page.keyboard.press("Enter")
    expect(over).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_text("Passed: Phone, Bell founder.")).to_be_visible()
    page.keyboard.press("ControlOrMeta+z")
    expect(over).to_have_count(1)

    ask.click()
    page.get_by_role("menuitem", name="It has another time…").click()
    dialog = page.get_by_role("dialog", name="Move the interview")
    expect(dialog.get_by_label("Starts")).to_be_focused()
    page.keyboard.press("Escape")
    expect(ask).to_be_focused()
    ask.click()
    page.get_by_role("menuitem", name="It has another time…").click()
    dialog.get_by_label("Starts").fill(page.evaluate("new Date(Date.now() + 864e5).toISOString().slice(0, 16)"))
    dialog.get_by_role("button", name="Move it").click()
    expect(over).to_have_count(0)
    expect(coming).to_contain_text("Tomorrow")
    undo(page, "Interview moved.", "It is when it was.")
    expect(over).to_have_count(1)
    expect(coming).to_have_count(0)

    ask.click()
    page.get_by_role("menuitem", name="It did not take place…").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel the interview").click()
    expect(over).to_have_count(0)
    undo(page, "Interview cancelled.", "It is planned again.")
    ask.click()
    page.get_by_role("menuitem", name="Write it down…").click()
    dialog = page.get_by_role("dialog", name="How did it go?")
    dialog.get_by_label("Outcome").select_option("mixed")
    dialog.get_by_label("Also move the application").select_option("rejected")
    dialog.get_by_role("button", name="It is done").click()
    expect(over).to_have_count(0)
    expect(page.get_by_text("Nothing to follow up on.")).to_be_visible()


def test_offers_and_deadlines_are_answered_applied_to_and_let_go(page: Page) -> None:
    sign_up(page)
    apply_long_ago(page, "Bell founder", days=10, status="offer")
    for title in ("Ice cutter", "Lamp lighter"):
        have_a_posting(page, title, deadline_in_days=2)
    go_to(page, "Today")
    rows = page.get_by_role("list", name="Deadlines").get_by_role("listitem")
    expect(rows).to_have_count(3)

    rows.filter(has_text="Answer the offer").get_by_role("button", name="Answer").click()
    page.get_by_role("menuitem", name="Declined").click()
    expect(rows).to_have_count(2)
    undo(page, "Bell founder: now Declined.")
    expect(rows).to_have_count(3)

    rows.filter(has_text="Ice cutter").get_by_role("button", name="I applied").click()
    expect(rows.filter(has_text="Ice cutter")).to_have_count(0)
    expect(page.get_by_role("region", name="This week")).to_contain_text("1 application sent")
    undo(page, "Ice cutter: now Applied.")
    expect(rows).to_have_count(3)

    rows.filter(has_text="Lamp lighter").get_by_role("button", name="Archive the posting").click()
    expect(rows.filter(has_text="Lamp lighter")).to_have_count(0)
    undo(page, "Archived: Lamp lighter.")
    expect(rows).to_have_count(3)


def test_tasks_are_ticked_off_and_brought_back_by_keyboard_alone(page: Page) -> None:
    sign_up(page)
    titles = ["Read up on bells", "Thank Ada", "Ask Grace", "Send the references", "Call back"]
    have_tasks(page, titles)
    go_to(page, "Today")
    rows = page.get_by_role("list", name="To do today").get_by_role("listitem")
    expect(rows).to_have_count(5)
    rows.nth(1).get_by_role("checkbox").press("Space")
    expect(rows).to_have_count(4)
    # The row that took its place has the focus, and from there its box is the next stop.
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Done: Ask Grace")).to_be_focused()
    page.keyboard.press("Space")
    expect(rows).to_have_count(3)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(rows).to_have_count(2)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(rows).to_have_count(1)
    # The latest message has its Undo, though those before are still there.
    expect(page.get_by_text("Done: Call back.")).to_be_visible()
    for count in (2, 3, 4):
        page.keyboard.press("ControlOrMeta+z")
        expect(rows).to_have_count(count)
    expect(rows.filter(has_text="Thank Ada")).to_have_count(0)


def test_the_focus_of_a_pressed_undo_goes_back_to_where_one_was(page: Page) -> None:
    sign_up(page)
    have_tasks(page, ["Read up on bells", "Thank Ada"])
    go_to(page, "Today")
    rows = page.get_by_role("list", name="To do today").get_by_role("listitem")
    rows.first.get_by_role("checkbox").press("Space")
    expect(rows.first).to_be_focused()
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="Thank Ada")).to_be_focused()


def test_what_is_changed_on_other_pages_and_taken_back_from_there_shows_at_once(page: Page) -> None:
    sign_up(page)
    apply_long_ago(page, "Bell founder", days=12)
    go_to(page, "Today")
    suggestion(page, "Bell founder").get_by_role("link", name="Bell founder").click()
    page.get_by_label("Move to").select_option("rejected")
    page.get_by_role("button", name="Record the move").click()
    expect(page.get_by_test_id("current-status")).to_have_text("Rejected")
    go_to(page, "Today")
    expect(page.get_by_text("Nothing to follow up on.")).to_be_visible()
    # The message of the other page is still there.
    page.get_by_role("button", name="Undo").click()
    expect(suggestion(page, "Bell founder")).to_be_visible()


def test_pages_that_stay_open_go_over_to_the_next_day_at_midnight(page: Page) -> None:
    sign_up(page)
    have_tasks(page, ["Read up on bells"])
    in_zurich = ZoneInfo("Europe/Zurich")
    today = datetime.now(in_zurich)
    midnight = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    page.clock.install(time=midnight - timedelta(minutes=2))
    page.goto("/tasks")
    task = page.get_by_role("listitem").filter(has_text="Read up on bells")
    expect(task).to_contain_text("Today")
    page.clock.fast_forward("02:01")
    expect(task).to_contain_text("Yesterday")
    expect(task).to_contain_text("Overdue")

    page.clock.set_system_time(midnight - timedelta(minutes=2))
    page.goto("/")
    expect(page.get_by_role("list", name="To do today")).to_be_visible()
    with page.expect_request("**/api/v1/today/"):
        page.clock.fast_forward("02:01")


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
    suggestion(page, "Bell founder").get_by_role("button", name="Log a touch").click()
    expect(dialog.get_by_role("combobox", name="Application")).to_have_value("Bell founder, Glocken AG")
    dialog.get_by_role("button", name="Log it").click()
    expect(suggestion(page, "Bell founder")).to_have_count(0)
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_focused()


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
    dialog.get_by_label("Notes").fill("Ask **Ada** about\n\n- bells\n- clappers\n- yokes")
    settle(page)
    assert_accessible(page)
    dialog.get_by_role("button", name="Add the task").click()

    task = page.get_by_role("listitem").filter(has_text="Read up on bells")
    expect(task).to_contain_text("Today")
    expect(task.locator("strong")).to_have_text("Ada")
    task.get_by_role("button", name="Show all of the notes: Read up on bells").click()
    expect(task.get_by_role("button", name="Show less of the notes: Read up on bells")).to_be_focused()
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
    # The page of that name comes first.
    page.keyboard.type("contact")
    expect(page.get_by_role("option", name="Contacts")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("add contact")
    expect(page.get_by_role("option", name="Add a contact")).to_have_attribute("aria-selected", "true")
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


def apply_long_ago(page: Page, title: str, days: int, status: str = "applied") -> int:
    """Have a posting, and an application to it that has been there for some days; its id."""
    occurred_at = datetime.now(UTC) - timedelta(days=days)
    job = have_a_posting(page, title)
    return post(page, "applications", {"job": job, "status": status, "occurred_at": occurred_at.isoformat()})


def have_a_posting(page: Page, title: str, deadline_in_days: int | None = None) -> int:
    """Have a posting; its id."""
    body = {"title": title, "company": "Glocken AG"}
    if deadline_in_days is not None:
        body["deadline_on"] = (datetime.now(UTC) + timedelta(days=deadline_in_days)).date().isoformat()
    return post(page, "jobs", body)


def have_an_interview(page: Page, application: int, hours_ago: int) -> None:
    """Have one of an hour that began some hours ago, and of which nothing was said since."""
    starts_at = datetime.now(UTC) - timedelta(hours=hours_ago)
    post(page, "interviews", {"application": application, "kind": "phone", "starts_at": starts_at.isoformat()})


def have_tasks(page: Page, titles: list[str]) -> None:
    """Have tasks for today."""
    today = datetime.now(ZoneInfo("Europe/Zurich")).date().isoformat()
    for title in titles:
        post(page, "tasks", {"title": title, "due_on": today})


def post(page: Page, what: str, body: dict[str, Any]) -> int:
    """Add something as another page would; its id."""
    added: int = page.evaluate(
        """async ({path, body}) => {
            const headers = {
                'Content-Type': 'application/json',
                'X-CSRFToken': document.cookie.match(/csrftoken=([^;]+)/)[1],
            }
            const answer = await fetch(path, {method: 'POST', headers, body: JSON.stringify(body)})
            if (!answer.ok) throw new Error(await answer.text())
            return (await answer.json()).id
        }""",
        {"path": f"/api/v1/{what}/", "body": body},
    )
    return added


def suggestion(page: Page, title: str) -> Locator:
    """What is suggested for an application."""
    return page.get_by_role("list", name="Suggestions").get_by_role("listitem").filter(has_text=title)


def undo(page: Page, message: str, answer: str = "Taken back.") -> None:
    """Take back what a message tells of."""
    told = page.get_by_role("group").filter(has_text=message)
    told.get_by_role("button", name="Undo").last.click()
    expect(page.get_by_text(answer).last).to_be_visible()


def menu_of(task: Locator, name: str) -> Locator:
    """An item of the menu of a task."""
    task.get_by_role("button", name="More").click()
    return task.page.get_by_role("menuitem", name=name)


def settle(page: Page) -> None:
    """Wait until nothing fades any more: half-way colours are seen by nobody for long."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
