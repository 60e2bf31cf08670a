"""Reads the API's error answers, and fails for one that does not keep to the envelope."""

from datetime import UTC, datetime
from typing import Any

from jobtracker.request_context import REQUEST_ID_HEADER

ENVELOPE_MEMBERS = {"code", "message", "fields", "request_id", "timestamp"}
OPTIONAL_MEMBERS = {"rows", "items", "current"}


def error_of(response: Any) -> dict[str, Any]:
    """The `error` object of an error answer. Fails for any other body than the one envelope."""
    assert response.status_code >= 400, response.content
    assert response.headers["Content-Type"].startswith("application/json"), response.content
    body = response.json()
    assert set(body) == {"error"}, body
    error: dict[str, Any] = body["error"]
    assert set(error) - OPTIONAL_MEMBERS == ENVELOPE_MEMBERS, error
    assert error["code"] == error["code"].lower().replace(" ", "_")
    assert error["message"]
    assert error["request_id"] == response.headers[REQUEST_ID_HEADER]
    assert datetime.fromisoformat(error["timestamp"]).tzinfo == UTC
    for problems in error["fields"].values():
        assert problems
        assert all(set(problem) == {"code", "message"} and problem["message"] for problem in problems)
    return error


def refused_fields(response: Any) -> dict[str, list[str]]:
    """The codes of each refused input, by its dotted path. Fails for anything but a 400 that names inputs."""
    assert response.status_code == 400, response.content
    fields = error_of(response)["fields"]
    assert fields, response.content
    return {path: [problem["code"] for problem in problems] for path, problems in fields.items()}
