"""Fixtures that every app's tests use."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import ApiToken, User
from accounts.services import create_token, revoke_token

# A property's examples share its fixtures: what they write they roll back themselves. And how long one of them takes
# says nothing on a busy machine.
hypothesis.settings.register_profile(
    "jobtracker", deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
hypothesis.settings.load_profile("jobtracker")

# Their asserts then say what they compared, as those in test files do.
pytest.register_assert_rewrite("jobtracker.testing")


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
def token_client_of() -> Callable[..., APIClient]:
    """Makes an API client that shows a token of the given person's."""

    def make(person: User, scope: str, *, revoked: bool = False) -> APIClient:
        made = create_token(actor=person, name="Script", scope=scope)
        # As if it had been used a moment ago: a use that is not worth a write does not change a row.
        ApiToken.objects.filter(pk=made.token.pk).update(last_used_at=timezone.now())
        if revoked:
            revoke_token(actor=person, token_id=made.token.pk)
        client = APIClient(enforce_csrf_checks=True, raise_request_exception=False)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {made.secret}")
        return client

    return make


@pytest.fixture
def api(user: User, client_of: Callable[[User | None], APIClient]) -> APIClient:
    """The API as `user` sees it."""
    return client_of(user)


@pytest.fixture(autouse=True)
def own_cache(settings: Settings) -> None:
    """No test sees what another one cached, though all of them share one server."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid4().hex}}


@pytest.fixture(autouse=True, scope="session")
def static_root() -> None:
    """The directory of static files, which is empty here: WhiteNoise warns where there is none."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def own_files(settings: Settings) -> None:
    """Documents are kept in memory, for one test, lest two find each other's.

    Pages name static files by their plain names: tests run without `collectstatic`, which hashes them.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain, "documents": in_memory}


@pytest.fixture(autouse=True)
def cheap_passwords(settings: Settings) -> None:
    """Passwords are hashed in a moment: the real hasher takes half a second for each person, on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured beside what they proved."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"measured: {value} {name}")


@pytest.fixture(params=["all at once", "looked up", "tested", "by turns"])
def reads_of_search(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a search finds is read in each of the ways there are, or each time in another one."""
    turns = cycle([True, False, False])
    ways: dict[str, tuple[Callable[..., bool], Callable[..., bool]]] = {
        "all at once": (lambda sample: True, lambda sample, number: True),
        "looked up": (lambda sample: False, lambda sample, number: True),
        "tested": (lambda sample: False, lambda sample, number: False),
        "by turns": (lambda sample: next(turns), lambda sample, number: next(turns)),
    }
    has_few_in_all, has_few = ways[request.param]
    monkeypatch.setattr("jobtracker.pagination._Sample.has_few_in_all", has_few_in_all)
    monkeypatch.setattr("jobtracker.pagination._Sample.has_few", has_few)
