"""A running installation, a browser, and what every page must satisfy."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from frontend.e2e.installation import Installation

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# No requests of the browser's own; root can have no sandbox.
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
AXE = "axe-core/axe.min.js"
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here drives the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The product as a newcomer starts it."""
    assert (settings.SPA_DIST / "index.html").is_file(), "The pages are not built; `./run test` builds them."
    running = Installation(tmp_path_factory.mktemp("installation"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium.

    For one module: while Playwright runs, Django takes its event loop for ours and lets no other test use the database.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, installation: Installation) -> Iterator[Callable[..., Page]]:
    """Opens pages as separate people would see them; fails for what a page complained of on its console."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # Chromium reports each answer of 400 and above, which pages here show in their own words.
        # That of the API documentation's logo from elsewhere is refused, is as it must be.
        expected = message.text.startswith("Failed to load resource") or "cdn.redoc.ly" in message.text
        if message.type in ("error", "warning") and not expected:
            complaints.append(message.text)

    def make(**options: Any) -> Page:
        context = browser.new_context(
            base_url=installation.url,
            **({"viewport": DESKTOP, "locale": "en-GB", "timezone_id": "Europe/Zurich"} | options),
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    expect.set_options(timeout=15_000)
    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One person's page, on a desktop."""
    return open_page()


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """Asserts that axe finds nothing wrong with what a page shows now (WCAG 2.2 AA and axe's best practices)."""
    axe = (Path(settings.BASE_DIR) / "frontend" / "node_modules" / AXE).read_text(encoding="utf-8")

    def check(page: Page) -> None:
        page.evaluate(axe)
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(results => results.violations)",
            WCAG_2_2_AA,
        )
        said = [f"{violation['id']}: {node['html'][:200]}" for violation in found for node in violation["nodes"]]
        assert said == [], f"{page.url}: axe complains"

    return check
