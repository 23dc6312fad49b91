"""Text that a stranger typed: what is stored and shown is valid and printable."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, StringConstraints

# C0 and C1 controls; a chat line keeps its line ends and tabs.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Marks that turn the reading direction: harmless in a sentence, misleading in a name.
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
_NEWLINES = re.compile(r"\r\n?")


def clean_text(value: object) -> object:
    """Several lines: without control characters, lone halves of pairs replaced."""
    if not isinstance(value, str):
        return value
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS.sub("", _NEWLINES.sub("\n", whole)).strip()


def clean_line(value: object) -> object:
    """One line: white space runs become one blank."""
    text = clean_text(value)
    if not isinstance(text, str):
        return text
    return _SPACE.sub(" ", _BIDI.sub("", text)).strip()


def clean_url(value: str) -> str:
    """An http address without user name, query and fragment; anything else is ''.

    Queries and fragments carry searches, tokens and names: they are not kept.
    """
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    netloc = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{netloc}{f':{port}' if port else ''}{parts.path}"


CleanText = Annotated[str, BeforeValidator(clean_text)]
CleanLine = Annotated[str, BeforeValidator(clean_line)]
CleanUrl = Annotated[
    str,
    BeforeValidator(clean_line),
    StringConstraints(max_length=2048),
    AfterValidator(clean_url),
]
