"""Figures of many runs, by what was measured and by engine, and the metrics of them."""

from collections import defaultdict
from collections.abc import Mapping
from statistics import median

from bench.metric import Metric, medians

OURS = "ours"
RRWEB = "rrweb"
OPENREPLAY = "openreplay"
#: The page by itself.
ALONE = "none"

#: Ours with the masking rules of a site.
RULED = "ruled"
PEERS = {RRWEB: "rrweb 2.1.6", OPENREPLAY: "OpenReplay tracker 19.0.1"}

#: Of what is left when the page's own share is taken off: it never costs nothing.
_LEAST = 0.1


class Figures:
    """Collects runs; what one engine cannot do has no runs of it.

    `subject` is measured beside its peers.
    """

    def __init__(
        self,
        part: str = "mirror",
        subject: str = OURS,
        peers: Mapping[str, str] = PEERS,
    ) -> None:
        self.engines = (subject, *peers)
        self._part = part
        self._subject = subject
        self._peers = peers
        self._runs: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._units: dict[str, str] = {}

    def add(self, name: str, unit: str, runs: Mapping[str, float]) -> None:
        """One round's figure of each engine; of the page ALONE too, to be taken off."""
        self._units[name] = unit
        for engine, value in runs.items():
            self._runs[name][engine].append(value)

    def _caused(self, name: str) -> dict[str, list[float]]:
        """What each engine's runs took beyond the page alone.

        The median of the page's runs is taken off, not the one of the same round:
        its layout varies by as much as an engine costs.
        """
        runs = dict(self._runs[name])
        if ALONE not in runs:
            return runs
        alone = median(runs.pop(ALONE))
        return {
            engine: [max(_LEAST, value - alone) for value in values]
            for engine, values in runs.items()
        }

    def metrics(self) -> dict[str, Metric]:
        """`<part>_<name>` beside the first peer; others have `_<peer>` at its end."""
        first = self.engines[1]
        found: dict[str, Metric] = {}
        for name in self._runs:
            unit, runs = self._units[name], self._caused(name)
            for engine, peer in self._peers.items():
                if engine not in runs:
                    continue
                suffix = "" if engine == first else f"_{engine}"
                found[f"{self._part}_{name}{suffix}"] = medians(
                    runs[self._subject], runs[engine], unit=unit, peer=peer
                )
            if not runs.keys() & self._peers.keys():
                found[f"{self._part}_{name}"] = Metric(
                    median(runs[self._subject]), unit
                )
        return found
