"""What the agent shows is told to customers who hear the page."""

import json
import struct

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Shopper
from tests.widget.desk import Desk

pytestmark = pytest.mark.browser


@pytest.fixture
def chatting(shopper: Shopper, desk: Desk) -> Shopper:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    expect(shopper.part("chat-status")).to_contain_text("Alice")
    return shopper


@pytest.fixture
def sharing(chatting: Shopper, desk: Desk) -> Shopper:
    shares(chatting, desk)
    return chatting


def shares(shopper: Shopper, desk: Desk) -> None:
    shopper.share_in_chat()
    shopper.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    expect(shopper.part("session-state")).to_have_attribute("data-state", "viewing")


def epoch(desk: Desk) -> int:
    (hello,) = desk.sharing.of("hello")
    assert isinstance(hello["epoch"], int)
    return hello["epoch"]


def node_under_the_mouse(shopper: Shopper, desk: Desk, text: str) -> int:
    """As the customer's page itself tells it."""
    shopper.until(lambda: any(frame[0] == 1 for frame in desk.sharing.frames))
    shopper.page.get_by_text(text, exact=True).hover()
    shopper.page.mouse.move(5, 5)
    shopper.page.get_by_text(text, exact=True).hover()
    shopper.until(lambda: len(moves(desk)) > 1)
    shopper.settle()
    node: int = struct.unpack(">I", moves(desk)[-1][6:10])[0]
    return node


def moves(desk: Desk) -> list[bytes]:
    return [frame for frame in desk.sharing.frames if frame[:2] == b"\x02\x00"]


def points_at(desk: Desk, node: int) -> None:
    frame = struct.pack(">BBIIHH", 2, 1, epoch(desk), node, 30_000, 30_000)
    desk.sharing.route.send(frame)


def draws(desk: Desk, node: int, **over: object) -> None:
    look = {"colour": "blue", "shape": "box", "stays": True}
    message = {"op": "draw", "id": "a", "node": node, "points": [[0, 0], [1, 1]]}
    body = json.dumps({**message, **look, **over}).encode()
    desk.sharing.route.send(struct.pack(">BI", 3, epoch(desk)) + body)


def writes(desk: Desk, node: int, text: str, name: str = "n") -> None:
    note = {"op": "note", "id": name, "node": node, "at": [0, 0], "text": text}
    body = json.dumps({**note, "colour": "green"}).encode()
    desk.sharing.route.send(struct.pack(">BI", 3, epoch(desk)) + body)


def test_a_click_of_the_agents_pointer_is_named(sharing: Shopper, desk: Desk) -> None:
    node = node_under_the_mouse(sharing, desk, "Garden chairs")
    said = sharing.page.get_by_text("Alice points at: Garden chairs")
    points_at(desk, node)
    expect(said).to_have_count(1)
    points_at(desk, node)
    sharing.page.wait_for_timeout(300)
    expect(said).to_have_count(1)
    status = sharing.page.get_by_role("status").filter(has=said)
    expect(status).to_have_count(1)


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("pen", "Alice has drawn at: Garden chairs"),
        ("arrow", "Alice has drawn an arrow to: Garden chairs"),
        ("box", "Alice has framed: Garden chairs"),
        ("highlight", "Alice has highlighted: Garden chairs"),
    ],
)
def test_drawings_are_told_by_what_they_are_on(
    sharing: Shopper, desk: Desk, shape: str, words: str
) -> None:
    draws(desk, node_under_the_mouse(sharing, desk, "Garden chairs"), shape=shape)
    expect(sharing.page.get_by_text(words)).to_have_count(1)


