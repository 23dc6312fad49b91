"""Pages that move, and whether the replica is in step with them."""

from typing import cast

from tests.mirror.twins import PATIENCE_MS, Twins

HEAD = """<!doctype html><meta charset=utf-8><title>Shop</title><style>
body{font:16px sans-serif;margin:0} div,i{display:block;width:60px;height:40px;
background:#cde} @keyframes go{to{transform:translateX(600px)}}
@keyframes shade{from{opacity:.2}to{opacity:.9}}
.go{animation:go 100s linear infinite} .shade::before{content:'x';display:block;
animation:shade 80s} .slow{transition:margin-left 100s linear, opacity 90s}
.far{margin-left:500px;opacity:.5} .still{animation-play-state:paused}
</style><body>"""

#: Construct: page, and the script that sets it in motion and far along.
CONSTRUCTS = {
    "css": ("<div id=a class=go></div>", "move(a, 42000)"),
    "css-in-pseudo": ("<div id=a class=shade></div>", "move(a, 42000)"),
    "css-two": (
        "<div id=a style='animation:go 100s, shade 70s'></div>",
        "move(a, 30000)",
    ),
    "css-paused-by-style": (
        "<div id=a class=go></div>",
        "move(a, 25000); setTimeout(() => a.classList.add('still'), 200)",
    ),
    "css-paused-by-script": (
        "<div id=a class=go></div>",
        "move(a, 25000); all(a)[0].pause()",
    ),
    "css-faster": ("<div id=a class=go></div>", "move(a, 5000); rate(a, 3)"),
    "css-backwards": ("<div id=a class=go></div>", "move(a, 60000); rate(a, -1)"),
    "css-other-keyframes": (
        "<div id=a class=go></div>",
        "all(a)[0].effect.setKeyframes({ top: ['0px', '9px'],"
        " marginTop: ['0px', '90px'] }); move(a, 25000)",
    ),
    "css-other-timing": (
        "<div id=a class=go></div>",
        "all(a)[0].effect.updateTiming({ duration: 60000, direction: 'reverse' });"
        " move(a, 25000)",
    ),
    "transition": (
        "<div id=a class=slow></div>",
        "all(a); a.classList.add('far'); move(a, 40000)",
    ),
    "transition-turned-back": (
        "<div id=a class=slow></div>",
        """all(a); a.classList.add('far'); move(a, 40000);
        a.classList.remove('far'); move(a, 10000)""",
    ),
    "script": (
        "<div id=a></div>",
        """a.animate({ transform: ['none', 'translateX(400px) rotate(90deg)'] },
            { duration: 100000, easing: 'ease-in-out' }); move(a, 30000)""",
    ),
    "script-keyframes": (
        "<div id=a></div>",
        """a.animate([{ marginLeft: '0px', easing: 'ease-in' },
            { marginLeft: '300px', offset: 0.7, composite: 'add' },
            { marginLeft: '100px', backgroundColor: 'red' }],
            { duration: 90000, iterations: Infinity, direction: 'alternate',
              delay: 500, iterationStart: 0.25 }); move(a, 130000)""",
    ),
    "script-composite": (
        "<div id=a style='margin-left:50px'></div>",
        """a.animate({ marginLeft: ['0px', '200px'] }, 100000);
        a.animate({ marginLeft: ['0px', '99px'] },
            { duration: 100000, composite: 'add' }); move(a, 50000)""",
    ),
    "script-in-pseudo": (
        "<div id=a class=shade style='--k:1'></div>",
        """a.animate({ marginLeft: ['0px', '300px'], '--k': ['1', '2'] },
            { duration: 100000, pseudoElement: '::before' }); move(a, 30000)""",
    ),
    "script-filled": (
        "<div id=a></div>",
        "a.animate({ marginLeft: ['0px', '300px'] },"
        " { duration: 50, fill: 'forwards' })",
    ),
    "script-finished": (
        "<div id=a></div>",
        "a.animate({ marginLeft: ['9px', '300px'] },"
        " { duration: 90000, fill: 'both' }).finish()",
    ),
    "script-reversed": (
        "<div id=a></div>",
        "a.animate({ marginLeft: ['0px', '300px'] }, 100000);"
        " move(a, 70000); all(a)[0].reverse()",
    ),
    "script-styles-kept": (
        "<div id=a></div>",
        """a.animate({ marginLeft: ['0px', '300px'] },
            { duration: 100000, fill: 'both' }); move(a, 50000);
        all(a)[0].commitStyles(); all(a)[0].cancel()""",
    ),
    "script-cancelled": (
        "<div id=a class=go></div>",
        "all(a)[0].cancel(); a.animate({ opacity: [0, 1] }, 9000).cancel()",
    ),
    "script-in-shadow": (
        "<div id=h></div>",
        """h.attachShadow({ mode: 'open' }).innerHTML =
            '<i style="animation:go 50s"></i><style>@keyframes go{to{width:300px}}';
        const inner = h.shadowRoot.querySelector('i'); move(inner, 20000);
        inner.animate({ marginLeft: ['0px', '300px'] }, 100000); move(inner, 20000)""",
    ),
}

#: For the customer's page; times are set on all animations of an element.
TOOLS = """<script>
const all = (one) => one.getAnimations({ subtree: true });
const move = (one, time) => all(one).forEach((it) => it.currentTime = time);
const rate = (one, rate) => all(one).forEach((it) => it.playbackRate = rate);
</script>"""

#: What moves below a root, and where it started by this machine's clock.
MOTIONS = """(roots) => roots.flatMap((root) => root.getAnimations()).map((one) => ({
    target: one.effect.target.localName + (one.effect.pseudoElement ?? ''),
    frames: one.effect.getKeyframes().length, state: one.playState,
    rate: one.playbackRate, time: one.currentTime,
    began: Date.now() - one.currentTime / one.playbackRate,
})).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))"""
ROOTS = """(page) => [page, ...[...page.querySelectorAll('*')]
    .flatMap((one) => one.shadowRoot ?? [])]"""

Motions = list[dict[str, float | str]]


def motions(both: Twins) -> tuple[Motions, Motions]:
    frame = "player.frame.contentDocument"
    found = [
        page.evaluate(f"() => ({MOTIONS})(({ROOTS})({root}))")
        for page, root in ((both.customer, "document"), (both.agent, frame))
    ]
    return cast(Motions, found[0]), cast(Motions, found[1])


def differ(live: Motions, replica: Motions) -> bool:
    """Running ones may be a second apart; all else is the same."""
    if len(live) != len(replica):
        return True
    for one, other in zip(live, replica, strict=True):
        if any(one[key] != other[key] for key in ("target", "state", "rate")):
            return True
        running = one["state"] == "running"
        key, most = ("began", 1000.0) if running else ("time", 0.01)
        if abs(float(one[key]) - float(other[key])) > most:
            return True
    return False


def in_step(both: Twins) -> None:
    for _ in range(PATIENCE_MS // 100):
        live, replica = motions(both)
        if not differ(live, replica):
            return
        both.customer.wait_for_timeout(100)
    raise AssertionError(f"live: {live}\nreplica: {replica}")
