"""Searches over applications: each term may be found in the posting or in the notes on the application."""

from functools import reduce
from operator import and_, or_

from django.db.models import F, Q

from accounts.models import User
from applications.models import ApplicationQuerySet
from jobs.models import Job
from jobs.searching import ResolvedTerm, matching, resolve


def search(applications: ApplicationQuerySet, text: str, owner: User, field: str) -> ApplicationQuerySet:
    """The applications of `owner` that fit, with their relevance: that of their postings.

    Raises InvalidInput by `field` for a text that is no search.
    """
    found = resolve(text, owner, field)
    groups = (reduce(and_, (_fits(term, owner) for term in group)) for group in found.groups)
    matched = applications.filter(reduce(or_, groups))
    return found.with_relevance(matched, prefix="job__")


def _fits(term: ResolvedTerm, owner: User) -> Q:
    postings = Job.objects.visible_to(owner).order_by()
    # What must not be there must not be there exactly: like words do not count against an application.
    query = term.exact if term.term.is_excluded else term.anywhere
    in_posting = postings.filter(matching(F("search_vector"), query, is_long=True))
    fits = Q(job__in=in_posting.values("pk")) | Q(matching(F("search_notes"), term.exact, is_long=True))
    return ~fits if term.term.is_excluded else fits
