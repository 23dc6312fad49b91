"""Shadow roots in the replica: the parser's, closed ones, and what slots show."""

import pytest

from tests.mirror.twins import OpenTwins, Twins

pytestmark = pytest.mark.browser

STYLE = """<!doctype html><title>Shadows</title><style>
body{margin:8px;font:16px sans-serif}
x-card::part(head){color:crimson}.dark{--ink:navy}</style>"""

#: Looks of a card, from every selector that crosses a shadow boundary.
CARD = """<style>:host{display:block;border:2px solid silver;color:var(--ink,black)}
:host([open]){border-width:8px}:host(.warm){background:bisque}
:host-context(.dark){background:lightsteelblue}
::slotted(b){color:green}slot[name=foot]::slotted(*){font-style:italic}</style>
<h3 part=head>Card</h3><slot>Nothing yet</slot><hr><slot name=foot>No foot</slot>"""


def same(both: Twins, name: str) -> None:
    different = both.difference()
    assert not different, different
    both.same_picture(name)


def test_the_parsers_shadow_roots(twins: OpenTwins) -> None:
    card = f"<template shadowrootmode=open shadowrootdelegatesfocus>{CARD}</template>"
    both = twins(f"{STYLE}<x-card id=one>{card}<b>Light</b></x-card><div id=out></div>")
    same(both, "parsed")
    both.customer.evaluate(
        "(html) => out.setHTMLUnsafe(html)",
        f"<x-card><template shadowrootmode=open><p>Outer</p><x-card id=in>{card}"
        "</x-card><slot></slot></template><i>Inner light</i></x-card>",
    )
    same(both, "parsed-late")


def test_slots_by_name_and_what_they_show_by_default(twins: OpenTwins) -> None:
    both = twins(
        f"{STYLE}<body><x-card id=one><template shadowrootmode=open>{CARD}</template>"
        "</x-card>"
    )
    same(both, "slots-default")
    for number, script in enumerate(
        (
            "one.innerHTML = '<b>Body</b><p slot=foot>Foot</p>'",
            "one.lastChild.slot = ''; one.firstChild.slot = 'foot'",
            "one.shadowRoot.querySelector('slot[name]').name = 'other'",
            "one.className = 'warm'; one.setAttribute('open', '')",
            "one.className = ''; document.body.className = 'dark'",
            "one.shadowRoot.querySelector('h3').removeAttribute('part')",
        )
    ):
        both.customer.evaluate(f"{{ {script} }}")
        same(both, f"slots-{number}")


MANUAL = """() => {
    const root = one.attachShadow({ mode: 'open', slotAssignment: 'manual' });
    root.innerHTML = '<p>[<slot id=a>none</slot>] [<slot id=b>none</slot>]</p>';
    const [a, b] = root.querySelectorAll('slot');
    Object.assign(window, { a, b });
    one.innerHTML = '<u>1</u><i>2</i>three<s>4</s>';
    b.assign(one.childNodes[2], one.firstChild);
}"""


def test_slots_that_a_script_fills(twins: OpenTwins) -> None:
    both = twins(f"{STYLE}<div id=one></div>")
    both.customer.evaluate(MANUAL)
    same(both, "manual")
    for number, script in enumerate(
        (
            "a.assign(one.children[1]); b.assign(one.lastChild)",
            "window.gone = one.lastChild; gone.remove()",
            "one.prepend(gone)",
            "a.assign(); b.assign(...one.children)",
        )
    ):
        both.customer.evaluate(f"{{ {script} }}")
        same(both, f"manual-{number}")


#: The engine is there before the page's scripts make closed roots.
CLOSED = f"""{STYLE}<script src=/mirror.js></script>
<script>window.end = MirrorTest.watchShadowRoots(window);
window.made = new WeakMap();
window.closedRoots = {{ get: (host) => made.get(host) ?? host.internals?.shadowRoot }};
customElements.define('x-own', class extends HTMLElement {{
    constructor() {{ super(); this.internals = this.attachInternals(); }}
}});
function shut(host, html) {{
    const root = host.attachShadow({{ mode: 'closed' }});
    root.innerHTML = html;
    made.set(host, root);
    return root;
}}</script><body>
<x-own><template shadowrootmode=closed>Declared <slot></slot></template>light</x-own>
<div id=one></div><div id=two class=secret></div><script>
const outer = shut(one, '<p>Outer <span></span> <input value=typed></p>');
shut(outer.querySelector('span'), '<b>inner</b>')</script>"""


def test_closed_roots_that_were_seen_being_made(twins: OpenTwins) -> None:
    both = twins(CLOSED)
    same(both, "closed")
    assert both.agent.evaluate("player.frame.contentDocument.body.innerText") != ""
    both.customer.evaluate(
        """shut(two, '<i>late</i>'); outer.querySelector('input').value = 'again';
        const sheet = new CSSStyleSheet(); sheet.replaceSync('p{color:teal}');
        outer.adoptedStyleSheets.push(sheet); outer.firstChild.append('more')"""
    )
    same(both, "closed-late")


SHOWN = """() => {
    const seen = (root) => [...root.querySelectorAll('*')].map((one) =>
        one.shadowRoot ? one.shadowRoot.textContent + seen(one.shadowRoot)
            : one.value ?? '').join();
    return player.frame.contentDocument.documentElement.textContent
        + seen(player.frame.contentDocument);
}"""


def test_what_hides_a_host_hides_its_closed_root(twins: OpenTwins) -> None:
    rules = [
        {"id": 1, "selector": ".secret", "effect": "mask"},
        {"id": 2, "selector": "b", "effect": "mask"},
    ]
    both = twins(CLOSED, rules=rules)
    both.customer.evaluate(
        "shut(two, '<em>hush</em>'); one.shadowRoot; outer.append('known')"
    )
    both.agent.wait_for_function(f"({SHOWN})().includes('known')")
    shown = both.agent.evaluate(SHOWN)
    assert "hush" not in shown
    assert "inner" not in shown
    assert "Outer" in shown
    assert "Declared" in shown
    policies = both.customer.evaluate(
        """[closedRoots.get(two).firstChild, outer.querySelector('input'),
            closedRoots.get(outer.querySelector('span')).firstChild.firstChild]
            .map((one) => recorder.target_policy(one).masked)"""
    )
    assert policies == [True, False, True]


def test_a_point_in_a_closed_root_is_found_on_both_sides(twins: OpenTwins) -> None:
    both = twins(CLOSED)
    same(both, "closed-point")
    box = both.customer.evaluate(
        "(({ x, y }) => ({ x: x + 3, y: y + 3 }))"
        "(outer.querySelector('input').getBoundingClientRect())"
    )
    hit = both.agent.evaluate("({ x, y }) => player.id_at(x, y)", box)
    name = both.customer.evaluate(
        "(id) => recorder.node_by_id(id) === outer.querySelector('input')", hit["id"]
    )
    assert name is True


def test_the_page_gets_its_natives_back(twins: OpenTwins) -> None:
    both = twins(CLOSED)
    both.customer.evaluate("recorder.stop(); end()")
    assert both.customer.evaluate(
        """[Element.prototype.attachShadow, HTMLElement.prototype.attachInternals,
            HTMLSlotElement.prototype.assign]
            .every((one) => String(one).includes('[native code]'))"""
    )
