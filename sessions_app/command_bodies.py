"""Bodies of command frames. The server relays them unread: customers' pages judge them.

They are written down here so that both ends of the wire share one definition.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cobrowse.protocol import WireModel
from sessions_app.protocol import Uint32

Fraction = Annotated[float, Field(ge=0, le=1)]
Turn = Annotated[float, Field(ge=-10_000, le=10_000)]
ForbiddenKind = Literal[
    "masked", "restricted", "submit", "file", "password", "own_ui", "disabled"
]


Need = Literal[
    "file", "picker", "fullscreen", "window", "passkey", "payment", "clipboard"
]


class Modifiers(WireModel):
    shift: bool
    ctrl: bool
    alt: bool
    meta: bool


class Act(WireModel):
    """`at`: when it was sent, in milliseconds of the agent's own clock.

    The page compares it with that of the commands before: what comes far later than
    they did (3 s) has been held up on its way and is not done any more.
    """

    at: Annotated[int, Field(ge=0, le=2**53 - 1)] | None = None


class ClickCommand(Act):
    """`fx`, `fy`: where in the element's border box, 0 to 1."""

    do: Literal["click"]
    node: Uint32
    fx: Fraction
    fy: Fraction
    button: Literal[0, 1, 2]
    count: Literal[1, 2, 3]
    mods: Modifiers


class HoverCommand(Act):
    do: Literal["hover"]
    node: Uint32
    fx: Fraction
    fy: Fraction


class WheelCommand(Act):
    """One turn of the wheel; unit of `dx`, `dy`: `mode` 0 pixels, 1 lines, 2 pages."""

    do: Literal["wheel"]
    node: Uint32
    fx: Fraction
    fy: Fraction
    dx: Turn
    dy: Turn
    mode: Literal[0, 1, 2]
    mods: Modifiers


class PressCommand(Act):
    """The main button goes down and stays down: `drag` and `release` follow."""

    do: Literal["press"]
    node: Uint32
    fx: Fraction
    fy: Fraction
    count: Literal[1, 2, 3]
    mods: Modifiers


class DragCommand(Act):
    """To a place in the customer's window, as fractions of its width and height.

    Not to an element: what is dragged moves along under the pointer.
    """

    do: Literal["drag", "release"]
    x: Fraction
    y: Fraction


class CancelCommand(Act):
    """Lets go without dropping."""

    do: Literal["cancel"]


class TextCommand(Act):
    """Inserted at the caret of the field."""

    do: Literal["text"]
    node: Uint32
    text: Annotated[str, StringConstraints(max_length=5_000)]


class KeyCommand(Act):
    do: Literal["key"]
    node: Uint32 | None
    key: Annotated[str, StringConstraints(max_length=20)]
    mods: Modifiers


class ValueCommand(Act):
    """For fields that are set as a whole: date, colour, range.

    `going`: a slider is held and goes on; its `change` comes with the last one.
    """

    do: Literal["value"]
    node: Uint32
    value: Annotated[str, StringConstraints(max_length=100)]
    going: bool = False


class CheckCommand(Act):
    do: Literal["check"]
    node: Uint32
    checked: bool


class SelectCommand(Act):
    do: Literal["select"]
    node: Uint32
    indexes: Annotated[list[Uint32], Field(max_length=1_000)]


class FocusCommand(Act):
    do: Literal["focus"]
    node: Uint32


class ScrollCommand(Act):
    """Fractions of the scroll range; `node` null scrolls the page."""

    do: Literal["scroll"]
    node: Uint32 | None
    x: Fraction
    y: Fraction


class HistoryCommand(Act):
    do: Literal["back", "forward", "refresh"]


class NavigateCommand(Act):
    do: Literal["navigate"]
    url: Annotated[str, StringConstraints(max_length=2_048)]


class SelectionCommand(Act):
    do: Literal["selection"]
    node: Uint32
    start: Uint32
    end: Uint32


class AckDetail(WireModel):
    """Body of an acknowledgement, where there is more to say than its status.

    `kind`: of `target_forbidden`. `needs`: it is done, and the page asked for what
    browsers start at a person's own press only. `last_seq`: of `expired`. `at`: of the
    answer to a probe (P-76), milliseconds since the page's recorder was made.
    """

    kind: ForbiddenKind | None = None
    needs: Need | None = None
    last_seq: Uint32 | None = None
    at: Annotated[float, Field(ge=0, le=2**53 - 1)] | None = None


COMMAND_BODIES: list[type[WireModel]] = [
    ClickCommand,
    HoverCommand,
    WheelCommand,
    PressCommand,
    DragCommand,
    CancelCommand,
    TextCommand,
    KeyCommand,
    ValueCommand,
    CheckCommand,
    SelectCommand,
    FocusCommand,
    ScrollCommand,
    HistoryCommand,
    NavigateCommand,
    SelectionCommand,
]
