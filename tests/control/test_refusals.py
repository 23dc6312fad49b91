"""What the hand must not do, it does not: nothing changes, no page handler runs."""

import random

import pytest

from tests.control.conftest import OpenPage
from tests.control.hand import HandPage, Wire

pytestmark = pytest.mark.browser

PAGE = """
<style>body { font: 16px sans-serif } .far { margin-top: 3000px }</style>
<button id=plain type=button>plain</button><input id=field value=v>
<div data-cobrowse=mask><input id=masked value=secret><button id=in_mask type=button>b
  </button></div>
<div data-cobrowse=restrict><button id=restricted type=button>delete</button>
  <input id=restricted_field value=v></div>
<input id=password type=password value=secret>
<input id=file type=file>
<label id=file_label for=file>choose</label>
<label id=password_label for=password>password</label>
<form id=form onsubmit="log.push('submit handler')" action="/sent">
  <input id=in_form value=v>
  <button id=submit>send</button>
  <button id=submit_child><b id=inside>send</b></button>
  <input id=submit_input type=submit value=send>
  <label id=submit_label for=submit>label</label>
</form>
<button id=disabled type=button disabled>off</button>
<fieldset disabled><input id=in_fieldset value=v></fieldset>
<div inert><button id=inert type=button>inert</button></div>
<input id=readonly readonly value=v>
<div data-cobrowse-root><button id=own_ui type=button>Allow</button></div>
<button id=hidden type=button style="visibility:hidden">h</button>
<button id=gone type=button style="display:none">g</button>
<select id=select><option>1<option disabled>2<option>3</select>
<input id=date type=date value=2026-01-01>
<script>
window.log = [];
const TYPES = `pointerover pointermove pointerdown pointerup mouseover mousemove
    mousedown mouseup click dblclick auxclick contextmenu focus focusin blur focusout
    keydown keypress keyup beforeinput input change submit paste scroll`.split(/\\s+/);
for (const type of TYPES)
    addEventListener(type, (event) => log.push(`${type} ${event.target.id}`), true);
</script>"""

STATE = """() => JSON.stringify([
    [...document.querySelectorAll("input, select")].map((e) => e.value + e.checked),
    document.activeElement.id, scrollY, location.href, log])"""


class Watched(HandPage):
    """Notes what the page looked like, to compare."""

    def unchanged(self) -> bool:
        now: str = self.page.evaluate(STATE)
        return now == self.before

    def remember(self) -> None:
        self.before: str = self.page.evaluate(STATE)


@pytest.fixture
def shop(open_page: OpenPage) -> Watched:
    opened = open_page(PAGE)
    opened.__class__ = Watched
    assert isinstance(opened, Watched)
    opened.remember()
    return opened


FORBIDDEN = {
    "masked": "masked",
    "in_mask": "masked",
    "restricted": "restricted",
    "restricted_field": "restricted",
    "password": "password",
    "password_label": "password",
    "file": "file",
    "file_label": "file",
    "submit": "submit",
    "inside": "submit",
    "submit_input": "submit",
    "submit_label": "submit",
    "disabled": "disabled",
    "in_fieldset": "disabled",
    "inert": "disabled",
    "own_ui": "own_ui",
}
TYPING = {
    "masked": "masked",
    "restricted_field": "restricted",
    "password": "password",
    "file": "file",
    "own_ui": "own_ui",
}


def test_a_click_on_it_is_refused_with_its_kind(shop: Watched) -> None:
    for button in (0, 1, 2):
        acks = {id: shop.click(f"#{id}", button=button) for id in FORBIDDEN}
        assert {id: ack.get("kind") for id, ack in acks.items()} == FORBIDDEN
        assert {ack["status"] for ack in acks.values()} == {"target_forbidden"}
    assert shop.unchanged()
    told = shop.page.evaluate("bench.state.notices")
    assert [kind for _, kind in told] == [*FORBIDDEN.values()] * 3


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("text", {"text": "x"}),
        ("key", {"key": "Enter", "mods": {}}),
        ("focus", {}),
        ("hover", {"fx": 0.5, "fy": 0.5}),
        ("value", {"value": "x"}),
        ("selection", {"start": 0, "end": 1}),
    ],
)
def test_text_keys_focus_and_hover_are_refused_too(
    shop: Watched, command: str, fields: dict[str, object]
) -> None:
    acks = {id: shop.do(command, f"#{id}", **fields) for id in TYPING}
    assert {id: ack.get("kind") for id, ack in acks.items()} == TYPING
    assert shop.unchanged()


