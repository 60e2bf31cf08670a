"""A posting captured through the API: a draft that can be kept as it is, and nothing stored before."""

import ipaddress
import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from jobs.capturing import greenhouse, lever
from jobs.capturing.drafts import Draft
from jobs.capturing.places import FETCHES, READINGS
from jobs.factories import JobFactory
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
    assert set(answer) == {"job", "warnings", "duplicates"}
    assert answer["warnings"] == answer["duplicates"] == []
    assert answer["job"]["title"] == "R&D Engineer"
    assert answer["job"]["url"] == address
    assert answer["job"]["source"] == "127.0.0.1"
    assert answer["job"]["salary_max"] == "110000.50"
    assert answer["job"]["deadline_on"] == "2026-12-31"
    assert every_row() == before
    kept = api.post("/api/v1/jobs/", answer["job"])
    assert kept.status_code == 201, kept.content
    assert {name: kept.json()[name] for name in answer["job"]} == answer["job"]


def test_what_one_has_already_is_named_with_what_became_of_it(api: APIClient, user: User, other_user: User) -> None:
    JobFactory.create(
        owner=other_user, title="Gardener", company="Botanik", url="https://botanik.example/jobs/4273109006"
    )
    same_role = JobFactory.create(owner=user, title="Gardener (m/f/d)", company="Botanik AG", locations=["Bern"])
    same_url = JobFactory.create(
        owner=user, title="Roses", company="B.", url="https://botanik.example/jobs/4273109006?utm_source=x"
    )
    application = api.post(
        "/api/v1/applications/", {"job": same_url.pk, "status": "rejected", "applied_on": "2026-05-03"}
    )
    assert application.status_code == 201
    posting = {
        "@type": "JobPosting",
        "title": "Gardener",
        "hiringOrganization": {"name": "Botanik"},
        "jobLocation": {"address": {"addressLocality": "Bern"}},
    }
    before = every_row()
    answer = api.post(
        FROM_HTML, {"url": "https://botanik.example/jobs/4273109006#apply", "html": block(posting)}
    ).json()
    assert every_row() == before
    assert [(one["id"], one["reason"], one["message"]) for one in answer["duplicates"]] == [
        (same_url.pk, "same_url", "You applied on 3 May 2026; rejected."),
        (same_role.pk, "same_role", "You already have a posting with this company, title and location."),
    ]
    # What the draft names is what keeping it names.
    kept = api.post("/api/v1/jobs/", answer["job"])
    assert kept.json()["duplicates"] == answer["duplicates"]


def test_a_draft_without_title_or_company_repeats_nothing_but_an_address(api: APIClient, user: User) -> None:
    JobFactory.create(owner=user, title="-", company="GmbH", locations=[])
    for html in ("<p>Text", block({"@type": "JobPosting", "title": "-"})):
        answer = api.post(FROM_HTML, {"url": "https://botanik.example/jobs/2", "html": html}).json()
        assert answer["duplicates"] == []


def test_what_cannot_be_kept_is_taken_out_of_what_pages_say(api: APIClient) -> None:
    posting = WHOLE | {"title": "En\0gi\ud800neer\x1b", "identifier": "4\x007", "skills": ["Py\0thon"]}
    posting["jobLocation"] = {"address": {"addressLocality": "Be\0rn"}}
    with site({"/": page(f"<title>\0</title>{block(posting)}")}) as running:
        answer = api.post(FROM_URL, {"url": running.url()}).json()
    job = answer["job"]
    assert (job["title"], job["external_reference"], job["skills"]) == ("Engineer", "47", ["Python"])
    assert job["locations"] == ["Bern"]
    assert api.post("/api/v1/jobs/", job).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_no_connection_to_the_database_is_held_while_a_site_is_waited_for(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []

    def waiting(url: str, today: date) -> Draft:
        held.append(connection.connection is not None)
        return Draft()

    monkeypatch.setattr("jobs.capturing.views.read_address", waiting)
    assert api.post(FROM_URL, {"url": "https://acme.example/"}).status_code == 200
    assert held == [False]


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


def test_a_european_board_is_asked_for_at_both_of_its_addresses(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = json.dumps({"id": 5, "title": "Engineer", "company_name": "Acme"})
    with site({}) as common, site({"/v1/boards/acme/jobs/5": page(document, "application/json")}) as european:
        monkeypatch.setattr(greenhouse, "API", common.url("").rstrip("/"))
        monkeypatch.setattr(greenhouse, "EUROPEAN_API", european.url("").rstrip("/"))
        answer = api.post(FROM_URL, {"url": "https://job-boards.eu.greenhouse.io/acme/jobs/5"}).json()
    assert (common.connections, european.connections) == (1, 1)
    assert (answer["job"]["title"], answer["job"]["source"]) == ("Engineer", "Greenhouse")


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


def test_who_comes_when_enough_are_captured_is_asked_to_come_again(
    user: User, other_user: User, client_of: Any, settings: Settings
) -> None:
    settings.CAPTURE_FETCHES = 1
    sent = {"url": "https://acme.example/", "html": PAGE}
    with FETCHES.take(user.pk):
        for person, status, code in ((user, 429, "capture_running"), (other_user, 503, "capture_busy")):
            response = client_of(person).post(FROM_URL, {"url": "https://acme.example/"})
            assert (response.status_code, error_of(response)["code"]) == (status, code)
            assert response.headers["Retry-After"] == "5"
        # Nothing is fetched for this one.
        assert client_of(user).post(FROM_HTML, sent).status_code == 200
    with READINGS.take(user.pk):
        response = client_of(user).post(FROM_HTML, sent)
        assert (response.status_code, error_of(response)["code"]) == (429, "capture_running")
        assert client_of(other_user).post(FROM_HTML, sent).status_code == 200
    assert client_of(user).post(FROM_HTML, sent).status_code == 200


def test_while_a_person_s_page_is_read_no_other_one_of_theirs_is(
    user: User, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {"url": "https://acme.example/", "html": PAGE}
    meanwhile = []

    def reading(*args: Any, **kwargs: Any) -> Draft:
        meanwhile.append(client_of(user).post(FROM_HTML, sent).status_code)
        return Draft()

    monkeypatch.setattr("jobs.capturing.views.read_page", reading)
    assert client_of(user).post(FROM_HTML, sent).status_code == 200
    assert meanwhile == [429]


def test_neither_is_an_id(api: APIClient) -> None:
    for path in (FROM_URL, FROM_HTML):
        assert error_of(api.get(path))["code"] == "method_not_allowed"
