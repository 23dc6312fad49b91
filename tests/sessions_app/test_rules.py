"""Masking rules: what may be saved, and on which page a rule counts (MK-3, MK-5)."""

import pytest

from sessions_app.addresses import glob_matches, globs_may_meet
from sessions_app.private_paths import private_paths_problem
from sessions_app.rules import (
    MAX_PATTERN_CHARS,
    MAX_SELECTOR_CHARS,
    MAX_SELECTOR_MS,
    Effect,
    Pinned,
    PinnedRule,
    applies_to,
    cost_problem,
    doubts,
    matching,
    needs_approval,
    problems,
)

ANY = "*"


def codes(selector: str, effect: str = Effect.MASK, pattern: str = ANY) -> list[str]:
    found = problems(url_pattern=pattern, selector=selector, effect=effect)
    return [problem.code for problem in found.values()]


@pytest.mark.parametrize(
    "selector",
    [
        ".iban",
        "#card > input[name='number']",
        "form.checkout input[type=password]",
        "[data-private]",
        "tr:nth-child(2n+1) td:last-child",
        "label:has(> input[required]) .hint",
        ":is(.a, .b) p",
        "input:not([type=button], .plain)",
        "a ~ b + c",
        ".größe",
        "*",
        "html",
    ],
)
def test_selectors_that_browsers_match_are_saved(selector: str) -> None:
    assert codes(selector) == []


@pytest.mark.parametrize(
    ("selector", "code"),
    [
        ("", "invalid_selector"),
        ("   ", "invalid_selector"),
        (".a, .b", "invalid_selector"),
        ("..a", "invalid_selector"),
        ("input[", "invalid_selector"),
        ("input[type=]", "invalid_selector"),
        ("a >", "invalid_selector"),
        ("> a", "invalid_selector"),
        ("a {color: red}", "invalid_selector"),
        ("foo|a", "invalid_selector"),
        (":is(..a)", "invalid_selector"),
        (":is()", "invalid_selector"),
        (":nth-child(x)", "invalid_selector"),
        ("a" * (MAX_SELECTOR_CHARS + 1), "invalid_selector"),
        ("a:hover", "unsupported_selector"),
        ("input:focus", "unsupported_selector"),
        ("a:visited", "unsupported_selector"),
        ("p::before", "unsupported_selector"),
        ("p:before", "unsupported_selector"),
        ("x-card::part(number)", "unsupported_selector"),
        ("p:contains('x')", "unsupported_selector"),
        (":host(.a) b", "unsupported_selector"),
        (":is(a:hover)", "unsupported_selector"),
        (":not(p::after)", "unsupported_selector"),
        ("a:has(b:has(c))", "unsupported_selector"),
    ],
)
def test_selectors_that_would_silently_not_match_are_refused(
    selector: str, code: str
) -> None:
    assert codes(selector) == [code]


@pytest.mark.parametrize("effect", [Effect.ALLOW, Effect.REVEAL])
@pytest.mark.parametrize(
    "selector",
    [
        "input[type=password]",
        "form INPUT[TYPE='Password']",
        "[type^=pass]",
        "[type*=ass]",
        "input[type=hidden].token",
        "[type=file]",
        "[autocomplete=cc-number]",
        "[autocomplete^='cc-']",
        "[autocomplete~=one-time-code]",
        "[autocomplete$=password]",
        ":is([type=password], .ok)",
        "form :where(div > [type=password])",
    ],
)
def test_no_rule_lifts_the_floor(selector: str, effect: str) -> None:
    assert codes(selector, effect) == ["floor_rule"]
    assert codes(selector, Effect.MASK) == []


@pytest.mark.parametrize("effect", [Effect.ALLOW, Effect.REVEAL])
@pytest.mark.parametrize(
    "selector",
    [
        "input[type=text]",
        "form:has([type=password]) .total",
        "input:not([type=password])",
        "[type=submit].next",
    ],
)
def test_rules_beside_the_floor_may_reveal_and_allow(
    selector: str, effect: str
) -> None:
    assert codes(selector, effect) == []


