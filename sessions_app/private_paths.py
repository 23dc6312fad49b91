"""What of a site's addresses stays in the browser, as its policy says."""

import re
from typing import Final

from django.utils.translation import gettext as _

from sessions_app.rules import MAX_PATTERN_CHARS, Problem

MAX_PRIVATE_PATHS: Final = 50


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
