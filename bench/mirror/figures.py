"""Figures of many runs, by what was measured and by engine, and the metrics of them."""

from collections import defaultdict
from collections.abc import Mapping
from statistics import median

from bench.metric import Metric, medians

OURS = "ours"
RRWEB = "rrweb"
OPENREPLAY = "openreplay"
PEERS = {RRWEB: "rrweb 2.1.6", OPENREPLAY: "OpenReplay tracker 19.0.1"}


class Figures:
    """Collects runs; what one engine cannot do has no runs of it."""

    def __init__(self) -> None:
        self._runs: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._units: dict[str, str] = {}

    def add(self, name: str, unit: str, runs: Mapping[str, float]) -> None:
        """One round's figure of each engine."""
        self._units[name] = unit
        for engine, value in runs.items():
            self._runs[name][engine].append(value)

    def metrics(self) -> dict[str, Metric]:
        """`mirror_<name>` beside rrweb, `mirror_<name>_openreplay` beside the other."""
        found: dict[str, Metric] = {}
        for name, runs in self._runs.items():
            unit = self._units[name]
            for engine, peer in PEERS.items():
                if engine not in runs:
                    continue
                suffix = "" if engine == RRWEB else f"_{engine}"
                found[f"mirror_{name}{suffix}"] = medians(
                    runs[OURS], runs[engine], unit=unit, peer=peer
                )
            if not runs.keys() & PEERS.keys():
                found[f"mirror_{name}"] = Metric(median(runs[OURS]), unit)
        return found
