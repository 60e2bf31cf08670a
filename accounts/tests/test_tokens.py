"""API tokens: made once, shown once, and dead at once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiToken, User
from accounts.services import create_token, revoke_token
from accounts.tests.browser import SESSION
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

TOKENS, PROFILE, JOBS = "/api/v1/tokens/", "/api/v1/profile/", "/api/v1/jobs/"


def program(secret: str) -> APIClient:
    """A program that shows this token."""
    client = APIClient(enforce_csrf_checks=True, raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def is_dead(secret: str) -> bool:
    """Whether the token opens nothing."""
    response = program(secret).get(PROFILE)
    if response.status_code == 200:
        return False
    assert response.status_code == 401
    assert error_of(response)["code"] == "invalid_token"
    return True


def test_a_token_is_told_once_and_kept_as_a_hash(api: APIClient) -> None:
    answer = api.post(TOKENS, {"name": "Laptop", "scope": "full"})
    assert answer.status_code == 201
    secret = answer.json()["token"]
    assert secret.startswith("jt_")
    assert len(secret) == 46
    assert secret.startswith(answer.json()["prefix"])
    assert len(answer.json()["prefix"]) == 9
    assert "no-store" in answer.headers["Cache-Control"]
    assert "token" not in api.get(TOKENS).json()["results"][0]
    assert secret[9:] not in repr(every_row())
    assert program(secret).get(PROFILE).status_code == 200


def test_no_two_tokens_are_alike(user: User) -> None:
    secrets = {create_token(actor=user, name=f"{number}", scope="read").secret for number in range(50)}
    assert len(secrets) == 50


def test_a_token_lasts_90_days_unless_said_otherwise(api: APIClient, user: User) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        made = create_token(actor=user, name="Laptop", scope="read")
        assert made.token.expires_at == datetime.fromisoformat("2027-02-21T12:00:00Z")
    with time_machine.travel("2027-02-21T11:59:59Z", tick=False):
        assert not is_dead(made.secret)
    with time_machine.travel("2027-02-21T12:00:00Z", tick=False):
        assert is_dead(made.secret)


@pytest.mark.parametrize(
    ("days", "codes"),
    [(-1, ["in_the_past"]), (0, ["in_the_past"]), (1, None), (366, None), (367, ["too_late"]), (36_000, ["too_late"])],
)
def test_how_long_a_token_may_last(days: int, codes: list[str] | None, api: APIClient) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        body = {"name": "Laptop", "expires_at": (timezone.now() + timedelta(days=days)).isoformat()}
        answer = api.post(TOKENS, body)
    if codes is None:
        assert answer.status_code == 201
    else:
        assert refused_fields(answer) == {"expires_at": codes}
        assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"name": "x", "scope": "admin"}, "scope"),
        ({"name": "x", "scope": None}, "scope"),
        ({"name": "x", "expires_at": "soon"}, "expires_at"),
        ({"name": "x", "expires_at": None}, "expires_at"),
        ({"name": "x", "expires_at": "9999-12-31T23:59:59Z"}, "expires_at"),
    ],
)
def test_a_bad_value_is_refused_by_its_name(body: dict[str, Any], field: str, api: APIClient) -> None:
    assert list(refused_fields(api.post(TOKENS, body))) == [field]
    assert not ApiToken.objects.exists()


def test_a_token_reads_unless_it_is_asked_for_more(api: APIClient) -> None:
    assert api.post(TOKENS, {"name": "Laptop"}).json()["scope"] == "read"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_reading_token_writes_nothing(method: str, user: User) -> None:
    client = program(create_token(actor=user, name="Reader", scope="read").secret)
    assert client.get(JOBS).status_code == 200
    before = every_row()
    response = getattr(client, method)(JOBS, {"title": "Engineer", "company": "Acme"})
    assert response.status_code == 403
    assert error_of(response)["code"] == "read_only_token"
    assert every_row() == before


def test_a_revoked_token_is_dead_at_once_and_gone_from_the_list(api: APIClient, user: User) -> None:
    made = create_token(actor=user, name="Laptop", scope="full")
    assert not is_dead(made.secret)
    assert api.delete(f"{TOKENS}{made.token.pk}/").status_code == 204
    assert is_dead(made.secret)
    assert api.get(TOKENS).json()["results"] == []
    assert api.delete(f"{TOKENS}{made.token.pk}/").status_code == 404
    assert ApiToken.objects.get().revoked_at is not None  # for the administration


def test_a_token_dies_with_its_owners_account(user: User) -> None:
    secret = create_token(actor=user, name="Laptop", scope="full").secret
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert is_dead(secret)
    User.objects.filter(pk=user.pk).delete()
    assert is_dead(secret)


@pytest.mark.parametrize(
    "authorization",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "bearer jt_",
        "Bearer jt_" + "A" * 43,
        "Bearer é",
        "Bearer a b c",
        "BEARER " + "x" * 9000,
    ],
)
def test_what_is_no_token_is_refused_also_beside_a_good_session(authorization: str, user: User) -> None:
    client = APIClient(raise_request_exception=False)
    client.force_login(user)
    response = client.get(PROFILE, headers={"Authorization": authorization})
    assert response.status_code == 401
    assert error_of(response)["code"] == "invalid_token"


@pytest.mark.parametrize("authorization", ["Basic YWRhOmFkYQ==", "Token x", "", "jt_x", "Digest username=x"])
def test_another_scheme_is_none_of_ours(authorization: str, user: User) -> None:
    client = APIClient()
    client.force_login(user)
    assert client.get(PROFILE, headers={"Authorization": authorization}).status_code == 200


@pytest.mark.parametrize(
    "address", ["/admin/", "/_allauth/browser/v1/auth/session", "/_allauth/browser/v1/account/email"]
)
def test_a_token_opens_nothing_but_the_api(address: str, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    response = program(create_token(actor=user, name="Laptop", scope="full").secret).get(address)
    assert response.status_code in (302, 401)


def test_a_token_needs_no_csrf_token_and_says_who_it_is(user: User, other_user: User) -> None:
    for person in (user, other_user):
        client = program(create_token(actor=person, name="Laptop", scope="full").secret)
        assert client.get(PROFILE).json()["email"] == person.email
        assert client.post(JOBS, {"title": "Engineer", "company": "Acme"}).status_code == 201


def test_a_use_is_noted_to_the_minute(user: User) -> None:
    made = create_token(actor=user, name="Laptop", scope="full")

    def used_at() -> datetime | None:
        return ApiToken.objects.get(pk=made.token.pk).last_used_at

    assert used_at() is None
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as clock:
        ApiToken.objects.filter(pk=made.token.pk).update(
            expires_at="2026-12-01T00:00:00Z", created_at="2026-11-01T00:00:00Z"
        )
        program(made.secret).get(PROFILE)
        first = used_at()
        assert first == timezone.now()
        clock.shift(59)
        program(made.secret).get(PROFILE)
        assert used_at() == first
        clock.shift(2)
        program(made.secret).get(PROFILE)
        assert used_at() == timezone.now()


@pytest.mark.django_db(transaction=True)
def test_nobody_has_more_than_fifty_tokens_however_fast_they_ask(
    user: User, client_of: Callable[[User], APIClient]
) -> None:
    for number in range(48):
        create_token(actor=user, name=f"{number}", scope="read")
    clients = [client_of(user) for _ in range(6)]
    answers = at_once(*(lambda client=client: client.post(TOKENS, {"name": "One more"}) for client in clients))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409, 409]
    assert {error_of(answer)["code"] for answer in answers if answer.status_code == 409} == {"too_many_tokens"}
    revoke_token(actor=user, token_id=ApiToken.objects.earliest("pk").pk)
    assert clients[0].post(TOKENS, {"name": "In its place"}).status_code == 201


@pytest.mark.parametrize(
    "row", [{"scope": "all"}, {"name": ""}, {"expires_at": datetime.fromisoformat("2000-01-01T00:00Z")}]
)
def test_the_database_itself_refuses_what_cannot_be(row: dict[str, Any], user: User) -> None:
    create_token(actor=user, name="Laptop", scope="read")
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.update(**row)


def test_with_a_full_disk_a_program_still_reads(user: User) -> None:
    made = create_token(actor=user, name="Laptop", scope="read")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.full() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$"
        )
        cursor.execute("CREATE TRIGGER full_disk BEFORE UPDATE ON accounts_apitoken EXECUTE FUNCTION pg_temp.full()")
    assert program(made.secret).get(PROFILE).status_code == 200
    assert ApiToken.objects.get().last_used_at is None


def test_what_a_caller_is_answered_is_kept_by_no_cache_for_somebody_else(api: APIClient, user: User) -> None:
    secret = create_token(actor=user, name="Laptop", scope="read").secret
    for answer in (api.get(PROFILE), program(secret).get(PROFILE), program("x").get(PROFILE), api.get(SESSION)):
        directives = set(answer.headers["Cache-Control"].split(", "))
        assert "private" in directives or "no-store" in directives
        assert {"no-cache", "no-store"} & directives
        assert {"Cookie", "Authorization"} <= set(answer.headers["Vary"].split(", "))
