"""From a search to the conditions that the database answers: what matches it, and how relevant that is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQueryField
from django.db import connection, models
from django.db.models import BooleanField, F, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from accounts.models import User
from jobs.models import named_in
from jobs.search_syntax import MAX_TERMS, Term, TooManyTerms, parse
from jobtracker.errors import InvalidInput
from jobtracker.pagination import Steps

# Shorter words begin too many others; and C, R and Go are whole words.
SHORTEST_PREFIX = 3
SHORTEST_MISSPELT = 5
# Of so many letters a word may have two slips instead of one.
SHORTEST_WITH_TWO_SLIPS = 9

# The words of each term, as titles and companies hold them; the term as a query; and the person's own words that it
# may be a misspelling of: two neighbouring letters swapped, or one letter (of long words two) more, less or another.
# Trigrams find the candidates through an index; swapped letters spoil too many of them, and are looked up instead.
# The terms are read first and once: the planner would put what reads them, whose price it does not know, into the
# conditions, and have each of the person's words compared with a term that is read anew. Nor does it know that trigrams
# take longer to compare than letters do: `lower`, which changes no word here, has it compare them last.
_RESOLVE = """
WITH typed AS MATERIALIZED (
    SELECT place, words, exact, word, CASE WHEN length(word) >= %(two_slips)s THEN 2 ELSE 1 END AS slips
    FROM (
        SELECT *, CASE WHEN cardinality(words) = 1 AND length(words[1]) BETWEEN %(shortest)s AND 255 THEN words[1] END
        FROM (
            SELECT place, job_words(term), phraseto_tsquery('job_search', job_search_text(term))::text
            FROM unnest(%(terms)s::text[]) WITH ORDINALITY AS given (term, place)
            OFFSET 0
        ) AS given (place, words, exact)
    ) AS single (place, words, exact, word)
)
SELECT words, exact, ARRAY(
    SELECT word FROM jobs_jobword
    WHERE owner_id = %(owner)s AND word <> typed.word AND word = ANY (ARRAY(
        SELECT overlay(typed.word PLACING reverse(substr(typed.word, letter, 2)) FROM letter FOR 2)
        FROM generate_series(1, length(typed.word) - 1) AS letter
    ))
    UNION
    SELECT word FROM jobs_jobword
    WHERE owner_id = %(owner)s AND word <> typed.word
        AND levenshtein_less_equal(word, typed.word, typed.slips) <= typed.slips AND word %% lower(typed.word)
    ORDER BY word
)
FROM typed ORDER BY place
"""

# How the stems of all texts are marked, and those of title, company and skills; behind the owner, before a colon.
ANYWHERE, IN_HEAD = "", "h"

# A lexeme within the text of a query.
_LEXEME = re.compile(r"'(?:[^']|'')+'")

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")

# How relevant a posting is to a search: all its terms in the title; in title and company; in these and the skills;
# with prefixes and misspellings in these; and else. Weighted like that, and not by a rank that is computed for each
# row, because an index finds the first page of a level among any number of rows.
RELEVANCE = ("in_title", "in_title_or_company", "in_title_company_or_skills", "alike")


@dataclass(frozen=True)
class ResolvedTerm:
    """A term as the database reads it."""

    term: Term
    owner_id: int
    # A query, in stems that are not marked yet. Empty where the term has no letter or digit.
    exact: str
    # The whole word, if it is one, and the words of titles and companies that it may be a misspelling of.
    word: str
    meant: Sequence[str]

    @property
    def anywhere(self) -> str:
        """A query of the postings that fit this term."""
        return self._fitting(ANYWHERE)

    @property
    def in_head(self) -> str:
        """A query of the postings whose title, company or skills fit this term."""
        return self._fitting(IN_HEAD)

    def exactly(self, mark: str, weights: str = "") -> str:
        """A query of the term as it is written, of the stems that are marked so; in fields of these weights alone."""
        begin, end = f"'{self.owner_id}{mark}:", f":{weights}" if weights else ""
        return f"({_LEXEME.sub(lambda lexeme: f'{begin}{lexeme[0][1:]}{end}', self.exact)})"

    def alike(self, fields: str, shortest_prefix: int) -> list[str]:
        """Queries of titles (t) or companies (c) with a word that begins with it, or is meant by it."""
        marks = [f"{self.owner_id}{field}:" for field in fields]  # as `job_search_head` marks them
        if len(self.word) < shortest_prefix:
            return [_quoted(mark + word) for word in self.meant for mark in marks]
        # An index looks each word up by itself, also one that the beginning finds.
        others = (word for word in self.meant if not word.startswith(self.word))
        alike = [_quoted(mark + word) for word in others for mark in marks]
        return alike + [f"{_quoted(mark + self.word)}:*" for mark in marks]

    def _fitting(self, mark: str) -> str:
        if self.term.is_excluded:
            return f"!{self.exactly(mark)}"
        if self.term.is_phrase:
            return self.exactly(mark)
        return f"({' | '.join([self.exactly(mark), *self.alike('tc', SHORTEST_PREFIX)])})"


@dataclass(frozen=True)
class Search:
    """A search of one person, resolved against the words of that person's postings."""

    groups: Sequence[Sequence[ResolvedTerm]]
    owner_id: int

    def query(self, of_term: Callable[[ResolvedTerm], str], *, excluding: bool = True) -> str:
        """The whole as one `tsquery`, each term by `of_term`; without the excluded terms if `excluding` is false."""
        groups = ([of_term(term) for term in group if excluding or not term.term.is_excluded] for group in self.groups)
        return " | ".join(f"({' & '.join(group)})" for group in groups if group)

    @property
    def anywhere(self) -> str:
        """A query of the postings that it finds."""
        return self._anywhere(attrgetter("anywhere"))

    @property
    def last_step(self) -> str:
        """A query of those that are on no step of relevance but the last."""
        return self.but_for_head(self._anywhere(self.below_head))

    def below_head(self, term: ResolvedTerm) -> str:
        """A query of the postings that fit a term, of which those on a step above the last are left out anyhow.

        There is all that is like a term which needs no other: an index would look it up to be found and to be left out.
        """
        return term.exactly(ANYWHERE) if [term] in self.groups and not term.term.is_excluded else term.anywhere

    def _anywhere(self, of_term: Callable[[ResolvedTerm], str]) -> str:
        owned = _quoted(f"{self.owner_id}:")  # is in each posting of the person
        groups = (
            [*([owned] if all(term.term.is_excluded for term in group) else []), *map(of_term, group)]
            for group in self.groups
        )
        return " | ".join(f"({' & '.join(group)})" for group in groups)

    @property
    def excludes(self) -> bool:
        """Whether it says of something that it must not be there."""
        return any(term.term.is_excluded for group in self.groups for term in group)

    @property
    def anyhow_in_head(self) -> str:
        """A query of what is on all steps of relevance but the last; empty if the search only says what must not be."""
        return self.query(attrgetter("in_head"), excluding=False)

    def found_in(self, postings: Rows) -> Rows:
        """The postings among `postings` that it finds."""
        return postings.filter(self._found(is_long=True))

    def steps(self, postings: Rows) -> Steps:
        """The same, sorted by relevance."""
        return self.steps_of(
            postings,
            "",
            found=self._found(is_long=True),
            rest=matching(F("search_vector"), self.last_step, is_long=True),
            fits=self._found(is_long=False),
        )

    def but_for_head(self, query: str) -> str:
        """The same of a query without what is on a step above the last: the index tells, and no row has to be read."""
        return f"({query}) & !({self.anyhow_in_head})" if self.anyhow_in_head else query

    def steps_of(self, rows: Rows, prefix: str, *, found: Combinable, rest: Combinable, fits: Combinable) -> Steps:
        """Rows sorted by the relevance of their postings, to which `prefix` leads; of those that are `found`."""
        exactly = self.query(lambda term: term.exactly(IN_HEAD), excluding=False)
        head = F(f"{prefix}search_head")
        conditions: Sequence[Combinable] = [Value(False)] * len(RELEVANCE)
        if exactly:  # else it only says what must not be there
            conditions = [
                matching(named_in("a", prefix), exactly),
                matching(named_in("a,b", prefix), exactly),
                matching(head, exactly),
                matching(head, self.anyhow_in_head),
            ]
        aliases = dict(zip(RELEVANCE, conditions, strict=True)) | {"found": found, "rest": rest, "fits": fits}
        return Steps(
            rows.alias(**aliases), RELEVANCE, found="found", rest="rest", fits="fits", is_implied=not self.excludes
        )

    def _found(self, *, is_long: bool) -> Func:
        return matching(F("search_vector"), self.anywhere, is_long=is_long)


