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
    """Renews the figures; what stands around them stays."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    lines = [_row(name, metrics) for name in metrics if not name.endswith(OPENREPLAY)]
    body = f"{BEGIN}\n{_circumstances()}\n\n{_HEAD}{''.join(lines)}{END}"
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
        _amount(beside_rrweb.value, unit),
        *_peer(beside_rrweb if beside_rrweb.peer == PEERS[RRWEB] else None),
        *_peer(beside_other),
    ]
    return f"| {' | '.join(cells)} |\n"


def _peer(metric: Metric | None) -> tuple[str, str]:
    if metric is None or metric.peer_value is None or metric.ratio is None:
        return "", ""
    return _amount(metric.peer_value, metric.unit), f"{metric.ratio:.2f}"


def _amount(value: float, unit: str) -> str:
    if unit == "bytes":
        return f"{value / 1000:,.1f} kB"
    return f"{value:,.1f} {unit}"
