"""The fuzz as scripts of a page: `tests/mirror/fuzz/`, in the order they need each other."""

from typing import TypedDict

from playwright.sync_api import Page

from tests.mirror.conftest import HERE

SCRIPTS = (
    "tape",
    "world",
    "tree_acts",
    "state_acts",
    "document_acts",
    "run",
    "shrink",
    "secrets",
)

PAGE = "<!doctype html><title>Fuzz</title><body>"
SERVED = "/inner"
INNER = (
    "<!doctype html><title>i</title><style>p{color:red}</style><p>inner<div>d</div>"
)

#: What happens besides the changes of the page, and its part of the seeds.
KINDS = {"plain": 0.4, "documents": 0.2, "resyncs": 0.2, "faults": 0.2}


class Failure(TypedDict):
    """A seed that went wrong, and its decisions."""

    seed: int
    kind: str
    found: str
    tape: dict[str, list[list[object]]]


def serve(path: str) -> str | None:
    """Answers the frames of the worlds."""
    return INNER if path.startswith(SERVED) else None


def load(page: Page) -> None:
    """Puts the fuzz into a page that has the engine and lab.js."""
    for name in SCRIPTS:
        page.evaluate((HERE / "fuzz" / f"{name}.js").read_text())


def run(page: Page, first: int, count: int, kind: str) -> list[Failure]:
    """Runs seeds; those that failed, five at most."""
    found: list[Failure] = page.evaluate(
        "([first, count, kind, served]) => lab.fuzz(first, count, kind, { served })",
        [first, count, kind, SERVED],
    )
    return found
