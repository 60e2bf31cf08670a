"""A posting captured through the API: a draft that can be kept as it is, and nothing stored before."""

import ipaddress
import json
from typing import Any

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from jobs.capturing import greenhouse, lever
from jobs.capturing.fetching import slot
from jobs.tests.sites import page, redirect, site
from jobs.tests.test_capture_reading import LEVER_ID, WHOLE, block
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.database import every_row

FROM_URL = "/api/v1/jobs/from-url/"
FROM_HTML = "/api/v1/jobs/from-html/"
PAGE = f"<html><title>Acme</title>{block(WHOLE)}</html>"


@pytest.fixture(autouse=True)
def own_network(settings: Settings) -> None:
    """One address stands for the public internet."""
    settings.CAPTURE_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]
    settings.CAPTURE_PORTS = range(1, 65536)


def test_a_draft_comes_of_an_address_and_can_be_kept_as_it_is(api: APIClient) -> None:
    before = every_row()
    with site({"/short": redirect("/jobs/1"), "/jobs/1": page(PAGE)}) as running:
        response = api.post(FROM_URL, {"url": running.url("/short")})
        address = running.url("/jobs/1")
    assert response.status_code == 200, response.content
    answer = response.json()
    assert set(answer) == {"job", "warnings"}
    assert answer["warnings"] == []
    assert answer["job"]["title"] == "R&D Engineer"
    assert answer["job"]["url"] == address
    assert answer["job"]["source"] == "127.0.0.1"
    assert answer["job"]["salary_max"] == "110000.50"
    assert answer["job"]["deadline_on"] == "2026-12-31"
    assert every_row() == before
    kept = api.post("/api/v1/jobs/", answer["job"])
    assert kept.status_code == 201, kept.content
    assert {name: kept.json()[name] for name in answer["job"]} == answer["job"]


def test_a_draft_comes_of_a_page_and_nothing_is_fetched(api: APIClient) -> None:
    before = every_row()
    with site({}) as running:
        response = api.post(FROM_HTML, {"url": running.url("/private"), "html": PAGE})
        assert running.connections == 0
    assert response.status_code == 200
    assert response.json()["job"]["description"] == "Tasks\n\nBuild & run.\n\n- One\n- Two"
    assert every_row() == before


def test_the_sites_own_json_is_read_where_the_address_says_so(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"id": 5, "title": "Engineer", "company_name": "Acme", "content": "Text"}
    answers = {
        "/v1/boards/acme/jobs/5": page(json.dumps(document), "application/json"),
        f"/v0/postings/big-corp/{LEVER_ID}": page(json.dumps({"id": LEVER_ID, "text": "Lead"}), "application/json"),
    }
    with site(answers) as running:
        monkeypatch.setattr(greenhouse, "API", running.url("").rstrip("/"))
        monkeypatch.setattr(lever, "API", running.url("").rstrip("/"))
        first = api.post(FROM_URL, {"url": "https://boards.greenhouse.io/acme/jobs/5#app"}).json()
        second = api.post(FROM_URL, {"url": f"https://jobs.lever.co/big-corp/{LEVER_ID}"}).json()
    assert first["job"]["url"] == "https://boards.greenhouse.io/acme/jobs/5"
    assert (first["job"]["title"], first["job"]["source"]) == ("Engineer", "Greenhouse")
    assert (second["job"]["company"], second["job"]["source"]) == ("Big Corp", "Lever")
    assert {"field": "company", "code": "guessed", "message": "The name is made from the address."} in second[
        "warnings"
    ]


@pytest.mark.parametrize("answer", [page("x", status="404 No"), page("{", "application/json"), page("[]"), b""])
def test_the_page_is_read_where_the_json_says_nothing(
    answer: bytes, api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site({"/v1/boards/acme/jobs/5": answer, "/acme/jobs/5": page(PAGE)}) as running:
        monkeypatch.setattr(greenhouse, "API", running.url("").rstrip("/"))
        monkeypatch.setattr(greenhouse, "HOSTS", ("127.0.0.1",))
        response = api.post(FROM_URL, {"url": running.url("/acme/jobs/5")})
    assert response.json()["job"]["title"] == "R&D Engineer"


@pytest.mark.parametrize("path", [FROM_URL, FROM_HTML])
@pytest.mark.parametrize(
    "url",
    [
        "", "   ", None, 5, [], {}, "x", "file:///etc/passwd", "gopher://x/", "javascript:alert(1)", "http://",
        "http://u:p@x.example/", "http://a b/", "http://[::1", "https://x.example/" + "x" * 10_000, "http://x/\0",
        "http://\ud800/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_by_its_field(path: str, url: Any, api: APIClient) -> None:
    before = every_row()
    body = json.dumps({"url": url, "html": "<p>x"})
    response = api.post(path, body, content_type="application/json")
    assert set(refused_fields(response)) == {"url"}
    assert every_row() == before


@pytest.mark.parametrize("html", ["", None, [], {}, "a\0b", "\ud800"])
def test_what_is_no_page_is_refused_by_its_field(html: Any, api: APIClient) -> None:
    body = json.dumps({"url": "https://acme.example/", "html": html})
    response = api.post(FROM_HTML, body, content_type="application/json")
    assert set(refused_fields(response)) == {"html"}


def test_a_redirect_to_the_metadata_of_a_cloud_machine_is_refused_by_its_field(api: APIClient) -> None:
    before = every_row()
    with site({"/": redirect("http://169.254.169.254/latest/meta-data/")}) as running:
        response = api.post(FROM_URL, {"url": running.url()})
    assert refused_fields(response) == {"url": ["address_refused"]}
    assert "169.254" not in response.content.decode()
    assert every_row() == before


@pytest.mark.parametrize(
    ("page_of", "code"),
    [
        ("<div>" * 1_000_000, "too_complex"),
        ("x" * (5 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_a_page_that_is_too_much_is_refused_by_its_field(
    page_of: str, code: str, api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.capturing.markup.MAX_SECONDS", 0.05)
    with site({"/": page(page_of)}) as running:
        assert refused_fields(api.post(FROM_URL, {"url": running.url()})) == {"url": [code]}
    if code == "too_complex":
        response = api.post(FROM_HTML, {"url": "https://acme.example/", "html": page_of[:1_000_000]})
        assert refused_fields(response) == {"html": [code]}
    else:
        assert (
            error_of(api.post(FROM_HTML, {"url": "https://acme.example/", "html": page_of}))["code"]
            == "payload_too_large"
        )


def test_who_comes_when_enough_are_fetched_is_asked_to_come_again(api: APIClient, settings: Settings) -> None:
    settings.CAPTURE_FETCHES = 1
    with slot():
        response = api.post(FROM_URL, {"url": "https://acme.example/"})
        # Nothing is fetched for this one.
        assert api.post(FROM_HTML, {"url": "https://acme.example/", "html": PAGE}).status_code == 200
    assert response.status_code == 503
    assert error_of(response)["code"] == "capture_busy"
    assert response.headers["Retry-After"] == "5"


def test_neither_is_an_id(api: APIClient) -> None:
    for path in (FROM_URL, FROM_HTML):
        assert error_of(api.get(path))["code"] == "method_not_allowed"
