"""What is masked never leaves the page: asserted on the bytes of the stream.

All cases of tests/canary run there, through the whole product, in Chromium. Here are
the samples of each class in every engine, and what is no word: numbers, dates, lengths.
"""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.canary.cases import ALL, OWN, RUNNING, SECRET, Case, rules_of
from tests.mirror.conftest import HERE, ORIGIN, OpenAnyPage, every_engine
from tests.mirror.engines import EnginePage

pytestmark = [pytest.mark.browser, every_engine]

EMPTY = "<!doctype html><title>x</title><body>"
CASES = [case for case in RUNNING if case not in OWN or case["forbidden"] != SECRET]
#: Cases that leave nothing behind in a page but its body; they can share one.
MILD = [
    case
    for case in CASES
    if not {"before", "head", "alone"} & case.keys()
    and ("document" not in case.get("act", "")[:30] or "getElementById" in case["act"])
    and case.get("class") not in ("clobber", "native")
]
#: Cases that touch prototypes, the head or the document: a page each.
ROUGH = [case for case in CASES if case not in MILD]
PLAIN = [case for case in MILD if not {"act", "type"} & case.keys()]


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


def mask_page(open_page: OpenAnyPage, html: str = EMPTY) -> EnginePage:
    page = open_page(html, serve)
    page.evaluate((HERE / "masking.js").read_text())
    return page


def failures(page: EnginePage, cases: list[Case], where: str) -> list[str]:
    """Cases whose secret was sent, or that the recorder did not survive."""
    failed = []
    for case in cases:
        page.evaluate("document.body.replaceChildren()")
        found = page.evaluate(
            "lab.mask_case", {**case, "rules": rules_of(case), "where": where}
        )
        if leaks(found["text"], case["forbidden"]):
            failed.append(f"{case['id']} {case['desc']}: sent")
        if "recorder_error" in found["problems"] and case.get("class") != "native":
            failed.append(f"{case['id']} {case['desc']}: error")
    return failed


@pytest.mark.parametrize("where", ["initial", "later"])
def test_a_secret_on_the_page_is_not_on_the_wire(
    open_page: OpenAnyPage, where: str
) -> None:
    page = mask_page(open_page)
    assert failures(page, MILD, where) == []


@pytest.mark.parametrize("where", ["shadow", "frame"])
def test_secrets_inside_shadow_roots_and_frames_are_not_on_the_wire(
    open_page: OpenAnyPage, where: str
) -> None:
    page = mask_page(open_page)
    assert failures(page, PLAIN, where) == []


@pytest.mark.parametrize("case", ROUGH, ids=lambda case: case["id"])
def test_a_page_that_patches_and_rewrites_itself_leaks_nothing(
    open_page: OpenAnyPage, case: Case
) -> None:
    html = f"<!doctype html><title>x</title>{case.get('head', '')}<body>"
    page = mask_page(open_page, html)
    assert failures(page, [case], "initial") == []


def test_a_rule_that_begins_to_match_purges_what_was_shown(
    open_page: OpenAnyPage,
) -> None:
    case = next(case for case in ALL if case["id"] == "G06")
    page = mask_page(open_page)
    again = {"rules": rules_of(case), "where": "initial", "resync": False}
    waited = {"purged": case["forbidden"]}
    found = page.evaluate("lab.mask_case", {**case, **again, **waited})
    assert case["forbidden"] not in found["replica"]


def test_a_form_that_clobbers_the_dom_is_mirrored_all_the_same(
    open_page: OpenAnyPage,
) -> None:
    case = next(case for case in ALL if case["id"] == "F08")
    page = mask_page(open_page)
    found = page.evaluate(
        "lab.mask_case", {**case, "rules": rules_of(case), "where": "initial"}
    )
    assert "after" in found["replica"]
    assert found["problems"] == []


ALL_PAGE = """<!doctype html><title>Account 4711 of Eve</title>
<style>p{color:rgb(9, 8, 7)} p::after{content:"Eve"} i::before{content:"\\2022"}</style>
<body><p id=p title=Eve>Eve</p><input value=Eve><select><option>Eve</select>
<img alt=Eve src="/eve.png"><div class=open id=o>shown <b>too</b>
<input value="shown as well"><em data-cobrowse=mask>Eve</em></div><i id=i>Eve</i>"""


