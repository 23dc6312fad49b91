"""A hostile page or a forged stream neither runs at the agent's nor calls out."""

import json
from contextlib import suppress

import pytest

from tests.mirror.conftest import HERE, ORIGIN, OpenAnyPage, every_engine
from tests.mirror.engines import EngineBrowser, EngineError

pytestmark = [pytest.mark.browser, every_engine]

EMPTY = "<!doctype html><title>Agent</title><body>"
VECTORS: list[dict[str, str]] = json.loads((HERE / "xss_vectors.json").read_text())


def test_no_vector_runs_calls_out_or_navigates(
    engine: EngineBrowser, open_page: OpenAnyPage
) -> None:
    """A dialog, a window or an error is a failure by itself: see `engine`."""
    page = open_page(EMPTY)
    page.evaluate((HERE / "hostile.js").read_text())
    engine.calls()
    found: dict[str, list[str]] = {}
    for vector in VECTORS:
        result = page.evaluate("lab.attack", vector["html"])
        result += [f"call {url}" for url in engine.calls()]
        if result:
            found[vector["id"]] = result
    assert found == {}
    assert page.evaluate("location.href") == f"{ORIGIN}/"


def test_the_same_watch_does_see_an_unguarded_page(
    engine: EngineBrowser, open_page: OpenAnyPage
) -> None:
    page = open_page(EMPTY)
    calls: list[str] = []
    for vector in VECTORS[:3] + VECTORS[12:16]:
        # WebKit's driver answers with the dialog in place of the result.
        with suppress(EngineError):
            page.evaluate(
                """async (html) => {
                    document.body.innerHTML = html;
                    await lab.pause(60);
                }""",
                vector["html"],
            )
        calls += engine.calls()
    assert any("dialog" in error for error in engine.close_pages())
    assert any("evil.test" in url for url in calls)


DAMAGE = """async (seed) => {
    let state = seed;
    const rnd = (n) => {
        state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
        return (state >>> 12) % n;
    };
    // Whoever forges a stream gets its sums right.
    const summed = (bytes) => {
        const end = bytes.length - 4;
        if (end < 0) return bytes;
        const view = new DataView(bytes.buffer, bytes.byteOffset);
        view.setUint32(end, MirrorTest.byteHash(bytes, end));
        return bytes;
    };
    const line = '<p class=a>Hello <b>you</b></p><input value=1>';
    document.body.innerHTML = line.repeat(30);
    const good = [];
    let healing = false;
    const recorder = MirrorTest.createRecorder({
        document, epoch: 9, rules: [], timing: { full_gap_ms: 0 },
        send(frame) {
            good.push(frame);
            if (!healing) return;
            new DataView(frame.buffer).setUint32(2, 77);
            player.receive(summed(frame));
        },
    });
    recorder.start();
    document.documentElement.append(lab.host);
    const asked = [];
    const player = MirrorTest.createPlayer({
        host: lab.host, on_resync: (reason) => asked.push(reason),
    });
    while (good.length === 0) await lab.pause(5);
    const errors = [];
    for (let round = 0; round < 60; round++) {
        const bytes = good[rnd(good.length)].slice();
        const kind = rnd(4);
        new DataView(bytes.buffer).setUint32(2, 1000 + round);
        if (kind === 0) bytes[10 + rnd(bytes.length - 10)] ^= 1 << rnd(8);
        const cut = kind === 1 ? bytes.slice(0, rnd(bytes.length)) : bytes;
        if (kind === 2) for (let i = 0; i < 9; i++) cut[rnd(cut.length)] = rnd(256);
        if (kind === 3) cut.fill(255, 10);
        try {
            player.receive(summed(cut));
        } catch (error) { errors.push(String(error)); }
        // Or else only the last of them is applied: each begins a snapshot.
        await lab.pause(0);
    }
    for (let i = 0; i < 200 && asked.length === 0; i++) await lab.pause(10);
    const before = asked.length;
    healing = true;
    recorder.resync();
    const text = () => player.frame.contentDocument.body?.textContent ?? '';
    for (let i = 0; i < 300 && !text().includes('Hello you'); i++) await lab.pause(10);
    const healed = text().includes('Hello you');
    recorder.stop();
    player.destroy();
    return { errors, before, healed };
}"""


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_damaged_stream_is_refused_and_the_next_snapshot_heals(
    open_page: OpenAnyPage, seed: int
) -> None:
    page = open_page(EMPTY)
    found = page.evaluate(DAMAGE, seed)
    assert found["errors"] == []
    assert found["before"] > 0
    assert found["healed"]
