"""The words by which misspellings are told are learnt by a trigger: also when many write at once."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import transaction

from accounts.factories import UserFactory
from accounts.models import User
from jobs.factories import JobFactory
from jobs.models import Job, JobWord
from jobtracker.testing.concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 6
WORDS = [f"{letter}{letter}{letter}{letter}word" for letter in "abcdefghijklmnopqrst"]


def known_words(owner: User) -> set[str]:
    """The words that have been learnt of a person's titles and companies."""
    return set(JobWord.objects.filter(owner=owner).values_list("word", flat=True))


def insert(owner: User, words: list[str]) -> None:
    """Add a posting for each word, in this order, in one transaction and by one statement each."""
    with transaction.atomic():
        for word in words:
            Job.objects.bulk_create([Job(owner=owner, title=word, company="Acme")])


def retitle(owner: User, places: list[int], titles: list[str]) -> None:
    """Give the postings at these places their new titles, in one transaction."""
    jobs = Job.objects.filter(owner=owner, company="Acme").order_by("pk")
    with transaction.atomic():
        for job, title in zip([jobs[place] for place in places], titles, strict=True):
            Job.objects.filter(pk=job.pk).update(title=title)


def test_the_same_words_added_at_once_and_in_opposite_orders_are_all_learnt() -> None:
    owner = UserFactory.create()
    calls: list[Callable[[], None]] = [
        partial(insert, owner, WORDS if number % 2 else WORDS[::-1]) for number in range(WRITERS)
    ]

    at_once(*calls)

    assert Job.objects.filter(owner=owner).count() == WRITERS * len(WORDS)
    assert known_words(owner) == {*WORDS, "acme"}


def test_many_rows_by_one_statement_at_once_are_all_learnt() -> None:
    owner = UserFactory.create()

    def add(titles: list[str]) -> None:
        Job.objects.bulk_create([Job(owner=owner, title=title, company="Acme") for title in titles])

    at_once(*(partial(add, WORDS if number % 2 else WORDS[::-1]) for number in range(WRITERS)))

    assert known_words(owner) == {*WORDS, "acme"}


def test_titles_changed_to_the_same_words_at_once_are_all_learnt() -> None:
    owner = UserFactory.create()
    JobFactory.create_batch(WRITERS * len(WORDS), owner=owner, title="Cook", company="Acme")

    at_once(
        *(
            partial(
                retitle,
                owner,
                list(range(number * len(WORDS), (number + 1) * len(WORDS))),
                WORDS if number % 2 else WORDS[::-1],
            )
            for number in range(WRITERS)
        )
    )

    assert known_words(owner) == {*WORDS, "acme", "cook"}


def test_a_word_whose_transaction_was_rolled_back_is_learnt_by_the_next() -> None:
    owner = UserFactory.create()

    with transaction.atomic():
        insert(owner, WORDS[:1])
        transaction.set_rollback(True)
    insert(owner, WORDS[:1])

    assert known_words(owner) == {WORDS[0], "acme"}
