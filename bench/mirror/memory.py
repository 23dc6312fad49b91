"""What an hour of churn leaves in memory at both ends.

A page that replaces a hundred nodes once a second does so 3,600 times in an hour; here
the seconds are short. Heaps are compared after a forced collection, from a state that
has some churn behind it already, enough to fill the ring of strings.
"""

from bench.mirror.figures import OURS, RRWEB, Figures
from bench.mirror.stage import Stage

_WARM_UP = 240
_CHURN = """async ([from, to]) => {
  for (let step = from; step < to; step++) {
    BenchTest.stepChurn(step);
    await new Promise(resolve => setTimeout(resolve, 4));
  }
}"""
_ARRIVED = "text => replica.churned() === text"
_PATIENCE_MS = 120_000


def churn(stage: Stage, figures: Figures, elements: int, steps: int) -> None:
    """Growth of the heaps, in bytes."""
    growth: dict[str, tuple[float, float]] = {}
    for engine in (OURS, RRWEB):
        room = stage.new_room()
        with (
            stage.customer(elements, room) as customer,
            stage.agent(engine, room) as agent,
        ):
            customer.page.evaluate("engine => customer.start(engine)", engine)
            heaps: list[tuple[float, float]] = []
            for start, end in ((0, _WARM_UP), (_WARM_UP, _WARM_UP + steps)):
                customer.page.evaluate(_CHURN, [start, end])
                agent.page.wait_for_function(
                    _ARRIVED, arg=f"step {end - 1}, line 0", timeout=_PATIENCE_MS
                )
                customer.page.evaluate("customer.quiet()")
                heaps.append((customer.heap(), agent.heap()))
            before, after = heaps
            growth[engine] = (after[0] - before[0], after[1] - before[1])
    for place, name in enumerate(("recorder", "player")):
        figures.add(
            f"heap_growth_{name}_per_hour",
            "bytes",
            {engine: grown[place] for engine, grown in growth.items()},
        )
