"""A person's own profile."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from accounts.models import User
from jobtracker.testing.answers import refused_fields
from jobtracker.testing.database import every_row

PROFILE = "/api/v1/profile/"


def test_a_profile_says_who_is_signed_in(api: APIClient, user: User) -> None:
    assert api.get(PROFILE).json() == {
        "email": user.email,
        "display_name": user.display_name,
        "first_name": "",
        "last_name": "",
        "time_zone": "UTC",
        "country": "",
        "currency": "USD",
        "skills": [],
        "target_roles": [],
        "preferred_locations": [],
        "remote_options": [],
        "minimum_salary": None,
        "minimum_salary_period": "year",
        "weekly_goal": None,
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
        {"first_name": "Augusta Ada", "last_name": "King", "country": "GB"},
        {"skills": [{"name": "Python", "level": "expert"}, {"name": "Écriture", "level": "beginner"}]},
        {"target_roles": ["Engineer", "Analyst"], "preferred_locations": ["London, UK"], "remote_options": ["remote"]},
        {"minimum_salary": "85000.50", "minimum_salary_period": "month", "weekly_goal": 5},
        {"minimum_salary": None, "weekly_goal": None, "remote_options": [], "skills": []},
        {},
    ],
)
def test_a_change_of_ones_own_profile_stays_and_leaves_everybody_elses_alone(
    changes: dict[str, Any], api: APIClient, other_user: User
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
        ("first_name", "x" * 151),
        ("country", "XX"),
        ("country", "ch"),
        ("country", "CHE"),
        ("minimum_salary", "-1"),
        ("minimum_salary", "1e400"),
        ("minimum_salary", "1.234"),
        ("minimum_salary", "a lot"),
        ("minimum_salary_period", "decade"),
        ("minimum_salary_period", None),
        ("weekly_goal", 0),
        ("weekly_goal", 201),
        ("weekly_goal", 2**80),
        ("weekly_goal", "many"),
        ("skills", "Python"),
        ("skills", {"name": "Python"}),
        ("skills", [{"name": "x", "level": "expert"}] * 101),
        ("target_roles", "Engineer"),
        ("target_roles", ["x"] * 101),
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


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"skills": [{"name": "Python", "level": "guru"}]}, {"skills.0.level": ["invalid_choice"]}),
        (
            {"skills": [{"name": "Python", "level": "expert"}, {"level": "expert"}]},
            {"skills.1.name": ["required"]},
        ),
        (
            {"skills": [{"name": "Python", "level": "expert"}, {"name": " python ", "level": "beginner"}]},
            {"skills.1.name": ["repeated"]},
        ),
        ({"skills": [{"name": "a\0b", "level": "expert"}]}, {"skills.0.name": ["null_characters_not_allowed"]}),
        ({"skills": [{"name": "x" * 101, "level": "expert"}]}, {"skills.0.name": ["max_length"]}),
        ({"target_roles": ["Engineer", "x" * 151]}, {"target_roles.1": ["max_length"]}),
        ({"remote_options": ["remote", "moon"]}, {"remote_options.1": ["invalid_choice"]}),
    ],
)
def test_what_is_wrong_within_a_list_is_named_by_its_place(
    changes: dict[str, Any], fields: dict[str, list[str]], api: APIClient
) -> None:
    before = every_row()
    assert refused_fields(api.patch(PROFILE, changes)) == fields
    assert every_row() == before


def test_the_lists_are_kept_without_repeats_and_skills_in_their_order(api: APIClient) -> None:
    skills = [{"name": name, "level": "expert"} for name in ("Zig", "Ada", "ML")]
    answer = api.patch(PROFILE, {"target_roles": [" Engineer ", "engineer", "Lead"], "skills": skills}).json()
    assert answer["target_roles"] == ["Engineer", "Lead"]
    assert answer["skills"] == skills
    assert api.patch(PROFILE, {"skills": skills[::-1]}).json()["skills"] == skills[::-1]
    assert api.patch(PROFILE, {"display_name": "Ada"}).json()["skills"] == skills[::-1]


@pytest.mark.parametrize(
    "row",
    [
        {"country": "ch"},
        {"weekly_goal": 0},
        {"minimum_salary": -1},
        {"minimum_salary_period": "era"},
        {"remote_options": ["moon"]},
        {"target_roles": ["x"] * 101},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(row: dict[str, Any], user: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(**row)
