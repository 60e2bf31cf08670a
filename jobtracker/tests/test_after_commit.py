"""Effects after a transaction."""

import logging

import pytest
from django.db import transaction

from jobtracker.after_commit import after_commit


@pytest.mark.django_db(transaction=True)
def test_an_effect_that_fails_is_logged_and_keeps_the_next_one_from_nothing(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fail(reason: str) -> None:
        raise OSError(reason)

    with caplog.at_level(logging.ERROR), transaction.atomic():
        after_commit(fail, "the broker hangs")
        after_commit(done.append, "the next one")
        assert done == []
    assert done == ["the next one"]
    assert "the broker hangs" in caplog.text
