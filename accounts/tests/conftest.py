"""Fixtures of this app's tests."""

import pytest

from accounts.tests.browser import Browser


@pytest.fixture
def browser(db: None) -> Browser:
    """A browser that nobody has signed in with."""
    return Browser()
