"""Every kind of control, worked by the hand on one page."""

import pytest

from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser

PAGE = """
<input id=text value="one two"><textarea id=area>first
second</textarea>
<input id=email type=email><input id=number type=number><input id=search type=search>
<input id=date type=date><input id=time type=time><input id=moment type=datetime-local>
<input id=month type=month><input id=week type=week><input id=colour type=color>
<input id=range type=range min=0 max=10>
<input id=check type=checkbox>
<input id=r1 type=radio name=r><input id=r2 type=radio name=r>
<select id=one><option>a<option>b<option>c</select>
<select id=many multiple><option id=o1>a<option id=o2>b<option id=o3>c</select>
<div id=rich contenteditable><p>some text</p></div>
<div id=box style="width:100px;height:50px;overflow:auto"><div style="height:550px">
  </div></div>
<div id=menu>menu<div id=item style="display:none">item</div></div>
<iframe id=frame srcdoc="<input id=framed><button id=framed_button>b</button>"></iframe>
<x-host id=host></x-host>
<a id=link href="/next">next</a><a id=tab href="/other" target=_blank>other</a>
<dialog id=dialog><button id=close>close</button></dialog>
<div style="height:3000px"></div><button id=bottom>bottom</button>
<script>
host.attachShadow({ mode: "open" }).innerHTML =
    "<label id=sl>name <input id=shadowed></label>";
menu.addEventListener("mouseenter", () => { item.style.display = "block"; });
menu.addEventListener("mouseleave", () => { item.style.display = "none"; });
window.heard = [];
for (const type of ["input", "change", "click"])
    addEventListener(type, (event) => heard.push(`${type} ${event.target.id}`), true);
</script>"""


@pytest.fixture
def shop(open_page: OpenPage) -> HandPage:
    opened = open_page(PAGE)
    opened.page.frame_locator("#frame").locator("#framed").wait_for()
    return opened


def value(shop: HandPage, target: str) -> str:
    return shop.page.locator(f"#{target}").input_value()


def heard(shop: HandPage) -> list[str]:
    events: list[str] = shop.page.evaluate("heard.splice(0)")
    return events


def ok(shop: HandPage, command: str, target: str | None, **fields: object) -> None:
    ack = shop.do(command, f"#{target}" if target else None, **fields)
    assert ack["status"] == "ok", (command, target, ack)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("text", " three"),
        ("email", "ana@example.org"),
        ("number", "-12.5"),
        ("search", "Größe 42 → 日本 🥛"),
        ("area", " line"),
    ],
)
def test_text_goes_into_every_text_field(
    shop: HandPage, target: str, text: str
) -> None:
    before = value(shop, target)
    ok(shop, "text", target, text=text)
    assert value(shop, target) == before + text


def test_long_text_and_lines_are_pasted_at_once(shop: HandPage) -> None:
    text = "A long line of text.\n\tAnd another. " * 100
    ok(shop, "text", "area", text=text)
    assert value(shop, "area") == f"first\nsecond{text}"
    assert heard(shop).count("input area") < 2000
    ok(shop, "text", "search", text="two\nlines")
    assert value(shop, "search") == "two lines"


def test_caret_selection_and_editing_keys_work_as_in_any_field(shop: HandPage) -> None:
    shop.click("#text")
    ok(shop, "key", "text", key="Home", mods={})
    ok(shop, "text", "text", text="<")
    ok(shop, "key", "text", key="End", mods={})
    for _ in range(3):
        ok(shop, "key", "text", key="ArrowLeft", mods={"shift": True})
    ok(shop, "text", "text", text="2")
    assert value(shop, "text") == "<one 2"
    ok(shop, "key", "text", key="ArrowLeft", mods={})
    ok(shop, "key", "text", key="Delete", mods={})
    ok(shop, "key", "text", key="Backspace", mods={"ctrl": True})
    assert value(shop, "text") == "<"
    ok(shop, "key", "text", key="z", mods={"ctrl": True})
    assert value(shop, "text") != "<"
    ok(shop, "key", "text", key="a", mods={"ctrl": True})
    ok(shop, "text", "text", text="new")
    assert value(shop, "text") == "new"
    ok(shop, "selection", "text", start=1, end=2)
    ok(shop, "text", "text", text="o")
    assert value(shop, "text") == "now"


def test_a_press_puts_the_caret_where_it_hits_and_a_double_press_takes_the_word(
    shop: HandPage,
) -> None:
    ok(shop, "click", "text", fx=0.02, fy=0.5)
    ok(shop, "text", "text", text="x")
    assert value(shop, "text") == "xone two"
    ok(shop, "click", "text", fx=0.02, fy=0.5, count=2)
    ok(shop, "text", "text", text="1")
    assert value(shop, "text") == "1 two"
    ok(shop, "click", "text", fx=0.02, fy=0.5, count=3)
    ok(shop, "text", "text", text="all")
    assert value(shop, "text") == "all"


