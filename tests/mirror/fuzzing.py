"""The fuzz as scripts of a page: `fuzz/`, in the order they need each other."""

from typing import TypedDict, cast

from tests.mirror.conftest import HERE
from tests.mirror.engines import EnginePage

SCRIPTS = (
    "tape",
    "world",
    "tree_acts",
    "state_acts",
    "document_acts",
    "run",
    "shrink",
    "secrets",
    "small",
)

PAGE = "<!doctype html><title>Fuzz</title><body>"
SERVED = "/inner"
INNER = "<!doctype html><title>i</title><style>p{color:red}</style><p>inner<div>d</div>"

#: What happens besides the changes of the page, and its part of the seeds.
KINDS = {
    "plain": 0.3,
    "documents": 0.15,
    "resyncs": 0.15,
    "faults": 0.2,
    "held": 0.2,
}

Tape = dict[str, list[list[object]]]


class Failure(TypedDict):
    """A seed that went wrong, and its decisions."""

    seed: int
    kind: str
    found: str
    tape: Tape


class Kept(TypedDict):
    """A failure of the past, made small."""

    why: str
    kind: str
    tape: Tape


class Shrunk(TypedDict):
    """The smallest tape that still fails; `found` is empty where it does not."""

    tape: Tape
    found: str
    tries: int


def serve(path: str) -> str | None:
    """Answers the frames of the worlds."""
    return INNER if path.startswith(SERVED) else None


def load(page: EnginePage) -> None:
    """Puts the fuzz into a page that has the engine and lab.js."""
    for name in SCRIPTS:
        page.evaluate((HERE / "fuzz" / f"{name}.js").read_text())


def run(page: EnginePage, first: int, count: int, kind: str) -> list[Failure]:
    """Runs seeds; those that failed, five at most."""
    call = "([first, count, kind, served]) => lab.fuzz(first, count, kind, { served })"
    found = page.evaluate(call, [first, count, kind, SERVED])
    return cast("list[Failure]", found)


def replay(page: EnginePage, tape: Tape, kind: str) -> str:
    """What goes wrong when the tape is played again, or nothing."""
    call = "([tape, kind, served]) => lab.replay(tape, kind, { served })"
    return str(page.evaluate(call, [tape, kind, SERVED]))


def shrink(page: EnginePage, failure: Failure, budget_ms: int = 60_000) -> Shrunk:
    call = "([tape, kind, served, ms]) => lab.shrink(tape, kind, { served }, ms)"
    found = page.evaluate(call, [failure["tape"], failure["kind"], SERVED, budget_ms])
    return cast(Shrunk, found)


class Scope(TypedDict):
    """Cases of a small scope: how many there are, were run, and failed."""

    cases: int
    done: int
    failed: list[dict[str, object]]


def small(
    page: EnginePage, nodes: int, steps: int, count: int, *, seed: int, whole: bool
) -> Scope:
    """Trees of up to `nodes` elements and `steps` mutations; see `fuzz/small.js`."""
    call = "([n, s, count, seed, whole]) => lab.small(n, s, count, seed, whole)"
    return cast(Scope, page.evaluate(call, [nodes, steps, count, seed, whole]))


def prepare(page: EnginePage, bundle: str) -> None:
    """The mirror, its lab and the fuzz in a fresh page."""
    page.evaluate(f"(() => {{ {bundle}\nwindow.MirrorTest = MirrorTest; }})()")
    page.evaluate((HERE / "lab.js").read_text())
    load(page)
