"""Which addresses a URL pattern means; `*` stands for any text."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit


def covers(pattern: str, url: str) -> bool:
    """Whether the pattern means this very address: its path, or origin and path."""
    parts = _origin_and_path(url)
    return parts is not None and _fits(pattern, *parts)


def may_cover(pattern: str, url: str) -> bool:
    """Whether it means this address, another spelling of it, or what may be it.

    A site may answer escapes, case and doubled slashes alike. A private path is told as
    its pattern: whatever that may stand for counts. Nothing is known of no address.
    """
    parts = _origin_and_path(url)
    if parts is None:
        return True
    origin, path = parts
    fits = _may_fit if "*" in path else _fits
    return any(
        fits(spelled, origin.lower(), variant)
        for variant in _spellings(path)
        for spelled in (pattern.lower(), unquote(pattern).lower())
    )


def glob_matches(pattern: str, text: str) -> bool:
    """Whether all of `text` fits; `*` stands for any text. Linear, never backtracks."""
    first, *rest = pattern.split("*")
    if not rest:
        return first == text
    *middle, last = rest
    start, end = len(first), len(text) - len(last)
    if start > end or not text.startswith(first) or not text.endswith(last):
        return False
    for part in middle:
        found = text.find(part, start, end)
        if found < 0:
            return False
        start = found + len(part)
    return True


def globs_may_meet(one: str, other: str) -> bool:
    """False only if no text fits both. Linear: looks at what stands at the ends."""
    if "*" not in one:
        return glob_matches(other, one)
    if "*" not in other:
        return glob_matches(one, other)
    first, last = one.split("*")[0], one.split("*")[-1]
    start, end = other.split("*")[0], other.split("*")[-1]
    return (first.startswith(start) or start.startswith(first)) and (
        last.endswith(end) or end.endswith(last)
    )


def _origin_and_path(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if not parts.scheme or not parts.netloc:
        return None
    return f"{parts.scheme}://{parts.netloc}", parts.path or "/"


def _fits(pattern: str, origin: str, path: str) -> bool:
    return glob_matches(pattern, path) or glob_matches(pattern, origin + path)


def _may_fit(pattern: str, origin: str, path: str) -> bool:
    return globs_may_meet(pattern, path) or globs_may_meet(pattern, origin + path)


def _spellings(path: str) -> Iterable[str]:
    plain = unquote(unquote(path))
    while "//" in plain:
        plain = plain.replace("//", "/")
    return {path.lower(), unquote(path).lower(), plain.lower()}
