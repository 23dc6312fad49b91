"""Cut a text where searched words stand in it, so that a page can mark them."""

import re
from typing import NamedTuple


class Piece(NamedTuple):
    text: str
    is_hit: bool


def pieces(text: str, words: tuple[str, ...]) -> list[Piece]:
    """The whole text in order; hits in any case, the longest word first."""
    if not words:
        return [Piece(text, False)] if text else []
    longest_first = sorted(words, key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
    cut: list[Piece] = []
    last = 0
    for hit in found.finditer(text):
        if hit.start() > last:
            cut.append(Piece(text[last : hit.start()], False))
        cut.append(Piece(hit.group(), True))
        last = hit.end()
    if last < len(text):
        cut.append(Piece(text[last:], False))
    return cut
