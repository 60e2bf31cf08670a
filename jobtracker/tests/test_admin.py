"""The administration pages: all of them open for staff, and none for anybody else."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.factories import PASSWORD, UserFactory
from accounts.models import ApiToken, User
from accounts.services import create_token
from accounts.tests.browser import FORGOT_PASSWORD, Browser
from applications.cadence import DEFAULT_RULES
from applications.factories import make_application, make_board, make_document, make_interview
from applications.models import (
    Activity,
    Application,
    CadenceRule,
    CalendarFeed,
    Contact,
    Document,
    Interview,
    Stage,
    StageChange,
    StatusChange,
    StoredFile,
    SuggestionDecision,
    Task,
)
from applications.services.activities import log_activity
from applications.services.applications import move_application
from applications.services.cadence import set_cadence
from applications.services.calendars import create_feed
from applications.services.contacts import create_contact
from applications.services.tasks import create_task
from dataio.models import Import, ImportMapping, Run, Upload
from dataio.uploads import keep_upload
from jobs.factories import JobFactory
from jobs.models import Job, SavedView
from jobs.saved_views import create_saved_view
from jobtracker.testing.database import every_row

MARCH = datetime(2026, 3, 2, tzinfo=UTC)


def _authenticator() -> Authenticator:
    data = {"secret": "the-stored-secret"}
    return Authenticator.objects.create(user=UserFactory.create(), type=Authenticator.Type.TOTP, data=data)


def _user_session() -> UserSession:
    key = f"key-of-a-session-{UserSession.objects.count()}"
    return UserSession.objects.create(user=UserFactory.create(), ip="203.0.113.1", session_key=key, user_agent="Phone")


def _rule() -> CadenceRule:
    owner = UserFactory.create()
    set_cadence(actor=owner, rules=DEFAULT_RULES[:1])
    return CadenceRule.objects.get(owner=owner)


def _decision() -> SuggestionDecision:
    application = make_application(UserFactory.create(), ("applied", MARCH))
    return SuggestionDecision.objects.create(
        owner=application.owner, application=application, suggestion=f"applied-follow-up:{application.pk}:1"
    )


def _task() -> Task:
    application = make_application(UserFactory.create(), ("applied", MARCH))
    return create_task(actor=application.owner, values={"title": "Call", "application": application})


def _stage_change() -> StageChange:
    user = UserFactory.create()
    application = make_application(user, ("applied", MARCH))
    stage = make_board(user).first("offer")
    move_application(actor=user, application_id=application.pk, stage=stage.pk)
    return StageChange.objects.get(application=application)


# How to make one of each.
MAKERS: dict[type[Model], Callable[[], Any]] = {
    User: UserFactory.create,
    Group: lambda: Group.objects.create(name=f"Group {Group.objects.count()}"),
    ApiToken: lambda: create_token(actor=UserFactory.create(), name="Laptop", scope="full").token,
    Authenticator: _authenticator,
    UserSession: _user_session,
    StatusChange: lambda: make_application(UserFactory.create(), ("applied", MARCH)).history.get(),
    Job: JobFactory.create,
    SavedView: lambda: create_saved_view(actor=UserFactory.create(), values={"name": "Remote", "list": "jobs"}),
    Stage: lambda: make_board(UserFactory.create()).stages[0],
    StageChange: _stage_change,
    Application: lambda: make_application(UserFactory.create(), ("applied", MARCH)),
    Activity: lambda: log_activity(actor=UserFactory.create(), values={"kind": "note", "body": "Called"}),
    Contact: lambda: create_contact(actor=UserFactory.create(), values={"name": "Ada"}),
    Document: lambda: make_document(UserFactory.create()),
    StoredFile: lambda: make_document(UserFactory.create()).versions.get().file,
    Task: _task,
    CadenceRule: _rule,
    SuggestionDecision: _decision,
    Interview: lambda: make_interview(UserFactory.create()),
    Run: lambda: Run.objects.create(owner=UserFactory.create(), kind="export"),
    Upload: lambda: keep_upload(actor=UserFactory.create(), content=SimpleUploadedFile("jobs.csv", b"a")),
    Import: lambda: Import.objects.create(owner=UserFactory.create(), file_name="jobs.csv", size=1),
    ImportMapping: lambda: ImportMapping.objects.create(owner=UserFactory.create(), signature="0" * 64),
    CalendarFeed: lambda: create_feed(actor=UserFactory.create(), values={"name": "Phone"}).feed,
}
# What is written elsewhere: by its owner, or with what it belongs to.
NOT_ADDED = {
    Activity,
    ApiToken,
    Application,
    Authenticator,
    CadenceRule,
    CalendarFeed,
    Contact,
    Document,
    Import,
    ImportMapping,
    Interview,
    Run,
    SavedView,
    Stage,
    StageChange,
    StatusChange,
    StoredFile,
    SuggestionDecision,
    Task,
    Upload,
    UserSession,
}
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
LABELS = [model._meta.label for model in MODELS]
# Rows of a list, so that their number would show in the number of queries.
MANY = 12


def page(model: type[Model], kind: str, *args: Any) -> str:
    """The address of one of the model's pages."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args)