def test_what_cannot_be_seen_is_gone(shop: Watched) -> None:
    assert shop.click("#hidden")["status"] == "target_gone"
    assert shop.click("#gone")["status"] == "target_gone"
    assert shop.unchanged()


def test_what_left_the_page_and_what_never_was_is_gone(shop: Watched) -> None:
    node = shop.node("#plain")
    shop.page.evaluate("plain.remove()")
    shop.remember()
    for body in (
        {"do": "click", "node": node, "fx": 0.5, "fy": 0.5},
        {"do": "click", "node": 999_999, "fx": 0.5, "fy": 0.5},
        {"do": "text", "node": node, "text": "x"},
        {"do": "scroll", "node": node, "x": 0, "y": 1},
    ):
        assert shop.execute(shop.frame(body))[0]["status"] == "target_gone"
    assert shop.unchanged()


def test_a_field_that_is_read_only_takes_no_text(shop: Watched) -> None:
    shop.click("#readonly")
    ack = shop.type("#readonly", "x")
    assert (ack["status"], ack["kind"]) == ("target_forbidden", "disabled")
    assert shop.page.locator("#readonly").input_value() == "v"


def test_typing_stops_when_the_page_moves_the_focus_to_a_secret(shop: Watched) -> None:
    shop.page.evaluate("field.addEventListener('input', () => password.focus())")
    ack = shop.type("#field", "abc")
    assert (ack["status"], ack["kind"]) == ("target_forbidden", "password")
    assert shop.page.locator("#field").input_value() == "va"
    assert shop.page.locator("#password").input_value() == "secret"


def test_keys_go_nowhere_while_the_customer_is_in_a_secret_field(shop: Watched) -> None:
    shop.page.focus("#password")
    shop.remember()
    ack = shop.press("Backspace")
    assert (ack["status"], ack["kind"]) == ("target_forbidden", "password")
    assert shop.unchanged()


def test_tab_passes_over_what_is_forbidden(shop: Watched) -> None:
    shop.click("#field")
    shop.press("Tab", "#field")
    assert shop.page.evaluate("document.activeElement.id") == "in_form"


def test_enter_never_sends_a_form_by_itself(shop: Watched) -> None:
    shop.click("#in_form")
    ack = shop.press("Enter", "#in_form")
    assert (ack["status"], ack["kind"]) == ("target_forbidden", "submit")
    # The page's own handler hears of it, the browser does not send.
    assert "submit handler" in shop.page.evaluate("log")
    shop.page.wait_for_timeout(100)
    assert shop.page.url == "http://shop.test/"


def test_enter_does_not_reach_handlers_of_a_form_with_a_secret(shop: Watched) -> None:
    shop.page.evaluate("form.append(password)")
    shop.click("#in_form")
    ack = shop.press("Enter", "#in_form")
    assert (ack["status"], ack["kind"]) == ("target_forbidden", "submit")
    assert "submit handler" not in shop.page.evaluate("log")


def test_a_focused_submit_button_is_not_pressed_by_enter_or_space(
    shop: Watched,
) -> None:
    shop.page.focus("#submit")
    assert shop.press("Enter")["kind"] == "submit"
    assert shop.type("html", " ")["kind"] == "submit"
    log = shop.page.evaluate("log")
    assert "click submit" not in log
    assert "submit form" not in log


def test_an_allow_rule_opens_the_submit_button(shop: Watched) -> None:
    shop.page.evaluate("submit.dataset.cobrowse = 'allow'")
    shop.leave_by("**/sent?*", "click", "#submit", fx=0.5, fy=0.5)


def test_an_allow_rule_opens_enter(shop: Watched) -> None:
    shop.page.evaluate("form.dataset.cobrowse = 'allow'")
    shop.click("#in_form")
    shop.leave_by("**/sent?*", "key", "#in_form", key="Enter", mods={})


def test_a_page_behind_a_modal_dialog_is_out_of_reach(shop: Watched) -> None:
    shop.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
        "'<dialog id=dialog><button id=in_dialog type=button>ok</button></dialog>');"
        "dialog.showModal(); log.length = 0"
    )
    assert shop.click("#plain")["kind"] == "disabled"
    assert shop.click("#in_dialog")["status"] == "ok"


def test_a_target_that_turns_forbidden_under_the_press_is_not_clicked(
    shop: Watched,
) -> None:
    shop.page.evaluate(
        "plain.addEventListener('mousedown', () => plain.dataset.cobrowse = 'restrict')"
    )
    assert shop.click("#plain")["kind"] == "restricted"
    assert "click plain" not in shop.page.evaluate("log")


