"""One measured figure, mostly with the peer's figure from the same run."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Metric:
    """Without a peer there is nothing to compare with, and so no ratio."""

    value: float
    unit: str
    peer: str | None = None
    peer_value: float | None = None

    @property
    def ratio(self) -> float | None:
        if self.peer_value is None:
            return None
        return self.value / self.peer_value if self.peer_value else float("inf")

    def as_dict(self) -> dict[str, float | str | None]:
        theirs, ratio = self.peer_value, self.ratio
        return {
            "value": round(self.value, 3),
            "unit": self.unit,
            "peer": self.peer,
            "peer_value": None if theirs is None else round(theirs, 3),
            "ratio": None if ratio is None else round(ratio, 4),
        }

    def as_line(self, name: str) -> str:
        line = f"{name:44} {self.value:>12,.1f}"
        if self.peer_value is None or self.ratio is None:
            return f"{line} {'':>12} {'':>7}  {self.unit}"
        return (
            f"{line} {self.peer_value:>12,.1f} {self.ratio:>7.3f}  "
            f"{self.unit}, {self.peer}"
        )


def medians(
    ours: Sequence[float], theirs: Sequence[float], *, unit: str, peer: str
) -> Metric:
    """The medians of interleaved runs."""
    return Metric(median(ours), unit, peer, median(theirs))
