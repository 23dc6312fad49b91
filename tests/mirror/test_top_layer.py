"""What lies on top of the page lies on top of the replica, in the same order."""

import pytest

from tests.mirror.twins import OpenTwins, Twins, acted

pytestmark = pytest.mark.browser

HEAD = """<!doctype html><meta charset=utf-8><title>Shop</title><style>
body{font:16px sans-serif;background:#eef}
.big{width:300px;height:200px;background:#fc8}
dialog{background:#cfc} :focus{outline:none} #b{top:-120px} [popover]{background:#ccf}
::backdrop{background:rgb(200 0 0 / 40%)} #p::backdrop{background:rgb(0 0 200 / 40%)}
</style><body><h1>Shoes</h1><p>Warm and dry.</p>"""

#: Construct: page, and the script that brings it about.
CONSTRUCTS = {
    "details": (
        """<details id=d><summary>More</summary><p>Leather</details>
        <details name=g open><summary>One</summary>1</details>
        <details name=g id=e><summary>Two</summary>2</details>""",
        "d.open = true; e.open = true",
    ),
    "dialog": ("<dialog id=a class=big>Hello</dialog>", "a.show()"),
    "modal": ("<dialog id=a class=big>Hello</dialog>", "a.showModal()"),
    "modal-closed": (
        "<dialog id=a class=big>Hello</dialog>",
        "a.showModal(); setTimeout(() => a.close(), 300)",
    ),
    "modal-made-plain": (
        "<dialog id=a class=big>Hello</dialog>",
        "a.showModal(); setTimeout(() => { a.close(); a.show() }, 300)",
    ),
    "modals-nested": (
        "<dialog id=a class=big>Hello<dialog id=b class=big>Sure?</dialog></dialog>",
        "a.showModal(); b.showModal()",
    ),
    "modals-in-order": (
        "<dialog id=a class=big>A</dialog><dialog id=b class=big>B</dialog>",
        "a.showModal(); b.showModal()",
    ),
    "modals-against-the-tree": (
        "<dialog id=a class=big>A</dialog><dialog id=b class=big>B</dialog>",
        "b.showModal(); a.showModal()",
    ),
    "modal-in-shadow": (
        "<div id=h></div>",
        """h.attachShadow({ mode: 'open' }).innerHTML =
            '<style>::backdrop{background:#0f0}</style><dialog>In here</dialog>';
        h.shadowRoot.querySelector('dialog').showModal()""",
    ),
    "in-a-frame": (
        """<iframe srcdoc="<dialog id=a>Sure?<p id=p popover>Tip</dialog>"></iframe>""",
        """const open = () => {
            const { a, p } = document.querySelector('iframe').contentWindow;
            a?.showModal(); p?.showPopover();
            return a;
        };
        if (!open()) document.querySelector('iframe').onload = open""",
    ),
    "popover-auto": ("<div id=p popover class=big>Tip</div>", "p.showPopover()"),
    "popover-manual": (
        "<div id=p popover=manual class=big>P</div><div id=q popover=manual>Q</div>",
        "q.showPopover(); p.showPopover()",
    ),
    "popover-hint": (
        "<div id=p popover class=big>P<div id=q popover=hint>Hint</div></div>",
        "p.showPopover(); q.showPopover()",
    ),
    "popover-replaced": (
        "<div id=p popover class=big>P</div><div id=q popover>Q</div>",
        "p.showPopover(); q.showPopover()",
    ),
    "popover-in-modal": (
        "<dialog id=a class=big>A<div id=p popover class=big>P</div></dialog>",
        "a.showModal(); p.showPopover()",
    ),
    "popover-over-and-under": (
        "<dialog id=a class=big>A</dialog><div id=p popover=manual class=big>P</div>",
        "p.showPopover(); a.showModal()",
    ),
}


def replica(both: Twins, script: str) -> object:
    return both.agent.evaluate(
        f"() => {{ const page = player.frame.contentDocument; return {script} }}"
    )


@pytest.mark.parametrize("name", CONSTRUCTS)
@pytest.mark.parametrize("when", ["before", "during"])
def test_it_lies_on_top_on_both_sides(twins: OpenTwins, name: str, when: str) -> None:
    html, script = CONSTRUCTS[name]
    both = acted(twins, HEAD + html, script, when)
    assert both.difference() == ""
    both.same_picture(f"{name}-{when}")
    both.anew()
    both.same_picture(f"{name}-{when}-again")


def test_order_is_kept_when_one_opens_again(twins: OpenTwins) -> None:
    html = "<dialog id=a class=big>A</dialog><dialog id=b class=big>B</dialog>"
    both = twins(HEAD + html)
    both.customer.evaluate("() => { a.showModal(); b.showModal() }")
    both.same_picture("two-modals")
    both.customer.evaluate("() => { a.close(); a.showModal() }")
    both.same_picture("two-modals-turned")
    both.anew()
    both.same_picture("two-modals-turned-again")


def test_what_is_moved_while_open_is_where_it_is_on_the_page(twins: OpenTwins) -> None:
    html = """<div id=one><dialog id=a class=big>A</dialog></div><div id=two></div>
        <div id=p popover=manual class=big>P</div>"""
    both = twins(HEAD + html)
    both.customer.evaluate("() => { a.showModal(); p.showPopover() }")
    both.same_picture("before-the-move")
    both.customer.evaluate("() => two.moveBefore(a, null)")
    assert both.difference() == ""
    both.same_picture("moved-open")
    both.customer.evaluate("() => one.append(p)")
    assert both.difference() == ""
    both.same_picture("moved-and-closed")
    both.customer.evaluate("() => { two.append(p); p.showPopover() }")
    assert both.difference() == ""
    both.same_picture("moved-and-opened")


