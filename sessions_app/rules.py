"""Masking rules: what may be saved, where a rule applies, what a session pins.

A rule that does not do what it says leaks, so everything doubtful is refused on save,
and whatever is still doubtful later masks more, never less.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypedDict
from urllib.parse import unquote, urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions_app.selector_syntax import Subject, SyntaxProblem, parse_one

MAX_PATTERN_CHARS: Final = 300
MAX_SELECTOR_CHARS: Final = 500
MAX_RULES_PER_SITE: Final = 200
MAX_PRIVATE_PATHS: Final = 50
# Of finding all matches on a page of 10,000 elements, as a browser measures it.
MAX_SELECTOR_MS: Final = 5.0

EffectName = Literal["mask", "block", "restrict", "allow", "reveal", "pause"]


class Effect(TextChoices):
    """What a rule does to the elements it matches."""

    MASK = "mask", gettext_lazy("mask text and values")
    BLOCK = "block", gettext_lazy("block: show an empty box")
    RESTRICT = "restrict", gettext_lazy("restrict: the agent may not operate it")
    ALLOW = "allow", gettext_lazy("allow the agent to operate it")
    REVEAL = "reveal", gettext_lazy("reveal although everything is masked")
    PAUSE = "pause", gettext_lazy("pause sharing while it is on the page")


# These show or permit more; the floor stands above them.
WEAKENING: Final = frozenset({Effect.ALLOW.value, Effect.REVEAL.value})
# A rule that pauses without a selector pauses on every page of its pattern.
WHOLE_PAGE: Final = "html"

_FLOOR_TYPES = frozenset({"password", "hidden", "file"})
_FLOOR_AUTOCOMPLETE = ("cc", "one-time-code", "password")


class PinnedRule(TypedDict):
    id: int
    url_pattern: str
    selector: str
    effect: EffectName


class Pinned(TypedDict):
    """What a session keeps of its site's rules (`CobrowseSession.pinned_rules`)."""

    mask_all: bool
    mask_title: bool
    private_paths: list[str]
    rules: list[PinnedRule]


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    text: str


def problems(*, url_pattern: str, selector: str, effect: str) -> dict[str, Problem]:
    """What is wrong with a rule, by field; empty when it may be saved."""
    found: dict[str, Problem] = {}
    if problem := _pattern_problem(url_pattern):
        found["url_pattern"] = problem
    if problem := _selector_problem(selector, effect):
        found["selector"] = problem
    return found


def cost_problem(*, selector: str, measured_ms: float | None) -> Problem | None:
    """Whether a sound selector takes too long: measured, or judged where nothing was.

    Apart from `problems`: a slow rule that is stored still masks.
    """
    if not selector.strip():
        return None
    if measured_ms is not None and measured_ms >= 0:
        if measured_ms <= MAX_SELECTOR_MS:
            return None
        text = _(
            "It takes %(took).1f ms on a page of 10,000 elements, more than "
            "%(most)d ms: name the elements by a class, an id or a tag."
        )
        shown = text % {"took": measured_ms, "most": MAX_SELECTOR_MS}
        return Problem("selector_too_slow", shown)
    if not parse_one(selector).costly:
        return None
    return Problem(
        "selector_too_slow",
        _(
            "It searches below every element of a page: put a class, an id or a tag "
            "before :has()."
        ),
    )


def doubts(*, selector: str, effect: str) -> list[str]:
    """What the author of a sound rule should know about it."""
    if not selector.strip():
        return []
    subject = parse_one(selector)
    found: list[str] = []
    if subject.combines:
        found.append(
            _(
                "It joins several elements: it does not match across the border of a "
                "shadow root or a frame."
            )
        )
    if subject.counts:
        found.append(
            _("It counts siblings: after a redesign it may match something else.")
        )
    if effect in {Effect.MASK, Effect.BLOCK} and _is_everything(subject):
        found.append(_("It hides the whole page."))
    if needs_approval(selector=selector, effect=effect):
        found.append(
            _(
                "It reveals whole pages: it takes effect when another person has "
                "approved it."
            )
        )
    return found


def needs_approval(*, selector: str, effect: str) -> bool:
    """Whether a rule opens whole pages that are private by default: that takes two.

    What cannot be read needs it too; it is refused elsewhere.
    """
    if effect != Effect.REVEAL:
        return False
    try:
        return _is_everything(parse_one(selector))
    except SyntaxProblem:
        return True


def _pattern_problem(pattern: str) -> Problem | None:
    def bad(text: str) -> Problem:
        return Problem("invalid_pattern", text)

    if not pattern:
        return None  # every page
    if len(pattern) > MAX_PATTERN_CHARS:
        return bad(_("Use at most %(n)d characters.") % {"n": MAX_PATTERN_CHARS})
    if not pattern.startswith(("/", "*", "http://", "https://")):
        return bad(_("Start with /, with * or with https://."))
    if not pattern.isprintable() or " " in pattern:
        return bad(_("Blanks and control characters never match."))
    if "?" in pattern or "#" in pattern:
        return bad(_("Query and fragment do not count: end before ? or #."))
    return None