def test_lines_of_a_textarea(shop: HandPage) -> None:
    ok(shop, "focus", "area")
    ok(shop, "selection", "area", start=12, end=12)
    ok(shop, "key", "area", key="Enter", mods={})
    ok(shop, "text", "area", text="third")
    ok(shop, "key", "area", key="Home", mods={})
    ok(shop, "text", "area", text="> ")
    assert value(shop, "area") == "first\nsecond\n> third"


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("date", "2026-02-28"),
        ("time", "13:45"),
        ("moment", "2026-02-28T13:45"),
        ("month", "2026-02"),
        ("week", "2026-W09"),
        ("colour", "#12ab9f"),
        ("range", "7"),
    ],
)
def test_pickers_take_a_value_and_tell_of_it_once(
    shop: HandPage, target: str, wanted: str
) -> None:
    ok(shop, "value", target, value=wanted)
    ok(shop, "value", target, value=wanted)
    assert value(shop, target) == wanted
    assert heard(shop) == [f"input {target}", f"change {target}"]


def test_menus_and_lists(shop: HandPage) -> None:
    ok(shop, "select", "one", indexes=[2])
    assert value(shop, "one") == "c"
    assert heard(shop) == ["input one", "change one"]
    ok(shop, "select", "many", indexes=[0, 2])
    chosen = "[...many.selectedOptions].map((option) => option.text).join()"
    assert shop.page.evaluate(chosen) == "a,c"
    shop.click("#o2")
    assert shop.page.evaluate(chosen) == "b"
    shop.click("#o3", mods={"ctrl": True})
    assert shop.page.evaluate(chosen) == "b,c"


def test_check_sets_and_does_not_toggle(shop: HandPage) -> None:
    for _ in range(2):
        ok(shop, "check", "check", checked=True)
    assert shop.page.locator("#check").is_checked()
    assert heard(shop) == ["click check", "input check", "change check"]
    ok(shop, "check", "check", checked=False)
    assert not shop.page.locator("#check").is_checked()
    ok(shop, "check", "r2", checked=True)
    assert shop.page.locator("#r2").is_checked()


def test_space_and_arrows_work_boxes_and_radios(shop: HandPage) -> None:
    ok(shop, "focus", "check")
    ok(shop, "text", "check", text=" ")
    assert shop.page.locator("#check").is_checked()
    shop.click("#r1")
    ok(shop, "key", "r1", key="ArrowRight", mods={})
    assert shop.page.locator("#r2").is_checked()


def test_editable_regions(shop: HandPage) -> None:
    shop.click("#rich")
    ok(shop, "key", "rich", key="End", mods={})
    ok(shop, "text", "rich", text="!")
    ok(shop, "key", "rich", key="Enter", mods={})
    ok(shop, "text", "rich", text="more")
    assert shop.page.locator("#rich p").all_inner_texts() == ["some text!", "more"]
    ok(shop, "key", "rich", key="a", mods={"ctrl": True})
    ok(shop, "text", "rich", text="x")
    assert shop.page.locator("#rich").inner_text().strip() == "x"


def test_inside_frames_and_shadow_roots(shop: HandPage) -> None:
    shop.click("#framed")
    ok(shop, "text", "framed", text="in")
    framed = shop.page.frame_locator("#frame").locator("#framed")
    assert framed.input_value() == "in"
    ok(shop, "key", "framed", key="Tab", mods={})
    assert shop.page.evaluate(
        "frame.contentDocument.activeElement.id === 'framed_button'"
    )
    ok(shop, "click", "sl", fx=0.05, fy=0.5)
    ok(shop, "text", "sl", text="Ana")
    assert shop.page.locator("#shadowed").input_value() == "Ana"


def test_events_in_a_frame_are_of_the_frame_s_own_classes(shop: HandPage) -> None:
    shop.page.evaluate(
        """() => {
            const view = frame.contentWindow;
            view.document.getElementById("framed_button").onclick = (event) => {
                window.of_frame =
                    event instanceof view.MouseEvent && event.view === view;
            };
        }"""
    )
    shop.click("#framed_button")
    assert shop.page.evaluate("of_frame")


def test_hover_opens_and_leaves_a_menu(shop: HandPage) -> None:
    ok(shop, "hover", "menu", fx=0.1, fy=0.5)
    assert shop.page.locator("#item").is_visible()
    ok(shop, "hover", "text", fx=0.5, fy=0.5)
    assert not shop.page.locator("#item").is_visible()


def test_scrolling_boxes_and_the_page(shop: HandPage) -> None:
    ok(shop, "scroll", "box", x=0, y=0.5)
    assert shop.page.evaluate("box.scrollTop") == 250
    ok(shop, "scroll", None, node=None, x=0, y=1)
    assert shop.page.evaluate("scrollY > 2000")
    ok(shop, "key", None, node=None, key="Home", mods={})
    assert shop.page.evaluate("scrollY") == 0


