"""Files of Genesys Co-browse become rules that hide as much, or more (MK-9)."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions_app.addresses import glob_matches
from sessions_app.genesys_rules import (
    MAX_FILE_BYTES,
    RuleFileProblem,
    glob_of,
    read_rules,
)

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<domRestrictions>
  <restrictionsSet>
    <uriTemplate type="regexp" pattern="^https://shop\\.example/pay/.*$"/>
    <uriTemplate type="regexp" pattern=".*/account"/>
    <dataMasking>
      <element selector="#iban, .owner"/>
    </dataMasking>
    <domControl>
      <element selector="button.buy"/>
      <element selector="a:hover"/>
    </domControl>
  </restrictionsSet>
  <restrictionsSet>
    <uriTemplate type="regexp" pattern="/(de|en)/form"/>
    <dataMasking><element selector=".iban"/><element selector=".iban"/></dataMasking>
  </restrictionsSet>
</domRestrictions>"""


def test_a_file_becomes_rules() -> None:
    found = read_rules(FILE.encode())
    assert [
        (rule.line, rule.url_pattern, rule.selector, rule.effect) for rule in found[:4]
    ] == [
        (7, "https://shop.example/pay/*", "#iban", "mask"),
        (7, "https://shop.example/pay/*", ".owner", "mask"),
        (10, "https://shop.example/pay/*", "button.buy", "restrict"),
        (11, "https://shop.example/pay/*", "a:hover", "restrict"),
    ]
    assert [rule.problem == "" for rule in found[:4]] == [True, True, True, False]
    assert found[4].url_pattern == "*/account*"


def test_an_address_that_is_no_glob_counts_everywhere_and_once() -> None:
    found = [rule for rule in read_rules(FILE.encode()) if rule.selector == ".iban"]
    assert [(rule.url_pattern, rule.widened) for rule in found] == [("*", True)]


@pytest.mark.parametrize(
    ("regexp", "glob"),
    [
        (".*", "*"),
        ("^https://a\\.example/$", "https://a.example/"),
        ("/pay", "*/pay*"),
        ("^/pay/.+/done$", "/pay/*/done"),
        ("/search\\?q=.*", "*/search"),
        ("a.b", "*a*b*"),
        ("^pay$", None),
        ("/(pay|buy)", None),
        ("/pay[0-9]+", None),
        ("/pa+y", None),
        ("/pay\\d", None),
        ("/pay{2}", None),
        ("a b", None),
    ],
)
def test_addresses(regexp: str, glob: str | None) -> None:
    assert glob_of(regexp) == glob


@given(
    st.lists(st.sampled_from(["a", "/", ".", ".*", ".+", "\\.", "^", "$", "-"])).map(
        "".join
    ),
    st.text(alphabet="a/.-", max_size=12),
)
def test_a_glob_fits_wherever_its_expression_does(regexp: str, text: str) -> None:
    try:
        found = re.search(regexp, text)
    except re.error:
        return
    glob = glob_of(regexp)
    if glob is not None and found:
        assert glob_matches(glob, text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None),
        ("{}", 1),
        ("<domRestrictions>", 1),
        ("<domRestrictions>\n<rule/></domRestrictions>", 2),
        ("<rules/>", 1),
        ("<domRestrictions>\n\nfree text</domRestrictions>", 3),
        (
            "<domRestrictions><restrictionsSet>\n<uriTemplate/>"
            "</restrictionsSet></domRestrictions>",
            2,
        ),
        (
            "<domRestrictions><restrictionsSet><dataMasking>\n<element/>"
            "</dataMasking></restrictionsSet></domRestrictions>",
            2,
        ),
        ('<!DOCTYPE x [<!ENTITY e "e">]><domRestrictions/>', None),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><domRestrictions/>', None),
    ],
)
def test_other_files_are_refused_with_the_line(text: str, line: int | None) -> None:
    with pytest.raises(RuleFileProblem) as refused:
        read_rules(text.encode())
    if line is not None:
        assert refused.value.line == line


@given(st.binary(max_size=300))
def test_nothing_but_a_problem_comes_of_nonsense(data: bytes) -> None:
    with suppress(RuleFileProblem):
        assert read_rules(data) == []


def test_a_file_has_a_limit() -> None:
    with pytest.raises(RuleFileProblem):
        read_rules(b" " * (MAX_FILE_BYTES + 1))


def test_a_selector_that_looks_slow_is_named() -> None:
    text = FILE.replace("a:hover", ":has(.total)")
    slow = read_rules(text.encode())[3]
    assert slow.selector == ":has(.total)"
    assert "before :has()" in slow.problem