def test_a_masked_popover_opens_with_its_text_masked(twins: OpenTwins) -> None:
    html = "<div id=p popover data-cobrowse=mask>Secret</div>"
    both = twins(HEAD + html)
    assert both.customer.evaluate("() => p.showPopover()") is None
    both.customer.wait_for_timeout(300)
    found = "page.querySelector(':popover-open').textContent"
    assert replica(both, found) == "********"


FULL = """<div id=full style="background:#cfc;padding:20px;width:50%"><p>Big</p>
<button id=in>In</button><div id=inner style="background:#fcc">Inner
<button id=deeper>Deeper</button></div></div><img id=far alt="">
<script>document.addEventListener('click', ({ target }) => {
    if (target.id === 'in') full.requestFullscreen();
    if (target.id === 'deeper') inner.requestFullscreen();
});</script>"""


def test_a_fullscreen_element_fills_the_replica(twins: OpenTwins) -> None:
    both = twins(HEAD + FULL)
    both.customer.click("#in")
    both.customer.wait_for_function("document.fullscreenElement")
    both.same_picture("fullscreen")
    both.anew()
    both.same_picture("fullscreen-again")
    both.customer.click("#deeper")
    both.customer.wait_for_function("document.fullscreenElement.id === 'inner'")
    both.customer.mouse.move(500, 600)
    both.same_picture("fullscreen-inner")
    both.customer.evaluate("document.exitFullscreen()")
    both.customer.wait_for_function("document.fullscreenElement?.id === 'full'")
    both.same_picture("fullscreen-outer")
    both.customer.evaluate("document.exitFullscreen()")
    both.customer.wait_for_function("!document.fullscreenElement")
    both.same_picture("fullscreen-over")
    assert both.difference() == ""


def test_a_dialog_over_a_fullscreen_element(twins: OpenTwins) -> None:
    both = twins(HEAD + FULL + "<dialog id=a>On top</dialog>")
    both.customer.click("#in")
    both.customer.wait_for_function("document.fullscreenElement")
    both.customer.evaluate("() => a.showModal()")
    both.same_picture("dialog-over-fullscreen")
    assert both.difference() == ""


def test_what_is_open_in_a_frame(twins: OpenTwins) -> None:
    both = twins(
        HEAD + "<dialog>Modal</dialog><div popover=manual>Pop</div><iframe></iframe>"
    )
    both.customer.evaluate(
        """() => {
            const [modal, pop] = document.querySelectorAll('dialog, div');
            document.querySelector('iframe').contentDocument.body.append(modal, pop);
            modal.showModal();
            pop.showPopover();
        }"""
    )
    inside = "page.querySelector('iframe').contentDocument.querySelector"
    assert both.difference() == ""
    assert replica(both, f"{inside}('dialog').matches(':modal')")
    assert replica(both, f"{inside}('div').matches(':popover-open')")


#: Without a rule for popovers, which stand for fullscreen elements in a replica.
PLAIN = HEAD.replace("[popover]{background:#ccf}", "")
IN_FRAME = """<iframe allowfullscreen style="border:5px solid red;padding:9px"
srcdoc="<style>:fullscreen{background:#cdf}div{background:#fdc}</style>
<p>Inside</p><div id=full>Big</div>"></iframe>
<iframe srcdoc="<p>Other"></iframe>"""
FILL_IN_FRAME = """const there = document.querySelector('iframe').contentDocument;
    there.querySelector('#full').requestFullscreen()"""


@pytest.mark.parametrize("when", ["before", "during"])
def test_a_fullscreen_element_in_a_frame_fills_the_replica(
    twins: OpenTwins, when: str
) -> None:
    both = acted(
        twins,
        PLAIN + IN_FRAME,
        f"document.onclick = () => {{ {FILL_IN_FRAME} }}",
        when,
    )
    both.customer.click("h1")
    both.customer.wait_for_function("document.fullscreenElement")
    both.same_picture("fullscreen-in-frame")
    both.anew()
    both.same_picture("fullscreen-in-frame-again")
    assert both.difference() == ""
    both.customer.evaluate("document.exitFullscreen()")
    both.customer.wait_for_function("!document.fullscreenElement")
    both.same_picture("fullscreen-in-frame-over")
    assert both.difference() == ""


def test_a_frame_and_a_whole_document_in_fullscreen(twins: OpenTwins) -> None:
    both = twins(PLAIN + IN_FRAME)
    for fill in (
        "document.querySelector('iframe').requestFullscreen()",
        "document.querySelector('iframe').contentDocument.documentElement"
        ".requestFullscreen()",
        "document.documentElement.requestFullscreen()",
        "document.body.requestFullscreen()",
    ):
        both.customer.evaluate(f"() => {fill}")
        both.customer.wait_for_function("document.fullscreenElement")
        both.same_picture("fullscreen-whole")
        both.customer.evaluate("document.exitFullscreen()")
        both.customer.wait_for_function("!document.fullscreenElement")
        both.same_picture("fullscreen-whole-over")
    assert both.difference() == ""
