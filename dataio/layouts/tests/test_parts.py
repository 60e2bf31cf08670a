"""What a cell says of interviews and people is held to the same rules as what the API is sent."""

import json
from typing import Any

import pytest

from dataio.layouts.cells.outcomes import Unreadable
from dataio.layouts.cells.parts import contacts, interviews

INTERVIEW = {
    "kind": "phone", "starts_at": "2026-03-01T09:00:00Z", "ends_at": "2026-03-01T10:00:00Z", "time_zone": "UTC",
}  # fmt: skip


def interview(**values: Any) -> str:
    """A cell of one interview."""
    return json.dumps([INTERVIEW | values])


def test_interviews_are_read_whole() -> None:
    learned = {"questions": [{"question": "Why?", "answer": ""}], "skill_ratings": [{"skill": "SQL", "rating": 5}]}
    ended = {"state": "completed", "outcome": "passed", "ends_at": "2026-04-01T09:00:00Z", "url": ""}
    assert interviews(interview(**learned, **ended)) == [INTERVIEW | learned | ended]


def test_questions_are_brought_into_their_stored_form() -> None:
    (read,) = interviews(interview(questions=[{"question": " Why? "}]))
    assert read["questions"] == [{"question": "Why?", "answer": ""}]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"ends_at": INTERVIEW["starts_at"]}, "within 31 days"),
        ({"ends_at": "2026-04-01T09:00:01Z"}, "within 31 days"),
        ({"outcome": "passed"}, "Only a completed"),
        ({"outcome": "passed", "state": "cancelled"}, "Only a completed"),
        ({"url": None}, "`url` is a text"),
        ({"url": "javascript:alert(1)"}, "http"),
        ({"questions": "x"}, "no array"),
        ({"questions": ["x"]}, "no array"),
        ({"questions": [{"question": " "}]}, "`question`"),
        ({"questions": [{"question": "x\0"}]}, "`question`"),
        ({"questions": [{"question": "x", "hint": "y"}]}, "“hint”"),
        ({"questions": [{"question": "x"}] * 101}, "more than 100"),
        ({"skill_ratings": [{"skill": "SQL", "rating": 6}]}, "`rating`"),
    ],
)
def test_an_interview_that_cannot_be_is_no_value(values: dict[str, Any], said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        interviews(interview(**values))
    assert said in str(caught.value.message)


@pytest.mark.parametrize("name", ["", " \t", None, 5])
def test_a_contact_without_a_name_is_no_value(name: Any) -> None:
    with pytest.raises(Unreadable):
        contacts(json.dumps([{"name": name, "role": "Lead"}]))
