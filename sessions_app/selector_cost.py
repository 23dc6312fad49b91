"""Which selectors are slow on large pages, as far as their form tells.

Only `:has()` on elements that nothing names is: a browser then searches below each of
thousands. Measured on 10,000 elements: 3 to 15 ms, everything else below 2 ms.
"""

from collections.abc import Iterator

from cssselect2 import parser as css

_ANY_OF = css.MatchesAnySelector | css.SpecificityAdjustmentSelector
_LISTS = _ANY_OF | css.NegationSelector
_NAMES = (
    css.LocalNameSelector | css.ClassSelector | css.IDSelector | css.AttributeSelector
)


def looks_costly(tree: object) -> bool:
    """Whether one of the compounds in it searches below whatever element there is."""
    return any(
        any(isinstance(part, css.RelationalSelector) for part in compound)
        and not any(map(_is_name, compound))
        for compound in _compounds(tree)
    )


def _compounds(tree: object) -> Iterator[list[object]]:
    while isinstance(tree, css.CombinedSelector):
        yield from _compounds(tree.right)
        tree = tree.left
    if not isinstance(tree, css.CompoundSelector):
        return
    yield tree.simple_selectors
    for part in tree.simple_selectors:
        if isinstance(part, _LISTS):
            for inner in part.selector_list:
                yield from _compounds(inner.parsed_tree)


def _is_name(part: object) -> bool:
    """Whether it leaves few elements to look at."""
    if isinstance(part, _ANY_OF):
        return all(
            any(map(_is_name, _subject_of(inner.parsed_tree)))
            for inner in part.selector_list
        )
    return isinstance(part, _NAMES)


def _subject_of(tree: object) -> list[object]:
    while isinstance(tree, css.CombinedSelector):
        tree = tree.right
    return tree.simple_selectors if isinstance(tree, css.CompoundSelector) else []
