"""`make bench`: run every measurement, print a table, write bench/results/latest.json.

Each metric is `{value, unit, peer, peer_value, ratio}`; ratio = value / peer_value, so
below 1 we are better wherever less is better. `make bench ARGS=reports` runs one part;
BENCH_SESSIONS says how many sessions the reports are measured on. `--quick` gives a
first impression of the mirror, `--only storms,snapshot_6600` takes of it what begins
with one of these words, `--docs` renews the figures in docs/performance.md.
"""

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path

from bench import assets, fidelity, masking, mirror, product, reports
from bench.metric import Metric
from bench.mirror.table import write_table

RESULTS = Path(__file__).parent / "results"
PARTS: dict[str, Callable[[], dict[str, Metric]]] = {
    "mirror": mirror.measure,
    "masking": masking.measure,
    "fidelity": fidelity.measure,
    "product": product.measure,
    "assets": assets.measure,
    "reports": reports.measure,
}
TABLES = {
    "mirror": write_table,
    "masking": masking.write_table,
    "fidelity": fidelity.write_table,
    "product": product.write_table,
    "assets": assets.write_table,
}


def main() -> None:
    asked = argparse.ArgumentParser(prog="make bench")
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []])
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--only", default="")
    asked.add_argument("--docs", action="store_true")
    given = asked.parse_args()
    if given.quick:
        os.environ["BENCH_QUICK"] = "1"
    if given.only:
        os.environ["BENCH_ONLY"] = given.only
    metrics: dict[str, Metric] = {}
    for part in given.parts or PARTS:
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
    if given.docs:
        write_figures(metrics)


def write_figures(metrics: dict[str, Metric]) -> None:
    """Renews the tables of the parts that were measured."""
    for part, write in TABLES.items():
        of_part = {k: v for k, v in metrics.items() if k.startswith(f"{part}_")}
        if of_part:
            write(of_part)


if __name__ == "__main__":
    main()
