"""The mirror engine beside rrweb and, for recording alone, OpenReplay's tracker.

All engines work on the same generated pages, in fresh contexts of one Chromium, in
turns; figures are medians of the rounds. BENCH_ROUNDS says how many rounds, BENCH_QUICK
(or `--quick`) leaves out the largest page, the slow processor and most of the churn,
BENCH_ONLY (or `--only`) all tries whose names begin with none of its words.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from bench.metric import Metric
from bench.mirror import cost, memory, views
from bench.mirror.figures import Figures
from bench.mirror.stage import Stage, prepared_stage

STORMS = (
    "add",
    "attributes",
    "add_and_remove",
    "add_and_move",
    "deep_nested",
    "descendants",
)
ACTIVITIES = ("typing", "scrolling", "animation")
_STORM_PAGE = 1_000
_CHURN_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured, and how often."""

    rounds: int = 3
    sizes: tuple[int, ...] = (1_000, 6_600, 50_000)
    throttled: tuple[int, ...] = (6_600, 50_000)
    changes: int = 20
    churn_steps: int = 3_600

    only: tuple[str, ...] = ("",)

    @staticmethod
    def wanted() -> "Plan":
        quick = bool(os.environ.get("BENCH_QUICK"))
        plan = Plan(1, (1_000, 6_600), (), 10, 300) if quick else Plan()
        return replace(
            plan,
            rounds=int(os.environ.get("BENCH_ROUNDS", plan.rounds)),
            only=tuple(os.environ.get("BENCH_ONLY", "").split(",")),
        )

    def takes(self, name: str) -> bool:
        return name.startswith(self.only)


def measure() -> dict[str, Metric]:
    """All figures of the mirror engine that are asked for."""
    plan = Plan.wanted()
    figures = Figures()
    with prepared_stage() as stage:
        for number in range(1, plan.rounds + 1):
            print(f"  mirror, round {number} of {plan.rounds}", flush=True)
            for name, run in _tries(stage, figures, plan):
                if plan.takes(name):
                    run()
        if plan.takes("churn"):
            memory.churn(stage, figures, _CHURN_PAGE, plan.churn_steps)
    return figures.metrics()


def _tries(
    stage: Stage, figures: Figures, plan: Plan
) -> Iterator[tuple[str, Callable[[], None]]]:
    """What a round consists of, by name."""
    for size in plan.sizes:
        yield f"view_{size}", partial(views.views, stage, figures, size, plan.changes)
        yield f"snapshot_{size}", partial(cost.snapshot, stage, figures, size)
    for size in plan.throttled:
        yield f"throttled_{size}", partial(cost.snapshot, stage, figures, size, 4)
    for kind, names in (("storms", STORMS), ("activities", ACTIVITIES)):
        for name in names:
            yield (
                f"{kind}_{name}",
                partial(cost.burst, stage, figures, name, kind, _STORM_PAGE),
            )
