"""The compiled translations are those of the sources, with the same blanks."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings

SOURCES = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))
_LINES = r'((?:".*"\n)+)'
_ENTRY = re.compile(rf"^msgid {_LINES}msgstr {_LINES}", re.MULTILINE)
_COUNTED = re.compile(
    rf"^msgid {_LINES}msgid_plural {_LINES}msgstr\[0\] {_LINES}msgstr\[1\] {_LINES}",
    re.MULTILINE,
)
_BLANK = re.compile(r"%\(\w+\)[.\d]*\w|\{\w+\}")


def unquoted(lines: str) -> str:
    return "".join(line[1:-1] for line in lines.splitlines()).replace('\\"', '"')


def blanks(text: str) -> list[str]:
    return sorted(_BLANK.findall(text))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parts[-3])
def test_every_text_is_compiled_as_it_is_written(source: Path) -> None:
    with source.with_suffix(".mo").open("rb") as compiled:
        known = gettext.GNUTranslations(compiled)
    entries = _ENTRY.findall(source.read_text(encoding="utf-8"))
    assert len(entries) > 40
    for original, translated in entries:
        text = unquoted(original)
        if text:
            assert unquoted(translated)
            assert known.gettext(text) == unquoted(translated)
            assert blanks(text) == blanks(unquoted(translated))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parts[-3])
def test_every_count_is_compiled_as_it_is_written(source: Path) -> None:
    with source.with_suffix(".mo").open("rb") as compiled:
        known = gettext.GNUTranslations(compiled)
    entries = _COUNTED.findall(source.read_text(encoding="utf-8"))
    assert entries
    for entry in entries:
        one, many, first, second = map(unquoted, entry)
        assert known.ngettext(one, many, 1) == first
        assert known.ngettext(one, many, 2) == second
        assert blanks(one) == blanks(first)
        assert blanks(many) == blanks(second)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parts[-3])
def test_no_translation_is_a_guess(source: Path) -> None:
    assert ", fuzzy" not in source.read_text(encoding="utf-8")