def test_a_disabled_option_is_not_chosen(shop: Watched) -> None:
    assert shop.do("select", "#select", indexes=[1])["kind"] == "disabled"
    for indexes in ([], [7], [0, 2]):
        ack = shop.do("select", "#select", indexes=indexes)
        assert ack["status"] == "bad_command"
    assert shop.unchanged()


def test_a_value_that_the_field_would_not_take_is_refused(shop: Watched) -> None:
    for value in ("tomorrow", "2026-13-01", "1/2/2026"):
        assert shop.do("value", "#date", value=value)["status"] == "bad_command"
    assert shop.do("value", "#field", value="x")["status"] == "bad_command"
    assert shop.unchanged()


COMMANDS: list[tuple[str, str | None, dict[str, object]]] = [
    ("click", "#plain", {"fx": 0.5, "fy": 0.5}),
    ("hover", "#plain", {"fx": 0.5, "fy": 0.5}),
    ("text", "#field", {"text": "x"}),
    ("key", "#field", {"key": "Backspace", "mods": {}}),
    ("key", None, {"node": None, "key": "Enter", "mods": {}}),
    ("value", "#date", {"value": "2026-02-02"}),
    ("select", "#select", {"indexes": [2]}),
    ("focus", "#field", {}),
    ("scroll", None, {"node": None, "x": 0, "y": 1}),
    ("selection", "#field", {"start": 0, "end": 1}),
    ("back", None, {}),
    ("refresh", None, {}),
    ("navigate", None, {"url": "/elsewhere"}),
]
STATES = {
    "pointer mode": ("state.mode = 'pointer'", Wire(), "mode_required"),
    "an older mode epoch": ("state.mode_epoch = 2", Wire(), "mode_required"),
    "a later mode epoch": ("", Wire(mode_epoch=2), "mode_required"),
    "another page": ("", Wire(epoch=8), "stale_page"),
    "after close": ("hand.close()", Wire(), "mode_required"),
}


@pytest.mark.parametrize("state", STATES)
def test_no_command_acts_outside_its_mode_and_page(shop: Watched, state: str) -> None:
    change, wire, status = STATES[state]
    if change:
        shop.page.evaluate(f"() => {{ bench.{change}; }}")
    for name, target, fields in COMMANDS:
        body = {"do": name, **fields}
        if target:
            body["node"] = shop.node(target)
        assert shop.execute(shop.frame(body, wire))[0]["status"] == status, name
    shop.page.wait_for_timeout(100)
    assert shop.unchanged()


def test_a_repeated_command_gets_the_same_answer_and_does_not_act(
    shop: Watched,
) -> None:
    body = {"do": "text", "node": shop.node("#field"), "text": "x"}
    frame = shop.frame(body)
    acks = shop.execute(frame, frame, frame)
    assert [ack["status"] for ack in acks] == ["ok"] * 3
    assert shop.page.locator("#field").input_value() == "vx"


def test_a_late_command_does_not_act(shop: Watched) -> None:
    body = {"do": "text", "node": shop.node("#field"), "text": "x"}
    late = shop.frame(body, Wire(seq=5))
    assert shop.execute(shop.frame({"do": "focus", "node": 1}, Wire(seq=9)))
    ack = shop.execute(late)[0]
    assert (ack["status"], ack["last_seq"]) == ("expired", 9)
    assert shop.page.locator("#field").input_value() == "v"


def test_numbers_may_wrap_around(shop: Watched) -> None:
    node = shop.node("#field")
    for seq in (0xFFFF_FFFE, 0xFFFF_FFFF, 0, 1):
        body = {"do": "text", "node": node, "text": "x"}
        assert shop.execute(shop.frame(body, Wire(seq=seq)))[0]["status"] == "ok"
    assert shop.page.locator("#field").input_value() == "vxxxx"


def test_a_page_that_is_closed_to_the_agent_takes_no_keys_and_does_not_scroll(
    shop: Watched,
) -> None:
    shop.page.evaluate("document.documentElement.dataset.cobrowse = 'restrict'")
    acks = [
        shop.press("Escape"),
        shop.type("html", "x"),
        shop.do("scroll", node=None, x=0, y=1),
    ]
    assert [ack.get("kind") for ack in acks] == ["restricted"] * 3
    assert shop.unchanged()


def test_what_is_under_way_is_answered_when_the_hand_is_closed(shop: Watched) -> None:
    frame = shop.frame({"do": "text", "node": shop.node("#field"), "text": "abcdef"})
    shop.page.evaluate(
        "field.addEventListener('input', () => bench.hand.close(), { once: true })"
    )
    assert shop.execute(frame)[0]["status"] == "mode_required"
    assert shop.page.locator("#field").input_value() == "va"


