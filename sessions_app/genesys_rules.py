"""Reads `domRestrictions` files of Genesys Co-browse as masking rules (MK-9).

Their sets hold regular expressions for addresses and lists of selectors; ours are
globs and single selectors. What cannot be said as a glob counts on every page: an
imported rule hides as much as the original or more, never less.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException, sax
from django.utils.translation import gettext as _

from sessions_app import rules
from sessions_app.selector_syntax import split_list

MAX_FILE_BYTES: Final = 1024 * 1024
EVERY_PAGE: Final = "*"

_EFFECTS = {"dataMasking": rules.Effect.MASK, "domControl": rules.Effect.RESTRICT}
# Element → what may stand in it.
_CONTENT = {
    "": {"domRestrictions"},
    "domRestrictions": {"restrictionsSet"},
    "restrictionsSet": {"uriTemplate", *_EFFECTS},
    "dataMasking": {"element"},
    "domControl": {"element"},
}


class RuleFileProblem(ValueError):
    """Why a file is refused, and the line; None: the file as a whole."""

    code: Final = "invalid_file"

    def __init__(self, text: str, line: int | None = None) -> None:
        super().__init__(text)
        self.text = text if line is None else _("Line %d: ") % line + text
        self.line = line


@dataclass(frozen=True, slots=True)
class FoundRule:
    """One rule of a file, as it would be saved."""

    line: int
    url_pattern: str
    selector: str
    effect: str
    # The address of the file could not be kept: the rule counts on more pages.
    widened: bool
    # Why it cannot be saved; empty when it can.
    problem: str


@dataclass(slots=True)
class _Set:
    patterns: list[str] = field(default_factory=list)
    elements: list[tuple[int, str, str]] = field(default_factory=list)


def read_rules(data: bytes) -> list[FoundRule]:
    """The rules of a file, in its order and without repetitions.

    Errors: RuleFileProblem for anything that is no such file.
    """
    if len(data) > MAX_FILE_BYTES:
        raise RuleFileProblem(_("Files may have up to 1 MiB."))
    reader = _Reader()
    try:
        sax.parseString(data, reader, forbid_dtd=True)
    except SAXParseException as error:
        raise RuleFileProblem(error.getMessage(), error.getLineNumber()) from None
    except DefusedXmlException:
        raise RuleFileProblem(
            _("DTDs and entities have no place in such a file.")
        ) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, RuleFileProblem):
            raise
        raise RuleFileProblem(_("This is not XML that can be read.")) from None
    return list(dict.fromkeys(_rules(reader.sets)))


def _rules(sets: list[_Set]) -> Iterator[FoundRule]:
    for one in sets:
        for pattern in one.patterns or [".*"]:
            glob = glob_of(pattern)
            url_pattern = EVERY_PAGE if glob is None else glob
            for line, listed, effect in one.elements:
                for selector in split_list(listed):
                    yield FoundRule(
                        line=line,
                        url_pattern=url_pattern,
                        selector=selector,
                        effect=effect,
                        widened=glob is None,
                        problem=_problem_of(url_pattern, selector, effect),
                    )


def _problem_of(url_pattern: str, selector: str, effect: str) -> str:
    found = rules.problems(url_pattern=url_pattern, selector=selector, effect=effect)
    if not found:
        slow = rules.cost_problem(selector=selector, measured_ms=None)
        return slow.text if slow else ""
    return " ".join(problem.text for problem in found.values())


class _Reader(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.sets: list[_Set] = []
        self._open: list[str] = [""]

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        above = self._open[-1]
        if name not in _CONTENT.get(above, ()):
            place = above or _("the file")
            raise self._problem(
                _("<%(name)s> does not belong in %(place)s.")
                % {"name": name, "place": place}
            )
        self._open.append(name)
        if name == "restrictionsSet":
            self.sets.append(_Set())
        elif name == "uriTemplate":
            self.sets[-1].patterns.append(self._attribute(attrs, "pattern"))
        elif name == "element":
            selector = self._attribute(attrs, "selector")
            effect = _EFFECTS[above].value
            self.sets[-1].elements.append((self._line(), selector, effect))

    def endElement(self, name: str) -> None:
        self._open.pop()

    def characters(self, content: str) -> None:
        if content.strip():
            raise self._problem(_("Text has no place here."))

    def _attribute(self, attrs: AttributesImpl, name: str) -> str:
        value = str(attrs.get(name, "")).strip()
        if not value:
            raise self._problem(_("The attribute %s is missing.") % name)
        return value

    def _problem(self, text: str) -> RuleFileProblem:
        return RuleFileProblem(text, self._line())

    def _line(self) -> int:
        return self._locator.getLineNumber() or 1  # type: ignore[attr-defined]


_PIECE = re.compile(
    r"""\\(?P<escaped>[^\w\s])   # a sign that stands for itself
      | (?P<any>\.(?:[*+]\??)?)  # any character, or any number of them
      | (?P<plain>[^\\.^$*+?()\[\]{}|\s])""",
    re.VERBOSE,
)


def glob_of(regexp: str) -> str | None:
    """A pattern of ours that fits wherever this regular expression does, or None.

    One that is not tied to the beginning or end may be found anywhere.
    """
    body = regexp.removeprefix("^").removesuffix("$")
    parts = [] if regexp.startswith("^") else ["*"]
    at = 0
    while at < len(body):
        piece = _PIECE.match(body, at)
        if piece is None:
            return None
        at = piece.end()
        literal = piece["escaped"] or piece["plain"]
        if literal in {"?", "#"}:
            # Ours know no queries: all of them count.
            return _glob(parts)
        parts.append(literal or "*")
    return _glob(parts if regexp.endswith("$") else [*parts, "*"])


def _glob(parts: list[str]) -> str | None:
    glob = re.sub(r"\*+", "*", "".join(parts))
    is_sound = not rules.problems(
        url_pattern=glob, selector="x", effect=rules.Effect.MASK
    )
    return glob if is_sound else None
