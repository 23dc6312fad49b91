"""One measured figure with the peer's figure from the same run."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Metric:
    value: float
    unit: str
    peer: str
    peer_value: float

    @property
    def ratio(self) -> float:
        return self.value / self.peer_value if self.peer_value else float("inf")

    def as_dict(self) -> dict[str, float | str]:
        return {
            "value": round(self.value, 3),
            "unit": self.unit,
            "peer": self.peer,
            "peer_value": round(self.peer_value, 3),
            "ratio": round(self.ratio, 4),
        }


def medians(
    ours: Sequence[float], theirs: Sequence[float], *, unit: str, peer: str
) -> Metric:
    """The medians of interleaved runs."""
    return Metric(median(ours), unit, peer, median(theirs))
