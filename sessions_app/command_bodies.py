"""Bodies of command frames. The server relays them unread: customers' pages judge them.

They are written down here so that both ends of the wire share one definition.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cobrowse.protocol import WireModel
from sessions_app.protocol import Uint32

Fraction = Annotated[float, Field(ge=0, le=1)]
ForbiddenKind = Literal[
    "masked", "restricted", "submit", "file", "password", "own_ui", "disabled"
]


class Modifiers(WireModel):
    shift: bool
    ctrl: bool
    alt: bool
    meta: bool


class ClickCommand(WireModel):
    """`fx`, `fy`: where in the element's border box, 0 to 1."""

    do: Literal["click"]
    node: Uint32
    fx: Fraction
    fy: Fraction
    button: Literal[0, 1, 2]
    count: Literal[1, 2, 3]
    mods: Modifiers


class HoverCommand(WireModel):
    do: Literal["hover"]
    node: Uint32
    fx: Fraction
    fy: Fraction


class TextCommand(WireModel):
    """Inserted at the caret of the field."""

    do: Literal["text"]
    node: Uint32
    text: Annotated[str, StringConstraints(max_length=5_000)]


class KeyCommand(WireModel):
    do: Literal["key"]
    node: Uint32 | None
    key: Annotated[str, StringConstraints(max_length=32)]
    mods: Modifiers


class ValueCommand(WireModel):
    """For fields that are set as a whole: date, colour, range."""

    do: Literal["value"]
    node: Uint32
    value: Annotated[str, StringConstraints(max_length=5_000)]


class CheckCommand(WireModel):
    do: Literal["check"]
    node: Uint32
    checked: bool


class SelectCommand(WireModel):
    do: Literal["select"]
    node: Uint32
    indexes: list[Uint32]


class FocusCommand(WireModel):
    do: Literal["focus"]
    node: Uint32


class ScrollCommand(WireModel):
    """Fractions of the scroll range; `node` null scrolls the page."""

    do: Literal["scroll"]
    node: Uint32 | None
    x: Fraction
    y: Fraction


class HistoryCommand(WireModel):
    do: Literal["back", "forward", "refresh"]


class NavigateCommand(WireModel):
    do: Literal["navigate"]
    url: Annotated[str, StringConstraints(max_length=2_048)]


class SelectionCommand(WireModel):
    do: Literal["selection"]
    node: Uint32
    start: Uint32
    end: Uint32


class AckDetail(WireModel):
    """Body of an acknowledgement that says `target_forbidden`."""

    kind: ForbiddenKind


COMMAND_BODIES: list[type[WireModel]] = [
    ClickCommand,
    HoverCommand,
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
