"""What a person does again and again."""

from itertools import count

from playwright.sync_api import Locator, Page, expect

PASSWORD = "a long phrase of words"
_numbers = count(1)


def sign_up(page: Page) -> str:
    """Make a new account and arrive at the empty list of postings; the account's address."""
    email = f"traveller{next(_numbers)}@example.org"
    page.goto("/")
    page.get_by_role("link", name="Create an account").click()
    expect(page.get_by_role("heading", name="Create an account")).to_be_visible()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Jobs")).to_be_visible()
    return email


def load_sample(page: Page) -> None:
    """From the empty list of postings: fill it with the sample data."""
    page.get_by_role("button", name="Try it with sample data").click()
    expect(page.get_by_text("Sample data is in.")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("No postings yet")).to_have_count(0)


def go_to(page: Page, place: str) -> None:
    """Follow the main navigation."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name=place).click()
    expect(page.get_by_role("heading", level=1, name=place)).to_be_visible()


def stage(page: Page, status: str) -> Locator:
    """A column of the board."""
    return page.get_by_test_id(f"stage-{status}")


def card(place: Locator, title: str) -> Locator:
    """A card in a column, by the title of its posting, which must be the only one of that title on the board."""
    return place.get_by_test_id("board-card").filter(has_text=title)


def title_of(what: Locator) -> str:
    """The title on a card."""
    return what.get_by_role("link").inner_text()


def drag(page: Page, what: Locator, to: Locator) -> None:
    """Carry a card with the mouse, as a hand does: in steps."""
    start, end = what.bounding_box(), to.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 60, steps=20)
    page.mouse.up()
