"""A hostile page or a forged stream neither runs in the agent's browser nor calls out of it."""

import json

import pytest
from playwright.sync_api import Dialog

from tests.mirror.conftest import HERE, ORIGIN, OpenPage

pytestmark = pytest.mark.browser

EMPTY = "<!doctype html><title>Agent</title><body>"
VECTORS: list[dict[str, str]] = json.loads((HERE / "xss_vectors.json").read_text())

#: More of each kind: names, encodings and carriers that filters tend to forget.
MORE = [
    '<svg><script>alert(1)</script><script href="http://evil.test/s.js"/></svg>',
    '<svg><use href="http://evil.test/u.svg#x"/><set attributeName=href to="javascript:alert(1)"/></svg>',
    '<a href="java&#10;script:alert(1)">x</a><a href=" &#1;javascript:alert(1)">y</a>',
    '<img srcset="http://evil.test/1.png 1x, http://evil.test/2.png 2x">',
    '<p style="background:\\75rl(http://evil.test/a.png)">x</p>',
    "<p style=\"background:image-set('http://evil.test/b.png' 1x)\">x</p>",
    "<style>@im\\70ort 'http://evil.test/c.css';p{background:u\\72l('http://evil.test/d.png')}</style><p>x",
    "<style>p{background:url(/*x*/http://evil.test/e.png)}</style><p>x",
    "<style>p{background:url(http://evil.test/f.png</style><p>x",
    '<style>@font-face{font-family:q;src:url("http://evil.test/g.woff")}p{font-family:q}</style><p>x',
    '<input type=image src="http://evil.test/h.png" formaction="javascript:alert(1)">',
    '<body background="http://evil.test/i.png"><table background="http://evil.test/j.png"><td background="http://evil.test/k.png">x',
    '<div style="--a:url(http://evil.test/l.png);background:var(--a)">x</div>',
    '<math><maction actiontype="statusline#http://evil.test" xlink:href="javascript:alert(1)">x</maction></math>',
    '<video poster="http://evil.test/m.png" src="http://evil.test/m.mp4"><track src="http://evil.test/m.vtt"></video>',
    '<iframe srcdoc="<script>top.alert(1)</script>" src="javascript:alert(1)"></iframe>',
    '<form action="javascript:alert(1)" id=f><button form=f formaction="//evil.test">x</button><input name=action></form>',
    '<svg><image xlink:href="http://evil.test/n.png"/><feImage href="http://evil.test/o.png"/></svg>',
    "<svg><style>@import url(http://evil.test/p.css);*{fill:url(http://evil.test/q.svg#a)}</style></svg>",
    '<div style="cursor:url(http://evil.test/r.cur),auto;list-style:url(http://evil.test/s.png)">x</div>',
    "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>\">",
    '<svg><foreignObject><iframe src="http://evil.test/t"></iframe></foreignObject></svg>',
    '<portal src="http://evil.test/u"></portal><fencedframe></fencedframe><frameset><frame src="//evil.test/v"></frameset>',
]


def test_no_vector_runs_calls_out_or_navigates(open_page: OpenPage) -> None:
    page = open_page(EMPTY)
    page.evaluate((HERE / "hostile.js").read_text())
    dialogs: list[str] = []
    calls: list[str] = []

    def heard(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", heard)
    page.on("request", lambda request: calls.append(request.url))
    page.context.on("page", lambda other: calls.append(f"window {other.url}"))
    found: dict[str, list[str]] = {}
    fragments = [(one["id"], one["html"]) for one in VECTORS]
    fragments += [(f"more-{i}", html) for i, html in enumerate(MORE)]
    for name, html in fragments:
        result = page.evaluate("lab.attack", html)
        result += [f"dialog {text}" for text in dialogs]
        result += [f"call {url}" for url in calls if not url.startswith("data:")]
        dialogs.clear()
        calls.clear()
        if result:
            found[name] = result
    assert found == {}
    assert page.url == f"{ORIGIN}/"


def test_the_same_watch_does_see_an_unguarded_page(open_page: OpenPage) -> None:
    page = open_page(EMPTY)
    dialogs: list[str] = []
    calls: list[str] = []

    def heard(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", heard)
    page.on("request", lambda request: calls.append(request.url))
    for vector in VECTORS[:3] + VECTORS[12:16]:
        page.evaluate(
            """async (html) => { document.body.innerHTML = html; await lab.pause(60); }""",
            vector["html"],
        )
    assert dialogs
    assert any("evil.test" in url for url in calls)


DAMAGE = """async (seed) => {
    let state = seed;
    const rnd = (n) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % n;
    document.body.innerHTML = '<p class=a>Hello <b>you</b></p><input value=1>'.repeat(30);
    const good = [];
    const recorder = MirrorTest.createRecorder({
        document, epoch: 9, rules: [], send: (frame) => good.push(frame),
        timing: { full_gap_ms: 0 },
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
        try { player.receive(cut); } catch (error) { errors.push(String(error)); }
    }
    for (let i = 0; i < 200 && asked.length === 0; i++) await lab.pause(10);
    const before = asked.length;
    for (let i = 0; i < 2; i++) {
        good.length = 0;
        recorder.resync();
        while (good.length === 0) await lab.pause(5);
        for (const frame of good) {
            new DataView(frame.buffer).setUint32(2, 77 + i);
            player.receive(frame);
        }
        await lab.pause(30);
    }
    const text = player.frame.contentDocument.body?.textContent ?? '';
    recorder.stop();
    player.destroy();
    return { errors, before, healed: text.includes('Hello you') };
}"""


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_damaged_stream_is_refused_and_the_next_snapshot_heals(
    open_page: OpenPage, seed: int
) -> None:
    page = open_page(EMPTY)
    found = page.evaluate(DAMAGE, seed)
    assert found["errors"] == []
    assert found["before"] > 0
    assert found["healed"]
