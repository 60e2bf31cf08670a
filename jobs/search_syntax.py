"""The syntax of a search: words, "phrases", OR, and - before what must not be there. Pure text, no database.

It is that of PostgreSQL's `websearch_to_tsquery`, read here because each word is looked at by itself: a plain one also
finds words that begin with it or were misspelt like it, a quoted or excluded one does not.
"""

import re
from dataclasses import dataclass

MAX_LENGTH = 200
MAX_TERMS = 20

# An optional minus, then a quoted phrase (the last quote may be missing) or what stands up to the next blank or quote.
_TOKEN = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


class TooManyTerms(ValueError):
    """More words and phrases than a search may have."""


@dataclass(frozen=True)
class Term:
    """One word or phrase of a search."""

    text: str
    is_phrase: bool = False
    is_excluded: bool = False


Alternatives = list[list[Term]]


def parse(text: str) -> Alternatives:
    """The terms of a search: groups of which one must fit, each of terms that must all fit. Raises TooManyTerms."""
    groups: Alternatives = [[]]
    for minus, phrase, word in _TOKEN.findall(text):
        if word.lower() == "or" and not minus:
            groups.append([])
        elif (phrase or word).strip():
            groups[-1].append(Term(phrase or word, is_phrase=not word, is_excluded=bool(minus)))
    if sum(map(len, groups)) > MAX_TERMS:
        raise TooManyTerms
    return [group for group in groups if group]
