"""Writes the figures of a run into docs/performance.md, between its markers."""

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench.metric import Metric
from bench.mirror.figures import OPENREPLAY, PEERS, RRWEB
from tests.conftest import chromium_path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN = '<!-- figures: written by `make bench ARGS="mirror --docs"` -->'
END = "<!-- /figures -->"
_HEAD = """| What | ours | rrweb | ours / rrweb | OpenReplay | ours / OpenReplay |
|---|---:|---:|---:|---:|---:|
"""


def write_table(metrics: Mapping[str, Metric]) -> None:
    """Renews the mirror's figures; what stands around them stays."""
    lines = [_row(name, metrics) for name in metrics if not name.endswith(OPENREPLAY)]
    replace_figures(BEGIN, END, _HEAD + "".join(lines))


def replace_figures(begin: str, end: str, table: str) -> None:
    """Puts a table and its circumstances between two markers of the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    body = f"{begin}\n{_circumstances()}\n\n{table}{end}"
    PAGE.write_text(before + body + after, encoding="utf-8")
    print(f"written to {PAGE}")


def _circumstances() -> str:
    chromium = subprocess.run(
        [chromium_path(), "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[1]
    day = datetime.now(UTC).date().isoformat()
    peers = " and ".join(PEERS.values())
    return (
        f"{day}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"headless Chromium {chromium} with software rendering; {peers}."
    )


def _row(name: str, metrics: Mapping[str, Metric]) -> str:
    beside_rrweb = metrics[name]
    beside_other = metrics.get(f"{name}_{OPENREPLAY}")
    unit = beside_rrweb.unit
    cells = [
        name.removeprefix("mirror_").replace("_", " "),
        amount(beside_rrweb.value, unit),
        *peer_cells(beside_rrweb if beside_rrweb.peer == PEERS[RRWEB] else None),
        *peer_cells(beside_other),
    ]
    return f"| {' | '.join(cells)} |\n"


def peer_cells(metric: Metric | None) -> tuple[str, str]:
    if metric is None or metric.peer_value is None or metric.ratio is None:
        return "", ""
    return amount(metric.peer_value, metric.unit), f"{metric.ratio:.2f}"


def amount(value: float, unit: str) -> str:
    if unit == "bytes":
        return f"{value / 1000:,.1f} kB"
    return f"{value:,.1f} {unit}"
