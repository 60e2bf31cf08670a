"""What a person does again and again."""

import base64
import hmac
import json
import re
import struct
import time
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect

PASSWORD = "a long phrase of words"
_numbers = count(1)


def sign_up(page: Page) -> str:
    """Make a new account and go to the empty list of postings; the account's address."""
    email = f"traveller{next(_numbers)}@example.org"
    page.goto("/")
    page.get_by_role("link", name="Create an account").click()
    expect(page.get_by_role("heading", name="Create an account")).to_be_visible()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    go_to(page, "Jobs")
    return email


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Open the sign-in page and fill it in; where that leads depends on the account."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page: Page) -> None:
    """By the menu of the account."""
    page.get_by_role("button", name="Account").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


def open_settings(page: Page, place: str, heading: str) -> None:
    """Load one of the account pages afresh."""
    page.goto(f"/settings/{place}")
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def code_of(secret: str, steps_ahead: int = 0) -> str:
    """What an authenticator app shows (RFC 6238: HMAC-SHA-1, six digits, steps of 30 seconds)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps_ahead)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    offset = digest[-1] & 0x0F
    number: int = struct.unpack_from(">I", digest, offset)[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def assert_fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{page.url} is {overflow} pixels too wide"


def load_sample(page: Page) -> None:
    """From the empty list of postings: fill it with the sample data."""
    page.get_by_role("button", name="Try it with sample data").click()
    expect(page.get_by_text("Sample data is in.")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("No postings yet")).to_have_count(0)


def go_to(page: Page, place: str) -> None:
    """Follow the main navigation."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name=place).click()
    expect(page.get_by_role("heading", level=1, name=place)).to_be_visible()


def choose_file(page: Page, file: Path | FilePayload) -> None:
    """Send a file on the page of imports, and wait until it is read."""
    page.goto("/import")
    page.get_by_label("Choose a file, or drop it here").set_input_files(file)
    expect(page.get_by_role("heading", level=1, name="Import", exact=True)).to_have_count(0)
    expect(page.get_by_test_id("progress")).to_have_count(0, timeout=60_000)


def import_file(page: Page, file: Path | FilePayload) -> None:
    """Send a file of which every row is good, and write it."""
    choose_file(page, file)
    page.get_by_role("button", name=re.compile(r"^Import [\d,]+ rows?$")).click()
    expect(page.get_by_test_id("import-summary")).to_be_visible(timeout=60_000)


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


def post(page: Page, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """What the API answers to the person who is signed in here."""
    sent = """async ([path, body]) => {
        const token = document.cookie.match(/csrftoken=([^;]+)/)[1]
        const headers = {'Content-Type': 'application/json', 'X-CSRFToken': token}
        const response = await fetch('/api/v1/' + path, {method: 'POST', headers, body: JSON.stringify(body)})
        return await response.text()
    }"""
    answer: dict[str, Any] = json.loads(page.evaluate(sent, [path, body]))
    return answer