@pytest.fixture
def staff(db: None, client: Client) -> Client:
    """A browser of an administrator."""
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    return client


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_a_list_costs_the_same_queries_however_long_it_is(model: type[Model], staff: Client) -> None:
    MAKERS[model]()
    few = _queries(staff, page(model, "changelist"))
    for _ in range(MANY):
        MAKERS[model]()
    assert _queries(staff, page(model, "changelist")) == few <= 12


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_a_list_can_be_searched(model: type[Model], staff: Client) -> None:
    MAKERS[model]()
    assert staff.get(page(model, "changelist"), {"q": "example"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_a_page_of_one_row_opens(model: type[Model], staff: Client) -> None:
    one = MAKERS[model]()
    assert _queries(staff, page(model, "change", one.pk)) <= 15


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_a_page_for_a_new_row_opens_where_rows_may_be_added_by_hand(model: type[Model], staff: Client) -> None:
    expected = 403 if model in NOT_ADDED else 200
    assert staff.get(page(model, "add")).status_code == expected


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
@pytest.mark.parametrize("kind", ["changelist", "add"])
def test_nobody_but_staff_opens_any_of_them(model: type[Model], kind: str, client: Client, user: User) -> None:
    address = page(model, kind)
    for _ in range(2):
        response = client.get(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/admin/login/?next=/admin/")
        led_on = client.get(response.headers["Location"])
        assert led_on.status_code in (302, 403)
        assert led_on.headers.get("Location", "/sign-in").startswith("/sign-in")
        client.force_login(user)  # and then as an ordinary person


def test_staff_without_rights_see_nobodys_rows(client: Client, user: User) -> None:
    user.is_staff = True
    user.save()
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    for model in MODELS:
        assert client.get(page(model, "changelist")).status_code == 403


def test_an_administrator_makes_a_person(staff: Client) -> None:
    passwords = dict.fromkeys(["password1", "password2"], "correct horse battery staple")
    response = staff.post(page(User, "add"), {"email": "Ada@Example.org"} | passwords)
    assert response.status_code == 302, response.content
    assert User.objects.get(email="ada@example.org").check_password("correct horse battery staple")
    again = staff.post(page(User, "add"), {"email": "ADA@example.org"} | passwords)
    assert "This address is taken." in again.content.decode()


def test_no_page_shows_a_secret(staff: Client) -> None:
    token, factor, session, feed = (MAKERS[model]() for model in (ApiToken, Authenticator, UserSession, CalendarFeed))
    for one in (token, factor, session, feed):
        for kind, arguments in (("changelist", ()), ("change", (one.pk,)), ("history", (one.pk,))):
            text = staff.get(page(type(one), kind, *arguments)).content
            assert b"the-stored-secret" not in text
            assert session.session_key.encode() not in text
            assert feed.secret_digest.encode() not in text
            assert bytes(token.digest).hex().encode() not in text
            assert repr(bytes(token.digest)).encode() not in text


@pytest.mark.parametrize("model", [User, Job, Application], ids=lambda model: model.__name__)
def test_a_deletion_is_asked_with_numbers_in_as_many_queries_however_much_goes_along(
    model: type[Model], staff: Client
) -> None:
    application = MAKERS[Application]()
    one = {User: application.owner, Job: application.job, Application: application}[model]
    few = _queries(staff, page(model, "delete", one.pk))
    for _ in range(MANY):
        make_application(application.owner, ("applied", MARCH))
    assert _queries(staff, page(model, "delete", one.pk)) == few <= 41
    text = staff.get(page(model, "delete", one.pk)).content.decode()
    counted = {User: "Applications: 13", Job: "Applications: 1", Application: "Status changes: 1"}[model]
    assert counted in text
    assert staff.post(page(model, "delete", one.pk), {"post": "yes"}).status_code == 302
    assert staff.get(page(model, "change", one.pk)).status_code == 302  # nothing is there to see


@pytest.fixture
def helper(client: Client, user: User) -> Client:
    """A browser of somebody on the staff who may change people and look at postings, and nothing more."""
    user.is_staff = True
    user.save()
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_user", "change_user", "delete_user", "view_job"])
    )
    client.force_login(user)
    return client


def test_staff_get_what_they_have_a_permission_for_and_nothing_more(helper: Client) -> None:
    job = JobFactory.create()
    for model in MODELS:
        expected = 200 if model in (User, Job) else 403
        assert helper.get(page(model, "changelist")).status_code == expected, model
    assert helper.get(page(Job, "change", job.pk)).status_code == 200
    assert helper.post(page(Job, "change", job.pk), {"title": "Changed"}).status_code == 403
    assert helper.post(page(Job, "delete", job.pk), {"post": "yes"}).status_code == 403
    assert helper.get(page(Job, "add")).status_code == 403


def test_staff_do_not_make_themselves_mightier_than_they_are(helper: Client, user: User) -> None:
    fields = {"email": user.email, "display_name": "Changed", "time_zone": "UTC", "currency": "USD"}
    powers = {"is_active": "on", "is_staff": "on", "is_superuser": "on", "minimum_salary_period": "year"}
    assert helper.post(page(User, "change", user.pk), fields | powers).status_code == 302
    user.refresh_from_db()
    assert (user.display_name, user.is_superuser) == ("Changed", False)

    root = User.objects.create_superuser("root@example.org", "x")
    passwords = dict.fromkeys(["password1", "password2"], "correct horse battery staple")
    assert helper.post(page(User, "change", root.pk), fields | powers).status_code == 403
    assert helper.post(f"/admin/accounts/user/{root.pk}/password/", passwords).status_code == 403
    assert helper.post(page(User, "delete", root.pk), {"post": "yes"}).status_code == 403
    helper.post(page(User, "changelist"), {"action": "delete_selected", "_selected_action": [root.pk], "post": "yes"})
    root.refresh_from_db()
    assert root.check_password("x")


def test_who_is_disabled_or_gets_a_password_in_the_administration_is_signed_out(staff: Client, user: User) -> None:
    secret = create_token(actor=user, name="Laptop", scope="full").secret
    browser = Client(headers={"Authorization": f"Bearer {secret}"})
    assert browser.get("/api/v1/profile/").status_code == 200
    UserSession.objects.create(user=user, ip="203.0.113.1", session_key="k", user_agent="Phone")
    passwords = dict.fromkeys(["password1", "password2"], "correct horse battery staple")
    assert staff.post(f"/admin/accounts/user/{user.pk}/password/", passwords).status_code == 302
    assert not UserSession.objects.filter(user=user).exists()
    user.refresh_from_db()
    assert user.check_password("correct horse battery staple")

    fields = {"email": user.email, "time_zone": "UTC", "currency": "USD", "minimum_salary_period": "year"}
    fields |= {"skills-TOTAL_FORMS": "0", "skills-INITIAL_FORMS": "0"}
    assert staff.post(page(User, "change", user.pk), fields).status_code == 302  # without the tick at "active"
    user.refresh_from_db()
    assert not user.is_active
    assert browser.get("/api/v1/profile/").status_code == 401


def test_an_administrator_revokes_tokens_and_ends_sessions(staff: Client, user: User) -> None:
    made = create_token(actor=user, name="Laptop", scope="full")
    staff.post(page(ApiToken, "changelist"), {"action": "revoke", "_selected_action": [made.token.pk]})
    made.token.refresh_from_db()
    assert made.token.revoked_at is not None

    browser = Client()
    browser.force_login(user)
    session = UserSession.objects.create(
        user=user, ip="203.0.113.1", session_key=browser.session.session_key, user_agent="Phone"
    )
    assert staff.post(page(UserSession, "delete", session.pk), {"post": "yes"}).status_code == 302
    assert browser.get("/api/v1/profile/").status_code == 401


SECRET_COLUMNS = [
    (UserSession, "session_key__startswith", "k"),
    (UserSession, "session_key__regex", "^k"),
    (UserSession, "user__password__startswith", "p"),
    (Authenticator, "data__secret__startswith", "t"),
    (Authenticator, "data__regex", "t"),
    (ApiToken, "digest__gt", "0"),
    (ApiToken, "owner__password__regex", "^p"),
    (CalendarFeed, "secret_digest__startswith", "a"),
    (CalendarFeed, "secret_digest__regex", "^a"),
    (User, "password__startswith", "p"),
    (User, "usersession__session_key__startswith", "k"),
]


@pytest.mark.parametrize(("model", "lookup", "value"), SECRET_COLUMNS)
def test_no_filter_in_the_address_guesses_a_column_that_the_page_does_not_show(
    model: type[Model], lookup: str, value: str, staff: Client
) -> None:
    MAKERS[model]()
    refused = staff.get(page(model, "changelist"), {lookup: value})
    assert refused.status_code in (302, 400), refused.content
    assert refused.headers.get("Location", "e=1").endswith("e=1")


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
def test_the_filters_that_a_page_offers_work(model: type[Model], staff: Client) -> None:
    MAKERS[model]()
    filters = [name for name in admin.site._registry[model].list_filter if isinstance(name, str)]
    for name in filters:
        field = model._meta.get_field(name)
        lookup = f"{name}__gte" if field.get_internal_type().startswith("Date") else f"{name}__exact"
        value = (
            "2026-01-01 00:00:00+00:00"
            if lookup.endswith("gte")
            else {"BooleanField": "1"}.get(field.get_internal_type(), "x")
        )
        assert staff.get(page(model, "changelist"), {lookup: value}).status_code == 200, name


def test_addresses_that_open_accounts_are_no_page_of_their_own(staff: Client) -> None:
    assert not admin.site.is_registered(EmailAddress)
    assert staff.get("/admin/account/emailaddress/").status_code == 404


def test_groups_are_put_together_by_superusers_alone(helper: Client, user: User) -> None:
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    group = Group.objects.create(name="Mighty")
    fields = {"name": "Mighty", "permissions": [p.pk for p in Permission.objects.all()]}
    for kind, arguments in (("changelist", ()), ("add", ()), ("change", (group.pk,)), ("delete", (group.pk,))):
        assert helper.get(page(Group, kind, *arguments)).status_code == 403
        assert helper.post(page(Group, kind, *arguments), fields).status_code == 403
    assert not group.permissions.exists()


def test_staff_do_not_act_on_who_may_more_than_they(helper: Client, user: User, other_user: User) -> None:
    user.user_permissions.set(
        Permission.objects.filter(
            codename__in=[
                *("view_user", "change_user", "delete_user", "delete_authenticator", "view_authenticator"),
                *("delete_usersession", "view_usersession", "change_apitoken", "view_apitoken"),
            ]
        )
    )
    other_user.is_staff = True
    other_user.save()
    other_user.user_permissions.set(Permission.objects.all())
    factor = Authenticator.objects.create(user=other_user, type=Authenticator.Type.TOTP, data={})
    session = UserSession.objects.create(user=other_user, ip="203.0.113.1", session_key="k", user_agent="Phone")
    token = create_token(actor=other_user, name="Laptop", scope="full").token
    passwords = dict.fromkeys(["password1", "password2"], "correct horse battery staple")
    before = every_row()
    assert helper.post(f"/admin/accounts/user/{other_user.pk}/password/", passwords).status_code == 403
    assert helper.post(page(User, "change", other_user.pk), {"email": "x@example.org"}).status_code == 403
    for row in (other_user, factor, session):
        assert helper.post(page(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
        body = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        helper.post(page(type(row), "changelist"), body)
    helper.post(page(ApiToken, "changelist"), {"action": "revoke", "_selected_action": [token.pk]})
    assert every_row() == before


def test_an_administrator_who_sets_a_password_keeps_their_own_session_in_sight(user: User) -> None:
    root = User.objects.create_superuser("root@example.org", PASSWORD)
    browser = Browser()
    browser.sign_in(root.email)
    passwords = dict.fromkeys(["password1", "password2"], "correct horse battery staple")
    token = browser.client.cookies["csrftoken"].value
    answer = browser.client.post(
        f"/admin/accounts/user/{user.pk}/password/", passwords | {"csrfmiddlewaretoken": token}
    )
    assert answer.status_code == 302
    [session] = UserSession.objects.filter(user=root)
    assert session.session_key == browser.client.session.session_key


def test_the_log_of_the_administration_does_not_remember_who_somebody_was(staff: Client, user: User) -> None:
    session = UserSession.objects.create(user=user, ip="203.0.113.77", session_key="k", user_agent="A phone")
    factor = Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    for row in (session, factor):
        assert staff.post(page(type(row), "delete", row.pk), {"post": "yes"}).status_code == 302
        body = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        staff.post(page(type(row), "changelist"), body)
    staff.post(page(User, "delete", user.pk), {"post": "yes"})
    logged = repr(list(LogEntry.objects.values()))
    assert "203.0.113.77" not in logged
    assert user.email not in logged
    assert LogEntry.objects.filter(action_flag=DELETION).exists()


def test_a_changed_address_opens_the_account_and_the_former_one_does_not(staff: Client, user: User) -> None:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    former = user.email
    fields = {"email": "New@example.org", "time_zone": "UTC", "currency": "USD", "minimum_salary_period": "year"}
    fields |= {"is_active": "on", "skills-TOTAL_FORMS": "0", "skills-INITIAL_FORMS": "0"}
    assert staff.post(page(User, "change", user.pk), fields).status_code == 302
    assert Browser().sign_in("new@example.org").status_code == 200
    assert Browser().sign_in(former).status_code == 400
    Browser().send("post", FORGOT_PASSWORD, {"email": former})
    assert "reset-password" not in str(mail.outbox[-1].body)

    EmailAddress.objects.create(user=UserFactory.create(), email="taken@example.org", verified=True)
    refused = staff.post(page(User, "change", user.pk), fields | {"email": "taken@example.org"})
    assert "somebody else" in refused.content.decode()
