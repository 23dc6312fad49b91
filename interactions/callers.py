"""Telephone numbers as they are compared."""

import re

_NO_DIGITS = re.compile(r"\D+", re.ASCII)
# A number this short is an extension or no number at all: it names nobody.
SHORTEST_KEY = 5


def phone_key(phone_number: str) -> str:
    """The digits alone, `00` for `+` included; '' for what identifies nobody."""
    digits = _NO_DIGITS.sub("", phone_number).removeprefix("00")
    return digits[:40] if len(digits) >= SHORTEST_KEY else ""
