"""Every refusal, whatever it comes from, has the one envelope."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import close_old_connections, connection
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from pytest_django import Settings
from rest_framework import exceptions
from rest_framework.test import APIClient

import jobs.views
from accounts.models import User
from jobs.models import Job
from jobtracker.errors import exception_handler
from jobtracker.testing.answers import ENVELOPE_MEMBERS, error_of
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

JOBS = "/api/v1/jobs/"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
TOO_MANY_FIELDS = "&".join(f"field{n}=x" for n in range(1_001))


@pytest.mark.parametrize(
    ("method", "address", "body", "content_type", "status", "code"),
    [
        pytest.param("POST", JOBS, "{}", JSON, 400, "validation_error", id="invalid"),
        pytest.param("POST", JOBS, '{"title":', JSON, 400, "malformed_request", id="cut off"),
        pytest.param("POST", JOBS, '{"title": NaN}', JSON, 400, "malformed_request", id="no JSON"),
        pytest.param("POST", JOBS, b'{"title": "\xff"}', JSON, 400, "malformed_request", id="no UTF-8"),
        pytest.param("POST", JOBS, "[" * 100_000, JSON, 400, "malformed_request", id="nested too deeply"),
        pytest.param("POST", JOBS, "{}", f"{JSON}; charset=zlib", 400, "malformed_request", id="no charset"),
        pytest.param("POST", JOBS, "[]", JSON, 400, "validation_error", id="a list"),
        pytest.param("POST", JOBS, "null", JSON, 400, "validation_error", id="null"),
        pytest.param("POST", JOBS, "title=x", "text/plain", 415, "unsupported_media_type", id="text"),
        pytest.param("POST", JOBS, "<job/>", "application/xml", 415, "unsupported_media_type", id="XML"),
        pytest.param("POST", JOBS, TOO_MANY_FIELDS, FORM, 400, "bad_request", id="form of too many fields"),
        pytest.param("GET", f"{JOBS}?{TOO_MANY_FIELDS}", "", JSON, 400, "bad_request", id="too many parameters"),
        pytest.param("DELETE", JOBS, "", JSON, 405, "method_not_allowed", id="method"),
        pytest.param("BREW", JOBS, "", JSON, 405, "method_not_allowed", id="no method"),
        pytest.param("GET", "/api/v1/nowhere/", "", JSON, 404, "not_found", id="route"),
        pytest.param("POST", "/api/nowhere", "{}", JSON, 404, "not_found", id="route of no version"),
        pytest.param("GET", f"{JOBS}1/", "", JSON, 404, "not_found", id="object"),
    ],
)
def test_a_refusal_has_the_envelope_and_writes_nothing(
    method: str, address: str, body: Any, content_type: str, status: int, code: str, api: APIClient
) -> None:
    before = every_row()
    response = api.generic(method, address, body, content_type=content_type)
    assert response.status_code == status
    assert error_of(response)["code"] == code
    assert every_row() == before


def test_a_media_type_that_is_not_served_is_not_acceptable(api: APIClient) -> None:
    response = api.get(JOBS, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert error_of(response)["code"] == "not_acceptable"


def test_a_foreign_host_name_is_a_bad_request(client: Client) -> None:
    response = client.get("/api/v1/", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert error_of(response)["code"] == "bad_request"


@pytest.mark.django_db
def test_a_form_outside_the_api_without_its_csrf_token_gets_the_envelope_too() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "x"})
    assert response.status_code == 403
    assert error_of(response)["code"] == "csrf_failed"


def test_a_stranger_is_told_which_scheme_signs_in(db: None, client_of: Callable[[None], APIClient]) -> None:
    response = client_of(None).get(JOBS)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_crash_in_a_view_says_nothing_of_its_cause(
    api: APIClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(**kwargs: object) -> None:
        raise ZeroDivisionError("the secret of the house")

    monkeypatch.setattr(jobs.views, "create_job", crash)
    response = api.post(JOBS, {"title": "Engineer", "company": "Acme"})
    assert response.status_code == 500
    assert error_of(response)["code"] == "internal_error"
    assert "secret" not in response.content.decode()
    assert "the secret of the house" in caplog.text


def test_a_crash_outside_the_api_has_the_envelope_too(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.SPA_INDEX = None
    response = Client(raise_request_exception=False).get("/jobs")
    assert response.status_code == 500
    assert error_of(response)["code"] == "internal_error"
    assert "AttributeError" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_of_many_that_race_for_one_reference_one_wins_and_the_others_conflict(
    user: User, client_of: Callable[[User], APIClient]
) -> None:
    clients = [client_of(user) for _ in range(6)]
    posting = {"title": "Engineer", "company": "Acme", "source": "Board", "external_reference": "A-1"}
    responses = at_once(*(lambda client=client: client.post(JOBS, posting) for client in clients))
    assert sorted(response.status_code for response in responses) == [201, 409, 409, 409, 409, 409]
    for response in responses:
        if response.status_code == 409:
            error = error_of(response)
            assert error["code"] == "duplicate_reference"
            assert error["message"] == "You already have a posting with this reference from this source."
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_lost_database_connection_is_unavailable_and_the_next_request_is_served(
    user: User, client_of: Callable[[User], APIClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(user)

    def lose_the_connection(**kwargs: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patched:
        patched.setattr(jobs.views, "create_job", lose_the_connection)
        response = client.post(JOBS, {"title": "Engineer", "company": "Acme"})
    assert response.status_code == 503
    assert error_of(response)["code"] == "unavailable"
    assert response.headers["Retry-After"] == "5"
    close_old_connections()  # as a server does before each request, and the test client does not
    assert client.get(JOBS).status_code == 200


def test_a_value_that_the_database_cannot_hold_is_out_of_range(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def overflow(*, actor: User, values: dict[str, Any]) -> Job:
        return Job.objects.create(owner=actor, **values, salary_max=10**11, salary_currency="EUR", salary_period="year")

    monkeypatch.setattr(jobs.views, "create_job", overflow)
    response = api.post(JOBS, {"title": "Engineer", "company": "Acme"})
    assert response.status_code == 400
    assert error_of(response)["code"] == "out_of_range"


def test_a_check_that_only_the_database_makes_answers_in_its_own_words(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unchecked(*, actor: User, values: dict[str, Any]) -> Job:
        return Job.objects.create(owner=actor, **values, url="ftp://files.example/")

    monkeypatch.setattr(jobs.views, "create_job", unchecked)
    response = api.post(JOBS, {"title": "Engineer", "company": "Acme"})
    assert response.status_code == 400
    problem = {"code": "invalid", "message": "Use a web address that begins with http:// or https://."}
    assert error_of(response)["fields"] == {"non_field_errors": [problem]}


def _answer(error: Exception) -> dict[str, Any]:
    body: dict[str, Any] = exception_handler(error, {}).data
    return body["error"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("detail", "paths"),
    [
        ({"title": ["Missing."]}, {"title": ["Missing."]}),
        ("Wrong.", {"non_field_errors": ["Wrong."]}),
        ({"skills": {3: ["Too long."]}}, {"skills.3": ["Too long."]}),
        ([{}, {"name": ["Missing."]}], {"1.name": ["Missing."]}),
        ({"rows": [{}, {"cells": [{}, {"a": ["No."]}]}]}, {"rows.1.cells.1.a": ["No."]}),
        ({"job": {"non_field_errors": ["No."]}}, {"job": ["No."]}),
        ({"job": {"url": ["No."], "non_field_errors": ["Never."]}}, {"job.url": ["No."], "job": ["Never."]}),
        ({"a": ["One.", "Two."], "b": ["Three."]}, {"a": ["One.", "Two."], "b": ["Three."]}),
    ],
)
def test_the_problems_of_nested_input_stand_under_dotted_paths(detail: Any, paths: dict[str, list[str]]) -> None:
    fields = _answer(exceptions.ValidationError(detail))["fields"]
    assert {path: [problem["message"] for problem in problems] for path, problems in fields.items()} == paths


@pytest.mark.parametrize(
    ("detail", "message"),
    [
        ({"title": ["Missing."]}, "title: Missing."),
        ({"title": ["Missing.", "Really."], "url": ["No."]}, "title: Missing. (and 2 more)"),
        ("Wrong.", "Wrong."),
    ],
)
def test_the_message_names_the_first_problem_and_counts_the_others(detail: Any, message: str) -> None:
    assert _answer(exceptions.ValidationError(detail))["message"] == message


def test_a_models_own_complaints_stand_under_their_fields() -> None:
    error = DjangoValidationError({"url": DjangoValidationError("No %(kind)s.", code="bad", params={"kind": "page"})})
    assert _answer(error)["fields"] == {"url": [{"code": "bad", "message": "No page."}]}
    whole = DjangoValidationError("All wrong.", code="wrong")
    assert _answer(whole)["fields"] == {"non_field_errors": [{"code": "wrong", "message": "All wrong."}]}


def test_a_throttled_caller_is_told_when_to_come_back() -> None:
    response = exception_handler(exceptions.Throttled(wait=12.7), {})
    assert (response.status_code, response.headers["Retry-After"]) == (429, "13")
    assert response.data["error"]["code"] == "throttled"


def test_djangos_own_refusal_of_permission_is_answered_like_the_apis() -> None:
    assert _answer(PermissionDenied())["code"] == "permission_denied"


class Refusal(exceptions.APIException):
    """A refusal with a status that no view of ours gives yet."""

    default_code = "refused_for_a_reason"
    default_detail = "Not like this."


@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422, 423, 428, 429, 501, 503]
)
def test_a_refusal_of_any_status_keeps_it_its_code_and_its_words(status: int) -> None:
    error = Refusal()
    error.status_code = status
    response = exception_handler(error, {})
    assert response.status_code == status
    assert set(response.data["error"]) == ENVELOPE_MEMBERS
    assert response.data["error"]["code"] == "refused_for_a_reason"
    assert response.data["error"]["message"] == "Not like this."


def test_every_operation_of_the_document_says_that_it_may_answer_with_the_envelope() -> None:
    document = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    documented = 0
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            # A 304 has no body.
            answers = {
                status: answer for status, answer in operation["responses"].items() if not status.startswith(("2", "3"))
            }
            assert "default" in answers, (method, path)
            for status, answer in answers.items():
                assert "ErrorEnvelope" in str(answer) or "$ref" in answer, (method, path, status)
                documented += 1
    assert documented > 200


def test_a_write_to_an_address_without_its_slash_is_missing_and_not_led_elsewhere(api: APIClient) -> None:
    assert api.get("/api/v1/jobs").status_code == 301
    for method in ("post", "put", "patch", "delete"):
        refused = getattr(api, method)("/api/v1/jobs", {"title": "Engineer", "company": "Acme"})
        assert (refused.status_code, error_of(refused)["code"]) == (404, "not_found")
    assert not Job.objects.exists()


@pytest.mark.parametrize("sqlstate", ["40P01", "40001"])
def test_a_collision_in_the_database_is_a_conflict_and_no_outage(
    sqlstate: str, api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def collide(**kwargs: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '{sqlstate}'; END $$")

    monkeypatch.setattr(jobs.views, "create_job", collide)
    response = api.post(JOBS, {"title": "Engineer", "company": "Acme"})
    assert (response.status_code, error_of(response)["code"]) == (409, "conflict")
