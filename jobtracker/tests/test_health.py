"""The health pages say whether the process lives, and whether it can work."""

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings


def test_a_process_that_answers_lives_whatever_else_is_down(client: Client) -> None:
    # Without the database fixture, this fails if the page so much as touches the database.
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_an_installation_with_all_its_parts_is_ready(client: Client) -> None:
    response = client.get("/health/ready")
    checks = {"database": "ok", "broker": "ok", "migrations": "ok"}
    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": checks})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_one_that_lacks_a_migration_is_not_ready(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="jobs").delete()
    response = client.get("/health/ready")
    checks = {"database": "ok", "broker": "ok", "migrations": "failed"}
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "checks": checks})


@pytest.mark.django_db
def test_one_without_its_broker_is_not_ready(
    client: Client, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    default = settings.CACHES["default"] | {"LOCATION": f"unix://{tmp_path}/nobody-listens.sock"}
    settings.CACHES = {"default": default}
    response = client.get("/health/ready")
    checks = {"database": "ok", "broker": "failed", "migrations": "ok"}
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "checks": checks})
    assert "readiness check broker failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_one_without_its_database_is_not_ready(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", str(tmp_path))
    response = client.get("/health/ready")
    checks = {"database": "failed", "broker": "ok", "migrations": "failed"}
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "checks": checks})
    assert "readiness check database failed" in caplog.text


@pytest.mark.parametrize("page", ["/health/live", "/health/ready"])
def test_a_health_page_is_only_read(page: str, client: Client) -> None:
    assert client.post(page).status_code == 405