def test_a_click_on_what_is_out_of_sight_brings_it_into_sight(shop: HandPage) -> None:
    shop.click("#bottom")
    assert "click bottom" in heard(shop)
    assert shop.page.locator("#bottom").evaluate(
        "(e) => e.getBoundingClientRect().top < innerHeight"
    )


def test_escape_closes_a_dialog_unless_the_page_objects(shop: HandPage) -> None:
    shop.page.evaluate("dialog.showModal()")
    shop.page.evaluate("() => { dialog.oncancel = (event) => event.preventDefault(); }")
    ok(shop, "key", None, node=None, key="Escape", mods={})
    assert shop.page.evaluate("dialog.open")
    shop.page.evaluate("dialog.oncancel = null")
    ok(shop, "key", None, node=None, key="Escape", mods={})
    assert not shop.page.evaluate("dialog.open")


def test_focus_that_the_page_moves_is_followed(shop: HandPage) -> None:
    shop.page.evaluate(
        """() => {
            text.value = "";
            text.addEventListener("input", () => setTimeout(() => search.focus(), 20));
        }"""
    )
    shop.click("#text")
    ok(shop, "text", "text", text="1")
    shop.page.wait_for_function("document.activeElement.id === 'search'")
    ok(shop, "text", "text", text="2")
    assert (value(shop, "text"), value(shop, "search")) == ("1", "2")


def test_focus_that_the_customer_moves_is_not_followed(shop: HandPage) -> None:
    shop.click("#text")
    ok(shop, "text", "text", text="1")
    shop.page.click("#search")
    ok(shop, "text", "text", text="2")
    assert (value(shop, "text"), value(shop, "search")) == ("one two12", "")


def test_tab_walks_the_page_in_order(shop: HandPage) -> None:
    shop.click("#text")
    visited = []
    for _ in range(4):
        ok(shop, "key", "text", key="Tab", mods={})
        visited.append(shop.page.evaluate("document.activeElement.id"))
    assert visited == ["area", "email", "number", "search"]
    ok(shop, "key", "text", key="Tab", mods={"shift": True})
    assert shop.page.evaluate("document.activeElement.id") == "number"


def test_links_are_followed_here(shop: HandPage) -> None:
    shop.leave_by("**/next", "click", "#link", fx=0.5, fy=0.5)


def test_a_link_that_wants_a_new_tab_opens_in_the_shared_one(shop: HandPage) -> None:
    shop.leave_by("**/other", "click", "#tab", fx=0.5, fy=0.5)
    assert len(shop.page.context.pages) == 1


def test_the_agent_s_address_bar(shop: HandPage) -> None:
    told: list[str] = []
    shop.page.on("console", lambda message: told.append(message.text))
    basket = "http://pay.test/basket?x=1"
    shop.leave_by(basket, "navigate", url=basket)
    assert told == ["notice travel http://pay.test/basket?x=1"]


def test_back_forward_and_refresh(open_page: OpenPage) -> None:
    shop = open_page("<p>here")
    shop.page.evaluate("history.pushState({}, '', '/second')")
    ok(shop, "back", None)
    shop.page.wait_for_url("http://shop.test/")
    ok(shop, "forward", None)
    shop.page.wait_for_url("**/second")
    shop.leave_by("**/second", "refresh")


def test_the_hand_works_under_a_strict_policy(open_page: OpenPage) -> None:
    shop = open_page(
        "<input id=f>", csp="default-src 'none'; script-src 'none'; style-src 'none'"
    )
    shop.click("#f")
    ok(shop, "text", "f", text="milk")
    assert value(shop, "f") == "milk"


def test_typing_goes_on_in_a_field_that_replaced_the_first(shop: HandPage) -> None:
    shop.page.evaluate(
        """() => search.addEventListener("keydown", (event) => {
            if (event.key !== "Enter") return;
            const fresh = search.cloneNode();
            fresh.id = "fresh";
            fresh.value = "";
            search.replaceWith(fresh);
            fresh.focus();
        })"""
    )
    node = shop.node("#search")
    shop.click("#search")
    ok(shop, "text", "search", text="milk")
    key = {"do": "key", "node": node, "key": "Enter", "mods": {}}
    text = {"do": "text", "node": node, "text": "bread"}
    acks = shop.execute(shop.frame(key), shop.frame(text))
    assert [ack["status"] for ack in acks] == ["ok", "ok"]
    assert value(shop, "fresh") == "bread"
    # Not where the customer went meanwhile.
    shop.page.click("#text")
    assert shop.execute(shop.frame(text))[0]["status"] == "target_gone"
    assert value(shop, "text") == "one two"
