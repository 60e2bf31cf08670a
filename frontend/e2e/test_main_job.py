"""The main job on real input: sign up, import, search, apply, drag, and find it all again after a crash."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from frontend.e2e.installation import Installation
from frontend.e2e.steps import card, choose_file, drag, go_to, sign_up, stage
from jobtracker.testing.postings import real_postings

TITLE = "Product Development Intern"


@pytest.fixture
def postings() -> Path:
    """The real postings."""
    return real_postings()


def test_a_person_imports_the_real_postings_applies_and_loses_nothing_in_a_crash(
    page: Page,
    installation: Installation,
    postings: Path,
    assert_accessible: Callable[[Page], None],
    record_property: Callable[[str, object], None],
) -> None:
    sign_up(page)

    started = time.monotonic()
    choose_file(page, postings)
    # Some are alike, as they are on the boards.
    page.get_by_role("radio", name="Import them as new postings.").check()
    page.get_by_role("button", name="Import 7,248 rows").click()
    summary = page.get_by_test_id("import-summary")
    expect(summary).to_be_visible(timeout=60_000)
    record_property("seconds from choosing the file to 7,248 postings", round(time.monotonic() - started, 1))
    expect(summary).to_contain_text("7,248")
    assert_accessible(page)

    go_to(page, "Jobs")
    page.get_by_label("Search").first.fill("capital one product development")
    expect(page.get_by_role("row")).to_have_count(1 + 3)
    page.get_by_role("link", name=TITLE, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(page.get_by_text("McLean, VA; Plano, TX").first).to_be_visible()

    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_test_id("timeline").get_by_role("listitem")).to_have_count(1)

    go_to(page, "Board")
    drag(page, card(stage(page, "applied"), TITLE), stage(page, "interview"))
    expect(card(stage(page, "interview"), TITLE)).to_be_visible()
    expect(card(stage(page, "applied"), TITLE)).to_have_count(0)
    expect(page.get_by_text(f"{TITLE}: now Interview.")).to_be_visible()
    assert_accessible(page)

    installation.kill()
    record_property("seconds to start again after kill -9", round(installation.start(), 1))

    page.reload()
    card(stage(page, "interview"), TITLE).get_by_role("link", name=TITLE).click()
    entries = page.get_by_test_id("timeline").get_by_role("listitem")
    expect(entries).to_have_count(2)
    expect(entries.nth(0)).to_contain_text("Applied")
    expect(entries.nth(0)).to_contain_text("Interview")
    expect(entries.nth(1)).to_contain_text("Started at")
    assert_accessible(page)

    choose_file(page, postings)
    # Thirty lines of the file are there twice, word for word.
    rest = "Nothing to import: 7,218 rows are here already, 30 rows are skipped as duplicates."
    expect(page.get_by_text(rest)).to_be_visible()
