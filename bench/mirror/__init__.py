"""The mirror engine beside rrweb and, for recording alone, OpenReplay's tracker.

All engines work on the same generated pages, in fresh contexts of one Chromium, in
turns; figures are medians of the rounds. BENCH_ROUNDS says how many rounds, BENCH_QUICK
(or `--quick`) leaves out the largest page, the slow processor and most of the churn.
"""

import os
from dataclasses import dataclass

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

    @staticmethod
    def wanted() -> "Plan":
        quick = bool(os.environ.get("BENCH_QUICK"))
        plan = Plan(1, (1_000, 6_600), (), 10, 300) if quick else Plan()
        rounds = int(os.environ.get("BENCH_ROUNDS", plan.rounds))
        return Plan(rounds, plan.sizes, plan.throttled, plan.changes, plan.churn_steps)


def measure() -> dict[str, Metric]:
    """All figures of the mirror engine."""
    plan = Plan.wanted()
    figures = Figures()
    with prepared_stage() as stage:
        for number in range(1, plan.rounds + 1):
            print(f"  mirror, round {number} of {plan.rounds}", flush=True)
            _round(stage, figures, plan)
        memory.churn(stage, figures, _CHURN_PAGE, plan.churn_steps)
    return figures.metrics()


def _round(stage: Stage, figures: Figures, plan: Plan) -> None:
    for elements in plan.sizes:
        views.views(stage, figures, elements, plan.changes)
        cost.snapshot(stage, figures, elements, throttle=1)
    for elements in plan.throttled:
        cost.snapshot(stage, figures, elements, throttle=4)
    for storm in STORMS:
        cost.burst(stage, figures, storm, "storms", _STORM_PAGE)
    for activity in ACTIVITIES:
        cost.burst(stage, figures, activity, "activities", _STORM_PAGE)
