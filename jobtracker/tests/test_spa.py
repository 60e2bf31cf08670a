"""The single-page application's entrance."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from jobtracker.spa import is_immutable_file


@pytest.fixture
def built(settings: Settings, tmp_path: Path) -> Path:
    """A built application; its page."""
    settings.SPA_INDEX = tmp_path / "index.html"
    page = tmp_path / "index.html"
    page.write_text("<!doctype html><title>first build</title>")
    return page


@pytest.mark.parametrize("address", ["/", "/jobs", "/jobs/42", "/board?status=applied", "/no/such/page", "/apiary"])
def test_every_address_of_the_application_leads_to_its_page(address: str, built: Path, client: Client) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/html")
    assert response.content == b"<!doctype html><title>first build</title>"


@pytest.mark.parametrize(
    "address", ["/api/nowhere", "/_allauth/nowhere", "/static/nothing.js", "/health/x", "/ws/events/"]
)
def test_an_unknown_address_of_another_part_is_not_the_application(address: str, built: Path, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_the_page_brings_the_csrf_cookie_and_is_never_cached(built: Path, client: Client) -> None:
    response = client.get("/")
    assert len(response.cookies["csrftoken"].value) == 32
    assert "no-store" in response.headers["Cache-Control"]


def test_only_the_page_of_the_bookmark_keeps_who_opened_it(built: Path, client: Client) -> None:
    addresses = ("/jobs/capture", "/jobs", "/jobs/capture/x", "/")
    policies = [client.get(address).headers["Cross-Origin-Opener-Policy"] for address in addresses]
    assert policies == ["unsafe-none", "same-origin", "same-origin", "same-origin"]


def test_a_new_build_is_served_at_once(built: Path, client: Client) -> None:
    client.get("/")
    built.write_text("<!doctype html><title>second build</title>")
    assert b"second build" in client.get("/").content


def test_without_a_build_the_page_says_how_to_make_one(settings: Settings, tmp_path: Path, client: Client) -> None:
    settings.SPA_INDEX = tmp_path / "not there"
    response = client.get("/")
    assert response.status_code == 503
    assert b"The pages are not built yet" in response.content


def test_the_page_is_only_read(built: Path, client: Client) -> None:
    assert client.head("/").status_code == 200
    assert client.post("/").status_code == 405


@pytest.mark.parametrize(
    "url",
    [
        "/static/spa/assets/index-B2xq9_Zr.js",
        "/static/spa/assets/JobDetail-DkW3-aB_.css",
        "/static/spa/assets/inter.latin-BqZ0aX9c.woff2",
        "/static/rest_framework/css/default.789dfb5732d7.css",
    ],
)
def test_a_file_with_a_hash_in_its_name_is_kept_for_ever(url: str) -> None:
    assert is_immutable_file(url, url)


@pytest.mark.parametrize(
    "url",
    [
        "/static/spa/index.html",
        "/static/spa/favicon.svg",
        "/static/spa/color-scheme.js",
        "/static/spa/assets/plain.js",
        "/static/rest_framework/css/default.css",
        "/static/rest_framework/js/jquery-3.7.1.min.js",
        "/static/admin/js/vendor/select2/i18n/pt-BR.js",
    ],
)
def test_any_other_file_is_asked_for_again(url: str) -> None:
    assert not is_immutable_file(url, url)
