"""Is this text one CSS selector that does what its author hopes? Parsed, not guessed.

Browsers drop in silence what they cannot match, and a masking rule that matches nothing
masks nothing. So what is not surely matched is refused here, with the reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tinycss2
from cssselect2 import parser as css
from django.utils.translation import gettext as _
from tinycss2.ast import FunctionBlock, Node
from tinycss2.nth import parse_nth

from sessions_app.selector_cost import looks_costly

# Structure and attributes only: states such as :hover come and go unseen.
PLAIN_PSEUDO_CLASSES = frozenset(
    {
        *("root", "empty", "first-child", "last-child", "only-child"),
        *("first-of-type", "last-of-type", "only-of-type"),
        *("required", "optional", "disabled", "enabled", "read-only", "read-write"),
    }
)
COUNTING = frozenset({"nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"})
_POSITIONS = frozenset(
    {"first-child", "last-child", "only-child"}
    | {"first-of-type", "last-of-type", "only-of-type"}
)
NESTING = frozenset({"is", "where", "not", "has"})
# True of elements that hold no others, or of fields: never of the page as a whole.
_OF_PARTS = frozenset(
    {"empty", "required", "optional", "disabled", "enabled", "read-write"}
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rightmost part of a selector asks for: the element that is matched."""

    tags: frozenset[str]
    # (attribute, operator or None, value), all in lower case.
    attributes: frozenset[tuple[str, str | None, str]]
    # Nothing in it keeps the page as a whole from being matched.
    is_universal: bool
    # Its parts are joined by combinators, which do not cross into shadow roots.
    combines: bool
    # It counts siblings, which a redesign shifts.
    counts: bool
    # On a large page it may take long; only a browser can tell.
    costly: bool


class SyntaxProblem(ValueError):
    """Why a selector is refused: a code and words for the person who typed it."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


def parse_one(text: str) -> Subject:
    """The subject of the one selector in `text`; SyntaxProblem says what is wrong."""
    tokens = tinycss2.parse_component_value_list(text)
    _check_tokens(tokens, inside_has=False)
    selectors = _parse(tokens, relative=False)
    if len(selectors) != 1:
        raise SyntaxProblem(
            "invalid_selector",
            _("One selector per rule: split the list at its commas."),
        )
    return _subject(selectors[0].parsed_tree, counts=_counts(tokens))


def split_list(text: str) -> list[str]:
    """The selectors of a list, cut at the commas that separate them."""
    parts: list[list[Node]] = [[]]
    for token in tinycss2.parse_component_value_list(text):
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


def _parse(tokens: Sequence[Node], *, relative: bool) -> list[css.Selector]:
    try:
        return list(css.parse(tokens, relative=relative))
    except css.SelectorError as error:
        raise SyntaxProblem("invalid_selector", _position(error)) from None


def _position(error: css.SelectorError) -> str:
    token, *words = error.args or (None,)
    text = str(words[0]) if words else str(error)
    column = getattr(token, "source_column", None)
    if column is None:
        return _("At the end: %(text)s") % {"text": text}
    return _("At character %(column)d: %(text)s") % {"column": column, "text": text}


def _check_tokens(tokens: Sequence[Node], *, inside_has: bool) -> None:
    """Refuse pseudo-elements and pseudo-classes that do not reliably match."""
    before: Node | None = None
    for token in tokens:
        if token.type == "error":
            raise SyntaxProblem("invalid_selector", str(token.message))
        if before is not None and before == ":":
            if token == ":":
                raise _unsupported(_("pseudo-elements such as ::before"))
            if token.type == "ident" and token.lower_value not in PLAIN_PSEUDO_CLASSES:
                raise _unsupported(f":{token.value}")
            if token.type == "function":
                _check_function(token, inside_has=inside_has)
        before = token


def _check_function(token: FunctionBlock, *, inside_has: bool) -> None:
    name = token.lower_name
    if name in COUNTING:
        if parse_nth(token.arguments) is None:
            raise SyntaxProblem(
                "invalid_selector", _("Odd numbers in :%(name)s().") % {"name": name}
            )
    elif name in NESTING and not (inside_has and name == "has"):
        _check_tokens(token.arguments, inside_has=inside_has or name == "has")
        # The parser forgives what stands in :is() and :where(); a rule must not.
        if not _parse(token.arguments, relative=name == "has"):
            raise SyntaxProblem("invalid_selector", f":{name}()")
    else:
        raise _unsupported(f":{name}()")


def _unsupported(what: str) -> SyntaxProblem:
    return SyntaxProblem(
        "unsupported_selector",
        _("%(what)s does not reliably match; use classes, attributes or structure.")
        % {"what": what},
    )


def _counts(tokens: Sequence[Node]) -> bool:
    return any(
        (token.type == "function" and token.lower_name in COUNTING)
        or (token.type == "function" and _counts(token.arguments))
        or (token.type == "ident" and token.lower_value in _POSITIONS)
        for token in tokens
    )


def _subject(tree: object, *, counts: bool) -> Subject:
    costly = looks_costly(tree)
    combines = isinstance(tree, css.CombinedSelector)
    while isinstance(tree, css.CombinedSelector):
        tree = tree.right
    simple = list(_simple(tree))
    return Subject(
        tags=frozenset(
            s.lower_local_name for s in simple if isinstance(s, css.LocalNameSelector)
        ),
        attributes=frozenset(
            (s.lower_name, s.operator, str(s.value or "").lower())
            for s in simple
            if isinstance(s, css.AttributeSelector)
        ),
        is_universal=_is_universal(tree),
        combines=combines,
        counts=counts,
        costly=costly,
    )


def _is_universal(tree: object) -> bool:
    """Whether no name, attribute or kind in it leaves `html` or `body` out."""
    while isinstance(tree, css.CombinedSelector):
        tree = tree.right
    parts = tree.simple_selectors if isinstance(tree, css.CompoundSelector) else []
    return all(map(_leaves_nothing_out, parts))


def _leaves_nothing_out(part: object) -> bool:
    match part:
        case css.LocalNameSelector():
            return part.lower_local_name in {"html", "body"}
        case css.ClassSelector() | css.IDSelector() | css.AttributeSelector():
            return False
        case css.PseudoClassSelector():
            return part.name not in _OF_PARTS
        case css.MatchesAnySelector() | css.SpecificityAdjustmentSelector():
            return any(_is_universal(inner.parsed_tree) for inner in part.selector_list)
    return True


def _simple(tree: object) -> Iterator[object]:
    """The simple selectors of a compound, those inside :is() and :where() included."""
    if not isinstance(tree, css.CompoundSelector):
        return
    for part in tree.simple_selectors:
        yield part
        if isinstance(part, css.MatchesAnySelector | css.SpecificityAdjustmentSelector):
            for inner in part.selector_list:
                inner_tree = inner.parsed_tree
                while isinstance(inner_tree, css.CombinedSelector):
                    inner_tree = inner_tree.right
                yield from _simple(inner_tree)