def test_notes_are_told_and_stand_in_a_list_while_they_are_there(
    sharing: Shopper, desk: Desk
) -> None:
    node = node_under_the_mouse(sharing, desk, "Garden chairs")
    writes(desk, node, "The blue ones <b>only</b>")
    told = "Alice has left a note at Garden chairs: The blue ones <b>only</b>"
    expect(sharing.page.get_by_text(told)).to_have_count(1)
    notes = sharing.page.get_by_role("list", name="Notes on this page")
    expect(notes.get_by_role("listitem")).to_have_text(
        ["Alice, at Garden chairs: The blue ones <b>only</b>"]
    )
    writes(desk, node, "And a second", name="m")
    expect(notes.get_by_role("listitem")).to_have_count(2)
    sharing.part("clear-drawings").click()
    expect(sharing.part("annotation-notes")).to_be_hidden()
    expect(sharing.part("annotation-notes").get_by_role("listitem")).to_have_count(0)


def test_names_of_hidden_parts_are_spoken_here_and_never_sent(
    chatting: Shopper, desk: Desk
) -> None:
    desk.rules = [{"id": 1, "selector": "h1", "effect": "mask"}]
    shares(chatting, desk)
    chatting.page.locator('[name="card"]').fill("4111111111111111")
    node_under_the_mouse(chatting, desk, "Next page")
    for node in range(1, 60):
        points_at(desk, node)
    for node in range(1, 60):
        draws(desk, node, id=f"d{node}")
    for words in ("Alice points at: Garden chairs", "Alice points at: Card"):
        expect(chatting.page.get_by_text(words).first).to_be_attached()
    chatting.page.wait_for_timeout(300)
    root = chatting.page.locator("cobrowse-widget")
    assert "4111" not in str(root.evaluate("e => e.shadowRoot.textContent"))
    line = desk.sharing
    sent = b"".join(line.frames) + json.dumps(line.said).encode()
    assert b"Next page" in sent
    for secret in (b"Garden", b"4111"):
        assert secret not in sent


def test_a_flood_of_drawings_is_not_read_aloud(sharing: Shopper, desk: Desk) -> None:
    node = node_under_the_mouse(sharing, desk, "Garden chairs")
    for number in range(80):
        draws(desk, node, id=f"d{number}")
    expect(sharing.part("annotation-agent")).to_have_count(80)
    assert sharing.page.get_by_text("Alice has framed: Garden chairs").count() <= 30


def said_again(desk: Desk) -> list[dict[str, object]]:
    bodies = [frame[5:] for frame in desk.sharing.frames if frame[0] == 3]
    return [json.loads(body) for body in bodies]


def test_drawings_outlive_other_rules(sharing: Shopper, desk: Desk) -> None:
    node = node_under_the_mouse(sharing, desk, "Garden chairs")
    draws(desk, node)
    expect(sharing.part("annotation-agent")).to_have_count(1)
    before = epoch(desk)
    lines = len(desk.lines["session"])
    desk.rules = [{"id": 1, "selector": "input", "effect": "mask"}]
    desk.sharing.tell("rules.updated", rules=desk.rules)
    sharing.until(lambda: len(desk.lines["session"]) > lines)
    sharing.until(lambda: len(said_again(desk)) > 1)
    assert epoch(desk) != before
    again = said_again(desk)
    assert again[0] == {"op": "on"}
    assert (again[1]["id"], again[1]["by"]) == ("a", "agent")
    expect(sharing.part("annotation-agent")).to_have_count(1)


def test_a_window_that_opens_later_leaves_the_marks_their_look(
    sharing: Shopper, desk: Desk
) -> None:
    sharing.part("launcher").click()
    sharing.open("/next")
    sharing.until(lambda: len(desk.lines["session"]) > 1)
    node = node_under_the_mouse(sharing, desk, "Garden chairs")
    draws(desk, node)
    expect(sharing.part("annotation-agent")).to_be_visible()
    blue = "rgb(37, 99, 235)"
    expect(sharing.part("annotation-agent")).to_have_css("stroke", blue)
    sharing.part("launcher").click()
    expect(sharing.part("chat-input")).to_be_visible()
    expect(sharing.part("annotation-agent")).to_have_css("stroke", blue)
    ground = sharing.page.locator(".cobrowse-ground").first
    expect(ground).to_have_css("position", "absolute")