WHOLE_PAGES = [
    *("*", "html", "body", "body *", ":not(.a)", "HTML", "body.shop", "html[lang]"),
    *(":root", ":is(*)", ":is(.a, *)", ":where(.a, body)", ":has(.a)", ":first-child"),
    *("html:not(.x) > *", "*:read-only", ":nth-child(2)"),
]


@pytest.mark.parametrize("selector", WHOLE_PAGES)
def test_nobody_reveals_the_whole_page_alone(selector: str) -> None:
    assert codes(selector, Effect.REVEAL) == []
    assert needs_approval(selector=selector, effect=Effect.REVEAL)
    assert not needs_approval(selector=selector, effect=Effect.MASK)
    [doubt, *_] = doubts(selector=selector, effect=Effect.REVEAL)[::-1]
    assert "another person" in doubt


@pytest.mark.parametrize(
    "selector",
    [".a", "body .a", "main", ":is(.a, .b)", "input:not(.a)", ":disabled", "p:has(*)"],
)
def test_one_person_reveals_parts(selector: str) -> None:
    assert not needs_approval(selector=selector, effect=Effect.REVEAL)


def test_what_cannot_be_read_is_approved_by_nobody_by_chance() -> None:
    assert needs_approval(selector="..a", effect=Effect.REVEAL)


COSTLY = [
    *(":has(.a)", "*:has(.a)", ":not(:has(.a))", "body *:has(~ .a)", ":has(.a) .b"),
    *(":is(*):has(.a)", ":is(.a, *):has(.b)", "div :is(:has(.a), .b)", ":has(.a) > p"),
]
CHEAP = [
    *("*", "body *", "* * * *", "* ~ * ~ .a", "label:has(.a)", ".a:has(~ .b)"),
    *("#a:has(*)", "[name]:has(.a)", ":is(.a, .b):has(.c)", "tr:nth-child(2n+1)"),
    *("body:has(.a) *", ":not(.a)"),
]


def slow(selector: str, measured_ms: float | None) -> str:
    problem = cost_problem(selector=selector, measured_ms=measured_ms)
    return problem.code if problem else ""


@pytest.mark.parametrize("selector", COSTLY)
def test_a_selector_that_looks_costly_is_saved_when_a_browser_found_it_quick(
    selector: str,
) -> None:
    assert codes(selector) == []
    assert slow(selector, None) == "selector_too_slow"
    assert slow(selector, -1) == "selector_too_slow"
    assert slow(selector, MAX_SELECTOR_MS) == ""


@pytest.mark.parametrize("selector", CHEAP)
def test_a_selector_that_a_browser_found_slow_is_refused(selector: str) -> None:
    assert slow(selector, None) == ""
    assert slow(selector, 0) == ""
    assert slow(selector, MAX_SELECTOR_MS + 0.01) == "selector_too_slow"


def test_a_rule_without_a_selector_costs_nothing() -> None:
    assert slow("", None) == slow("", 99) == ""


def test_a_pause_needs_no_selector() -> None:
    assert codes("", Effect.PAUSE) == []


@pytest.mark.parametrize(
    "pattern",
    [
        "pay",
        "/pay?step=1",
        "/pay#card",
        "/a b",
        "/a\n",
        "/" + "a" * MAX_PATTERN_CHARS,
        "javascript:*",
    ],
)
def test_patterns_that_never_match_are_refused(pattern: str) -> None:
    assert codes(".a", pattern=pattern) == ["invalid_pattern"]


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("*", "", True),
        ("/pay", "/pay", True),
        ("/pay", "/pay/", False),
        ("/pay/*", "/pay/", True),
        ("/pay/*", "/a/pay/x", False),
        ("*/pay", "/a/pay", True),
        ("/a*b*c", "/aXbYc", True),
        ("/a*b*c", "/ac", False),
        ("/a*a", "/a", False),
        ("*a*a*a*", "aa", False),
        ("a.c", "abc", False),
    ],
)
def test_globs_are_anchored_and_literal(pattern: str, text: str, fits: bool) -> None:
    assert glob_matches(pattern, text) is fits