def _selector_problem(selector: str, effect: str) -> Problem | None:
    if not selector.strip():
        if effect == Effect.PAUSE:
            return None
        return Problem("invalid_selector", _("Say which elements."))
    if len(selector) > MAX_SELECTOR_CHARS:
        text = _("Use at most %(n)d characters.") % {"n": MAX_SELECTOR_CHARS}
        return Problem("invalid_selector", text)
    try:
        subject = parse_one(selector)
    except SyntaxProblem as problem:
        return Problem(problem.code, problem.text)
    if effect in WEAKENING and _aims_at_floor(subject):
        return Problem(
            "floor_rule",
            _(
                "Passwords, card data, one-time codes, hidden and file fields stay "
                "masked and restricted; no rule lifts that."
            ),
        )
    return None


def _is_everything(subject: Subject) -> bool:
    return subject.is_universal or bool(subject.tags & {"html", "body"})


def _aims_at_floor(subject: Subject) -> bool:
    for name, operator, value in subject.attributes:
        if name == "type" and any(
            _may_equal(operator, value, floor) for floor in _FLOOR_TYPES
        ):
            return True
        if name == "autocomplete" and (
            value.startswith(_FLOOR_AUTOCOMPLETE)
            or any(token in value for token in ("cc-", "one-time", "password"))
        ):
            return True
    return False


def _may_equal(operator: str | None, value: str, floor: str) -> bool:
    """Whether [type<operator>value] matches an element whose type is `floor`."""
    if operator is None or not value:
        return False  # [type] alone aims at every field; the floor is above it anyway
    return {
        "=": floor == value,
        "~=": floor == value,
        "|=": floor == value,
        "^=": floor.startswith(value),
        "$=": floor.endswith(value),
        "*=": value in floor,
    }[operator]


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


def globs_overlap(one: str, other: str) -> bool:
    """Whether some text fits both; `*` stands for any text in either."""
    row = [True] + [False] * len(other)
    for at, right in enumerate(other):
        row[at + 1] = row[at] and right == "*"
    for left in one:
        above, row = row, [row[0] and left == "*"]
        for at, right in enumerate(other):
            if left == "*" or right == "*":
                row.append(above[at + 1] or row[at] or above[at])
            else:
                row.append(above[at] and left == right)
    return row[-1]


def private_paths(text: str) -> list[str]:
    """One pattern a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def private_paths_problem(text: str) -> Problem | None:
    """What is wrong with a policy's private paths."""
    lines = private_paths(text)
    if len(lines) > MAX_PRIVATE_PATHS:
        most = {"most": MAX_PRIVATE_PATHS}
        return Problem("too_many_patterns", _("At most %(most)d patterns.") % most)
    for line in lines:
        sound = re.fullmatch(r"/[^\s?#]*\*[^\s?#]*", line)
        if not sound or len(line) > MAX_PATTERN_CHARS:
            text = _("“%(line)s” is no path with a * for what is private.")
            return Problem("invalid_pattern", text % {"line": line[:60]})
    return None


def applies_to(rule: PinnedRule, url: str) -> bool:
    """Whether the rule counts on this page.

    A rule that protects also matches other spellings of the address (escapes, case,
    doubled slashes), since the site may answer them alike; a rule that weakens needs
    the very address. Without an address every protecting rule counts.
    """
    weakens = rule["effect"] in WEAKENING
    try:
        parts = urlsplit(url)
    except ValueError:
        return not weakens
    if not parts.scheme or not parts.netloc:
        return not weakens
    origin, path = f"{parts.scheme}://{parts.netloc}", parts.path or "/"
    pattern = rule["url_pattern"] or "*"
    if weakens:
        return _fits(pattern, origin, path)
    # Of a private path the pattern alone is told: whatever it may stand for counts.
    fits = _may_fit if "*" in path else _fits
    return any(
        fits(spelled, origin.lower(), variant)
        for variant in _spellings(path)
        for spelled in (pattern.lower(), unquote(pattern).lower())
    )


def _fits(pattern: str, origin: str, path: str) -> bool:
    return glob_matches(pattern, path) or glob_matches(pattern, origin + path)


def _may_fit(pattern: str, origin: str, path: str) -> bool:
    return globs_overlap(pattern, path) or globs_overlap(pattern, origin + path)


def _spellings(path: str) -> Iterable[str]:
    plain = unquote(unquote(path))
    while "//" in plain:
        plain = plain.replace("//", "/")
    return {path.lower(), unquote(path).lower(), plain.lower()}


def matching(pinned: Pinned, url: str) -> list[PinnedRule]:
    """The rules that count on this page, in the order of the admin."""
    return [rule for rule in pinned["rules"] if applies_to(rule, url)]
