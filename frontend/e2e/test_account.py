"""The account pages: profile, password, two factors, sessions, tokens, deletion, and a session that ends."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from frontend.e2e.conftest import PHONE
from frontend.e2e.installation import Installation
from frontend.e2e.steps import PASSWORD, assert_fits, code_of, open_settings, sign_in, sign_out, sign_up

OTHER_PASSWORD = "quite another phrase of words"
SCREENS: dict[str, dict[str, Any]] = {
    "desk, light": {"color_scheme": "light"},
    "phone, dark": {"viewport": PHONE, "color_scheme": "dark", "has_touch": True},
}


def heading(page: Page, name: str) -> Locator:
    """The title of a page."""
    return page.get_by_role("heading", level=1, name=name)


def signed_out_dialog(page: Page) -> Locator:
    """What lies over a page whose session has ended."""
    return page.get_by_role("dialog", name="You have been signed out")


def sign_in_again(page: Page, password: str = PASSWORD) -> None:
    """Give the password in the dialogue over the page."""
    dialog = signed_out_dialog(page)
    dialog.get_by_label("Password", exact=True).fill(password)
    dialog.get_by_role("button", name="Sign in").click()


def prove(page: Page, password: str = PASSWORD) -> None:
    """Answer the question whether it is still the same person, where it comes up within a moment."""
    dialog = page.get_by_role("dialog", name="Is it still you?")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Password", exact=True).fill(password)
    dialog.get_by_role("button", name="Confirm").click()
    expect(dialog).to_have_count(0)


def switch_two_factor_on(page: Page) -> tuple[str, list[str]]:
    """Set up the app on the page for it; the secret, and the recovery codes."""
    open_settings(page, "two-factor", "Two-factor sign-in")
    page.get_by_role("button", name="Set up").click()
    secret = page.get_by_test_id("totp-secret").inner_text().replace(" ", "")
    page.get_by_label("Code", exact=True).fill(code_of(secret))
    page.get_by_role("button", name="Switch on").click()
    prove(page)
    expect(page.get_by_test_id("recovery-code")).to_have_count(10)
    return secret, page.get_by_test_id("recovery-code").all_inner_texts()


def call(installation: Installation, token: str, method: str = "GET", body: object = None) -> tuple[int, Any]:
    """Ask for the profile as a script does, with a token alone; the status and the answer."""
    request = urllib.request.Request(
        f"{installation.url}/api/v1/profile/",
        method=method,
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        data=None if body is None else json.dumps(body).encode(),
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


def mailed_link(installation: Installation, email: str, path: str) -> str:
    """The address of ours in the last mail to somebody; the mail is written before the request is answered."""
    pattern = re.compile(rf"To: {re.escape(email)}.*?(/{path}/[\w:.%-]+)", re.DOTALL)
    found = pattern.findall(installation.mails())
    assert found, f"No mail to {email} has a link to {path}:\n{installation.mails()[-2000:]}"
    return str(found[-1])


@pytest.mark.parametrize("screen", SCREENS)
def test_every_account_page_is_accessible_and_fits(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None], screen: str
) -> None:
    page = open_page(**SCREENS[screen])

    def check() -> None:
        page.wait_for_load_state("networkidle")
        # Fades would be caught half way, with colours that nobody sees for long.
        page.wait_for_timeout(400)
        assert_accessible(page)
        assert_fits(page)

    for address, title in (
        ("/forgot-password", "Forgot your password?"),
        ("/reset-password/1-nothing", "Set a new password"),
        ("/verify-email/nothing", "Confirm your address"),
    ):
        page.goto(address)
        expect(heading(page, title)).to_be_visible()
        check()
    sign_up(page)
    open_settings(page, "", "Profile")
    page.get_by_role("button", name="Add a skill").click()
    check()
    open_settings(page, "password", "Password")
    check()
    open_settings(page, "sessions", "Sessions")
    expect(page.get_by_text("This one")).to_be_visible()
    check()
    open_settings(page, "tokens", "API tokens")
    expect(page.get_by_text("No tokens")).to_be_visible()
    check()
    page.get_by_role("button", name="New token").click()
    page.get_by_label("Name").fill("Backup")
    check()
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_test_id("token")).to_be_visible()
    check()
    page.get_by_role("button", name="I have kept it").click()
    check()
    open_settings(page, "delete", "Delete account")
    check()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="This would be lost")).to_be_focused()
    check()
    open_settings(page, "two-factor", "Two-factor sign-in")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_test_id("totp-secret")).to_be_visible()
    check()
    switch_two_factor_on(page)
    check()
    page.context.clear_cookies()
    page.get_by_role("link", name="Sessions").click()
    expect(signed_out_dialog(page)).to_be_visible()
    check()
    sign_in_again(page)
    expect(page.get_by_label("Code", exact=True)).to_be_focused()
    check()


def test_a_profile_is_filled_in_by_keyboard_and_comes_back_as_it_was_saved(page: Page) -> None:
    sign_up(page)
    open_settings(page, "", "Profile")
    page.get_by_label("First name").fill("Ada")
    page.get_by_role("combobox", name="Country").fill("Switzer")
    # Narrowed down already: a quicker hand would choose another one.
    expect(page.get_by_role("option", name="Switzerland")).to_be_visible()
    expect(page.get_by_role("option", name="Albania")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Country")).to_have_value("Switzerland")
    page.get_by_role("button", name="Add a skill").press("Enter")
    page.keyboard.type("Bronze")
    page.keyboard.press("Enter")
    page.keyboard.type("Patience")
    page.get_by_label("Level of Patience").select_option("Expert")
    page.get_by_role("combobox", name="Roles").fill("Bell founder")
    page.keyboard.press("Enter")
    page.get_by_label("Hybrid").check()
    page.get_by_label("Minimum salary").fill("90'000")
    page.get_by_label("Weekly goal").fill("5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()

    page.reload()

    expect(page.get_by_label("First name")).to_have_value("Ada")
    expect(page.get_by_role("combobox", name="Country")).to_have_value("Switzerland")
    expect(page.get_by_label("Skill 1", exact=True)).to_have_value("Bronze")
    expect(page.get_by_label("Level of Patience")).to_have_value("expert")
    expect(page.get_by_text("Bell founder")).to_be_visible()
    expect(page.get_by_label("Hybrid")).to_be_checked()
    expect(page.get_by_label("Minimum salary")).to_have_value("90000.00")
    expect(page.get_by_label("Weekly goal")).to_have_value("5")


def test_what_the_server_refuses_of_a_profile_is_said_at_its_field(page: Page) -> None:
    sign_up(page)
    open_settings(page, "", "Profile")
    for skill in ("Bronze", "bronze"):
        page.get_by_role("button", name="Add a skill").click()
        page.keyboard.type(skill)
    page.get_by_label("Minimum salary").fill("much")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_label("Minimum salary")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Minimum salary").fill("")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_label("Skill 2", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Skill 2", exact=True)).to_be_focused()
    page.get_by_role("button", name="Remove bronze").last.click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()


def test_a_changed_password_holds_and_ends_the_sessions_elsewhere(open_page: Callable[..., Page]) -> None:
    page, elsewhere = open_page(), open_page()
    email = sign_up(page)
    sign_in(elsewhere, email)
    expect(heading(elsewhere, "Today")).to_be_visible()
    open_settings(page, "password", "Password")
    present = page.get_by_label("Present password", exact=True)
    present.fill("not the password")
    page.get_by_label("New password", exact=True).fill(OTHER_PASSWORD)
    page.get_by_role("button", name="Change password").click()
    expect(present).to_have_attribute("aria-invalid", "true")

    present.fill(PASSWORD)
    page.get_by_role("button", name="Change password").click()

    expect(page.get_by_text("Password changed.")).to_be_visible()
    expect(present).to_have_value("")
    page.reload()
    expect(heading(page, "Password")).to_be_visible()
    elsewhere.get_by_role("link", name="Board").first.click()
    sign_in_again(elsewhere, OTHER_PASSWORD)
    expect(signed_out_dialog(elsewhere)).to_have_count(0)
    expect(heading(elsewhere, "Board")).to_be_visible()


def test_a_forgotten_password_is_replaced_by_the_link_in_the_mail_once(page: Page, installation: Installation) -> None:
    email = sign_up(page)
    sign_out(page)
    answers = []
    for address in (email, "nobody@example.org"):
        page.get_by_role("link", name="Forgot password?").click()
        expect(heading(page, "Forgot your password?")).to_be_visible()
        page.get_by_label("E-mail").fill(address)
        page.get_by_role("button", name="Send the link").click()
        answer = page.get_by_role("status").filter(has_text=address)
        answers.append(answer.inner_text().replace(address, "…"))
        page.get_by_role("link", name="Back to signing in").click()
        expect(heading(page, "Sign in")).to_be_visible()
    assert answers[0] == answers[1]

    link = mailed_link(installation, email, "reset-password")
    page.goto(link)
    page.get_by_label("New password", exact=True).fill("12345")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_label("New password", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_label("New password", exact=True).fill(OTHER_PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_text("Your new password is set.")).to_be_visible()
    page.goto(link)
    expect(page.get_by_text("This link does not work any more")).to_be_visible()

    sign_in(page, email, OTHER_PASSWORD)

    expect(heading(page, "Today")).to_be_visible()


def test_an_address_is_confirmed_by_the_link_in_the_mail(page: Page, installation: Installation) -> None:
    email = sign_up(page)
    status = page.evaluate(
        """async email => (await fetch('/_allauth/browser/v1/account/email', {
            method: 'PUT',
            headers: {
                'Content-Type': 'application/json',
                'X-CSRFToken': document.cookie.match(/csrftoken=([^;]+)/)[1],
            },
            body: JSON.stringify({email}),
        })).status""",
        email,
    )
    assert status == 200

    page.goto(mailed_link(installation, email, "verify-email"))
    expect(page.get_by_text(email)).to_be_visible()
    page.get_by_role("button", name="Yes, confirm it").click()

    expect(page.get_by_text(f"{email} is confirmed.")).to_be_visible()
    page.get_by_role("link", name="Go on").click()
    expect(heading(page, "Today")).to_be_visible()


def test_with_two_factors_signing_in_takes_a_code_from_the_app_or_a_recovery_code_once(
    open_page: Callable[..., Page],
) -> None:
    page, elsewhere = open_page(), open_page()
    email = sign_up(page)
    secret, recovery_codes = switch_two_factor_on(page)

    sign_in(elsewhere, email)
    code = elsewhere.get_by_label("Code", exact=True)
    expect(code).to_be_focused()
    code.fill("000000" if code_of(secret) != "000000" else "111111")
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(code).to_have_attribute("aria-invalid", "true")
    code.fill(code_of(secret, steps_ahead=1))
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(heading(elsewhere, "Today")).to_be_visible()

    sign_out(elsewhere)
    sign_in(elsewhere, email)
    code.fill(recovery_codes[0])
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(heading(elsewhere, "Today")).to_be_visible()
    open_settings(elsewhere, "two-factor", "Two-factor sign-in")
    expect(elsewhere.get_by_text("9 of 10 are left.")).to_be_visible()

    sign_out(elsewhere)
    sign_in(elsewhere, email)
    code.fill(recovery_codes[0])
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(code).to_have_attribute("aria-invalid", "true")


def test_new_recovery_codes_replace_the_old_and_go_with_the_second_factor(page: Page) -> None:
    email = sign_up(page)
    _, old = switch_two_factor_on(page)
    page.get_by_role("button", name="Make new codes").click()
    page.get_by_role("dialog").get_by_role("button", name="Make new codes").click()
    expect(page.get_by_test_id("recovery-code").filter(has_text=old[0])).to_have_count(0)
    expect(page.get_by_test_id("recovery-code")).to_have_count(10)
    new = page.get_by_test_id("recovery-code").all_inner_texts()
    assert set(new).isdisjoint(old)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.path().read_text(encoding="utf-8").split() == new

    page.get_by_role("button", name="Switch off").click()
    page.get_by_role("dialog").get_by_role("button", name="Switch off").click()
    expect(page.get_by_role("button", name="Set up")).to_be_visible()
    expect(page.get_by_role("heading", name="Recovery codes")).to_have_count(0)

    sign_out(page)
    sign_in(page, email)
    expect(heading(page, "Today")).to_be_visible()


def test_a_session_that_is_ended_elsewhere_loses_nothing_that_was_typed(open_page: Callable[..., Page]) -> None:
    page, elsewhere = open_page(), open_page()
    email = sign_up(page)
    sign_in(elsewhere, email)
    expect(heading(elsewhere, "Today")).to_be_visible()
    elsewhere.goto("/jobs/new")
    elsewhere.get_by_label("Title").fill("Bell founder")
    elsewhere.get_by_label("Company").fill("Glocken & Söhne")
    open_settings(page, "sessions", "Sessions")
    expect(page.get_by_role("list", name="Sessions").get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Sign out Chrome on Linux").click()
    expect(page.get_by_text("You are signed in nowhere else.")).to_be_visible()

    elsewhere.get_by_role("button", name="Add posting").click()
    expect(signed_out_dialog(elsewhere)).to_be_visible()
    expect(signed_out_dialog(elsewhere).get_by_label("E-mail")).to_have_value(email)
    sign_in_again(elsewhere)
    expect(signed_out_dialog(elsewhere)).to_have_count(0)
    elsewhere.get_by_role("button", name="Add posting").click()

    expect(heading(elsewhere, "Bell founder")).to_be_visible()


def test_all_other_sessions_are_ended_at_once_after_a_question(open_page: Callable[..., Page]) -> None:
    page, one, two = open_page(), open_page(), open_page()
    email = sign_up(page)
    for other in (one, two):
        sign_in(other, email)
        expect(heading(other, "Today")).to_be_visible()
    open_settings(page, "sessions", "Sessions")
    page.get_by_role("button", name="Sign out all others").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out all others").click()
    expect(page.get_by_text("You are signed in nowhere else.")).to_be_visible()

    for other in (one, two):
        other.reload()
        expect(heading(other, "Sign in")).to_be_visible()


def test_signing_out_in_another_tab_asks_over_the_page_and_signing_in_there_is_enough(page: Page) -> None:
    email = sign_up(page)
    page.goto("/jobs/new")
    page.get_by_label("Title").fill("Bell founder")
    tab = page.context.new_page()
    tab.goto("/jobs")
    sign_out(tab)

    expect(signed_out_dialog(page)).to_be_visible()
    sign_in(tab, email)

    expect(signed_out_dialog(page)).to_have_count(0)
    expect(page.get_by_label("Title")).to_have_value("Bell founder")


def test_escape_over_an_ended_session_closes_no_dialogue_underneath(page: Page) -> None:
    sign_up(page)
    open_settings(page, "tokens", "API tokens")
    page.get_by_role("button", name="New token").click()
    page.get_by_label("Name").fill("Backup of every night")
    page.context.clear_cookies()
    page.get_by_role("button", name="Make the token").click()
    expect(signed_out_dialog(page).get_by_label("Password", exact=True)).to_be_focused()

    page.keyboard.press("Escape")
    sign_in_again(page)

    expect(signed_out_dialog(page)).to_have_count(0)
    expect(page.get_by_label("Name")).to_have_value("Backup of every night")
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_test_id("token")).to_be_visible()


def test_somebody_else_who_signs_in_over_a_page_sees_nothing_of_it(open_page: Callable[..., Page]) -> None:
    page = open_page()
    other_email = sign_up(open_page())
    sign_up(page)
    open_settings(page, "", "Profile")
    page.get_by_label("First name").fill("Nobody else's business")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    signed_out_dialog(page).get_by_label("E-mail").fill(other_email)
    sign_in_again(page)

    expect(heading(page, "Today")).to_be_visible()
    open_settings(page, "", "Profile")
    expect(page.get_by_label("E-mail")).to_have_value(other_email)
    expect(page.get_by_label("First name")).to_have_value("")


def test_a_token_is_shown_once_works_within_its_scope_and_dies_when_it_is_revoked(
    page: Page, installation: Installation
) -> None:
    email = sign_up(page)
    open_settings(page, "tokens", "API tokens")
    page.get_by_role("button", name="New token").click()
    page.get_by_label("Name").fill("Backup")
    page.get_by_label("It works for").select_option("7 days")
    page.get_by_role("button", name="Make the token").click()
    token = page.get_by_test_id("token").inner_text()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("token")).to_be_visible()
    page.get_by_role("button", name="I have kept it").click()
    expect(page.get_by_test_id("token")).to_have_count(0)
    expect(page.get_by_role("button", name="New token")).to_be_focused()

    status, profile = call(installation, token)
    assert (status, profile["email"]) == (200, email)
    assert call(installation, token, "PATCH", {"first_name": "Ada"})[0] == 403
    page.reload()
    row = page.get_by_role("list", name="Tokens").get_by_role("listitem")
    expect(row).to_contain_text("Read only")
    expect(row).to_contain_text("Last used")
    expect(row).not_to_contain_text(token)

    page.get_by_role("button", name="Revoke Backup").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()

    expect(page.get_by_text("No tokens")).to_be_visible()
    assert call(installation, token)[0] == 401


def test_an_account_is_deleted_only_after_two_questions_and_cannot_be_signed_in_to(page: Page) -> None:
    email = sign_up(page)
    page.goto("/jobs/new")
    page.get_by_label("Title").fill("Bell founder")
    page.get_by_label("Company").fill("Glocken & Söhne")
    page.get_by_role("button", name="Add posting").click()
    expect(heading(page, "Bell founder")).to_be_visible()
    open_settings(page, "delete", "Delete account")
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    losses = page.get_by_role("list", name="What would be lost").get_by_role("listitem")
    expect(losses.first).to_have_text(re.compile(r"^\w+: 1$"))

    delete = page.get_by_role("button", name="Delete my account for good")
    expect(delete).to_be_disabled()
    page.get_by_label("Your e-mail address").fill(email)
    delete.click()

    expect(heading(page, "Sign in")).to_be_visible()
    expect(page.get_by_text("Goodbye")).to_be_visible()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("The email address and/or password you specified are not correct.")).to_be_visible()


def test_too_many_wrong_passwords_are_answered_in_words(page: Page) -> None:
    email = sign_up(page)
    sign_out(page)
    page.get_by_label("E-mail").fill(email)
    for _ in range(6):
        page.get_by_label("Password", exact=True).fill("not the password")
        with page.expect_response("**/auth/login"):
            page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_text("Too many attempts to sign in. Wait some minutes, then try again.")).to_be_visible()
