"""What is masked never leaves the page: asserted on the bytes of the stream."""

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.mirror.conftest import HERE, OpenPage

pytestmark = pytest.mark.browser

Case = dict[str, Any]
CASES: list[Case] = json.loads((HERE / "mask_cases.json").read_text())

#: Cases that our policy answers differently, each with its reason.
EXCEPTIONS = {
    "A46": "an input that no rule masks is shown (spec MK-2)",
    "G06": "the rule begins to match after the content was sent: purged, see below",
    "G04": "as G06",
    "G08": "as G06",
    "E08": "the name of a custom element is structure, not content",
    "F08": "the case asks whether the page is mirrored at all: see its own test",
    "G18": "the mirror carries no pointer positions",
}

EMPTY = "<!doctype html><title>x</title><body>"
FIELDS = "input, textarea, select, datalist, [contenteditable], [role=textbox]"
RUNNING = [case for case in CASES if case["id"] not in EXCEPTIONS]
#: Cases that leave nothing behind in a page but its body; they can share one.
MILD = [case for case in RUNNING if not {"before", "head"} & case.keys()]
MILD = [
    case
    for case in MILD
    if "document" not in case.get("act", "")[:30] or "getElementById" in case["act"]
]
#: Cases that touch prototypes, the head or the document: a page each.
ROUGH = [case for case in RUNNING if case not in MILD]
PLAIN = [case for case in MILD if not {"act", "type"} & case.keys()]


def rules_of(case: Case) -> list[dict[str, object]]:
    """The case's options in terms of our rules."""
    options = case.get("opt", {})
    selectors = [options.get("maskTextSelector", ".mask"), ".ignore"]
    fields = options.get("maskInputOptions", {}).get("input", False)
    if fields or options.get("maskAllInputs", True):
        selectors.append(FIELDS)
    if "maskTextClass" in options:
        selectors.append("." + options["maskTextClass"])
    rules = [(selector, "mask") for selector in selectors]
    rules.append((options.get("blockSelector", ".block"), "block"))
    return [
        {"id": number, "selector": selector, "effect": effect}
        for number, (selector, effect) in enumerate(rules, 1)
    ]


def serve(path: str) -> str | None:
    parts = urlsplit(path)
    if parts.path == "/frame":
        return "<!doctype html><p>CNRYx9</p>"
    if parts.path == "/page":
        return "<!doctype html><body>" + parse_qs(parts.query)["h"][0]
    return "<!doctype html><p>frame</p>"


def leaks(text: str, secret: str) -> bool:
    encoded = base64.b64encode(secret.encode()).decode()
    return any(form in text for form in (secret, secret.lower(), encoded.rstrip("=")))


def mask_page(open_page: OpenPage, html: str = EMPTY) -> Page:
    page = open_page(html, serve)
    page.evaluate((HERE / "masking.js").read_text())
    return page


def failures(page: Page, cases: list[Case], where: str) -> list[str]:
    """Cases whose secret was sent, or that the recorder did not survive."""
    failed = []
    for case in cases:
        page.evaluate("document.body.replaceChildren()")
        found = page.evaluate(
            "lab.mask_case", {**case, "rules": rules_of(case), "where": where}
        )
        if leaks(found["text"], case["forbidden"]):
            failed.append(f"{case['id']} {case['desc']}: sent")
        if "recorder_error" in found["problems"]:
            failed.append(f"{case['id']} {case['desc']}: error")
    return failed


@pytest.mark.parametrize("where", ["initial", "later"])
def test_a_secret_on_the_page_is_not_on_the_wire(
    open_page: OpenPage, where: str
) -> None:
    page = mask_page(open_page)
    assert failures(page, MILD, where) == []


@pytest.mark.parametrize("where", ["shadow", "frame"])
def test_secrets_inside_shadow_roots_and_frames_are_not_on_the_wire(
    open_page: OpenPage, where: str
) -> None:
    page = mask_page(open_page)
    assert failures(page, PLAIN, where) == []


@pytest.mark.parametrize("case", ROUGH, ids=lambda case: case["id"])
def test_a_page_that_patches_and_rewrites_itself_leaks_nothing(
    open_page: OpenPage, case: Case
) -> None:
    html = f"<!doctype html><title>x</title>{case.get('head', '')}<body>"
    page = mask_page(open_page, html)
    assert failures(page, [case], "initial") == []


@pytest.mark.parametrize("name", ["G04", "G06", "G08"])
def test_a_rule_that_begins_to_match_purges_what_was_shown(
    open_page: OpenPage, name: str
) -> None:
    case = next(case for case in CASES if case["id"] == name)
    page = mask_page(open_page)
    again = {"rules": rules_of(case), "where": "initial", "resync": False}
    found = page.evaluate("lab.mask_case", {**case, **again})
    assert case["forbidden"] not in found["replica"]


def test_a_form_that_clobbers_the_dom_is_mirrored_all_the_same(
    open_page: OpenPage,
) -> None:
    case = next(case for case in CASES if case["id"] == "F08")
    page = mask_page(open_page)
    found = page.evaluate(
        "lab.mask_case", {**case, "rules": rules_of(case), "where": "initial"}
    )
    assert "after" in found["replica"]
    assert found["problems"] == []


def test_every_exception_names_a_case() -> None:
    assert set(EXCEPTIONS) <= {case["id"] for case in CASES}
