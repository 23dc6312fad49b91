"""What masking costs: our engine with a site's rules, beside itself without them.

The page is the mirror's, with a tenth of its items marked as private; the rules are in
`frontend/src/bench/private.ts`. Engines and rounds as in `bench.mirror`.
"""

from collections.abc import Mapping
from functools import partial

from bench.metric import Metric
from bench.mirror import STORMS, Plan, cost, views
from bench.mirror.figures import OURS, PEERS, RRWEB, RULED, Figures
from bench.mirror.stage import prepared_stage
from bench.mirror.table import amount, peer_cells, replace_figures

PLAIN = "ours without rules"
_SNAPSHOT_PAGE = 10_000
_STORM_PAGE = 1_000
_BEGIN = '<!-- masking: written by `make bench ARGS="masking --docs"` -->'
_END = "<!-- /masking -->"
_HEAD = """| What | with rules | without rules | with / without | rrweb | with / rrweb |
|---|---:|---:|---:|---:|---:|
"""


def measure() -> dict[str, Metric]:
    """Main-thread times of snapshot and storms, and when a change is seen."""
    plan = Plan.wanted()
    peers = {OURS: PLAIN, RRWEB: PEERS[RRWEB]}
    figures = Figures("masking", RULED, peers)
    with prepared_stage(private=True) as stage:
        tries = {
            "snapshot": partial(cost.snapshot, stage, figures, _SNAPSHOT_PAGE),
            "view": partial(views.views, stage, figures, _STORM_PAGE, plan.changes),
        } | {
            f"storms_{name}": partial(
                cost.burst, stage, figures, name, "storms", _STORM_PAGE
            )
            for name in STORMS
        }
        for number in range(1, plan.rounds + 1):
            print(f"  masking, round {number} of {plan.rounds}", flush=True)
            for name, run in tries.items():
                if plan.takes(name):
                    run()
    return figures.metrics()


def write_table(metrics: Mapping[str, Metric]) -> None:
    """Renews the figures of masking in docs/performance.md."""
    names = [name for name in metrics if not name.endswith(RRWEB)]
    lines = [_row(name, metrics) for name in names]
    replace_figures(_BEGIN, _END, _HEAD + "".join(lines))


def _row(name: str, metrics: Mapping[str, Metric]) -> str:
    ruled = metrics[name]
    cells = [
        name.removeprefix("masking_").replace("_", " "),
        amount(ruled.value, ruled.unit),
        *peer_cells(ruled),
        *peer_cells(metrics.get(f"{name}_{RRWEB}")),
    ]
    return f"| {' | '.join(cells)} |\n"