def resolve(text: str, owner: User, field: str) -> Search:
    """Read the search in `text`. Raises InvalidInput by `field` where it has too many terms, or not one word."""
    try:
        groups = parse(text)
    except TooManyTerms:
        message = f"Search for {MAX_TERMS} words and phrases at most."
        raise InvalidInput(field, "too_many_terms", message) from None
    resolved = _resolve_terms([term for group in groups for term in group], owner)
    found = [[term for term in (next(resolved) for _ in group) if term.exact] for group in groups]
    if not any(found):
        raise InvalidInput(field, "no_words", "There is no word in this search.")
    return Search([group for group in found if group], owner.pk)


def _resolve_terms(terms: Sequence[Term], owner: User) -> Iterator[ResolvedTerm]:
    values: dict[str, Any] = {
        "owner": owner.pk,
        "terms": [term.text for term in terms],
        "shortest": SHORTEST_MISSPELT,
        "two_slips": SHORTEST_WITH_TWO_SLIPS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_RESOLVE, values)
        rows = cursor.fetchall()
    for term, (words, exact, meant) in zip(terms, rows, strict=True):
        yield ResolvedTerm(term, owner.pk, exact, words[0] if len(words) == 1 else "", meant)


def _quoted(lexeme: str) -> str:
    """A lexeme as `tsquery` writes it."""
    doubled = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def matching(vector: Combinable, query: str, *, is_long: bool = False) -> Func:
    """Whether a vector fits a query. `is_long` tells the planner that it is to be looked up in the vector's index."""
    operand: Combinable = Cast(Value(query), SearchQueryField())
    if is_long:
        operand = Func(operand, function="job_costly", output_field=SearchQueryField())
    return Func(vector, operand, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField())
