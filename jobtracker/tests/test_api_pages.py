"""The pages about the API: its entrance, its description, and the two viewers of that."""

import re

import pytest
from rest_framework.test import APIClient

from jobtracker.testing.matrix import ClientOf

PAGES = {"schema": "application/vnd.oai.openapi", "swagger-ui": "text/html", "redoc": "text/html"}


def test_the_entrance_leads_to_every_part_of_the_api(api: APIClient) -> None:
    links = api.get("/api/v1/").json()
    assert set(links) >= {"jobs", "applications", "profile", "imports", "schema"}
    for name, link in links.items():
        assert api.get(link).status_code == 200, name
    page = api.get("/api/v1/", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_the_description_is_open_to_everybody(name: str, db: None, client_of: ClientOf) -> None:
    address = "/api/v1/schema/" + ("" if name == "schema" else f"{name}/")
    response = client_of(None).get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith(PAGES[name])


@pytest.mark.parametrize("name", ["swagger-ui", "redoc"])
def test_a_viewer_loads_nothing_from_elsewhere(name: str, db: None, client_of: ClientOf) -> None:
    page = client_of(None).get(f"/api/v1/schema/{name}/").content.decode()
    loaded = re.findall(r'<(?:script|link|img)[^>]*\s(?:src|href)="([^"]*)"', page)
    assert loaded
    own = ("/static/", f"/api/v1/schema/{name}/")
    assert [address for address in loaded if not address.startswith(own)] == []
