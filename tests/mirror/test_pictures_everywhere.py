"""In each engine the replica looks like its page, one page for each construct.

Page and replica are drawn in one window, one after the other.
"""

import pytest

from tests.mirror.conftest import OpenAnyPage, every_engine
from tests.mirror.crossing_pages import PAGES, serve
from tests.mirror.engines import EngineBrowser, EnginePage
from tests.mirror.twins import KEPT, decoded, differing

pytestmark = [pytest.mark.browser, every_engine]

#: Some more of what a page can hold and what comes later.
MORE = {
    "top-layer": (
        """<!doctype html><title>Top</title><style>::backdrop{background:#00f6}</style>
        <p>Below</p><dialog id=d>Sure?</dialog><p id=p popover=manual>Tip""",
        "() => { p.showPopover(); d.showModal() }",
    ),
    "states": (
        """<!doctype html><title>States</title><style>:user-invalid,:invalid{color:red}
        input:focus{outline:3px solid green}:focus-within{background:#eee}</style>
        <form><input required placeholder=name><input type=checkbox id=c></form>""",
        "() => { c.indeterminate = true; c.focus(); c.blur() }",
    ),
}

#: Pixels that may differ: in another layer WebKit draws corners otherwise.
MOST = {"chromium": 0, "firefox": 0, "webkit": 60}

SHOW = """async (replica) => {
    const { host } = lab;
    host.style.cssText = `visibility:${replica ? "visible" : "hidden"};position:fixed;
        inset:0;margin:0;border:0;padding:0;width:auto;height:auto;max-width:none;
        max-height:none;overflow:hidden;background:#fff`;
    if (replica && !host.popover) {
        host.popover = "manual";
        host.showPopover();
    }
    for (let i = 0; i < 2; i++)
        await new Promise((done) => requestAnimationFrame(done));
}"""


def shots(page: EnginePage) -> list[bytes]:
    """The page, and then its replica."""
    found = []
    for replica in (False, True):
        page.evaluate(SHOW, replica)
        found.append(page.screenshot())
    return found


@pytest.mark.parametrize("name", [*PAGES, *MORE])
def test_a_page_and_its_replica_look_the_same(
    open_page: OpenAnyPage, engine: EngineBrowser, name: str
) -> None:
    html, act = (PAGES | MORE)[name]
    page = open_page(html, serve)
    page.evaluate("() => { window.both = lab.pair() }")
    assert page.evaluate("() => lab.difference(both)") == ""
    page.evaluate(act)
    # Rings are the browser's own, like the controls.
    page.evaluate("() => document.activeElement?.blur()")
    assert page.evaluate("() => lab.difference(both)") == ""
    for _ in range(5):
        live, replica = map(decoded, shots(page))
        wrong = differing(live, replica)
        if wrong <= MOST[engine.name]:
            return
        page.evaluate("() => lab.pause(200)")
    KEPT.mkdir(parents=True, exist_ok=True)
    for side, shot in (("page", live), ("replica", replica)):
        shot.save(KEPT / f"{name}-{engine.name}-{side}.png")
    raise AssertionError(f"{wrong} pixels differ: see {KEPT}/{name}-{engine.name}-*")
