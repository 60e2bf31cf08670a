"""The page for operators names every setting that there is."""

import re

from jobtracker.supervisor.tests.installation import CHECKOUT

# Tests and the benchmarks have variables of their own, which are no operator's business.
_NOT_OURS = {"tests", "e2e", "benchmarks", "node_modules", "var"}


def test_every_environment_variable_of_the_code_is_in_the_table_and_no_other() -> None:
    sources = [CHECKOUT / "run"]
    for package in CHECKOUT.iterdir():
        if (package / "__init__.py").exists():
            sources += [path for path in package.rglob("*.py") if not _NOT_OURS & set(path.parts)]
    used = {
        name for path in sources for name in re.findall(r'"(JOBTRACKER_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }

    page = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(JOBTRACKER_[A-Z_]+)` \|", page, re.MULTILINE))

    assert len(used) > 10
    assert listed == used
