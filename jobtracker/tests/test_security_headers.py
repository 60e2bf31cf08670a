"""What every answer tells a browser, so that it protects who uses it."""

import re

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User

PAGES = ["/", "/jobs", "/api/v1/", "/api/v1/jobs/", "/api/v1/nowhere/", "/admin/login/", "/health/live"]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_an_answer_says_where_scripts_may_come_from_and_who_may_frame_it(page: str, api: APIClient) -> None:
    headers = api.get(page).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Server" not in headers


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["/api/v1/", "/api/v1/jobs/", "/api/v1/schema/swagger-ui/", "/api/v1/schema/redoc/", "/admin/"]
)
def test_no_page_of_the_servers_has_a_script_within_it(page: str, api: APIClient, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    text = api.get(page, headers={"Accept": "text/html"}, follow=True).content.decode()
    for attributes, content in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL):
        assert "src=" in attributes or "application/json" in attributes, content
    assert re.findall(r"<[^>]*\son\w+\s*=", text) == []
    assert "javascript:" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "OPTIONS", "POST"])
@pytest.mark.parametrize("page", ["/api/v1/jobs/", "/_allauth/browser/v1/auth/session", "/health/live"])
def test_pages_of_other_sites_may_read_nothing(page: str, method: str, api: APIClient) -> None:
    answer = api.generic(
        method, page, headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    )
    assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []


@pytest.mark.django_db
def test_a_form_of_another_site_is_refused_even_with_the_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/")
    token = client.cookies["csrftoken"].value
    body = {"email": "ada@example.org", "password": "correct horse battery staple"}
    answer = client.post(
        "/_allauth/browser/v1/auth/signup",
        body,
        content_type="application/json",
        headers={"X-CSRFToken": token, "Origin": "https://elsewhere.example"},
    )
    assert answer.status_code == 403
