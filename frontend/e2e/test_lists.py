"""The long lists: finding, keeping a view, changing many rows at once and taking it back, the trash, the keyboard."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from frontend.e2e.steps import go_to, import_file, load_sample, sign_up

GLACIERS = 220
OTHERS = 30


def test_a_search_with_a_typo_is_narrowed_kept_and_two_hundred_applications_are_moved_and_moved_back(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    import_postings(page)

    search = page.get_by_role("combobox", name="Search jobs")
    search.fill("platfrom")
    expect(page.get_by_text(f"{GLACIERS + OTHERS} postings").first).to_be_visible()
    page.get_by_role("button", name="Filters").click()
    company = page.get_by_role("group", name="Company").get_by_label("Gletscher")
    expect(page.get_by_role("group", name="Company")).to_contain_text(str(GLACIERS))
    company.check()
    expect(page.get_by_text(f"{GLACIERS} postings").first).to_be_visible()
    settle(page)
    assert_accessible(page)
    page.get_by_label("Close the filters").click()
    expect(page).to_have_url(re.compile(r"search=platfrom.*company=Gletscher"))
    save_view(page, "Glaciers")

    page.get_by_label("Remove the filter Gletscher").click()
    expect(page.get_by_role("button", name=re.compile("Glaciers.*modified"))).to_be_visible()
    view = page.get_by_role("list", name="Views of jobs").get_by_role("link", name="Glaciers")
    view.click()
    expect(page.get_by_text(f"{GLACIERS} postings").first).to_be_visible()
    expect(page.get_by_text("modified")).to_have_count(0)

    apply_to_all(page, "search=platform&company=Gletscher")
    go_to(page, "Applications")
    page.get_by_label("Search applications").fill("platfrom")
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("group", name="Stage", exact=True).get_by_label("Applied").check()
    page.get_by_label("Close the filters").click()
    expect(page.get_by_text(f"{GLACIERS} applications").first).to_be_visible()
    save_view(page, "In the air")
    expect(page.get_by_role("list", name="Views of applications").get_by_role("link")).to_have_count(1)

    tick(row(page, 1)).click()
    scroll_to(page, row(page, 200))
    tick(row(page, 200)).click(modifiers=["Shift"])
    bar = page.get_by_role("region", name="Selected rows")
    expect(bar).to_contain_text("200 selected")
    settle(page)
    assert_accessible(page)
    bar.get_by_role("button", name="Move to…").click()
    page.get_by_role("menuitem", name="Interview").click()
    expect(page.get_by_text("200 applications moved to Interview.")).to_be_visible()
    expect(page.get_by_text(f"{GLACIERS - 200} applications").first).to_be_visible()

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    expect(page.get_by_text(f"{GLACIERS} applications").first).to_be_visible()

    # All that match, whether they are loaded or not.
    tick(row(page, 1)).click()
    bar.get_by_role("button", name=f"Select all {GLACIERS} that match").click()
    expect(bar).to_contain_text(f"All {GLACIERS} that match are selected")
    bar.get_by_role("button", name="Priority").click()
    page.get_by_role("menuitem", name="High").click()
    expect(page.get_by_text(f"{GLACIERS} applications: priority high.")).to_be_visible()


def test_rows_go_to_the_trash_by_keyboard_and_come_back_or_go_for_good(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    sign_up(page)
    load_sample(page)
    expect(row(page, 1)).to_be_visible()
    titles = [row(page, number).get_by_role("link").inner_text() for number in (1, 2)]

    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search jobs")).to_be_focused()
    page.keyboard.type("zzzz")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row(page, 1)).to_contain_text(titles[0])
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("j")
    expect(page.get_by_role("grid")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=titles[0])).to_be_visible()
    page.go_back()
    expect(row(page, 1)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press(" ")
    page.keyboard.press("Shift+ArrowDown")
    bar = page.get_by_role("region", name="Selected rows")
    expect(bar).to_contain_text("2 selected")
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowDown")
    expect(bar).to_contain_text("2 selected")
    bar.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("2 postings moved to the trash.")).to_be_visible()
    expect(page.get_by_role("link", name=titles[0], exact=True)).to_have_count(0)

    go_to(page, "Trash")
    expect(page.get_by_role("row")).to_have_count(1 + 2)
    settle(page)
    assert_accessible(page)
    page.get_by_role("grid").press("j")
    page.get_by_role("button", name=f"Restore {titles[0]}").press("Enter")
    expect(page.get_by_text("1 posting restored.")).to_be_visible()
    page.get_by_role("button", name=f"Delete for good: {titles[1]}").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("Nothing here")).to_be_visible()

    go_to(page, "Jobs")
    page.get_by_role("link", name=titles[0], exact=True).click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_role("heading", level=1, name="Jobs")).to_be_visible()
    told = page.get_by_role("group").filter(has_text="Posting moved to the trash, with")
    told.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The posting is back.")).to_be_visible()
    expect(page.get_by_role("link", name=titles[0], exact=True)).to_be_visible()


def test_a_repeated_posting_is_told_of_and_merged(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    sign_up(page)
    for notes in ("Eva knows them", "They answer on Mondays"):
        page.goto("/jobs/new")
        page.get_by_label("Title").fill("Bell founder")
        page.get_by_label("Company").fill("Glocken AG")
        page.get_by_label("Notes").fill(notes)
        page.get_by_role("button", name="Add posting").click()
        expect(page.get_by_role("heading", level=1, name="Bell founder")).to_be_visible()
    warning = page.get_by_role("status").filter(has_text="You may have this posting already")
    expect(warning.get_by_role("link", name="Bell founder, Glocken AG")).to_be_visible()
    settle(page)
    assert_accessible(page)

    page.goto("/jobs")
    page.get_by_role("link", name="Duplicates").click()
    # The newest stays unless another one is chosen; the older one takes what it is told to of the newer.
    page.get_by_role("radio", name="Keep this one").nth(1).check()
    expect(page.get_by_role("radio", name="Keep this one").first).not_to_be_checked()
    page.get_by_role("button", name="Merge into the kept one…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="They answer on Mondays").check()
    settle(page)
    assert_accessible(page)
    dialog.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("No duplicates")).to_be_visible()

    go_to(page, "Jobs")
    expect(page.get_by_role("row")).to_have_count(1 + 1)
    row(page, 1).get_by_role("link").click()
    expect(page.get_by_text("They answer on Mondays")).to_be_visible()


def import_postings(page: Page) -> None:
    """Postings of one kind at two companies, and some of another kind."""
    lines = ["Company,Title,Locations"]
    lines += [f"Gletscher,Platform engineer {number},Zürich" for number in range(GLACIERS)]
    lines += [f"Lumen,Platform engineer {number},Bern" for number in range(OTHERS)]
    lines += [f"Botanik,Gardener {number},Bern" for number in range(20)]
    import_file(page, {"name": "postings.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()})
    go_to(page, "Jobs")


def apply_to_all(page: Page, query: str) -> None:
    """Begin an application to each posting that the query finds, in one request."""
    page.evaluate(
        """async query => {
            const headers = {
                'Content-Type': 'application/json',
                'X-CSRFToken': document.cookie.match(/csrftoken=([^;]+)/)[1],
            }
            const ids = []
            for (let next = `/api/v1/jobs/?page_size=200&${query}`; next; ) {
                const page = await (await fetch(next)).json()
                ids.push(...page.results.map(job => job.id))
                next = page.next
            }
            const body = JSON.stringify({rows: ids.map(job => ({job, status: 'applied'})), mode: 'atomic'})
            const answer = await fetch('/api/v1/applications/bulk-create/', {method: 'POST', headers, body})
            if (!answer.ok) throw new Error(await answer.text())
        }""",
        query,
    )


def save_view(page: Page, name: str) -> None:
    """Keep what the list shows."""
    page.get_by_role("button", name="Views", exact=True).click()
    page.get_by_role("menuitem", name="Save view…").click()
    page.get_by_role("dialog").get_by_label("Name").fill(name)
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("View saved.")).to_be_visible()


def settle(page: Page) -> None:
    """Wait until nothing fades any more: half-way colours are seen by nobody for long."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)


def row(page: Page, number: int) -> Locator:
    """A row of the list by its place, from 1; the heads are the first row of the grid."""
    return page.locator(f"[role=row][aria-rowindex='{number + 1}']")


def tick(of: Locator) -> Locator:
    """The box that selects a row."""
    return of.get_by_role("checkbox")


def scroll_to(page: Page, what: Locator) -> None:
    """Scroll as a person does until a row is there, loaded."""
    for _ in range(100):
        if what.get_by_role("checkbox").count():
            what.scroll_into_view_if_needed()
            return
        page.mouse.wheel(0, 1500)
        page.wait_for_timeout(100)
    raise AssertionError("The row did not come.")
