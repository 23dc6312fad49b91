"""The compiled translations are those that stand in the sources."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings

SOURCES = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))
_ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.MULTILINE)


def unquoted(lines: str) -> str:
    return "".join(line[1:-1] for line in lines.splitlines()).replace('\\"', '"')


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parts[-3])
def test_every_text_is_compiled_as_it_is_written(source: Path) -> None:
    with source.with_suffix(".mo").open("rb") as compiled:
        known = gettext.GNUTranslations(compiled)
    entries = _ENTRY.findall(source.read_text(encoding="utf-8"))
    assert len(entries) > 40
    for original, translated in entries:
        text = unquoted(original)
        if text:
            assert known.gettext(text) == unquoted(translated)
            assert re.findall(r"%\(\w+\)s", text) == re.findall(
                r"%\(\w+\)s", unquoted(translated)
            )
