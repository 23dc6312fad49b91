"""The agent's mouse and keyboard become frames, and the customer's page changes."""

import json

import pytest

from tests.control.conftest import OpenViewer

pytestmark = pytest.mark.browser

FIELD = "<div id=app><input id=new style='width:300px;height:40px'><ul></ul></div>"


@pytest.mark.parametrize("app", ["react", "vue", "jquery"])
def test_typing_without_any_delay_adds_an_item_at_the_customer(
    open_viewer: OpenViewer, app: str
) -> None:
    viewer = open_viewer(FIELD, script=app)

    viewer.click("#new")
    viewer.page.keyboard.type("milk")
    viewer.page.keyboard.press("Enter")

    viewer.wait_at_customer(
        "document.querySelector('li')?.textContent.trim() === 'milk'"
    )


def test_a_long_text_typed_at_once_arrives_whole_and_in_few_commands(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer("<textarea id=t></textarea>")
    text = "The quick brown fox jumps over the lazy dog. " * 4

    viewer.click("#t")
    viewer.page.keyboard.type(text)
    viewer.page.keyboard.press("Enter")
    viewer.page.keyboard.type("Ende: äöü€🥛")

    expected = json.dumps(f"{text}\nEnde: äöü€🥛")
    viewer.wait_at_customer(f"document.querySelector('#t').value === {expected}")


def test_text_is_gathered_while_answers_are_missing_and_nothing_overtakes(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer("<input id=t>")
    viewer.set(held=[])
    viewer.click("#t")
    viewer.page.keyboard.type("abcdefghij")
    viewer.page.keyboard.press("Enter")
    viewer.page.keyboard.type("xyz")
    typed = viewer.sent("text")
    assert len(typed) < 5, "the rest waits"

    viewer.page.evaluate("bench.release()")
    viewer.wait_at_customer("document.querySelector('#t').value === 'abcdefghijxyz'")
    frames = viewer.sent("click", "text", "key")
    assert "".join(frame.get("text", "|") for frame in frames) == "|abcdefghij|xyz"
    numbers = [frame["seq"] for frame in frames]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_in_pointer_mode_a_click_is_a_ripple_and_keys_are_nothing(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer("<button id=b>Buy</button><input id=t>")
    viewer.set(mode="pointer")

    viewer.click("#b")
    viewer.click("#t")
    viewer.page.keyboard.type("milk")
    viewer.page.keyboard.press("Enter")
    viewer.page.mouse.wheel(0, 300)

    assert viewer.sent("click", "text", "key", "scroll", "hover") == []
    viewer.wait(
        "bench.state.sent.filter((f) => f.pointer?.action === 'click').length === 2"
    )
    clicks = [p for p in viewer.pointers() if p["action"] == "click"]
    assert [p["node"] for p in clicks] == [viewer.node("#b"), viewer.node("#t")]


def test_the_pointer_is_told_at_most_twenty_times_a_second_and_leaves(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer("<div id=d style='width:700px;height:500px'></div>")
    left, top = viewer.at("#d", 0, 0)
    for step in range(60):
        viewer.page.mouse.move(left + 10 + step * 4, top + 20)
    moved = len([p for p in viewer.pointers() if p["action"] == "move"])
    assert 1 <= moved < 40
    viewer.page.mouse.move(1190, 690)
    viewer.wait("bench.state.sent.at(-1).pointer?.action === 'leave'")


def test_a_double_click_is_one_double_click_at_the_customer(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer("<div id=d style='width:200px;height:80px'>x</div>")
    viewer.customer.evaluate(
        """() => { window.log = [];
        for (const type of ["click", "dblclick"]) document.addEventListener(
            type, (event) => log.push(type + event.detail)); }"""
    )
    viewer.page.mouse.dblclick(*viewer.at("#d"))
    viewer.wait_at_customer("log.length === 3")
    assert viewer.customer.evaluate("log") == ["click1", "click2", "dblclick2"]
    assert [frame["count"] for frame in viewer.sent("click")] == [1, 2]


def test_the_right_button_is_a_right_click(open_viewer: OpenViewer) -> None:
    viewer = open_viewer("<div id=d style='width:200px;height:80px'>x</div>")
    viewer.page.mouse.click(*viewer.at("#d"), button="right")
    assert [frame["button"] for frame in viewer.sent("click")] == [2]


def test_the_wheel_is_told_to_the_page_before_anything_scrolls(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer(
        "<div id=box style='width:300px;height:100px;overflow:auto'>"
        "<div style='height:1100px'></div></div>"
        "<div id=map style='width:300px;height:100px'></div>"
        "<div id=rest style='width:300px;height:3000px'></div>"
    )
    viewer.customer.evaluate(
        """() => { window.zoom = 0;
        document.querySelector('#map').addEventListener('wheel', (event) => {
            zoom += event.deltaY;
            event.preventDefault();
        }, { passive: false }); }"""
    )
    viewer.page.mouse.move(*viewer.at("#box"))
    viewer.page.mouse.wheel(0, 500)
    viewer.wait_at_customer("document.querySelector('#box').scrollTop === 500")
    viewer.page.mouse.move(*viewer.at("#map"))
    for _ in range(5):
        viewer.page.mouse.wheel(0, 20)
    viewer.wait_at_customer("zoom === 100")
    assert viewer.customer.evaluate("document.scrollingElement.scrollTop") == 0
    viewer.page.mouse.move(*viewer.at("#rest", 0.5, 0.05))
    viewer.page.mouse.wheel(0, 400)
    viewer.wait_at_customer("document.scrollingElement.scrollTop === 400")


def test_keys_after_a_slider_was_dragged_are_for_the_slider(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer("<input id=t value=a><br><input type=range id=r>")
    viewer.click("#t")
    viewer.page.mouse.move(*viewer.at("#r"))
    viewer.page.mouse.down()
    viewer.page.mouse.move(*viewer.at("#r", 0.2), steps=3)
    viewer.page.mouse.up()
    viewer.wait_at_customer("document.querySelector('#r').value < 30")
    viewer.page.keyboard.press("End")
    viewer.wait_at_customer("document.querySelector('#r').value === '100'")


def test_a_menu_opens_at_the_agent_and_the_choice_reaches_the_customer(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer(
        "<select id=s><option>Small<option>Medium<option disabled>Large<option>Huge"
        "</select><p id=out></p>",
    )
    viewer.customer.evaluate(
        "() => document.querySelector('#s').addEventListener('change', (e) =>"
        " { document.querySelector('#out').textContent = e.target.value; })"
    )
    viewer.click("#s")
    picker = viewer.page.get_by_test_id("picker")
    assert picker.locator("option").all_inner_texts() == [
        "Small",
        "Medium",
        "Large",
        "Huge",
    ]
    picker.select_option(index=3)
    viewer.wait_at_customer("document.querySelector('#out').textContent === 'Huge'")
    assert picker.count() == 0
    assert viewer.sent("select")[0]["indexes"] == [3]


def test_a_date_is_picked_at_the_agent(open_viewer: OpenViewer) -> None:
    viewer = open_viewer("<input id=d type=date>")
    viewer.click("#d")
    viewer.page.get_by_test_id("picker").fill("2026-03-01")
    viewer.wait_at_customer("document.querySelector('#d').value === '2026-03-01'")


def test_a_slider_follows_the_drag(open_viewer: OpenViewer) -> None:
    viewer = open_viewer(
        "<input id=r type=range min=0 max=10 value=0 style='width:400px'"
        " onchange='(window.settled ??= []).push(this.value)'>"
    )
    viewer.page.mouse.move(*viewer.at("#r", 0.1))
    viewer.page.mouse.down()
    viewer.page.mouse.move(*viewer.at("#r", 0.5))
    viewer.wait_at_customer("document.querySelector('#r').value === '5'")
    viewer.page.mouse.move(*viewer.at("#r", 0.99))
    viewer.wait_at_customer("document.querySelector('#r').value === '10'")
    viewer.page.mouse.up()
    # As a person's hand: told once, when it lets go.
    viewer.wait_at_customer("window.settled?.join() === '10'")
    assert viewer.sent("click") == []


def test_pasted_text_arrives_as_one_paste(open_viewer: OpenViewer) -> None:
    viewer = open_viewer("<textarea id=t></textarea>")
    viewer.click("#t")
    viewer.page.evaluate(
        """() => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", "one\\r\\ntwo\\u0000");
            const event = new ClipboardEvent("paste",
                { clipboardData, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        }"""
    )
    viewer.wait_at_customer("document.querySelector('#t').value === 'one\\ntwo'")


def test_a_composition_is_sent_when_it_ends(open_viewer: OpenViewer) -> None:
    viewer = open_viewer("<input id=t>")
    viewer.click("#t")
    session = viewer.page.context.new_cdp_session(viewer.page)
    session.send(
        "Input.imeSetComposition",
        {"text": "に", "selectionStart": 1, "selectionEnd": 1},
    )
    session.send(
        "Input.imeSetComposition",
        {"text": "日", "selectionStart": 1, "selectionEnd": 1},
    )
    session.send("Input.insertText", {"text": "日本"})
    viewer.wait_at_customer("document.querySelector('#t').value === '日本'")
    assert [frame["text"] for frame in viewer.sent("text")] == ["日本"]


def test_shortcuts_of_editing_pass_and_those_of_the_browser_do_not(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer("<input id=t>")
    viewer.click("#t")
    viewer.page.keyboard.type("old")
    viewer.page.keyboard.press("Control+a")
    viewer.page.keyboard.type("new")
    viewer.page.keyboard.press("Control+s")
    viewer.page.keyboard.press("F2")
    viewer.page.keyboard.press("Alt+ArrowLeft")
    viewer.wait_at_customer("document.querySelector('#t').value === 'new'")
    assert [frame["key"] for frame in viewer.sent("key")] == ["a"]


def test_a_refusal_is_told_with_its_kind_and_closes_the_picker(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer(
        "<select id=s data-cobrowse=restrict><option>1<option>2</select>"
    )
    viewer.click("#s")
    viewer.wait("bench.state.refused.length === 1")
    refusal = viewer.page.evaluate("bench.state.refused[0]")
    assert (refusal["status"], refusal["kind"]) == ("target_forbidden", "restricted")
    assert viewer.page.get_by_test_id("picker").count() == 0


def test_nothing_is_sent_while_paused_or_without_a_page(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer("<button id=b>b</button>")
    for state in ({"paused": True}, {"paused": False, "epoch": 0}):
        viewer.set(**state)
        viewer.click("#b")
        viewer.page.keyboard.type("x")
    assert viewer.sent() == []


def test_what_waits_is_dropped_when_the_mode_changes(open_viewer: OpenViewer) -> None:
    viewer = open_viewer("<input id=t>")
    viewer.set(held=[])
    viewer.click("#t")
    viewer.page.keyboard.type("abcdefghij")
    before = len(viewer.sent())
    viewer.customer.evaluate("() => { bench.state.mode = 'pointer'; }")
    viewer.page.evaluate(
        "() => { bench.state.mode = 'pointer'; bench.capture.reset(); }"
    )
    viewer.page.evaluate("bench.release()")
    viewer.page.wait_for_timeout(100)
    assert len(viewer.sent()) == before
    assert viewer.customer.evaluate("document.querySelector('#t').value") == ""
