"""The widget's built-in texts, and what a site may put in their place.

`widget_strings.json` is made from the widget's own tables by `manage.py
export_widget_strings`.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

PATH: Final = Path(__file__).with_suffix(".json")

_PLURAL = re.compile(r"\{(\w+),\s*plural,((?:\s*(?:=\d+|\w+)\s*\{[^{}]*\})+)\s*\}")
_BLANK = re.compile(r"\{(\w+)\}")
_FORM = re.compile(r"(=\d+|\w+)\s*\{")


@cache
def built_in_texts() -> dict[str, dict[str, str]]:
    """Name → language → text; every name has an English one."""
    texts: dict[str, dict[str, str]] = json.loads(PATH.read_text(encoding="utf-8"))
    return texts


def built_in_text(name: str, language: str) -> str:
    """The text in this language, else in English; '' for an unknown name."""
    texts = built_in_texts().get(name, {})
    return texts.get(language.split("-")[0], texts.get("en", ""))


def blanks(text: str) -> set[str]:
    """The names in `{name}` and `{count, plural, …}`."""
    plurals = {match[1] for match in _PLURAL.finditer(text)}
    return plurals | {match[1] for match in _BLANK.finditer(_PLURAL.sub("", text))}


def problem_of(name: str, text: str) -> str | None:
    """Why this text cannot stand in for the built-in one; None when it can."""
    if name not in built_in_texts():
        return _("The widget has no text of this name.")
    for plural in _PLURAL.finditer(text):
        if "other" not in _FORM.findall(plural[2]):
            return _("A plural needs the form “other”.")
    rest = _BLANK.sub("", _PLURAL.sub("", text))
    if "{" in rest or "}" in rest:
        return _("A brace is left over: blanks look like {name}.")
    wanted = blanks(built_in_text(name, "en"))
    if blanks(text) == wanted:
        return None
    if not wanted:
        return _("This text takes no blanks.")
    names = ", ".join(f"{{{blank}}}" for blank in sorted(wanted))
    return _("Use exactly these blanks: %(names)s.") % {"names": names}
