"""Both sides name a place by element and offset, and mean the same place."""

import pytest

from tests.mirror.conftest import OpenPage

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>Places</title>
<style>body{margin:0} button{width:200px;height:40px;display:block}</style><body>
<button id=a>One</button>
<div id=host style="margin:30px"></div>
<iframe id=f style="border:5px solid;padding:7px;width:300px;height:150px"></iframe>
<script>
document.getElementById('host').attachShadow({ mode: 'open' })
    .innerHTML = '<button id=s style="width:120px;height:50px">Shadow</button>';
document.getElementById('f').contentDocument.body.innerHTML =
    '<p style="margin:20px"><button id=b style="width:90px;height:30px">Inner</button>';
</script>"""

ROUND_TRIP = """async (within) => {
    const both = lab.pair();
    await lab.difference(both);
    await lab.pause(100);
    lab.host.style.display = 'block';
    lab.host.style.inset = '400px auto auto 0';
    const find = {
        a: () => document.getElementById('a'),
        s: () => document.getElementById('host').shadowRoot.getElementById('s'),
        b: () => document.getElementById('f').contentDocument.getElementById('b'),
    }[within];
    const node = find();
    const id = both.recorder.id_of(node);
    const live = MirrorTest.pointOf(node, document, 0.25, 0.5);
    const back = MirrorTest.locate(both.recorder, document, live.x, live.y);
    const shown = both.player.point_of(id, 0.25, 0.5);
    const hit = both.player.id_at(shown.x, shown.y);
    const round = ({ fx, fy }) => [Math.round(fx * 100), Math.round(fy * 100)];
    return {
        same_id: back.id === id && hit.id === id,
        live: round(back),
        shown: round(hit),
        apart: Math.hypot(shown.x - live.x, shown.y - live.y) < 1,
        element: both.player.element_by_id(id).textContent === node.textContent,
    };
}"""


@pytest.mark.parametrize("within", ["a", "s", "b"])
def test_a_place_is_found_again_on_the_other_side(
    open_page: OpenPage, within: str
) -> None:
    page = open_page(PAGE)
    assert page.evaluate(ROUND_TRIP, within) == {
        "same_id": True,
        "live": [25, 50],
        "shown": [25, 50],
        "apart": True,
        "element": True,
    }


def test_real_clicks_do_not_reach_the_replica(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.evaluate(
        """async () => {
            window.both = lab.pair();
            await lab.difference(window.both);
            window.clicks = 0;
            both.page().addEventListener('pointerdown', () => window.clicks++, true);
            lab.host.style.cssText = 'position:fixed;inset:0;z-index:9;background:#fff';
        }"""
    )
    page.mouse.click(60, 20)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("window.clicks") == 0


POLICY_PAGE = """<!doctype html><title>Policy</title><body>
<form><input id=plain name=city><input id=pw type=password><input id=cc
autocomplete=cc-number><input id=upload type=file><button id=send>Send</button>
<button id=more type=button>More</button><input id=hidden type=hidden>
<button id=okay class=ok>Go</button></form>
<div class=no><button id=kept>Delete</button></div>
<div class=mask><i id=deep>x</i></div>
<label id=lab for=upload>Choose</label>
<div data-cobrowse=restrict><b id=marked>x</b></div>
<div data-cobrowse-root><b id=ours>x</b></div><div id=host class=mask></div>
<script>document.getElementById('host').attachShadow({ mode: 'open' })
    .innerHTML = '<b id=inner>x</b>';</script>"""


def test_the_policy_of_each_target_follows_from_all_its_ancestors(
    open_page: OpenPage,
) -> None:
    page = open_page(POLICY_PAGE)
    found = page.evaluate(
        """async () => {
            const rules = [['.mask', 'mask'], ['.no', 'restrict'], ['.ok', 'allow']]
                .map(([selector, effect], id) => ({ id, selector, effect }));
            const both = lab.pair({ rules });
            await lab.pause(100);
            const nodes = [...document.querySelectorAll('[id]')];
            nodes.push(document.getElementById('host').shadowRoot.getElementById('inner'));
            const words = (node) => Object.entries(both.recorder.target_policy(node))
                .filter(([, is]) => is).map(([name]) => name).sort().join(' ');
            return Object.fromEntries(nodes.map((node) => [node.id, words(node)]));
        }"""
    )
    assert found == {
        "plain": "",
        "pw": "masked password",
        "cc": "masked",
        "upload": "file masked",
        "send": "submit",
        "more": "",
        "hidden": "masked",
        "okay": "allowed submit",
        "kept": "restricted",
        "deep": "masked",
        "lab": "file masked",
        "marked": "restricted",
        "ours": "own_ui",
        "host": "masked",
        "inner": "masked",
    }
