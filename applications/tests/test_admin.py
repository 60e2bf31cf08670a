"""The administration pages of applications: everything to read, little to change, and no history by hand."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.forms import BaseForm
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.factories import UserFactory
from accounts.models import User
from applications.factories import make_application
from applications.models import Application, StatusChange
from applications.services.applications import move_application
from jobs.factories import JobFactory
from jobtracker.testing.database import every_row

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 9, tzinfo=UTC)
WEDNESDAY = datetime(2026, 3, 4, 9, tzinfo=UTC)
LIST = "/admin/applications/application/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who may do everything, and owns nothing."""
    return UserFactory.create(is_staff=True, is_superuser=True)


@pytest.fixture
def admin(administrator: User) -> Client:
    """The administration pages as the administrator sees them."""
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def application(user: User) -> Application:
    """Somebody else's application, with a history."""
    job = JobFactory.create(owner=user, title="Cook", company="Inn")
    return make_application(user, ("applied", MONDAY), ("offer", TUESDAY), job=job)


def change_page(application: Application) -> str:
    """Its address."""
    return f"{LIST}{application.pk}/change/"


def as_the_page_sends_it(admin: Client, application: Application) -> dict[str, Any]:
    """The change page's forms, filled in as they come."""
    context = admin.get(change_page(application)).context
    forms: list[BaseForm] = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            sent[bound.html_name] = value.pk if isinstance(value, Model) else "" if value is None else value
    return sent


def test_the_list_shows_everybody_s_applications_in_as_many_queries_whatever_its_length(
    admin: Client, application: Application, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(9):
        make_application(UserFactory.create(), ("applied", MONDAY), ("rejected", TUESDAY))
    with django_assert_num_queries(5):  # session, person, two counts, rows
        answer = admin.get(LIST)
    page = answer.content.decode()
    assert "Cook, Inn" in page
    assert "10 applications" in page


@pytest.mark.parametrize(("query", "found"), [("q=cook", 1), ("q=PERSON", 2), ("q=nobody", 0), ("status=offer", 1)])
def test_the_list_is_searched_and_filtered(
    admin: Client, application: Application, other_user: User, query: str, found: int
) -> None:
    make_application(other_user, ("applied", MONDAY))
    assert len(admin.get(f"{LIST}?{query}").context["cl"].result_list) == found


def test_the_page_of_one_shows_its_history_to_read_in_as_many_queries_whatever_its_length(
    admin: Client, user: User, application: Application, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for status in ["screening", "interview"] * 5:
        move_application(actor=user, application_id=application.pk, status=status, note=f"Now {status}.")
    ContentType.objects.get_for_model(Application)  # once a process, not once a page
    with django_assert_num_queries(6):  # session, person, application, its posting and owner, entries
        answer = admin.get(change_page(application))
    (inline,) = answer.context["inline_admin_formsets"]
    assert [form.instance.to_status for form in inline.formset.forms][:3] == ["interview", "screening", "interview"]
    assert len(inline.formset.forms) == 12
    assert not inline.has_add_permission
    assert not inline.formset.can_delete
    assert all(set(form.fields) == {"id", "application"} for form in inline.formset.forms)
    assert "Now screening." in answer.content.decode()


def test_the_page_of_one_takes_only_what_is_no_matter_of_the_history(
    admin: Client, user: User, other_user: User, application: Application
) -> None:
    entry = application.history.get(to_status="offer")
    sent = as_the_page_sends_it(admin, application) | {
        "notes": "Checked.",
        "priority": "3",
        "applied_on": "2026-03-01",
        # None of these is on the page.
        "owner": other_user.pk,
        "status": "rejected",
        "status_since": "2020-01-01",
        "history-0-to_status": "rejected",
        "history-0-note": "Forged.",
        "history-0-DELETE": "on",
        "history-TOTAL_FORMS": "3",
        "history-2-application": application.pk,
        "history-2-kind": "moved",
        "history-2-to_status": "rejected",
    }
    before = list(StatusChange.objects.order_by("pk").values())
    answer = admin.post(change_page(application), sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, LIST)
    application.refresh_from_db()
    assert (application.notes, application.priority, application.applied_on) == ("Checked.", 3, date(2026, 3, 1))
    assert (application.owner, application.status, application.status_since) == (user, "offer", TUESDAY)
    assert list(StatusChange.objects.order_by("pk").values()) == before
    assert entry in application.history.all()


def test_saving_does_not_write_over_a_move_that_was_made_in_the_meantime(
    admin: Client, user: User, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = as_the_page_sends_it(admin, application) | {"notes": "Checked."}
    clean = Application.clean

    def clean_while_somebody_moves(self: Application) -> None:
        # The page has read the application by now, and writes it next.
        if self.status == "offer":
            monkeypatch.setattr(Application, "clean", clean)
            move_application(actor=user, application_id=self.pk, status="accepted")
        clean(self)

    monkeypatch.setattr(Application, "clean", clean_while_somebody_moves)
    assert admin.post(change_page(application), sent).status_code == 302
    application.refresh_from_db()
    assert (application.status, application.notes) == ("accepted", "Checked.")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("applied_on", "2999-01-01"),
        ("applied_on", "1969-12-31"),
        ("applied_on", "soon"),
        ("priority", "4"),
        ("priority", ""),
        ("notes", "a\0b"),
        ("notes", "x" * 50_001),
    ],
)
def test_what_cannot_be_is_shown_beside_its_field_and_nothing_is_written(
    admin: Client, application: Application, name: str, value: str
) -> None:
    sent = as_the_page_sends_it(admin, application) | {name: value}
    before = every_row()
    answer = admin.post(change_page(application), sent)
    assert answer.status_code == 200
    assert set(answer.context["adminform"].form.errors) == {name}
    assert every_row() == before


def test_nothing_changed_writes_nothing(admin: Client, application: Application) -> None:
    before = Application.objects.values().get()
    assert admin.post(change_page(application), as_the_page_sends_it(admin, application)).status_code == 302
    assert Application.objects.values().get() == before


def test_nobody_adds_an_application_here(admin: Client, application: Application) -> None:
    assert admin.get(f"{LIST}add/").status_code == 403
    assert admin.post(f"{LIST}add/", {"notes": "!"}).status_code == 403
    assert f"{LIST}add/" not in admin.get(LIST).content.decode()


def test_one_is_deleted_into_its_owners_trash(admin: Client, application: Application) -> None:
    kept = make_application(application.owner, ("applied", WEDNESDAY))
    answer = admin.post(f"{LIST}{application.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 302
    assert list(Application.objects.visible_to(application.owner)) == [kept]
    assert application in Application.objects.in_trash_of(application.owner)


def test_several_are_deleted_at_once(admin: Client, application: Application) -> None:
    other = make_application(application.owner, ("applied", WEDNESDAY))
    kept = make_application(application.owner, ("applied", WEDNESDAY))
    chosen = {"action": "delete_selected", "_selected_action": [application.pk, other.pk], "post": "yes"}
    assert admin.post(LIST, chosen).status_code == 302
    assert list(Application.objects.visible_to(application.owner)) == [kept]
    assert application in Application.objects.in_trash_of(application.owner)


@pytest.mark.parametrize("address", [LIST, f"{LIST}1/change/", f"{LIST}1/delete/"])
def test_who_is_no_administrator_is_sent_away(user: User, application: Application, address: str) -> None:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/admin/login/?next={address}")
