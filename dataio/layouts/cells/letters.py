"""Words without what people spell differently."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_NOT_LETTERS: Final = re.compile(r"[\W_]+")
# In typed columns as good as nothing.
_EMPTIES: Final = frozenset(
    {
        "", "-", "--", "---", "–", "—", "?", "/", ".", "n/a", "na", "n.a.", "null", "none", "undefined", "nan", "nat",
        "#n/a", "tbd", "unknown", "not specified", "unspecified", "unbekannt", "k.a.", "k. a.", "nc", "(none)", "nil",
        "keine angabe", "non communiqué", "no especificado", "não informado",
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def letters(word: str) -> str:
    """Letters and digits alone, in lower case and without accents: `Date d'envoi` is `datedenvoi`."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return _NOT_LETTERS.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def says_nothing(cell: str) -> bool:
    """Whether a cell is one of the words for nothing, such as `N/A` or a dash."""
    return len(cell) <= 20 and cell.strip().casefold() in _EMPTIES
