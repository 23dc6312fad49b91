"""Every command at every kind of target, and in every state: none is left out."""

from itertools import product

import pytest

from sessions_app.command_bodies import COMMAND_BODIES
from tests.control.conftest import OpenPage
from tests.control.hand import HandPage, Wire

pytestmark = pytest.mark.browser

#: What each command looks for before it acts, from the least to the most.
PAGE, TOUCH, FOCUS, EDIT, PRESS = range(5)
MIDDLE: dict[str, object] = {"fx": 0.5, "fy": 0.5}
FIELD, BUTTON = "<input value=v>", "<button type=button>b</button>"

#: By command: what it judges, the element it is meant for, and its other fields.
COMMANDS: dict[str, tuple[int, str, dict[str, object]]] = {
    "scroll": (PAGE, "<div class=box>x</div>", {"x": 0, "y": 0}),
    "wheel": (PAGE, BUTTON, {**MIDDLE, "dx": 0, "dy": 0, "mode": 0}),
    "hover": (TOUCH, BUTTON, MIDDLE),
    "focus": (FOCUS, FIELD, {}),
    "text": (EDIT, FIELD, {"text": "x"}),
    "value": (EDIT, "<input type=date>", {"value": "2026-01-31"}),
    "select": (EDIT, "<select><option>1<option>2</select>", {"indexes": [1]}),
    "selection": (EDIT, FIELD, {"start": 0, "end": 1}),
    "click": (PRESS, BUTTON, MIDDLE),
    "press": (PRESS, BUTTON, MIDDLE),
    "check": (PRESS, "<input type=checkbox>", {"checked": True}),
}
#: Commands without a target, or whose target is only found when they act.
OTHERS = {"key", "drag", "release", "cancel", "back", "forward", "refresh", "navigate"}

#: How a target becomes forbidden: markup around it, attributes, and the element itself.
TARGETS: dict[str, tuple[str, str, str]] = {
    "open": ("", "", ""),
    "masked": ("data-cobrowse=mask", "", ""),
    "restricted": ("data-cobrowse=restrict", "", ""),
    "own_ui": ("data-cobrowse-root", "", ""),
    "inert": ("inert", "", ""),
    "invisible": ("style=visibility:hidden", "", ""),
    "disabled": ("", "disabled", ""),
    "readonly": ("", "readonly", ""),
    "password": ("", "", "<input type=password value=v>"),
    "file": ("", "", "<input type=file>"),
    "submit": ("", "", "<button>send</button>"),
}
ALWAYS = {"masked", "restricted", "own_ui", "password", "file"}


def expected(judges: int, target: str) -> str:
    """The answer: `ok`, `target_gone`, or the kind of `target_forbidden`."""
    if judges == PAGE:
        return target if target in {"restricted", "own_ui"} else "ok"
    if target in ALWAYS:
        return target
    if target == "disabled" and judges >= FOCUS:
        return "disabled"
    if judges < EDIT:
        return "ok"
    if target == "invisible":
        return "target_gone"
    if target == "inert" or (target == "readonly" and judges == EDIT):
        return "disabled"
    return "submit" if target == "submit" and judges == PRESS else "ok"


def is_meaningful(command: str, target: str) -> bool:
    """A date cannot be picked in a password field, and a button is never read-only."""
    judges, element, _ = COMMANDS[command]
    if TARGETS[target][2]:
        return command in {"hover", "focus", "click", "press", "wheel"}
    if target == "readonly":
        return judges == EDIT and "select>" not in element
    return target != "disabled" or "<div" not in element


CELLS = [cell for cell in product(COMMANDS, TARGETS) if is_meaningful(*cell)]


def markup(command: str, target: str) -> str:
    around, attributes, instead = TARGETS[target]
    element = instead or COMMANDS[command][1]
    tag = element[1:].split(">")[0].split(" ")[0]
    own = f"<{tag} id={command}_{target} {attributes}"
    opened = element.replace(f"<{tag}", own, 1)
    return f"<form onsubmit='return false'><section {around}>{opened}</section></form>"


def test_the_table_has_every_command() -> None:
    fields = [model.model_json_schema()["properties"]["do"] for model in COMMAND_BODIES]
    names = {name for do in fields for name in do.get("enum", [do.get("const")])}
    assert names == set(COMMANDS) | OTHERS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_judged_by_its_target(open_page: OpenPage, command: str) -> None:
    targets = [target for one, target in CELLS if one == command]
    shop = open_page("".join(markup(command, target) for target in targets))
    judges, _, fields = COMMANDS[command]
    answers, values = {}, "[...document.querySelectorAll('input')].map((e) => e.value)"
    for target in targets:
        ack = shop.do(command, f"#{command}_{target}", **fields)
        answers[target] = ack.get("kind", ack["status"])
    assert answers == {target: expected(judges, target) for target in targets}
    if command == "text":
        # What a field does not take goes into no other either.
        assert shop.page.evaluate(values) == ["vx", *["v"] * (len(targets) - 1)]


def unheard(shop: HandPage) -> str:
    state: str = shop.page.evaluate(
        """() => JSON.stringify([heard, scrollY, location.href,
            document.activeElement.tagName, String(getSelection()),
            [...document.querySelectorAll('input, select')]
                .map((one) => one.value + one.checked)])"""
    )
    return state


STATES = {
    "no Write Mode": ("bench.state.mode = 'pointer'", Wire(), "mode_required"),
    "another grant": ("", Wire(mode_epoch=2), "mode_required"),
    "another page": ("", Wire(epoch=8), "stale_page"),
    "after a later one": ("", Wire(seq=1), "expired"),
    "closed": ("bench.hand.close()", Wire(), "mode_required"),
}
BODIES: list[dict[str, object]] = [
    {"do": "key", "node": None, "key": "Enter", "mods": {}},
    {"do": "drag", "x": 0.5, "y": 0.5},
    {"do": "release", "x": 0.5, "y": 0.5},
    {"do": "cancel"},
    {"do": "back"},
    {"do": "forward"},
    {"do": "refresh"},
    {"do": "navigate", "url": "http://shop.test/other"},
]


@pytest.mark.parametrize("state", STATES)
def test_no_command_acts_in_the_wrong_state(open_page: OpenPage, state: str) -> None:
    set_up, wire, status = STATES[state]
    html = "".join(markup(command, "open") for command in COMMANDS)
    shop = open_page(html)
    shop.page.evaluate(
        """() => { window.heard = [];
        for (const type of ['pointerdown', 'pointermove', 'mousemove', 'click',
            'focusin', 'keydown', 'input', 'change', 'wheel', 'scroll'])
            addEventListener(type, (event) => heard.push(type), true); }"""
    )
    # What comes later has come: number 5.
    shop.execute(shop.frame({"do": "cancel"}, Wire(seq=5)))
    shop.page.evaluate(set_up)
    before = unheard(shop)
    bodies = [
        {"do": name, "node": shop.node(f"#{name}_open"), **fields}
        for name, (_, _, fields) in COMMANDS.items()
    ]
    for body in [*bodies, *BODIES]:
        ack = shop.execute(shop.frame(body, wire))[0]
        assert ack["status"] == status, body
    shop.page.wait_for_timeout(100)
    assert unheard(shop) == before
