"""What the application imports is what `requirements.txt` installs; the tests' own packages do not stand in for it."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

OURS = ("accounts", "analytics", "applications", "auditing", "dataio", "jobs", "jobtracker", "notifications")
# Support of the tests, which only they import.
NOT_RUN = re.compile(r"/tests/|/testing/|factories\.py$|pytest_plugin\.py$")


def imported_packages() -> set[str]:
    """The top-level names that the application's modules import from outside the standard library and the project."""
    names: set[str] = set()
    for package in OURS:
        for file in (Path(settings.BASE_DIR) / package).rglob("*.py"):
            if NOT_RUN.search(file.as_posix()):
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - set(OURS)


def test_every_package_that_the_application_imports_is_pinned_in_its_requirements() -> None:
    text = (Path(settings.BASE_DIR) / "requirements.txt").read_text(encoding="utf-8")
    pinned = {name.lower().replace("_", "-") for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}
    distributions = packages_distributions()
    found = {name: {d.lower().replace("_", "-") for d in distributions[name]} for name in imported_packages()}

    assert len(found) > 10
    assert {name: names for name, names in found.items() if not names & pinned} == {}
