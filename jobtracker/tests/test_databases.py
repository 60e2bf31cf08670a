"""A PostgreSQL URL becomes Django's settings."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from jobtracker.databases import database_settings

PARTS = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


@pytest.mark.parametrize(
    ("url", "expected", "options"),
    [
        ("postgresql://ada:secret@db.example:5433/jobs", ("jobs", "ada", "secret", "db.example", "5433"), {}),
        ("postgres://db.example/jobs", ("jobs", "", "", "db.example", ""), {}),
        ("postgresql://ada@%2Fvar%2Frun%2Fpostgresql/jobs", ("jobs", "ada", "", "/var/run/postgresql", ""), {}),
        ("postgresql:///jobs?host=/srv/my%20run", ("jobs", "", "", "/srv/my run", ""), {}),
        ("postgresql://ada:p%40ss%2Fw%3Ard%25@db/jobs", ("jobs", "ada", "p@ss/w:rd%", "db", ""), {}),
        ("postgresql://%C3%A4da@db/b%C3%BCro", ("büro", "äda", "", "db", ""), {}),
        ("postgresql://[::1]:5432/jobs", ("jobs", "", "", "::1", "5432"), {}),
        ("postgresql://db", ("jobtracker", "", "", "db", ""), {}),
        ("host=db dbname=jobs user=ada", ("jobs", "ada", "", "db", ""), {}),
        (
            "postgresql://db/jobs?sslmode=verify-full&sslrootcert=/etc/ca.pem",
            ("jobs", "", "", "db", ""),
            {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"},
        ),
        ("postgresql://db/jobs?connect_timeout=30", ("jobs", "", "", "db", ""), {"connect_timeout": "30"}),
    ],
)
def test_each_part_of_the_url_arrives(url: str, expected: tuple[str, ...], options: dict[str, Any]) -> None:
    settings = database_settings(url)
    assert tuple(settings[part] for part in PARTS) == expected
    # A server that is gone from the network is noticed within a minute, one that does not take connections at once.
    own = {"connect_timeout": 3, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
    assert settings["OPTIONS"] == own | options


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///db.sqlite3",
        "mysql://ada@db/jobs",
        "nonsense",
        "postgresql://db/jobs?no_such_option=1",
        "postgresql://[db/x",
    ],
)
def test_what_is_no_postgresql_url_is_refused_by_its_name(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL is not a PostgreSQL URL"):
        database_settings(url)
