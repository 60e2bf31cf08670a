"""The administration pages: all of them open for staff, and none for anybody else."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.factories import UserFactory
from accounts.models import User
from applications.factories import make_application
from applications.models import Application
from jobs.factories import JobFactory
from jobs.models import Job


def _email_address() -> EmailAddress:
    user = UserFactory.create()
    return EmailAddress.objects.create(user=user, email=user.email)


# How to make one of each.
MAKERS: dict[type[Model], Callable[[], Any]] = {
    User: UserFactory.create,
    Group: lambda: Group.objects.create(name=f"Group {Group.objects.count()}"),
    EmailAddress: _email_address,
    EmailConfirmation: lambda: EmailConfirmation.create(_email_address()),
    Job: JobFactory.create,
    Application: lambda: make_application(UserFactory.create(), ("applied", datetime(2026, 3, 2, tzinfo=UTC))),
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
    expected = 403 if model is Application else 200
    assert staff.get(page(model, "add")).status_code == expected


@pytest.mark.parametrize("model", MODELS, ids=LABELS)
@pytest.mark.parametrize("kind", ["changelist", "add"])
def test_nobody_but_staff_opens_any_of_them(model: type[Model], kind: str, client: Client, user: User) -> None:
    address = page(model, kind)
    for _ in range(2):
        response = client.get(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/admin/login/?next=/admin/")
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