def test_a_page_masked_by_default_keeps_its_look_and_shows_what_is_revealed(
    open_page: OpenAnyPage,
) -> None:
    page = open_page(ALL_PAGE)
    found = page.evaluate(
        """async () => {
            const rules = [{ id: 1, selector: '.open', effect: 'reveal' }];
            const both = lab.pair({ rules, mask_all: true });
            await lab.pause(150);
            const $ = (selector) => both.page().querySelector(selector);
            document.querySelector('p').firstChild.data = 'Eve again';
            await lab.pause(100);
            const style = (selector, pseudo) => both.page().defaultView
                .getComputedStyle($(selector), pseudo);
            return {
                text: await lab.sent(both.log.frames),
                color: style('p').color,
                bullet: style('i', '::before').content,
                masked: $('p').textContent,
                fields: [...both.page().querySelectorAll('input')]
                    .map((one) => one.value),
                open: $('div').textContent.replace(/\\s+/g, ' '),
                titles: both.log.titles,
            };
        }"""
    )
    assert "Eve" not in found.pop("text")
    assert found == {
        "color": "rgb(9, 8, 7)",
        "bullet": '"•"',
        "masked": "********",
        "fields": ["********", "shown as well"],
        "open": "shown too ********",
        "titles": ["********"],
    }


def test_a_broken_rule_masks_the_whole_page_and_is_reported(
    open_page: OpenAnyPage,
) -> None:
    page = open_page("<!doctype html><title>Eve</title><body><p>Eve</p><button>Eve")
    found = page.evaluate(
        """async () => {
            const rules = [{ id: 8, selector: 'p:nth-chld(', effect: 'restrict' }];
            const both = lab.pair({ rules });
            await lab.pause(150);
            const button = document.querySelector('button');
            const policy = both.recorder.target_policy(button);
            const text = await lab.sent(both.log.frames);
            const use = both.recorder.rule_use;
            return { text, policy, use, problems: both.log.problems };
        }"""
    )
    assert "Eve" not in found["text"]
    assert found["use"] == {"matched": [], "failed": [8]}
    assert found["policy"]["masked"]
    assert found["policy"]["restricted"]
    assert found["problems"] == ["rule_error 8"]


def test_a_field_that_was_secret_once_stays_so(open_page: OpenAnyPage) -> None:
    page = open_page("<!doctype html><title>x</title><body><input id=f type=password>")
    found = page.evaluate(
        """async () => {
            const both = lab.pair();
            await lab.pause(80);
            const field = document.getElementById('f');
            field.type = 'text';
            field.focus();
            document.execCommand('insertText', false, 'CNRYx9');
            await lab.pause(80);
            field.outerHTML = '<input id=f value=CNRYx9>';
            await lab.pause(80);
            const other = document.createElement('input');
            document.body.append(other);
            other.value = 'CNRYx9';
            other.style.webkitTextSecurity = 'disc';
            await lab.pause(80);
            const text = await lab.sent(both.log.frames);
            const shown = [...both.page().querySelectorAll('input')]
                .map((one) => one.value);
            return { leak: text.includes('CNRYx9'), shown };
        }"""
    )
    assert found == {"leak": False, "shown": ["********", "********"]}


def test_addresses_leave_without_query_and_fragment(open_page: OpenAnyPage) -> None:
    page = open_page(
        "<!doctype html><title>x</title><body><a href='/a?token=CNRYx9#CNRYx9'>link</a>"
        "<img src='/b.png?sig=CNRYx9'><p style='background:url(/c.png?sig=CNRYx9)'>x"
        "<form action='/d?CNRYx9'><input formaction='/e?CNRYx9'></form>"
        "<img srcset='/f.png?CNRYx9 2x'><style>b{background:url(/g?CNRYx9)}</style>"
    )
    text = page.evaluate(
        """async () => {
            const both = lab.pair();
            await lab.pause(150);
            return lab.sent(both.log.frames);
        }"""
    )
    assert "CNRYx9" not in text
    assert f"{ORIGIN}/b.png" in text
