"""`make bench`: run every measurement, print a table, write bench/results/latest.json.

Each metric is `{value, unit, peer, peer_value, ratio}`; ratio = value / peer_value, so
below 1 we are better wherever less is better. `make bench ARGS=reports` runs one part;
BENCH_SESSIONS says how many sessions the reports are measured on. `--quick` gives a
first impression of the mirror, `--docs` renews the figures in docs/performance.md.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from bench import mirror, reports
from bench.metric import Metric
from bench.mirror.table import write_table

RESULTS = Path(__file__).parent / "results"
PARTS: dict[str, Callable[[], dict[str, Metric]]] = {
    "mirror": mirror.measure,
    "reports": reports.measure,
}


def main() -> None:
    flags = {one for one in sys.argv[1:] if one.startswith("--")}
    if "--quick" in flags:
        os.environ["BENCH_QUICK"] = "1"
    wanted = [one for one in sys.argv[1:] if one not in flags] or list(PARTS)
    if unknown := set(wanted) - set(PARTS):
        sys.exit(
            f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}."
        )
    metrics: dict[str, Metric] = {}
    for part in wanted:
        metrics |= PARTS[part]()
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / "latest.json"
    path.write_text(
        json.dumps(
            {name: metric.as_dict() for name, metric in metrics.items()}, indent=2
        )
        + "\n",
        encoding="utf-8",
    )
    print(f"\n{'metric':44} {'ours':>12} {'peer':>12} {'ratio':>7}")
    for name, metric in metrics.items():
        print(metric.as_line(name))
    print(f"\nwritten to {path}")
    if "--docs" in flags:
        write_table({k: v for k, v in metrics.items() if k.startswith("mirror_")})


if __name__ == "__main__":
    main()
