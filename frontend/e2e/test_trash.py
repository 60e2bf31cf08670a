"""The trash: what of each kind was deleted, back again or gone for good, on a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from frontend.e2e.steps import assert_fits, go_to, sign_up

# Kinds: in the trash's choice, what a row is called there, and one of them in words.
KINDS = [
    ("Interviews", "Pair programming", "interview"),
    ("Tasks", "Ask about the parrot", "task"),
    ("Contacts", "Ada Winter", "contact"),
    ("Log", "They have a parrot", "entry of the log"),
    ("Documents", "CV of a pirate", "document"),
]
DELETE_ONE_OF_EACH = """async () => {
    const headers = {'X-CSRFToken': document.cookie.match(/csrftoken=([^;]+)/)[1]}
    const send = async (method, path, body) => {
        const isForm = body instanceof FormData
        const answer = await fetch(`/api/v1/${path}/`, {
            method,
            headers: isForm ? headers : {...headers, 'Content-Type': 'application/json'},
            body: isForm ? body : body && JSON.stringify(body),
        })
        if (!answer.ok) throw new Error(await answer.text())
        return answer.status === 204 ? null : answer.json()
    }
    const file = new FormData()
    file.append('title', 'CV of a pirate')
    file.append('kind', 'cv')
    file.append('file', new File(['# Pirate'], 'cv.md'))
    const job = await send('POST', 'jobs', {title: 'Pirate', company: 'Parrot Ltd'})
    const {id: application} = await send('POST', 'applications', {job: job.id, status: 'applied'})
    const made = {
        interviews: {application, kind: 'technical', title: 'Pair programming', starts_at: '2027-03-16T10:00'},
        tasks: {title: 'Ask about the parrot', kind: 'other', application},
        contacts: {name: 'Ada Winter', company: 'Parrot Ltd', role: 'Captain'},
        activities: {application, kind: 'note', body: 'They have a parrot\\nand a plank.'},
        documents: file,
    }
    for (const [list, body] of Object.entries(made)) {
        const {id} = await send('POST', list, body)
        await send('DELETE', `${list}/${id}`)
    }
}"""


@pytest.fixture
def deleted(page: Page) -> Page:
    """Somebody's trash with one thing of each kind in it."""
    delete_one_of_each(page)
    return page


def test_one_of_each_kind_comes_back(deleted: Page, assert_accessible: Callable[[Page], None]) -> None:
    page = deleted
    for label, name, one in KINDS:
        choose(page, label)
        expect(row_of(page, name)).to_contain_text("today")
        page.get_by_role("button", name=f"Restore {name}").click()
        expect(page.get_by_text(f"1 {one} restored.")).to_be_visible()
        expect(page.get_by_text(f"No {one} was deleted in the last thirty days.")).to_be_visible()
    settle(page)
    assert_accessible(page)

    go_to(page, "Contacts")
    expect(page.get_by_role("link", name="Ada Winter")).to_be_visible()
    go_to(page, "Documents")
    expect(page.get_by_role("article", name="CV of a pirate")).to_be_visible()
    go_to(page, "Tasks")
    expect(page.get_by_text("Ask about the parrot")).to_be_visible()
    go_to(page, "Applications")
    page.get_by_role("link", name="Pirate").click()
    expect(page.get_by_role("region", name="Interviews", exact=True)).to_contain_text("Pair programming")
    expect(page.get_by_test_id("timeline")).to_contain_text("They have a parrot")


def test_one_of_each_kind_goes_for_good_once_that_is_confirmed(
    deleted: Page, assert_accessible: Callable[[Page], None]
) -> None:
    page = deleted
    dialog = page.get_by_role("dialog")
    for label, name, one in KINDS:
        choose(page, label)
        page.get_by_role("button", name=f"Delete for good: {name}").click()
        expect(dialog).to_contain_text(f"Delete 1 {one} for good?")
        dialog.get_by_role("button", name="Cancel").click()
        expect(dialog).to_have_count(0)
        expect(row_of(page, name)).to_be_visible()
        page.get_by_role("button", name=f"Delete for good: {name}").click()
        settle(page)
        assert_accessible(page)
        dialog.get_by_role("button", name="Delete for good").click()
        expect(page.get_by_text(f"1 {one} deleted for good.")).to_be_visible()
        expect(page.get_by_text("Nothing here")).to_be_visible()
    # The choice is in the address; what it says last is shown again.
    page.reload()
    expect(page.get_by_text("No document was deleted in the last thirty days.")).to_be_visible()


def test_what_was_deleted_elsewhere_is_there_unless_that_was_undone(page: Page) -> None:
    sign_up(page)
    go_to(page, "Contacts")
    for name in ("Bo Summer", "Ada Winter"):
        page.get_by_role("button", name="Add a contact").first.click()
        page.get_by_role("dialog").get_by_label("Name").fill(name)
        page.get_by_role("dialog").get_by_role("button", name="Add the contact").click()
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        page.get_by_role("button", name="Delete", exact=True).first.click()
    told = page.get_by_role("group").filter(has_text="Ada Winter moved to the trash.")
    told.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Ada Winter")).to_be_visible()
    go_to(page, "Trash")
    choose(page, "Contacts")
    expect(row_of(page, "Bo Summer")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(1 + 1)

    # Several at once, by the boxes of their rows.
    row_of(page, "Bo Summer").get_by_role("checkbox").click()
    bar = page.get_by_role("region", name="Selected rows")
    expect(bar).to_contain_text("1 selected")
    bar.get_by_role("button", name="Restore").click()
    expect(page.get_by_text("1 contact restored.")).to_be_visible()
    expect(bar).to_have_count(0)


def test_the_trash_fits_a_phone_in_the_dark(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, color_scheme="dark", has_touch=True, is_mobile=True)
    delete_one_of_each(page)
    choice = page.get_by_role("combobox", name="What was deleted")
    for label, name, _ in KINDS:
        choice.select_option(label=label)
        expect(row_of(page, name)).to_be_visible()
        settle(page)
        assert_fits(page)
        assert_accessible(page)
    page.get_by_role("button", name="Restore CV of a pirate").click()
    expect(page.get_by_text("1 document restored.")).to_be_visible()


def delete_one_of_each(page: Page) -> None:
    """A new person makes and deletes one thing of each kind, and opens the trash."""
    sign_up(page)
    page.evaluate(DELETE_ONE_OF_EACH)
    page.goto("/trash")
    expect(page.get_by_text("No posting was deleted in the last thirty days.")).to_be_visible()


def choose(page: Page, label: str) -> None:
    """Show one kind."""
    page.get_by_role("radiogroup", name="What was deleted").get_by_text(label, exact=True).click()


def row_of(page: Page, name: str) -> Locator:
    """The row of what is called so."""
    return page.get_by_role("row").filter(has_text=name)


def settle(page: Page) -> None:
    """Wait until nothing fades any more: half-way colours are seen by nobody for long."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)
