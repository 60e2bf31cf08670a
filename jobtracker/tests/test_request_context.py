"""Every request has an id, which its answer names."""

import re
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from jobtracker.request_context import RequestContextMiddleware, current_request_id


@pytest.mark.parametrize("given", ["12345678", "a" * 64, "0f8fad5b-d9cb-469f-a165-70867728950e", "A.b_C-9.x"])
def test_a_well_formed_id_is_taken_over(given: str, client: Client) -> None:
    response = client.get("/health/live", headers={"X-Request-ID": given})
    assert response.headers["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given", ["", "1234567", "a" * 65, "with space", "with\ttab", "<script>", "ümlaut-id", "a;b=c;d=e"]
)
def test_an_ill_formed_id_is_replaced(given: str, client: Client) -> None:
    response = client.get("/health/live", headers={"X-Request-ID": given})
    assert response.headers["X-Request-ID"] != given
    assert UUID(response.headers["X-Request-ID"]).version == 4


@pytest.mark.parametrize(
    "address", ["/health/live", "/api/v1/nowhere/", "/static/nothing.js", "/", "/_allauth/nowhere"]
)
def test_each_answer_names_an_id_of_its_own(address: str, client: Client) -> None:
    ids = {client.get(address).headers["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3
    assert all(re.fullmatch(r"[0-9a-f-]{36}", request_id) for request_id in ids)


def test_the_id_is_known_within_the_request_and_forgotten_after_it_even_if_that_crashes() -> None:
    seen: list[str] = []

    def crash(request: HttpRequest) -> HttpResponse:
        seen.append(current_request_id())
        raise RuntimeError

    request = HttpRequest()
    request.META["HTTP_X_REQUEST_ID"] = "the-very-request"
    with pytest.raises(RuntimeError):
        RequestContextMiddleware(crash)(request)
    assert seen == ["the-very-request"]
    assert current_request_id() == ""
