"""What an operator may set, how a mistake is answered, and that the documentation says the same."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from jobtracker import environment
from jobtracker.environment import InvalidEnvironment, Variable

OPERATIONS = settings.BASE_DIR / "docs" / "operations.md"
GOOD_KEY = "Zm9yLXRlc3RzLW9ubHktYW5kLWZvci1ub3RoaW5nLWVsc2UtYXQtYWxs"
PRODUCTION = {
    "JOBTRACKER_PRODUCTION": "true",
    "JOBTRACKER_SECRET_KEY": GOOD_KEY,
    "JOBTRACKER_ALLOWED_HOSTS": "jobs.example.org",
}


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command with these variables, and none of ours besides."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(environment.PREFIX)}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    data = {"JOBTRACKER_DATA_DIR": str(settings.DATA_DIR)}
    return subprocess.run(command, env=inherited | data | variables, capture_output=True, text=True, timeout=60)


def test_the_documentation_has_the_variables_as_the_code_has_them() -> None:
    assert environment.markdown() in OPERATIONS.read_text(encoding="utf-8")


def test_every_variable_has_a_section_and_is_read_by_the_code() -> None:
    declared = {name for name, value in vars(environment).items() if isinstance(value, Variable)}
    in_sections = [variable for section in environment.SECTIONS for variable in section.variables]
    assert {id(getattr(environment, name)) for name in declared} == {id(variable) for variable in in_sections}
    sources = "".join(
        path.read_text(encoding="utf-8")
        for package in ("jobtracker", "accounts", "notifications")
        for path in Path(settings.BASE_DIR / package).rglob("*.py")
        if "tests" not in path.parts
    )
    # The private servers are found before Django is there, and by name.
    elsewhere = {"DATABASE_URL", "REDIS_URL", "LOG_FORMAT"}
    assert [name for name in declared - elsewhere if f"environment.{name}.read(" not in sources] == []


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        (environment.PORT, "", 8000),
        (environment.PORT, " 9000 ", 9000),
        (environment.DEBUG, "TRUE", True),
        (environment.DEBUG, "off", False),
        (environment.ALLOWED_HOSTS, "a.example, b.example,", ("a.example", "b.example")),
        (environment.RATE_SIGN_IN_FAILED, "5/m/ip,3/300s/key", "5/m/ip,3/300s/key"),
        (environment.EMAIL_VERIFICATION, "mandatory", "mandatory"),
        (environment.TRUSTED_PROXIES, "10.0.0.0/8, ::1", "10.0.0.0/8,::1"),
    ],
)
def test_a_value_is_read(variable: Variable[Any], text: str, value: Any) -> None:
    assert variable.read({variable.name: text}) == value


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        (environment.PORT, "http"),
        (environment.PORT, "70000"),
        (environment.PORT, "²"),
        (environment.WEB_THREADS, "0"),
        (environment.MAX_BODY_BYTES, "2MiB"),
        (environment.DEBUG, "maybe"),
        (environment.RATE_SIGN_IN, "often"),
        (environment.RATE_SIGN_IN, "5/m/planet"),
        (environment.RATE_SIGN_IN, "5/m/key"),
        (environment.RATE_SIGN_IN, "5/m"),
        (environment.RATE_SIGN_IN, "0/m/ip"),
        (environment.EMAIL_VERIFICATION, "sometimes"),
        (environment.LOG_LEVEL, "loud"),
        (environment.TRUSTED_PROXIES, "proxy.example"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(variable: Variable[Any], text: str) -> None:
    with pytest.raises(InvalidEnvironment, match=variable.name):
        variable.read({variable.name: text})


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"JOBTRACKER_SINGUP_OPEN": "false"}, "JOBTRACKER_SINGUP_OPEN is no setting"),
        ({"JOBTRACKER_WEB_THREADS": "many"}, "JOBTRACKER_WEB_THREADS is 'many'"),
        (PRODUCTION | {"JOBTRACKER_DEBUG": "true"}, "JOBTRACKER_DEBUG"),
        (PRODUCTION | {"JOBTRACKER_SECRET_KEY": ""}, "JOBTRACKER_SECRET_KEY"),
        (PRODUCTION | {"JOBTRACKER_SECRET_KEY": "short"}, "JOBTRACKER_SECRET_KEY"),
        (PRODUCTION | {"JOBTRACKER_SECRET_KEY": "ab" * 40}, "JOBTRACKER_SECRET_KEY"),
        (PRODUCTION | {"JOBTRACKER_SECRET_KEY": "django-insecure-" + GOOD_KEY}, "JOBTRACKER_SECRET_KEY"),
        (PRODUCTION | {"JOBTRACKER_ALLOWED_HOSTS": ""}, "JOBTRACKER_ALLOWED_HOSTS"),
        (PRODUCTION | {"JOBTRACKER_ALLOWED_HOSTS": "*"}, "JOBTRACKER_ALLOWED_HOSTS"),
        (PRODUCTION | {"JOBTRACKER_ALLOWED_HOSTS": "jobs.example.org,*"}, "JOBTRACKER_ALLOWED_HOSTS"),
    ],
)
def test_what_is_wrong_or_unsafe_does_not_start_and_says_why_in_one_line(variables: dict[str, str], says: str) -> None:
    refused = manage("up", **variables)
    assert refused.returncode == 1
    assert says in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    assert GOOD_KEY not in refused.stderr


def test_production_passes_djangos_own_checks_of_a_deployment() -> None:
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


def test_production_asks_for_https_everywhere() -> None:
    script = """
from django.conf import settings
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
settings.ALLOWED_HOSTS = ["jobs.example.org"]
plain = Client(HTTP_HOST="jobs.example.org")
print(plain.get("/jobs").status_code, plain.get("/jobs").headers["Location"])
print(plain.get("/health/live").status_code)
page = Client(HTTP_HOST="jobs.example.org", HTTP_X_FORWARDED_PROTO="https").get("/jobs")
print(page.headers["Strict-Transport-Security"])
print(page.cookies["csrftoken"]["secure"], settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY)
"""
    said = manage("shell", "--no-imports", "-c", script, **PRODUCTION)
    assert said.stdout.splitlines() == [
        "301 https://jobs.example.org/jobs",
        "200",
        "max-age=31536000; includeSubDomains; preload",
        "True True True",
    ], said.stderr
