"""Whatever goes wrong between page and replica is found at once and mended small."""

import pytest

from tests.mirror.conftest import OpenPage

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>List</title><main>
<ul id=a><li>1<li>2<li>3</ul><ul id=b><li>4<li>5</ul><p id=t>text</p></main>"""

#: A browser that forgets to tell of changes while `deaf` is set.
FORGETFUL = """<script>
const Native = MutationObserver;
window.MutationObserver = class extends Native {
    constructor(tell) { super((records) => { if (!window.deaf) tell(records); }); }
    takeRecords() { const all = super.takeRecords(); return window.deaf ? [] : all; }
};
</script>"""


@pytest.mark.parametrize(
    "damage",
    [
        "list.append(list.firstChild)",
        "list.append(list.ownerDocument.createElement('p'))",
    ],
)
def test_a_list_that_differs_is_sent_anew_and_nothing_else(
    open_page: OpenPage, damage: str
) -> None:
    page = open_page(PAGE)
    found = page.evaluate(
        """async (damage) => {
            const both = lab.pair();
            await lab.difference(both);
            const id = both.recorder.id_of(document.getElementById('a'));
            const other = both.page().getElementById('b');
            const list = both.page().getElementById('a');
            eval(damage);
            document.getElementById('a').append(document.createElement('li'));
            const difference = await lab.difference(both);
            return {
                difference,
                resyncs: both.log.resyncs,
                snapshots: both.log.progress.filter((one) => one === 'loading').length,
                renewed: both.recorder.id_of(document.getElementById('a')) !== id,
                kept: both.page().getElementById('b') === other,
            };
        }""",
        damage,
    )
    assert found == {
        "difference": "",
        "resyncs": ["drift"],
        "snapshots": 1,
        "renewed": True,
        "kept": True,
    }


@pytest.mark.parametrize(
    "change",
    [
        "a.append(document.createElement('li'))",
        "a.firstChild.remove()",
        "b.append(a.firstChild)",
        "t.firstChild.data = 'other text'",
        "a.innerHTML = '<li><b>x</b><li>y'",
    ],
)
def test_a_change_that_the_browser_never_told_of_is_found(
    open_page: OpenPage, change: str
) -> None:
    page = open_page(FORGETFUL + PAGE)
    found = page.evaluate(
        """async (change) => {
            const both = lab.pair();
            await lab.difference(both);
            const [a, b, t] = ['a', 'b', 't'].map((id) => document.getElementById(id));
            window.deaf = true;
            eval(change);
            await null;
            await lab.pause(0);
            window.deaf = false;
            const difference = await lab.difference(both, 4000);
            const { problems, resyncs, progress } = both.log;
            const snapshots = progress.filter((one) => one === 'loading').length;
            return { difference, snapshots, problems: [...new Set(problems)], resyncs };
        }""",
        change,
    )
    assert found == {
        "difference": "",
        "snapshots": 1,
        "problems": ["drift"],
        "resyncs": [],
    }


FORGE = """async (bad) => {
    const { Writer, Reader, Op, decodeFrame, encodeFrame } = MirrorTest;
    const both = lab.pair();
    await lab.difference(both);
    const ids = new Map(['a', 'b', 't'].map((name) =>
        [name, both.recorder.id_of(document.getElementById(name))]));
    const id = (name) => ids.get(name);
    both.recorder.stop();
    const last = both.log.frames.length;
    const reader = new Reader();
    const units = both.log.frames.map((one) => reader.read(decodeFrame(one).body));
    const commit = units.at(-1).at(-1);
    const before = lab.page(both.page(), false);
    const w = new Writer();
    w.op(Op.RM, id('b'));
    w.op(Op.ATTR, id('t')); w.string('title'); w.value('half done');
    w.op(Op.AT, id('a'), 0);
    w.uint(Op.TX); w.newId(90001); w.value('half done');
    eval(bad);
    w.op(Op.COMMIT, commit.flush + 1, 0, commit.created + 1, 0);
    const body = w.take();
    both.player.receive(encodeFrame({ flags: 0, epoch: 7, seq: last + 1, body }));
    let after = before;
    for (let i = 0; i < 200 && after === before && both.log.resyncs.length === 0; i++) {
        await lab.pause(10);
        after = lab.page(both.page(), false);
    }
    return { same: before === after, resyncs: both.log.resyncs };
}"""


@pytest.mark.parametrize(
    "bad",
    [
        "w.op(Op.MV, id('a'), id('b'), 0)",
        "w.op(Op.MV, 77777, id('a'), 0)",
        "w.op(Op.MV, id('a'), id('a'), 0)",
        "w.op(Op.AT, id('a'), id('t'))",
        "w.op(Op.VALUE, id('t')); w.value('x')",
        "w.op(Op.TEXT, id('t')); w.value('x')",
        "w.op(Op.SHEETADD, 999); w.text('p{}')",
        "w.op(Op.DOC); w.newId(90002); w.op(id('a'), 1)",
        "w.uint(Op.TX); w.newId(90001); w.value('twice')",
        "w.op(Op.COMMIT, 500, 0, 0, 0)",
    ],
)
def test_a_unit_with_one_bad_op_leaves_the_replica_as_it_was(
    open_page: OpenPage, bad: str
) -> None:
    page = open_page(PAGE)
    found = page.evaluate(FORGE, bad)
    assert found["same"] is True
    assert len(found["resyncs"]) == 1


def test_a_sound_unit_is_applied(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    assert page.evaluate(FORGE, "") == {"same": False, "resyncs": []}


def test_a_sum_that_differs_asks_for_everything(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    found = page.evaluate(FORGE.replace("created + 1, 0", "created + 1, 12345"), "")
    assert found["resyncs"] == ["drift"]
