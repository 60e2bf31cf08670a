"""Which characters the fonts of this machine can show, and the names of the scripts that they cannot."""

import subprocess
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from shutil import which
from typing import Final

# Of a range of characters: the first and the last.
Ranges = Sequence[tuple[int, int]]
# What has no shape of its own: controls, formats such as joiners and variation selectors, spaces, private use.
_SHAPELESS: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
_VARIATION_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_COMMON: Final = frozenset({"Zyyy", "Zinh", "Zzzz"})
SYMBOLS: Final = "symbols and emoji"


@cache
def covered() -> Ranges | None:
    """The characters that some font of this machine has, as fontconfig says; None where that is not installed.

    Pango, which lays the text out, chooses fonts by the same lists.
    """
    program = which("fc-list")
    if program is None:
        return None
    asked = [program, "--format", "%{charset}\n"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout  # noqa: S603  # fixed
    return merged(_range(part) for part in set(said.split()))


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The same characters, in ranges that do not touch, in order."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def missing_scripts(text: str, fonts: Ranges | None) -> list[str]:
    """The scripts, by their English names in order, of which `text` has characters that are in none of the fonts.

    None of them where it is not known what the fonts have.
    """
    if fonts is None:
        return []
    starts = [first for first, _ in fonts]
    missing = (character for character in set(text) if not _is_shown(character, fonts, starts))
    return sorted({_named(character) for character in missing}, key=lambda name: (name == SYMBOLS, name))


def is_right_to_left(text: str) -> bool:
    """Whether a line begins at the right: its first letter with a direction has that one (Unicode's rules P2, P3)."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((way in ("R", "AL") for way in directions if way in ("L", "R", "AL")), False)


def _is_shown(character: str, fonts: Ranges, starts: Sequence[int]) -> bool:
    code = ord(character)
    if unicodedata.category(character) in _SHAPELESS or any(code in range_ for range_ in _VARIATION_SELECTORS):
        return True
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= fonts[place][1]


def _named(character: str) -> str:
    # Its tables take long to load, every process would, and few reports need them.
    from fontTools.unicodedata import script, script_name

    code = script(character)
    return SYMBOLS if code in _COMMON else script_name(code).replace("_", " ")


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first, 16), int(last or first, 16)
