"""A list as a PDF, made by a run."""

import io
from typing import Any

import pytest
from pypdf import PdfReader
from rest_framework.test import APIClient

from accounts.models import User
from dataio.resources import JOBS
from dataio.runs import performing
from dataio.runs.performing import perform
from jobs.factories import JobFactory
from jobtracker.testing.answers import refused_fields

pytestmark = pytest.mark.django_db(transaction=True)

RUNS = "/api/v1/runs/"


@pytest.fixture(autouse=True)
def _nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performing, "_send", lambda run_id: None)


def _begin(api: APIClient, **parameters: Any) -> Any:
    return api.post(RUNS, {"kind": "export", "parameters": {"resource": "jobs", "format": "pdf", **parameters}})


def test_it_has_the_rows_of_the_list_in_its_order_and_the_columns_that_were_chosen(api: APIClient, user: User) -> None:
    for title, company in (("Cook", "Gletscher"), ("Baker", "Gletscher"), ("Potter", "Lehm")):
        JobFactory.create(owner=user, title=title, company=company)
    query = {"company": ["Gletscher"], "ordering": ["title"]}
    run = _begin(api, query=query, fields=["company", "title"]).json()
    perform(run["id"])
    done = api.get(f"{RUNS}{run['id']}/").json()
    assert (done["state"], done["result"]) == ("done", {"rows": 2})
    assert done["file"]["name"].endswith(".pdf")
    answer: Any = api.get(done["file"]["url"])
    assert answer.headers["Content-Type"] == "application/pdf"
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(b"".join(answer.streaming_content))).pages)
    words = " ".join(said.split())
    assert "Company Title" in words
    assert words.index("Baker") < words.index("Cook")
    assert "Potter" not in words


def test_it_has_a_usual_choice_of_columns(api: APIClient, user: User) -> None:
    JobFactory.create(owner=user)
    run = _begin(api).json()
    perform(run["id"])
    assert api.get(f"{RUNS}{run['id']}/").json()["result"] == {"rows": 1}


def test_more_columns_than_it_has_room_for_are_refused_at_once(api: APIClient) -> None:
    answer = _begin(api, fields=[column.name for column in JOBS.columns])
    assert answer.status_code == 400
    assert refused_fields(answer) == {"parameters.fields": ["too_many"]}