def test_a_malicious_glob_takes_no_time() -> None:
    assert not glob_matches("*a" * 150, "a" * 149 + "b")


def rule(effect: str, pattern: str) -> PinnedRule:
    return {"id": 1, "url_pattern": pattern, "selector": ".a", "effect": effect}  # type: ignore[typeddict-item]


def counts(effect: str, pattern: str, url: str) -> bool:
    pinned: Pinned = {
        "mask_all": False,
        "mask_title": False,
        "private_paths": [],
        "rules": [rule(effect, pattern)],
    }
    return bool(matching(pinned, url))


@pytest.mark.parametrize("effect", [Effect.MASK, Effect.REVEAL])
@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("/pay/*", "https://shop.example/pay/card"),
        ("/pay/*", "https://shop.example/pay/card?x=1#y"),
        ("https://shop.example/*", "https://shop.example/"),
        ("https://shop.example/*", "https://shop.example"),
        ("https://*.example/pay", "https://shop.example/pay"),
        ("*", "https://shop.example/anything"),
        ("", "https://shop.example/anything"),
    ],
)
def test_a_rule_counts_on_addresses_that_fit(
    effect: str, pattern: str, url: str
) -> None:
    assert counts(effect, pattern, url)


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/PAY/card",
        "https://shop.example/p%61y/card",
        "https://shop.example/p%2561y/card",
        "https://shop.example//pay//card",
    ],
)
def test_another_spelling_of_the_address_is_still_protected_but_never_weakened(
    url: str,
) -> None:
    assert counts(Effect.MASK, "/pay/*", url)
    assert not counts(Effect.REVEAL, "/pay/*", url)


@pytest.mark.parametrize("url", ["", "about:blank", "not a url", "https://["])
def test_without_an_address_everything_is_protected_and_nothing_weakened(
    url: str,
) -> None:
    assert counts(Effect.MASK, "/pay/*", url)
    assert counts(Effect.PAUSE, "/pay/*", url)
    assert not counts(Effect.ALLOW, "*", url)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("/a", "/a", True),
        ("/a", "/b", False),
        ("/a/*", "/a/*/b", True),
        ("/a/4711*", "/a/*/b", True),
        ("*/b/c", "/a/*/b", False),
        ("*", "/a/*", True),
        ("/x/*", "/a/*", False),
        ("", "*", True),
        ("", "", True),
        ("a", "", False),
    ],
)
def test_patterns_overlap_where_a_text_fits_both(
    one: str, other: str, overlap: bool
) -> None:
    assert globs_may_meet(one, other) is overlap
    assert globs_may_meet(other, one) is overlap


def test_on_a_private_path_a_rule_counts_that_may_be_meant() -> None:
    rule = PinnedRule(id=1, url_pattern="/accounts/4711/*", selector="p", effect="mask")
    told = "https://shop.example/accounts/*/statements"
    assert applies_to(rule, told)
    assert not applies_to({**rule, "url_pattern": "/basket/*"}, told)
    assert not applies_to({**rule, "effect": "reveal"}, told)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", None),
        ("/accounts/*\n\n /reset/* ", None),
        ("accounts/*", "invalid_pattern"),
        ("/accounts/", "invalid_pattern"),
        ("/a b/*", "invalid_pattern"),
        ("/a/*?x", "invalid_pattern"),
        ("/" + "a" * 300 + "*", "invalid_pattern"),
        ("/*\n" * 51, "too_many_patterns"),
    ],
)
def test_private_paths_are_paths_with_a_star(text: str, code: str | None) -> None:
    problem = private_paths_problem(text)
    assert (problem.code if problem else None) == code
