"""What the agent sees and when: two pages in two processes, joined by the relay."""

from random import Random
from statistics import median

from playwright.sync_api import Page

from bench.mirror.figures import OPENREPLAY, Figures
from bench.mirror.stage import Stage

_COMPLETE = "replica.completeView !== undefined"
_PATIENCE_MS = 60_000
#: At any moment of a frame, or an engine would be early or late at each of them.
_BETWEEN_CHANGES_MS = (40, 80)


def views(stage: Stage, figures: Figures, elements: int, changes: int) -> None:
    """One round: first and complete view, then changes one after another."""
    found: dict[str, dict[str, float]] = {}
    engines = [engine for engine in figures.engines if engine != OPENREPLAY]
    for engine in engines:
        room = stage.new_room()
        with (
            stage.customer(elements, room) as customer,
            stage.agent(engine, room) as agent,
        ):
            agent.page.wait_for_timeout(200)
            before = agent.metrics()
            started = customer.page.evaluate("engine => customer.start(engine)", engine)
            agent.page.wait_for_function(_COMPLETE, timeout=_PATIENCE_MS)
            first, complete = agent.page.evaluate(
                "[replica.firstView, replica.completeView]"
            )
            _same_size(customer.page, agent.page)
            agent.page.wait_for_timeout(500)
            after = agent.metrics()
            seen, painted = _delays(customer.page, agent.page, changes)
        found[engine] = {
            "first_view": first - started,
            "complete_view": complete - started,
            "view_main_thread": after["TaskDuration"] - before["TaskDuration"],
            "change_to_replica": seen,
            "change_to_painted": painted,
        }
    for name in found[engines[0]]:
        figures.add(
            f"{name}_{elements}",
            "ms",
            {engine: run[name] for engine, run in found.items()},
        )


def _same_size(customer: Page, agent: Page) -> None:
    """A view that lacks elements is no view, however fast it came."""
    wanted = customer.evaluate("document.querySelectorAll('main *').length")
    agent.wait_for_function(
        "wanted => replica.elements() === wanted", arg=wanted, timeout=_PATIENCE_MS
    )


def _delays(customer: Page, agent: Page, changes: int) -> tuple[float, float]:
    """Medians of the time to the replica's tree, and to a drawn frame with it."""
    seen: list[float] = []
    painted: list[float] = []
    moments = Random(changes)
    for number in range(changes):
        text = f"changed {number}"
        agent.evaluate("text => { window.awaited = replica.awaitText(text); }", text)
        at = customer.evaluate("text => customer.change(text)", text)
        times = agent.evaluate("window.awaited")
        seen.append(times["seen"] - at)
        painted.append(times["painted"] - at)
        customer.wait_for_timeout(moments.uniform(*_BETWEEN_CHANGES_MS))
    return median(seen), median(painted)
