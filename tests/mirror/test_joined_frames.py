"""Frames of another origin whose pages record themselves: shown inside the replica."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page, Route

from tests.mirror.conftest import HERE

pytestmark = pytest.mark.browser

TOP = """<!doctype html><title>Shop</title><h1>Shop</h1>
<div id=place><iframe id=one src=http://other.test/one width=300 height=120></iframe>
</div><p id=end>End</p>"""
INSIDE = """<!doctype html><title>Inside</title>
<style>p {{ color: rgb(1, 2, 3) }}</style>
<p id=word>Hello from {path}</p><p class=iban>DE99 SECRET</p>
<input type=password value=hunter2>"""
OTHER = "http://other.test"

#: Top page, its frame, and what the parent's recorder and player are.
Joined = tuple[Page, Frame]
OpenJoined = Callable[..., Joined]


@pytest.fixture
def open_joined(chromium: Browser, bundle: str) -> Iterator[OpenJoined]:
    """Opens the page and starts recorders on both sides; `both` is the pair."""
    context = chromium.new_context(viewport={"width": 900, "height": 600})
    errors: list[str] = []

    def answer(route: Route) -> None:
        url = route.request.url
        html = INSIDE.format(path=url.removeprefix(OTHER)) if OTHER in url else top[0]
        route.fulfill(body=html, content_type="text/html")

    top = [TOP]

    def equip(place: Page | Frame) -> None:
        place.evaluate(f"(() => {{ {bundle}\nwindow.MirrorTest = MirrorTest; }})()")
        for script in ("lab.js", "joined.js"):
            place.evaluate((HERE / script).read_text())

    def open_page(html: str = TOP, rules: str = "[]", *, offer: bool = True) -> Joined:
        top[0] = html
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.route("**/*", answer)
        page.goto("http://shop.test/")
        equip(page)
        inside = next(one for one in page.frames if OTHER in one.url)
        equip(inside)
        inside.evaluate(f"lab.record_for_parent({rules})")
        page.evaluate(f"window.both = lab.join({{ rules: {rules} }})")
        page.wait_for_function("both.log.progress.at(-1) === 'live'")
        if offer:
            page.evaluate("both.offer('one')")
            page.wait_for_function("both.shown('one').includes('Hello')")
        return page, inside

    yield open_page
    context.close()
    assert errors == []


def forge(page: Page, body: str) -> bool:
    """Passes on what a script in the frame could send through its port."""
    taken: bool = page.evaluate(f"both.pass('one', {body})")
    page.evaluate("lab.pause(150)")
    return taken


def top_is_whole(page: Page) -> bool:
    """The page around the frame is there, and follows what changes."""
    page.evaluate("() => { end.textContent += '!' }")
    word = page.evaluate("end.textContent")
    page.wait_for_function(
        "w => both.page().querySelector('#end').textContent === w", arg=word
    )
    asked: bool = page.evaluate("both.log.resyncs.every(one => one === 'joined_frame')")
    return asked and page.evaluate("both.log.problems.length") == 0


def test_what_a_frame_shows_is_shown_where_it_is(open_joined: OpenJoined) -> None:
    page, inside = open_joined()
    page.wait_for_function(
        """both.replica('one').contentWindow
        .getComputedStyle(both.replica('one').contentDocument.querySelector('#word'))
        .color === 'rgb(1, 2, 3)'"""
    )
    inside.evaluate("() => { word.textContent = 'Changed' }")
    page.wait_for_function("both.shown('one').includes('Changed')")
    inside.evaluate("() => { word.insertAdjacentHTML('afterend', '<b>New</b>') }")
    page.wait_for_function("both.shown('one').includes('New')")
    assert page.evaluate("both.is_box('one')") is False
    assert top_is_whole(page)
    assert page.evaluate("both.done") > 0


def test_it_is_masked_before_it_leaves_the_frame(open_joined: OpenJoined) -> None:
    page, inside = open_joined(rules="[{id: 1, selector: '.iban', effect: 'mask'}]")
    assert "********" in page.evaluate("both.shown('one')")
    sent = inside.evaluate("lab.sent(lab.said)")
    assert "Hello" in sent
    assert "SECRET" not in sent
    assert "hunter2" not in sent


def test_a_pause_in_the_frame_pauses_the_frame(open_joined: OpenJoined) -> None:
    page, inside = open_joined(rules="[{id: 1, selector: '.stop', effect: 'pause'}]")
    inside.evaluate("() => { word.className = 'stop'; word.textContent = 'Private' }")
    page.wait_for_function("both.is_box('one')")
    assert "Private" not in inside.evaluate("lab.sent(lab.said)")
    assert top_is_whole(page)
    inside.evaluate("() => { word.className = ''; word.textContent = 'Hello again' }")
    page.wait_for_function("both.shown('one').includes('Hello again')")


def test_without_a_recorder_of_its_own_it_is_a_labelled_box(
    open_joined: OpenJoined,
) -> None:
    page, _ = open_joined(offer=False)
    assert page.evaluate("both.met") == ["one"]
    assert page.evaluate("both.is_box('one')")


def test_a_place_in_it_is_a_place_on_its_box(open_joined: OpenJoined) -> None:
    page, _ = open_joined()
    found = page.evaluate(
        """(() => {
        const box = both.replica('one').getBoundingClientRect();
        const at = both.player.id_at(box.x + box.width / 2, box.y + box.height / 2);
        return [both.player.element_by_id(at.id).id, Math.round(at.fx * 10)];
        })()"""
    )
    assert found == ["one", 5]


@pytest.mark.parametrize(
    "body",
    [
        "new Uint8Array(14)",
        "new Uint8Array(13).fill(1)",
        "lab.forge(new Uint8Array(0))",
        "lab.forge(new Uint8Array([1, 2, 3]))",
        "lab.forge(crypto.getRandomValues(new Uint8Array(900)))",
        "lab.forge(crypto.getRandomValues(new Uint8Array(900)), 3)",
        "lab.forge(lab.unit(w => w.uint(200)), 2)",
        # More nodes than are allowed to be.
        "lab.forge(lab.unit((w, op) => w.op(op.RM, 1), 7), 2)",
        # What is inside a frame in a frame.
        """lab.forge(lab.unit((w, op) => {
            w.uint(op.DOC); w.newId(1); w.uint(0); w.uint(1); w.at(1, 0);
            w.uint(op.EL); w.newId(2); w.uint(0); w.string('iframe'); w.uint(0);
            w.op(op.FRAME_UNIT, 2); w.bytes(lab.forge(new Uint8Array([1])));
        }, 2), 2)""",
    ],
)
def test_a_forged_stream_makes_a_box_of_its_frame_and_of_nothing_else(
    open_joined: OpenJoined, body: str
) -> None:
    page, _ = open_joined()
    forge(page, body)
    if page.evaluate("both.refused") == 0:
        # It was passed on, refused at the agent's, and a snapshot was asked for.
        page.wait_for_function("both.lost.length > 0")
    page.wait_for_function("both.shown('one').includes('Hello')")
    assert top_is_whole(page)


@pytest.mark.parametrize(
    "body",
    ["new Uint8Array(200 * 1024).fill(1)", "new Uint8Array([1, 2, 0])"],
    ids=["oversized", "cut"],
)
def test_what_is_no_frame_at_all_is_not_passed_on(
    open_joined: OpenJoined, body: str
) -> None:
    page, _ = open_joined()
    assert forge(page, body) is False
    assert page.evaluate("both.lost") == []
    assert top_is_whole(page)


def test_a_frame_that_never_says_anything_true_stays_a_box(
    open_joined: OpenJoined,
) -> None:
    page, _ = open_joined(offer=False)
    before = page.evaluate("both.log.resyncs.length")
    for number in range(1, 30):
        page.evaluate(f"both.pass('one', lab.forge(new Uint8Array([9]), 2, {number}))")
    page.evaluate("lab.pause(300)")
    assert page.evaluate("both.is_box('one')")
    # However often it is wrong, it is asked for once, and then two seconds later.
    assert page.evaluate("both.log.resyncs.length") - before <= 1
    assert top_is_whole(page)


def test_nothing_of_a_hostile_stream_runs_or_reaches_the_page_around_it(
    open_joined: OpenJoined,
) -> None:
    page, _ = open_joined()
    page.evaluate("window.ran = 0")
    forge(
        page,
        """lab.forge(lab.unit((w, op) => {
            w.uint(op.DOC); w.newId(1); w.uint(0); w.uint(1); w.at(1, 0);
            w.uint(op.EL); w.newId(2); w.uint(0); w.string('html'); w.uint(0);
            w.at(2, 0); w.uint(op.EL); w.newId(3); w.uint(0); w.string('script');
            w.uint(1); w.string('src'); w.string('data:text/javascript,top.ran=1');
            w.at(3, 0);
            w.uint(op.TX); w.newId(4); w.string('top.ran = parent.ran = 1'); w.at(2, 3);
            w.uint(op.EL); w.newId(5); w.uint(0); w.string('img'); w.uint(2);
            w.string('src'); w.string('x'); w.string('onerror'); w.string('top.ran=1');
            w.op(op.VIEW, 5, 5); w.uint(op.TITLE); w.string('Mine');
        }, 5), 2)""",
    )
    assert page.evaluate("ran") == 0
    inner = "both.replica('one').contentDocument"
    assert page.evaluate(f"{inner}.querySelectorAll('script').length") == 0
    assert page.evaluate("both.log.titles.at(-1)") == "Shop"
    assert page.evaluate("both.log.views.at(-1)") == [900, 600]
    assert top_is_whole(page)


MASKED = [
    TOP.replace("id=place", "id=place data-cobrowse=mask"),
    TOP.replace("<iframe ", "<iframe data-cobrowse=mask "),
    TOP.replace("<iframe ", "<iframe class=blocked "),
    TOP.replace("<iframe ", "<iframe data-cobrowse=ignore "),
]


@pytest.mark.parametrize("html", MASKED, ids=["part", "frame", "blocked", "ignored"])
def test_hidden_frames_are_told_to_nobody_and_take_nothing(
    open_joined: OpenJoined, html: str
) -> None:
    rules = "[{id: 1, selector: '.blocked', effect: 'block'}]"
    page, _ = open_joined(html, rules, offer=False)
    assert page.evaluate("both.met") == []
    assert page.evaluate("both.recorder.may_join(one)") is False
    page.evaluate("both.offer('one')")
    page.evaluate("lab.pause(300)")
    assert page.evaluate("both.refused") > 0
    assert "Hello" not in page.evaluate("lab.sent(both.log.frames)")


def test_a_frame_that_comes_to_be_hidden_is_gone(open_joined: OpenJoined) -> None:
    page, inside = open_joined()
    page.evaluate("() => { place.dataset.cobrowse = 'mask' }")
    page.wait_for_function("both.is_box('one')")
    frames = page.evaluate("both.log.frames.length")
    inside.evaluate("() => { word.textContent = 'Later' }")
    page.evaluate("lab.pause(300)")
    later = page.evaluate(f"lab.sent(both.log.frames.slice({frames}))")
    assert "Later" not in later
    assert top_is_whole(page)


def test_a_frame_that_showed_a_page_of_our_own_before(open_joined: OpenJoined) -> None:
    """As every frame does that a script puts in: it is empty, and ours, at first."""
    page, inside = open_joined(
        TOP.replace("<div ", "<iframe id=late srcdoc=Own></iframe><div ")
    )
    page.wait_for_function("both.shown('late') === 'Own'")
    page.evaluate("() => { late.removeAttribute('srcdoc'); late.src = one.src }")
    page.wait_for_function("both.met.includes('late')")
    page.wait_for_function("both.is_box('late')")
    page.evaluate(
        """said => { for (const one of said)
        both.pass('late', Uint8Array.from(Object.values(one))) }""",
        inside.evaluate("lab.said.map(one => ({...one}))"),
    )
    page.wait_for_function("both.shown('late').includes('Hello')")
    page.evaluate("() => { end.textContent = 'A later unit' }")
    page.wait_for_function("both.page().body.textContent.includes('A later unit')")
    assert "Hello" in page.evaluate("both.shown('late')")
    assert top_is_whole(page)


def test_a_new_snapshot_asks_for_it_anew(open_joined: OpenJoined) -> None:
    page, _ = open_joined()
    page.evaluate("both.recorder.resync()")
    page.wait_for_function("both.met.length === 2")
    # The parent's widget does this when it hears of it again.
    page.evaluate("both.ports.get('one').postMessage('resync')")
    page.wait_for_function("both.shown('one').includes('Hello')")
    assert top_is_whole(page)


def test_a_frame_that_was_moved_without_a_reload_is_asked_for(
    open_joined: OpenJoined,
) -> None:
    page, _ = open_joined()
    page.evaluate("() => document.body.moveBefore(one, document.body.firstChild)")
    page.wait_for_function("both.lost.length > 0")
    page.wait_for_function("both.shown('one').includes('Hello')")
    assert page.evaluate("both.replica('one').parentNode.localName") == "body"
    assert top_is_whole(page)


def test_it_is_a_box_again_when_it_leaves_or_shows_a_page_of_our_own(
    open_joined: OpenJoined,
) -> None:
    page, _ = open_joined()
    page.evaluate("() => { both.pass('one', new Uint8Array(0)) }")
    page.wait_for_function("both.is_box('one')")
    page.evaluate("() => { one.removeAttribute('src'); one.srcdoc = 'Own words' }")
    page.wait_for_function("both.shown('one') === 'Own words'")
    assert page.evaluate("both.recorder.may_join(one)") is False
    page.evaluate("() => one.remove()")
    page.wait_for_function("both.replica('one') === null")
    assert top_is_whole(page)


@pytest.mark.parametrize("tag", ["p", "x-frame"])
def test_what_is_no_frame_shows_nothing_of_its_own(
    open_joined: OpenJoined, tag: str
) -> None:
    """The unit is refused as a whole: the page before it stays."""
    page, _ = open_joined()
    page.evaluate(
        """tag => both.player.receive(lab.forge(lab.unit((w, op) => {
            w.uint(op.DOC); w.newId(1); w.uint(0); w.uint(1); w.at(1, 0);
            w.uint(op.EL); w.newId(2); w.uint(0); w.string(tag); w.uint(0);
            w.op(op.FRAME_UNIT, 2); w.bytes(lab.forge(new Uint8Array([1])));
        }, 2), 2))""",
        tag,
    )
    page.wait_for_function("both.log.resyncs[0] === 'bad_reference'")
    page.wait_for_function("both.page().querySelector('#end') !== null")


def test_more_frames_than_eight_stay_boxes(open_joined: OpenJoined) -> None:
    frame = "<iframe id=f{0} src=http://other.test/{0}></iframe>"
    many = "".join(frame.format(number) for number in range(9))
    page, inside = open_joined(TOP + many)
    page.evaluate(
        """async (said) => {
            const bytes = said.map(one => Uint8Array.from(Object.values(one)));
            for (let i = 0; i < 9; i++)
                for (const one of bytes) both.pass('f' + i, one);
        }""",
        inside.evaluate("lab.said.map(one => ({...one}))"),
    )
    page.wait_for_function("both.shown('f6').includes('Hello')")
    page.evaluate("lab.pause(200)")
    assert page.evaluate("both.is_box('f7')")
    assert page.evaluate("both.is_box('f8')")
    assert top_is_whole(page)
