"""Looks for barriers with axe: what keyboards, screen readers and weak eyes stumble on.

`Barriers` gathers over a walk and fails at the end with everything it met, so that one
run tells the whole story. The script enters by the debugging protocol, which the pages'
content security policy does not concern.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Frame, Locator, Page

AXE = Path(__file__).resolve().parent.parent / "frontend/node_modules/axe-core/axe.js"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
GRAVE = ("serious", "critical")
# Every colour on its way to another has arrived; what moves for ever is not waited for.
SETTLED = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const roots = [document, ...[...document.querySelectorAll("*")]
        .map((element) => element.shadowRoot).filter(Boolean)];
    const moves = roots.flatMap((root) => root.getAnimations())
        .filter((move) => Number.isFinite(move.effect.getComputedTiming().endTime));
    await Promise.allSettled(moves.map((move) => move.finished));
}"""
NODES_SHOWN = 6

RUN = """async (within) => {
    const context = {include: [within]};
    const options = {
        resultTypes: ["violations"],
        // The far frame is another document: it is looked at by itself, if it is ours.
        iframes: false,
        // WCAG 2.2's own rule, which axe leaves out unless asked.
        rules: {"target-size": {enabled: true}},
    };
    const {violations} = await window.axe.run(context, options);
    return violations.map(({id, impact, help, nodes}) => ({
        id, impact, help,
        nodes: nodes.map(({target, failureSummary, html}) =>
            [target.flat().join(" » "), html.slice(0, 140), failureSummary]),
    }));
}"""


@dataclass(frozen=True)
class Barrier:
    """One broken rule at one place of the walk."""

    where: str
    rule: str
    impact: str
    help: str
    nodes: list[list[str]]

    def __str__(self) -> str:
        shown = [
            f"      {target}\n        {html}\n        {' '.join(summary.split())}"
            for target, html, summary in self.nodes[:NODES_SHOWN]
        ]
        more = len(self.nodes) - NODES_SHOWN
        return "\n".join(
            [
                f"  {self.where}: {self.impact} {self.rule}: {self.help}",
                *shown,
                *([f"      … and {more} more"] if more > 0 else []),
            ]
        )


@dataclass
class Barriers:
    """What was met on the way, once per rule and element."""

    met: list[Barrier] = field(default_factory=list)
    looks: int = 0

    def look(self, page: Page, where: str, *, within: str = "html") -> None:
        """Look at everything inside `within` (a CSS selector), by day and by night."""
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self._look(page, f"{where}, {scheme}", within)

    def look_into(self, frame: Locator, where: str) -> None:
        """Look at the document inside this frame, without the frames in there."""
        handle = frame.element_handle()
        inside = handle.content_frame() if handle else None
        assert inside is not None, f"{where}: there is no frame"
        for scheme in SCHEMES:
            inside.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self._look(inside, f"{where}, {scheme}", "html")

    def _look(self, page: Page | Frame, where: str, within: str) -> None:
        self.looks += 1
        page.evaluate(SETTLED)
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = page.evaluate(RUN, within)
        self.met += [
            Barrier(where, each["id"], each["impact"], each["help"], each["nodes"])
            for each in found
            if each["impact"] in GRAVE
        ]

    def __str__(self) -> str:
        """Each barrier at the first place where it was met."""
        seen: set[tuple[str, str]] = set()
        told = []
        for barrier in self.met:
            key = (barrier.rule, barrier.nodes[0][0])
            if key not in seen:
                seen.add(key)
                told.append(str(barrier))
        return "\n".join(told)


@contextmanager
def no_barriers() -> Iterator[Barriers]:
    """Fails at the end of the walk with a list of what was met."""
    barriers = Barriers()
    try:
        yield barriers
    except Exception as error:
        if barriers.met:
            error.add_note(f"Until then people stumbled here:\n{barriers}")
        raise
    assert barriers.looks, "nothing was looked at"
    assert not barriers.met, f"people stumble here:\n{barriers}"
