"""Searches over applications: each term may be found in the posting, in the notes on the application or in its log."""

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q

from applications.models import Activity, ActivityQuerySet, ApplicationQuerySet
from jobs.models import Job
from jobs.searching import ANYWHERE, ResolvedTerm, Search, matching
from jobtracker.pagination import Steps


def found_in(applications: ApplicationQuerySet, searched: Search) -> ApplicationQuerySet:
    """The applications among these that the search finds."""
    return applications.filter(_found(searched, _fits_looked_up))


def steps(applications: ApplicationQuerySet, searched: Search) -> Steps:
    """The same, sorted by the relevance of their postings."""

    def fits_rest(term: ResolvedTerm) -> Q:
        query = _query(term) if term.term.is_excluded else searched.below_head(term)
        return _fits_looked_up(term, searched.but_for_head(query))

    found, rest, fits = (
        ExpressionWrapper(_found(searched, fits_term), output_field=BooleanField())
        for fits_term in (_fits_looked_up, fits_rest, _fits_at_hand)
    )
    # It follows from whose the applications are, but the planner has to be told: else it may join them to the postings
    # by reading everybody's.
    owned = applications.filter(job__owner=searched.owner_id)
    return searched.steps_of(owned, "job__", found=found, rest=rest, fits=fits)


def _found(searched: Search, fits_term: Callable[[ResolvedTerm], Q]) -> Q:
    groups = (
        reduce(and_, (~fits_term(term) if term.term.is_excluded else fits_term(term) for term in group))
        for group in searched.groups
    )
    return reduce(or_, groups)


def _fits_looked_up(term: ResolvedTerm, query: str | None = None) -> Q:
    """Whether a term is in the posting, the notes or the log, by all postings that have it, or that fit the `query`.

    The lexemes say whose the postings are.
    """
    postings = Job.objects.filter(matching(F("search_vector"), query or _query(term), is_long=True))
    return Q(job__in=postings.values("pk")) | Q(matching(F("search_notes"), term.exact, is_long=True)) | _in_log(term)


def _fits_at_hand(term: ResolvedTerm) -> Q:
    """The same, by the application's own posting."""
    return (
        Q(matching(F("job__search_vector"), _query(term)))
        | Q(matching(F("search_notes"), term.exact))
        | Q(Exists(_log(term).filter(matching(F("search_body"), term.exact), application=OuterRef("pk"))))
    )


def _in_log(term: ResolvedTerm) -> Q:
    """Whether a term is in the log, by all entries of the person that have it."""
    return Q(pk__in=_log(term).filter(matching(F("search_body"), term.exact, is_long=True)).values("application"))


def _log(term: ResolvedTerm) -> ActivityQuerySet:
    entries: ActivityQuerySet = Activity.objects.filter(owner=term.owner_id, trashed_at=None)
    return entries.filter(application__isnull=False)


def _query(term: ResolvedTerm) -> str:
    # What must not be there must not be there exactly: like words do not count against an application.
    return term.exactly(ANYWHERE) if term.term.is_excluded else term.anywhere
