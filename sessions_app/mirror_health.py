"""How the mirrors of this process fare: counted since it started, shown at /metrics.

Reasons and codes come from browsers: what is not known here is counted as `other`, so
nobody can make up labels.
"""

from typing import Final

from prometheus_client import CollectorRegistry, Counter

MIRROR_REGISTRY: Final = CollectorRegistry()

#: Why a page is asked for a snapshot: what the viewer and we ask for, and the faults of
#: a stream (frontend/src/mirror/ops.ts).
_ASKED: Final = {
    "viewer",
    "customer",
    "resumed",
    "overflow",
    "gap",
    "no_snapshot",
    "joined_frame",
}
_FAULTS: Final = {
    "apply_error",
    "bad_frame",
    "bad_order",
    "bad_reference",
    "bad_string",
    "bad_varint",
    "drift",
    "frame_lost",
    "stalled",
    "too_large",
    "truncated",
    "unknown_op",
}
_REASONS: Final = frozenset(_ASKED | _FAULTS)
#: What a recorder reports (docs/mirror.md, Problems).
_PROBLEMS: Final = frozenset(
    {
        "css_unreadable",
        "drift",
        "frame_dropped",
        "node_error",
        "page_too_large",
        "recorder_error",
        "rule_error",
    }
)

#: How an upload of a picture or font ends: kept, or why not.
_OUTCOMES: Final = frozenset(
    {
        "kept",
        "bad_digest",
        "not_active",
        "rate_limited",
        "session_ended",
        "too_large",
        "unsupported_type",
    }
)

_resyncs = Counter(
    "cobrowse_mirror_resyncs",
    "Snapshots asked of customers' pages, by reason, of the page or of a part of it.",
    ["reason", "scope"],
    registry=MIRROR_REGISTRY,
)
_problems = Counter(
    "cobrowse_mirror_problems",
    "What recorders in customers' pages mended or worked round.",
    ["code"],
    registry=MIRROR_REGISTRY,
)
_assets = Counter(
    "cobrowse_mirror_assets",
    "Pictures and fonts that customers' pages brought, by what became of them.",
    ["outcome"],
    registry=MIRROR_REGISTRY,
)


def count_resync(reason: str, node: int | None) -> None:
    known = reason if reason in _REASONS else "other"
    _resyncs.labels(reason=known, scope="page" if node is None else "part").inc()


def count_problem(code: str) -> None:
    _problems.labels(code=code if code in _PROBLEMS else "other").inc()


def count_asset(outcome: str) -> None:
    _assets.labels(outcome=outcome if outcome in _OUTCOMES else "other").inc()
