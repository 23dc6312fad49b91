"""Pictures of both sides that may differ where something is masked, and only there."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from tests.mirror.twins import KEPT, PATIENCE_MS, Twins, differing, picture

#: Where what is hidden begins or ends, and how high it is, may differ by so much.
NEAR = 2
#: Beyond this share of a picture too little would be left to compare.
MOST_HIDDEN = 0.25

CUSTOMER_BOXES = """() => [...recorder.hidden_elements()].flatMap((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const id = recorder.id_of(one);
    return right > left && bottom > top ? [[id, left, top, right, bottom]] : [];
})"""
AGENT_BOXES = """(ids) => ids.map((id) => {
    const box = player.element_by_id(id)?.getBoundingClientRect();
    return box ? [id, box.left, box.top, box.right, box.bottom] : [id, 0, 0, 0, 0];
})"""


@dataclass(frozen=True, slots=True)
class Box:
    """Where an element is drawn, in pixels of the window."""

    id: int
    left: float
    top: float
    right: float
    bottom: float

    def is_near(self, other: "Box") -> bool:
        """At the same place, from its start or (where it ends a line) from its end."""
        aside = min(abs(self.left - other.left), abs(self.right - other.right))
        below = max(abs(self.top - other.top), abs(self.bottom - other.bottom))
        return aside <= NEAR and below <= NEAR

    def blank(self, shot: Image.Image) -> None:
        edges = (self.left - 1, self.top - 1, self.right + 1, self.bottom + 1)
        ImageDraw.Draw(shot).rectangle(edges, fill=0)


def hidden_boxes(both: Twins) -> list[tuple[Box, Box]]:
    """What the player does not have as it is, on the page and in the replica."""
    mine = [Box(*one) for one in both.customer.evaluate(CUSTOMER_BOXES)]
    theirs = both.agent.evaluate(AGENT_BOXES, [box.id for box in mine])
    return [(box, Box(*other)) for box, other in zip(mine, theirs, strict=True)]


def same_but_masked(
    both: Twins, name: str, *, least: int = 1, patience_ms: int = PATIENCE_MS
) -> None:
    """Asserts that no pixel differs outside of what is hidden.

    At least so many elements are, each about where it is on the page, and most of the
    picture is compared.
    """
    for _ in range(patience_ms // 400):
        boxes = hidden_boxes(both)
        shots = picture(both.customer), picture(both.agent)
        found = _verdict(boxes, shots, least)
        if found == "":
            return
        both.customer.wait_for_timeout(400)
    KEPT.mkdir(parents=True, exist_ok=True)
    for side, shot in zip(("customer", "agent"), shots, strict=True):
        shot.save(KEPT / f"{name}-{side}.png")
    raise AssertionError(f"{found}: see {KEPT}/{name}-*.png")


def _verdict(
    boxes: list[tuple[Box, Box]], shots: tuple[Image.Image, Image.Image], least: int
) -> str:
    """ "" or what is wrong; blanks what is hidden in both pictures."""
    if len(boxes) < least:
        return f"{len(boxes)} elements are hidden, not {least} or more"
    far = [pair for pair in boxes if not pair[0].is_near(pair[1])]
    open_part = Image.new("L", shots[0].size, 255)
    for box in (box for pair in boxes for box in pair):
        for shot in (*shots, open_part):
            box.blank(shot)
    hidden = open_part.histogram()[0] / (open_part.width * open_part.height)
    if hidden > MOST_HIDDEN:
        return f"{hidden:.0%} of the picture is hidden"
    if far:
        page, replica = far[0]
        return f"{len(far)} hidden elements moved, the first from {page} to {replica}"
    if wrong := differing(*shots):
        return f"{wrong} pixels differ that nothing hides"
    return ""
