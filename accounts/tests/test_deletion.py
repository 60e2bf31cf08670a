"""Deleting one's account: asked twice, and then nothing is left."""

from datetime import timedelta
from threading import Event, Timer
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.factories import PASSWORD, UserFactory
from accounts.models import ApiToken, Skill, User
from accounts.services import create_token, delete_account, update_profile
from accounts.tests.browser import Browser
from accounts.tests.second_factor import activate
from applications.bulk import Move, bulk_move_applications
from applications.factories import make_application
from applications.models import StatusChange
from applications.services.applications import move_application
from dataio.sample.loading import load_sample
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker.account_events import AccountEvent, Happening
from jobtracker.bulk import Batch, named
from jobtracker.models import BulkOperation
from jobtracker.testing.answers import refused_fields
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

ADA = "ada@example.org"
ASK, CONFIRM = "/api/v1/account-deletion/", "/api/v1/account-deletion/confirm/"


@pytest.fixture
def ada(db: None) -> User:
    """A person with something in every table."""
    ada = UserFactory.create(email=ADA)
    update_profile(actor=ada, changes={}, skills=[{"name": "Analysis", "level": "expert"}])
    application = make_application(ada, ("interested", timezone.now()))
    move_application(actor=ada, application_id=application.pk, status="applied")
    create_token(actor=ada, name="Laptop", scope="full")
    batch = Batch()
    selection, move = named({0: application.pk}, batch), Move("interview", note="Ada's note")
    bulk_move_applications(actor=ada, selection=selection, move=move, batch=batch)
    admin = UserFactory.create(email="admin@example.org")
    for row in (ada, application.job):
        content_type = ContentType.objects.get_for_model(row)
        LogEntry.objects.create(
            user=admin, content_type=content_type, object_id=str(row.pk), object_repr=f"Ada's {row}", action_flag=2
        )
    return ada


@pytest.fixture
def browser(ada: User, browser: Browser) -> Browser:
    """Ada's browser."""
    browser.sign_in(ADA)
    activate(browser)
    return browser


def test_it_is_asked_twice_and_says_what_will_be_lost(browser: Browser) -> None:
    before = every_row()
    warning = browser.send("post", ASK, {"password": PASSWORD})
    assert warning.status_code == 200
    losses = {loss["name"]: loss["count"] for loss in warning.json()["losses"]}
    assert losses["postings"] == 1
    assert losses["applications"] == 1
    assert losses["API tokens"] == 1
    assert every_row() == before

    assert browser.send("post", CONFIRM, {"confirmation": warning.json()["confirmation"]}).status_code == 204
    assert not User.objects.filter(email=ADA).exists()


def test_nothing_is_left_of_the_person_in_any_table(browser: Browser, ada: User) -> None:
    UserFactory.create(email="bob@example.org")
    JobFactory.create(owner=User.objects.get(email="bob@example.org"))
    key = browser.client.session.session_key
    confirmation = browser.send("post", ASK, {"password": PASSWORD}).json()["confirmation"]
    browser.send("post", CONFIRM, {"confirmation": confirmation})

    assert browser.address_of_profile() is None
    assert not Session.objects.filter(pk=key).exists()
    assert not UserSession.objects.exists()
    assert [model.objects.count() for model in (ApiToken, Skill, StatusChange, BulkOperation)] == [0, 0, 0, 0]
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if getattr(field, "related_model", None) is User and field.concrete and not field.many_to_many:
                assert not model._base_manager.filter(**{field.name: ada.pk}).exists(), (model, field.name)
    rest = {label: rows for label, rows in every_row().items() if label != "contenttypes.ContentType"}
    assert ADA not in repr(rest)
    assert "Ada's" not in repr(rest)
    assert Job.objects.count() == 1  # Bob's


def test_those_who_follow_accounts_are_told(
    browser: Browser, ada: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[AccountEvent] = []
    monkeypatch.setattr("jobtracker.account_events._subscribers", [told.append])
    confirmation = browser.send("post", ASK, {"password": PASSWORD}).json()["confirmation"]
    with django_capture_on_commit_callbacks(execute=True):
        browser.send("post", CONFIRM, {"confirmation": confirmation})
    assert AccountEvent(Happening.DELETED, ada.pk) in told


@pytest.mark.parametrize("password", ["", "wrong horse battery staple", PASSWORD.upper()])
def test_the_first_question_needs_the_password(password: str, browser: Browser) -> None:
    assert list(refused_fields(browser.send("post", ASK, {"password": password}))) == ["password"]


@pytest.mark.parametrize("confirmation", ["", "x", "x:y:z", "a" * 2000, "eyJ9:1:2"])
def test_the_second_needs_the_answer_to_the_first(confirmation: str, browser: Browser) -> None:
    before = every_row()
    assert list(refused_fields(browser.send("post", CONFIRM, {"confirmation": confirmation}))) == ["confirmation"]
    assert every_row() == before


def test_an_answer_is_good_for_ten_minutes_for_one_person_and_one_password(browser: Browser, ada: User) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as clock:
        confirmation = browser.send("post", ASK, {"password": PASSWORD}).json()["confirmation"]
        bob = APIClient(raise_request_exception=False)
        bob.force_login(UserFactory.create(email="bob@example.org"))
        assert bob.post(CONFIRM, {"confirmation": confirmation}).status_code == 400
        clock.shift(601)
        assert browser.send("post", CONFIRM, {"confirmation": confirmation}).status_code == 400
        fresh = browser.send("post", ASK, {"password": PASSWORD}).json()["confirmation"]
        ada.set_password("another horse battery staple")
        ada.save()
        signed_in = APIClient(raise_request_exception=False)
        signed_in.force_login(ada)
        assert signed_in.post(CONFIRM, {"confirmation": fresh}).status_code == 400
    assert User.objects.filter(email__in=[ADA, "bob@example.org"]).count() == 2


def test_an_account_with_the_whole_sample_is_deleted_too(db: None) -> None:
    ada = UserFactory.create(email=ADA)
    load_sample(actor=ada)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    api = APIClient()
    api.force_login(ada)
    confirmation = api.post(ASK, {"password": PASSWORD}).json()["confirmation"]
    assert api.post(CONFIRM, {"confirmation": confirmation}).status_code == 204
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_deletion_that_meets_another_write_is_tried_again(user: User) -> None:
    application = make_application(user, ("applied", timezone.now()))
    held, go_on = Event(), Event()

    def write() -> str:
        try:
            with transaction.atomic():
                Job.objects.select_for_update().get(pk=application.job_id)
                held.set()
                assert go_on.wait(10)
                # Needs the person's row, which the deletion holds by now, while that waits for the posting's.
                ApiToken.objects.create(
                    owner=user, name="x", prefix="x", digest=b"x" * 32, expires_at=timezone.now() + timedelta(days=1)
                )
        except (OperationalError, IntegrityError) as error:
            return type(error).__name__
        return "written"

    def delete() -> str:
        assert held.wait(10)
        Timer(0.5, go_on.set).start()
        delete_account(user=user)
        return "deleted"

    written, deleted = at_once(write, delete)
    assert deleted == "deleted"
    assert written in ("OperationalError", "IntegrityError", "written")
    assert not User.objects.filter(pk=user.pk).exists()
    assert not ApiToken.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_deletions_at_once_both_end_well(user: User) -> None:
    make_application(user, ("applied", timezone.now()))
    at_once(lambda: delete_account(user=user), lambda: delete_account(user=user))
    assert not User.objects.exists()
    assert not Job.objects.exists()
