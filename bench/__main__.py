"""`make bench`: run every measurement, print a table, write bench/results/latest.json.

Each metric is `{value, unit, peer, peer_value, ratio}`; ratio = value / peer_value, so
below 1 we are better wherever less is better.
"""

import json
from pathlib import Path

from bench import mirror

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    metrics = mirror.measure()
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
        print(
            f"{name:44} {metric.value:>12.1f} {metric.peer_value:>12.1f} "
            f"{metric.ratio:>7.2f}  {metric.unit}, {metric.peer}"
        )
    print(f"\nwritten to {path}")


if __name__ == "__main__":
    main()
