"""Takes the pictures of the documentation again, of invented data: `make screenshots`, when the pages are built."""

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from playwright.sync_api import FilePayload, Page, ViewportSize, expect, sync_playwright

from frontend.e2e.conftest import CHROMIUM, CHROMIUM_FLAGS
from frontend.e2e.installation import Installation
from frontend.e2e.job_board import POSTING as HTML
from frontend.e2e.steps import go_to, load_sample, post, sign_up

SCREEN: ViewportSize = {"width": 1280, "height": 720}
ZONE = "Europe/Zurich"
CV: FilePayload = {"name": "CV_2026.md", "mimeType": "text/markdown", "buffer": b"# Curriculum vitae\n"}
POSTING = "https://jobs.example.org/4711"


def main() -> None:
    """Start an installation, fill it, and photograph it."""
    with TemporaryDirectory() as directory, sync_playwright() as playwright:
        running = Installation(Path(directory))
        running.start()
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
            page = browser.new_page(base_url=running.url, viewport=SCREEN, locale="en-GB", timezone_id=ZONE)
            page.set_default_timeout(15_000)
            expect.set_options(timeout=15_000)
            sign_up(page)
            load_sample(page)
            photograph(page, fill(page))
            browser.close()
        finally:
            running.stop()


def fill(page: Page) -> int:
    """Add what the sample does not have: interviews, people, things to do; the application that has most of it."""
    ids = [row["id"] for row in get(page, "applications/?status=interview&status=screening&ordering=-updated_at")]
    busiest = ids[0]
    eva = {"name": "Eva Sommer", "role": "Team lead", "email": "eva.sommer@example.org"}
    contact = post(page, "contacts/", eva)["id"]
    post(page, f"contacts/{contact}/link/", {"application": busiest})
    days = working_days()
    rounds = [
        (0, "recruiter_call", "Call with Eva Sommer", "10:00", 30),
        (1, "technical", "Pair programming", "14:00", 90),
        (2, "panel", "Panel with the team", "09:30", 120),
        (0, "phone", "Phone screen", "11:30", 45),
    ]
    for number, (day, kind, title, time, minutes) in enumerate(rounds):
        interview = {
            "application": busiest if number < 3 else ids[1],
            "kind": kind,
            "title": title,
            "starts_at": f"{days[day]}T{time}",
            "duration_minutes": minutes,
            "interviewers": [contact] if number < 3 else [],
        }
        post(page, "interviews/", interview)
    for day, title in ((0, "Read about their product"), (2, "Send the certificates")):
        post(page, "tasks/", {"application": busiest, "kind": "prepare", "title": title, "due_on": f"{days[day]}"})
    post(
        page,
        "tasks/",
        {"application": ids[1], "kind": "follow_up", "title": "Ask for an answer", "due_on": f"{today()}"},
    )
    said = {"application": busiest, "contact": contact, "kind": "call", "direction": "in"}
    post(page, "activities/", {**said, "body": "They like the **open source** work. Hybrid, three days."})
    return int(busiest)


def photograph(page: Page, application: int) -> None:
    """Each page that the documentation shows."""
    go_to(page, "Today")
    expect(page.get_by_role("list", name="Interviews")).to_be_visible()
    keep(page, "today")

    go_to(page, "Board")
    expect(page.get_by_test_id("board-card").first).to_be_visible()
    keep(page, "board")

    page.goto(f"/applications/{application}")
    documents = page.get_by_role("region", name="Documents", exact=True)
    documents.locator("input[type=file]").set_input_files(CV)
    page.get_by_role("dialog").get_by_role("button", name="Upload").click()
    expect(documents).to_contain_text("Version 1")
    page.reload()
    expect(page.get_by_test_id("timeline")).to_contain_text("Attached: CV")
    keep(page, "application")

    page.goto(f"/calendar?view=week&date={working_days()[0]}")
    expect(page.get_by_test_id("calendar-item").first).to_be_visible()
    keep(page, "calendar")

    page.goto("/settings/calendar")
    page.get_by_role("button", name="New address").click()
    page.get_by_label("Name").fill("Phone")
    keep(page, "calendar-address")

    # Nothing of the public internet is within reach: the page is read as the bookmark sends it.
    draft = post(page, "jobs/from-html/", {"url": POSTING, "html": HTML})
    page.route("**/from-url/", lambda route: route.fulfill(json=draft))
    page.goto("/jobs/new?by=link")
    page.get_by_label("Fill in from a link").fill(POSTING)
    page.get_by_role("button", name="Fill in").click()
    expect(page.get_by_label("Title")).to_have_value("Gardener")
    keep(page, "capture")

    page.goto("/settings/capture")
    expect(page.get_by_role("link", name="Add to Jobtracker")).to_be_visible()
    keep(page, "capture-bookmark")


def keep(page: Page, name: str) -> None:
    """Take the picture, without the messages that pass by."""
    page.wait_for_load_state("networkidle")
    page.add_style_tag(content=".mantine-Notifications-root { display: none }")
    page.evaluate("window.scrollTo(0, 0)")
    # Until nothing fades any more.
    page.wait_for_timeout(500)
    page.screenshot(path=Path(settings.BASE_DIR) / "docs" / "images" / f"{name}.png")


def get(page: Page, path: str) -> list[dict[str, Any]]:
    """The first rows of a list of the API."""
    rows: list[dict[str, Any]] = page.request.get(f"/api/v1/{path}").json()["results"]
    return rows


def today() -> date:
    """The day that the person has."""
    return datetime.now(ZoneInfo(ZONE)).date()


def working_days() -> list[date]:
    """The next three days of one week on which somebody interviews."""
    days = [today() + timedelta(days=distance) for distance in range(1, 12)]
    return next(days[at : at + 3] for at in range(len(days)) if days[at].weekday() <= 2)


if __name__ == "__main__":
    main()
