"""What recording costs the customer's page: a snapshot, bursts and activities.

Main-thread time is the growth of Chromium's TaskDuration until nothing is sent any
more, less what the page alone needs for the same; the longest task is found in a trace,
in a run of its own because tracing takes time.
"""

from dataclasses import dataclass

from bench.mirror.figures import ALONE, OURS, RRWEB, Figures
from bench.mirror.relay import deflated
from bench.mirror.stage import Stage, Tab

_POSTED_MS = 250


@dataclass(frozen=True, slots=True)
class Run:
    """One recorder on one page; times in milliseconds."""

    task: float
    script: float
    sent: float
    deflated: float


_START = "engine => customer.start(engine)"
# In a task of the page's own, for Chromium does not count the debugger's.
_IN_A_TASK = """([script, argument]) => new Promise((resolve, reject) => {
  setTimeout(() => (0, eval)(script)(argument).then(resolve, reject));
})"""


def _measured(stage: Stage, tab: Tab, room: str, script: str, argument: str) -> Run:
    """The page's script, with all that the recorder does because of it."""
    before = tab.metrics()
    _run(tab, script, argument)
    after = tab.metrics()
    posted = _posted(stage, tab)
    sent = stage.relay.take(room)
    return Run(
        task=after["TaskDuration"] - before["TaskDuration"],
        script=after["ScriptDuration"] - before["ScriptDuration"],
        sent=posted + sum(len(message) for message in sent),
        deflated=posted + deflated(sent),
    )


def _run(tab: Tab, script: str, argument: str) -> None:
    tab.page.evaluate(_IN_A_TASK, [script, argument])
    tab.page.evaluate("customer.quiet()")


def _posted(stage: Stage, tab: Tab) -> int:
    """What a recorder that posts batches held back, and what it had posted."""
    tab.page.evaluate("customer.flush()")
    posted, more = 0, -1
    while more:
        tab.page.wait_for_timeout(_POSTED_MS)
        more = stage.server.take_posted()
        posted += more
    return posted


def snapshot(stage: Stage, figures: Figures, elements: int, throttle: int = 1) -> None:
    """One round of the first snapshot of a page."""
    longest: dict[str, float] = {}
    runs: dict[str, Run] = {}
    for engine in (ALONE, *figures.engines):
        room = stage.new_room()
        with stage.customer(elements, room, throttle) as tab:
            runs[engine] = _measured(stage, tab, room, _START, engine)
        if engine == ALONE:
            continue
        with stage.customer(elements, stage.new_room(), throttle) as tab:
            with stage.traced(tab) as tasks:
                _run(tab, _START, engine)
            longest[engine] = max(tasks)
    tail = f"{elements}" if throttle == 1 else f"{elements}_throttled_{throttle}"
    figures.add(f"longest_task_{tail}", "ms", longest)
    _add_costs(figures, tail, "snapshot", runs, with_bytes=throttle == 1)


def burst(stage: Stage, figures: Figures, name: str, kind: str, elements: int) -> None:
    """One round of a storm or an activity on a page whose snapshot is out."""
    runs: dict[str, Run] = {}
    for engine in (ALONE, *figures.engines):
        room = stage.new_room()
        with stage.customer(elements, room) as tab:
            tab.page.evaluate(_START, engine)
            tab.page.evaluate("customer.quiet()")
            _posted(stage, tab)
            stage.relay.take(room)
            runs[engine] = _measured(
                stage, tab, room, f"async name => BenchTest.{kind}[name]()", name
            )
    _add_costs(figures, name, "storm" if kind == "storms" else "activity", runs)


def _add_costs(
    figures: Figures,
    tail: str,
    what: str,
    runs: dict[str, Run],
    *,
    with_bytes: bool = True,
) -> None:
    """What the engines cost, and the page alone for it to be taken off."""
    engines = figures.engines
    for name in ("task", "script"):
        column = "main_thread" if name == "task" else name
        costs = {engine: getattr(run, name) for engine, run in runs.items()}
        figures.add(f"{what}_{column}_{tail}", "ms", costs)
    if not with_bytes or engines[0] != OURS:
        return
    sent = {engine: runs[engine].sent for engine in engines}
    figures.add(f"{what}_bytes_{tail}", "bytes", sent)
    # Ours as it is, for it is compressed where that pays; theirs as the socket would.
    packed = {OURS: runs[OURS].sent, RRWEB: runs[RRWEB].deflated}
    figures.add(f"{what}_bytes_deflated_{tail}", "bytes", packed)
