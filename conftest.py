"""Fixtures that every app's tests use."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.cache import caches
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import User


@pytest.fixture
def user(db: None) -> User:
    """A person."""
    return UserFactory.create()


@pytest.fixture
def other_user(db: None) -> User:
    """Somebody else."""
    return UserFactory.create()


@pytest.fixture
def client_of() -> Callable[[User | None], APIClient]:
    """Makes an API client that is signed in as the given person, or as nobody."""

    def make(person: User | None) -> APIClient:
        client = APIClient(raise_request_exception=False)
        if person is not None:
            client.force_login(person)
        return client

    return make


@pytest.fixture
def api(user: User, client_of: Callable[[User | None], APIClient]) -> APIClient:
    """The API as `user` sees it."""
    return client_of(user)


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what another one cached, though all of them share one server."""
    monkeypatch.setattr(caches["default"], "key_prefix", uuid4().hex)


@pytest.fixture(autouse=True)
def static_files_as_they_are(settings: Settings) -> None:
    """Pages name static files by their plain names: tests run without `collectstatic`, which hashes them."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
