"""A person's own profile."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from jobtracker.testing.answers import refused_fields
from jobtracker.testing.database import every_row

PROFILE = "/api/v1/profile/"


def test_a_profile_says_who_is_signed_in(api: APIClient, user: User) -> None:
    assert api.get(PROFILE).json() == {
        "email": user.email,
        "display_name": user.display_name,
        "time_zone": "UTC",
        "currency": "USD",
        "is_staff": False,
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"display_name": "Ada <b>Lovelace</b> 😀"},
        {"display_name": ""},
        {"time_zone": "Europe/Zurich"},
        {"time_zone": "America/Argentina/Buenos_Aires", "currency": "ARS"},
        {"currency": "CHF"},
        {},
    ],
)
def test_a_change_of_ones_own_profile_stays_and_leaves_everybody_elses_alone(
    changes: dict[str, str], api: APIClient, other_user: User
) -> None:
    others = User.objects.filter(pk=other_user.pk).values().get()
    before = api.get(PROFILE).json()
    answer = api.patch(PROFILE, changes)
    assert answer.status_code == 200
    assert answer.json() == before | changes
    assert api.get(PROFILE).json() == before | changes
    assert User.objects.filter(pk=other_user.pk).values().get() == others


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "europe/zurich"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", "UTC+1"),
        ("time_zone", ""),
        ("time_zone", None),
        ("time_zone", ["UTC"]),
        ("time_zone", "UTC\0"),
        ("time_zone", "x" * 65),
        ("currency", "usd"),
        ("currency", "XXX"),
        ("currency", "EURO"),
        ("currency", ""),
        ("currency", None),
        ("currency", {}),
        ("display_name", "x" * 151),
        ("display_name", "a\0b"),
        ("display_name", None),
        ("display_name", ["x"]),
    ],
)
def test_a_bad_value_is_refused_by_its_name(field: str, value: Any, api: APIClient) -> None:
    before = every_row()
    assert list(refused_fields(api.patch(PROFILE, {field: value}))) == [field]
    assert every_row() == before


@pytest.mark.parametrize(
    "changes", [{"is_staff": True}, {"email": "root@example.org"}, {"is_superuser": True}, {"password": "x"}, {"id": 1}]
)
def test_nobody_raises_themselves(changes: dict[str, Any], api: APIClient) -> None:
    before = every_row()
    assert api.patch(PROFILE, changes).status_code == 200
    assert every_row() == before