def test_a_flood_of_nonsense_leaves_the_page_alive(shop: Watched) -> None:
    """Random commands at random elements: each is answered, the page sees no error."""
    shop.page.evaluate(
        "document.querySelectorAll('*').forEach((e) => bench.mirror.id_of(e))"
    )
    dice = random.Random(20260131)
    numbers = [0, 1, 0.5, -1, 1e9, None, "1", True]
    frames = []
    for _ in range(300):
        body = {
            "do": dice.choice([name for name, _, _ in COMMANDS if name not in LEAVING]),
            "node": dice.randrange(60),
            "text": "x" * dice.randrange(80),
            "key": dice.choice(["Enter", "Tab", "Escape", "ArrowUp", "F1", ""]),
            **{name: dice.choice(numbers) for name in ("fx", "fy", "x", "y")},
            "indexes": [dice.randrange(4)],
            "value": dice.choice(["", "2026-01-02", "<b>"]),
        }
        kept = dice.choice([4, 6, 20])
        names = NEEDED.get(str(body["do"]), [])
        frames.append(shop.frame({name: body[name] for name in ["do", *names][:kept]}))
    for start in range(0, len(frames), 50):
        acks = shop.execute(*frames[start : start + 50])
        assert all(ack["status"] for ack in acks)
    assert shop.page.evaluate("1 + 1") == 2


LEAVING = {"back", "forward", "refresh", "navigate", "selection"}
NEEDED = {
    "click": ["node", "fx", "fy"],
    "hover": ["node", "fx", "fy"],
    "text": ["node", "text"],
    "key": ["node", "key"],
    "value": ["node", "value"],
    "select": ["node", "indexes"],
    "focus": ["node"],
    "scroll": ["node", "x", "y"],
}


def test_what_is_under_way_stops_when_the_customer_revokes(shop: Watched) -> None:
    shop.page.evaluate(
        "field.addEventListener('input', () => {"
        " if (field.value === 'vab') bench.state.mode = 'pointer'; })"
    )
    node = shop.node("#field")
    acks = shop.execute(
        shop.frame({"do": "text", "node": node, "text": "abcdef"}),
        shop.frame({"do": "text", "node": node, "text": "gh"}),
    )
    assert [ack["status"] for ack in acks] == ["mode_required"] * 2
    assert shop.page.locator("#field").input_value() == "vab"


BAD_BODIES: list[tuple[object, str]] = [
    ("", "bad_command"),
    ("{", "bad_command"),
    ("[]", "bad_command"),
    ('{"do":"eval","text":"log.push(1)"}', "bad_command"),
    ('{"do":"back","url":"x"}', "bad_command"),
    ({"do": "key", "node": None, "key": "F5", "mods": {}}, "key_not_allowed"),
    ({"do": "text", "node": 1, "text": "x" * 5001}, "text_too_long"),
    ({"do": "navigate", "url": "javascript:log.push(1)"}, "bad_url"),
    ({"do": "navigate", "url": "https://evil.test/"}, "bad_url"),
    ({"do": "back"}, "bad_url"),
    ({"do": "forward"}, "bad_url"),
]


def test_what_is_no_good_command_gets_its_code(shop: Watched) -> None:
    acks = shop.execute(*[shop.frame(body) for body, _ in BAD_BODIES])
    assert [ack["status"] for ack in acks] == [status for _, status in BAD_BODIES]
    shop.page.wait_for_timeout(60)
    assert shop.unchanged()


def test_bytes_that_are_no_command_get_no_answer(shop: Watched) -> None:
    frames = [b"", b"\x04", b"\x01" * 20, b"\x04" + bytes(12) + b"\xff\xfe"]
    assert shop.execute(*frames) == [None] * 4
    assert shop.unchanged()


CLOBBERED = [
    "matches",
    "closest",
    "parentNode",
    "focus",
    "submit",
    "elements",
    "id",
    "dispatchEvent",
    "ownerDocument",
    "getBoundingClientRect",
    "isConnected",
]


def test_controls_named_like_methods_do_not_fool_the_hand(open_page: OpenPage) -> None:
    shop = open_page(
        "<form id=f onsubmit='event.preventDefault()' data-cobrowse=restrict>"
        + "".join(f"<input name={name}>" for name in CLOBBERED)
        + "<button id=b type=button>b</button></form>"
        "<img name=querySelectorAll><img name=activeElement><img name=body>"
        "<input id=free>"
    )
    assert shop.click("#b")["kind"] == "restricted"
    assert shop.click("#free")["status"] == "ok"
    assert shop.type("#free", "ok")["status"] == "ok"
    assert shop.page.evaluate("free.value") == "ok"
