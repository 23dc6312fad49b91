"""Masking rules: what may be saved, where a rule applies, what a session pins.

A rule that does not do what it says leaks, so everything doubtful is refused on save,
and whatever is still doubtful later masks more, never less.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypedDict

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions_app import addresses
from sessions_app.selector_syntax import Subject, SyntaxProblem, parse_one

MAX_PATTERN_CHARS: Final = 300
MAX_SELECTOR_CHARS: Final = 500
MAX_RULES_PER_SITE: Final = 200
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


def applies_to(rule: PinnedRule, url: str) -> bool:
    """Whether the rule counts on this page: one that weakens needs the very address."""
    pattern = rule["url_pattern"] or "*"
    if rule["effect"] in WEAKENING:
        return addresses.covers(pattern, url)
    return addresses.may_cover(pattern, url)


def matching(pinned: Pinned, url: str) -> list[PinnedRule]:
    """The rules that count on this page, in the order of the admin."""
    return [rule for rule in pinned["rules"] if applies_to(rule, url)]
