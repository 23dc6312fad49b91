"""Pointers, ripples, outlines, drawings and notes stay on their elements."""

import pytest
from playwright.sync_api import expect

from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser

PAGE = """<div id=space></div><div id=target>target</div><div></div>
<div id=root data-cobrowse-root></div>"""

POLICY = "default-src 'none'; script-src 'none'; style-src 'none'; img-src 'none'"

SET_UP = """() => {
    const shadow = root.attachShadow({ mode: "open" });
    const container = document.createElement("div");
    Object.assign(container.style, { position: "absolute", inset: "0" });
    shadow.append(container);
    const place = (node, fx, fy) => {
        const element = bench.mirror.node_by_id(node);
        if (!element?.isConnected) return null;
        const box = element.getBoundingClientRect();
        return { x: box.left + fx * box.width, y: box.top + fy * box.height };
    };
    const shared = { container, point_of: place, look_ms: 50 };
    bench.sent = [];
    bench.cursor = ControlTest.createCursor({
        ...shared, side: "agent", name: "Alice" });
    bench.board = new ControlTest.Board({
        ...shared, side: "customer", other_name: "Alice",
        epoch: () => 7, send_frame: (bytes) => bench.sent.push(bytes),
        anchor: (id) => ({
            id: () => {
                if (bench.named) return bench.named(id);
                return bench.mirror.node_by_id(id)?.isConnected ? id : null;
            },
            node: () => bench.mirror.node_by_id(id) ?? null,
            point: (fx, fy) => place(id, fx, fy) }),
        on_change: () => {
            bench.counts = [bench.board.all.length, bench.board.own_count];
        } });
    bench.container = container;
    bench.tool = "none";
    bench.ink = { colour: "blue", stays: true };
    ControlTest.createDrawingTool({ surface: container, board: bench.board,
        tool: () => bench.tool, ink: () => bench.ink, note_hint: "Write a note",
        place_at: (x, y) => {
            const hit = document.elementsFromPoint(x, y).find((e) => e !== root);
            return hit && { node: bench.mirror.id_of(hit), fx: 0, fy: 0 };
        } });
    bench.point = (action, node, fx, fy) =>
        bench.cursor.show({ action, epoch: 7, node, fx, fy });
    bench.hear = (message, epoch = 7) => bench.board.receive(
        ControlTest.encode_annotation({ epoch, body: JSON.stringify(message) }));
}"""


@pytest.fixture
def shop(open_page: OpenPage) -> HandPage:
    opened = open_page(PAGE, csp=POLICY)
    # A strict policy forbids style attributes; the test's own layout needs some.
    opened.page.evaluate(
        """() => {
            document.body.style.margin = "0";
            for (const [id, css] of [["space", { height: "100px" }],
                ["target", { width: "200px", height: "100px" }],
                ["root", { position: "fixed", inset: "0", pointerEvents: "none" }]])
                Object.assign(document.getElementById(id).style, css);
            target.nextElementSibling.style.height = "3000px";
        }"""
    )
    opened.page.evaluate(SET_UP)
    return opened


def box(shop: HandPage, part: str) -> tuple[int, int]:
    found = shop.page.get_by_test_id(part).last.bounding_box()
    assert found
    return round(found["x"]), round(found["y"])


def settle(shop: HandPage) -> None:
    shop.page.wait_for_timeout(200)


def test_the_pointer_is_on_its_element_and_stays_there(shop: HandPage) -> None:
    shop.page.evaluate(f"bench.point('move', {shop.node('#target')}, 0.5, 0.5)")
    settle(shop)
    assert box(shop, "remote-pointer") == (100, 150)
    assert shop.page.get_by_test_id("remote-pointer").inner_text() == "Alice"
    shop.page.evaluate("scrollTo(0, 60)")
    settle(shop)
    assert box(shop, "remote-pointer") == (100, 90)
    shop.page.evaluate("() => { space.style.height = '300px'; }")
    settle(shop)
    assert box(shop, "remote-pointer") == (100, 290)
    shop.page.evaluate("target.remove()")
    settle(shop)
    assert not shop.page.get_by_test_id("remote-pointer").is_visible()


def test_the_pointer_leaves(shop: HandPage) -> None:
    shop.page.evaluate(f"bench.point('move', {shop.node('#target')}, 0, 0)")
    shop.page.evaluate("bench.point('leave', 0, 0, 0)")
    assert not shop.page.get_by_test_id("remote-pointer").is_visible()


# What is seen in each frame: where the pointer is, and where its element.
WATCH = """() => new Promise((done) => {
    const pointer = bench.container.querySelector("[data-testid=remote-pointer]");
    const seen = [];
    const look = () => {
        const { x, y } = pointer.getBoundingClientRect();
        seen.push([x, y - target.getBoundingClientRect().y]);
        if (seen.length > 100 || %(until)s) done(seen);
        else requestAnimationFrame(() => setTimeout(look));
    };
    %(act)s;
    look();
})"""


def watch(shop: HandPage, act: str, until: str) -> list[tuple[float, float]]:
    seen: list[tuple[float, float]] = shop.page.evaluate(
        WATCH % {"act": act, "until": until}
    )
    return seen


def test_the_pointer_glides_from_place_to_place(shop: HandPage) -> None:
    node = shop.node("#target")
    places = set()
    # A busy machine may show no frame on the way, but not each time.
    for _ in range(8):
        shop.page.evaluate("bench.point('leave', 0, 0, 0)")
        shop.page.evaluate(f"bench.point('move', {node}, 0, 0.5)")
        act = f"bench.point('move', {node}, 1, 0.5)"
        across = [x for x, _ in watch(shop, act, "x === 200")]
        assert across == sorted(across)
        assert across[-1] == 200
        places.update(across)
    assert len(places) > 2, "it jumped"


def test_the_pointer_does_not_lag_behind_its_element_that_scrolls(
    shop: HandPage,
) -> None:
    shop.page.evaluate(f"bench.point('move', {shop.node('#target')}, 0.5, 0.5)")
    act = "scrollTo({ top: 80, behavior: 'smooth' })"
    seen = watch(shop, act, "scrollY === 80")
    assert {round(offset) for _, offset in seen} == {50}


def test_who_wants_less_motion_sees_the_pointer_jump(shop: HandPage) -> None:
    shop.page.emulate_media(reduced_motion="reduce")
    node = shop.node("#target")
    shop.page.evaluate(f"bench.point('move', {node}, 0, 0.5)")
    act = f"bench.point('move', {node}, 1, 0.5)"
    seen = watch(shop, act, "x === 200")
    assert [x for x, _ in seen] == [200]


def test_the_name_stays_on_the_screen(shop: HandPage) -> None:
    shop.page.evaluate("bench.cursor.rename('Bartholomew of the help desk')")
    view = shop.page.viewport_size
    assert view
    shop.page.evaluate(
        "() => Object.assign(target.style, { height: '600px', width: '100%' })"
    )
    node = shop.node("#target")
    for fx, fy in ((0, 0), (0.99, 0.2), (0.99, 0.99), (0, 0.99)):
        shop.page.evaluate("bench.point('leave', 0, 0, 0)")
        shop.page.evaluate(f"bench.point('move', {node}, {fx}, {fy})")
        name = shop.page.locator(".cobrowse-name").bounding_box()
        assert name
        assert 0 <= name["x"] <= name["x"] + name["width"] <= view["width"]
        assert 0 <= name["y"] <= name["y"] + name["height"] <= view["height"]


def test_the_pointer_may_get_another_name(shop: HandPage) -> None:
    shop.page.evaluate(f"bench.point('move', {shop.node('#target')}, 0.5, 0.5)")
    pointer = shop.page.get_by_test_id("remote-pointer")
    shop.page.evaluate("bench.cursor.rename('<b>Bob')")
    assert pointer.inner_text() == "<b>Bob"
    shop.page.evaluate("bench.cursor.rename('')")
    assert not pointer.locator(".cobrowse-name").is_visible()


def test_a_click_makes_a_ripple_that_passes(shop: HandPage) -> None:
    ripple = shop.page.get_by_test_id("remote-ripple")
    shop.page.evaluate(f"bench.point('click', {shop.node('#target')}, 0.5, 0.5)")
    assert ripple.count() == 1
    ripple.wait_for(state="detached")


def test_what_the_agent_uses_is_outlined_for_a_moment(shop: HandPage) -> None:
    shop.page.evaluate("bench.cursor.outline(() => target.getBoundingClientRect())")
    assert box(shop, "remote-outline") == (-3, 97)
    shop.page.get_by_test_id("remote-outline").wait_for(state="hidden")


def test_nothing_drawn_takes_the_mouse_or_is_read_aloud(shop: HandPage) -> None:
    shop.page.evaluate(f"bench.point('move', {shop.node('#target')}, 0.5, 0.5)")
    assert shop.page.evaluate("document.elementFromPoint(102, 152) === target")
    layers = shop.page.locator(".cobrowse-ground")
    assert {layer.get_attribute("aria-hidden") for layer in layers.all()} == {"true"}


def drawing(node: int, **changes: object) -> dict[str, object]:
    points = [[0, 0], [0.5, 0.5], [1, 1]]
    look = {"shape": "pen", "colour": "orange", "stays": True}
    message = {"op": "draw", "id": "a", "node": node, "points": points, **look}
    return {**message, **changes}


def note(node: int, **changes: object) -> dict[str, object]:
    message = {"op": "note", "id": "n", "node": node, "at": [0.5, 0.5]}
    return {**message, "colour": "green", "text": "<b>Here", **changes}


def test_drawings_and_notes_of_the_agent_follow_their_element(shop: HandPage) -> None:
    node = shop.node("#target")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    shop.page.evaluate("(m) => bench.hear(m)", note(node))
    settle(shop)
    line = shop.page.get_by_test_id("annotation-agent")
    assert line.get_attribute("d") == "M0.0 100.0L100.0 150.0L200.0 200.0"
    assert shop.page.get_by_test_id("annotation-note").inner_text() == "Alice\n<b>Here"
    assert box(shop, "annotation-note") == (100, 150)
    shop.page.evaluate("() => { space.style.height = '50px'; }")
    settle(shop)
    assert line.get_attribute("d") == "M0.0 50.0L100.0 100.0L200.0 150.0"
    assert box(shop, "annotation-note") == (100, 100)


def test_a_note_at_the_edge_is_read_whole(shop: HandPage) -> None:
    node = shop.node("#target")
    width = shop.page.evaluate("bench.container.offsetWidth")
    near_the_edge = [(width - 20) / 200, 0.5]
    shop.page.evaluate("(m) => bench.hear(m)", note(node, at=near_the_edge))
    shown = shop.page.get_by_test_id("annotation-note")
    found = shown.bounding_box()
    assert found
    assert found["width"] > 20
    assert found["x"] + found["width"] <= width + 1
    shop.page.evaluate("scrollTo(0, 1000)")
    expect(shown).not_to_be_in_viewport()


def test_either_side_clears_and_the_customer_turns_it_off(shop: HandPage) -> None:
    node = shop.node("#target")
    drawn = shop.page.get_by_test_id("annotation-agent")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    assert drawn.count() == 1
    shop.page.evaluate("bench.hear({ op: 'clear' })")
    assert drawn.count() == 0
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    shop.page.evaluate("bench.board.set_enabled(false)")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    assert drawn.count() == 0
    sent = shop.page.evaluate("bench.sent.map((b) => ControlTest.decode_annotation(b))")
    assert [frame["body"] for frame in sent] == ['{"op":"off"}']
    shop.page.evaluate("bench.hear({ op: 'on' })")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    assert drawn.count() == 0, "the agent cannot turn it on"
    shop.page.evaluate("bench.board.set_enabled(true)")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    assert drawn.count() == 1


def test_the_last_one_made_here_is_undone_on_both_sides(shop: HandPage) -> None:
    node = shop.node("#target")
    for name in ("first", "second"):
        shop.page.evaluate("(m) => bench.board.add(m)", drawing(node, id=name))
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node, id="second"))
    assert shop.page.evaluate("bench.counts") == [3, 2]
    shop.page.evaluate("bench.board.undo()")
    assert sent(shop)[2:] == [{"op": "remove", "id": "second"}]
    assert shop.page.get_by_test_id("annotation-agent").count() == 1
    assert shop.page.get_by_test_id("annotation-customer").count() == 1
    shop.page.evaluate("bench.board.undo(); bench.board.undo()")
    assert len(sent(shop)) == 4
    assert shop.page.evaluate("bench.counts") == [1, 0]


def test_nobody_takes_away_what_the_other_has_drawn_alone(shop: HandPage) -> None:
    shop.page.evaluate("(m) => bench.board.add(m)", drawing(shop.node("#target")))
    shop.page.evaluate("bench.hear({ op: 'remove', id: 'a' })")
    assert shop.page.get_by_test_id("annotation-customer").count() == 1
    shop.page.evaluate("bench.hear({ op: 'clear' })")
    assert shop.page.get_by_test_id("annotation-customer").count() == 0


def test_what_is_drawn_on_goes_for_good_and_takes_its_drawings_along(
    shop: HandPage,
) -> None:
    node = shop.node("#target")
    drawn = shop.page.get_by_test_id("annotation-agent")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    shop.page.evaluate("(m) => bench.hear(m)", note(node))
    shop.page.evaluate("target.hidden = true")
    expect(drawn).to_be_hidden()
    shop.page.wait_for_timeout(1_300)
    assert drawn.count() == 1, "what is only hidden comes back"
    shop.page.evaluate("target.hidden = false; space.after(target)")
    expect(drawn).to_be_visible()
    shop.page.evaluate("target.remove()")
    expect(drawn).to_have_count(0)
    expect(shop.page.get_by_test_id("annotation-note")).to_have_count(0)
    assert shop.page.evaluate("bench.counts") == [0, 0]


def test_an_element_that_moves_keeps_its_drawing(shop: HandPage) -> None:
    drawn = shop.page.get_by_test_id("annotation-agent")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(shop.node("#target")))
    for _ in range(6):
        shop.page.evaluate("bench.away = target; target.remove()")
        settle(shop)
        shop.page.evaluate("document.body.prepend(bench.away)")
        settle(shop)
    assert drawn.count() == 1


def test_a_drawing_stays_or_fades_as_its_maker_chose(shop: HandPage) -> None:
    node = shop.node("#target")
    shop.page.clock.install()
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node, stays=False))
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node, id="kept", colour="pink"))
    shop.page.evaluate("(m) => bench.board.add(m)", drawing(node, stays=False))
    assert shop.page.evaluate("bench.counts") == [3, 1]
    shop.page.clock.fast_forward(60_000)
    drawn = shop.page.get_by_test_id("annotation-agent")
    assert drawn.count() == 1
    assert drawn.get_attribute("data-colour") == "pink"
    assert shop.page.evaluate("bench.counts") == [1, 0]


def test_all_that_stays_is_said_again_with_its_authors_and_present_ids(
    shop: HandPage,
) -> None:
    node = shop.node("#target")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node, id="b", stays=False))
    shop.page.evaluate("(m) => bench.board.add(m)", note(node))
    shop.page.evaluate(
        "bench.sent = []; bench.named = () => 900; bench.board.restate()"
    )
    assert sent(shop) == [
        {"op": "on"},
        {**drawing(900), "by": "agent"},
        {**note(900), "by": "customer"},
    ]


def test_what_comes_while_all_is_said_again_is_said_again_too(shop: HandPage) -> None:
    node = shop.node("#target")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    assert sent(shop) == []
    shop.page.evaluate("bench.board.restate()")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node, id="late"))
    assert sent(shop)[-1] == {**drawing(node, id="late"), "by": "agent"}


def test_what_has_no_id_when_all_is_said_again_follows_when_it_has_one(
    shop: HandPage,
) -> None:
    node = shop.node("#target")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    shop.page.evaluate("bench.named = () => 0; bench.board.restate()")
    assert sent(shop) == [{"op": "on"}]
    assert shop.page.get_by_test_id("annotation-agent").count() == 1
    shop.page.evaluate(f"bench.named = () => {node}")
    settle(shop)
    assert sent(shop)[1:] == [{**drawing(node), "by": "agent"}]


def test_pages_that_teach_arrays_a_json_of_their_own_change_nothing(
    shop: HandPage,
) -> None:
    node = shop.node("#target")
    shop.page.evaluate(
        """(message) => {
            Array.prototype.toJSON = () => "mine";
            bench.board.add(message);
            delete Array.prototype.toJSON;
        }""",
        drawing(node),
    )
    assert sent(shop) == [drawing(node)]


def test_that_nothing_is_wanted_is_said_again_too(shop: HandPage) -> None:
    shop.page.evaluate("bench.board.set_enabled(false); bench.board.restate()")
    assert sent(shop) == [{"op": "off"}, {"op": "off"}]
    add = "(m) => bench.board.add(m)"
    assert shop.page.evaluate(add, drawing(shop.node("#target"))) is False


def test_an_element_with_a_new_id_keeps_its_drawings_on_both_sides(
    shop: HandPage,
) -> None:
    node = shop.node("#target")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    shop.page.evaluate("bench.named = () => 0")
    shop.page.wait_for_timeout(1_300)
    assert shop.page.evaluate("bench.counts") == [1, 0], "it is only on its way"
    shop.page.evaluate("bench.named = () => 901")
    settle(shop)
    assert sent(shop) == [{**drawing(901), "by": "agent"}]
    assert shop.page.evaluate("bench.counts") == [1, 0]


def test_the_agent_does_not_draw_in_the_customers_name(shop: HandPage) -> None:
    node = shop.node("#target")
    for author in ("customer", "agent"):
        shop.page.evaluate("(m) => bench.hear(m)", {**drawing(node), "by": author})
    assert shop.page.get_by_test_id("annotation-customer").count() == 0
    assert shop.page.get_by_test_id("annotation-agent").count() == 0


def test_what_an_earlier_board_had_is_shown_and_told_on(shop: HandPage) -> None:
    node = shop.node("#target")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node, id="b", stays=False))
    shop.page.evaluate(
        """() => {
            const earlier = bench.board.all;
            bench.board.forget();
            bench.board.take_over(earlier);
        }"""
    )
    assert shop.page.get_by_test_id("annotation-agent").count() == 1
    assert sent(shop) == []


def test_each_shape_is_drawn_in_its_colour(shop: HandPage) -> None:
    node = shop.node("#target")
    corners = [[0, 0], [1, 1]]
    for name, shape in (("a", "box"), ("b", "highlight")):
        message = drawing(node, id=name, shape=shape, points=corners, colour="violet")
        shop.page.evaluate("(m) => bench.hear(m)", message)
    box, highlight = shop.page.get_by_test_id("annotation-agent").all()
    look = "e => [getComputedStyle(e).stroke, getComputedStyle(e).fill]"
    violet = "rgb(139, 69, 214)"
    assert box.evaluate(look) == [violet, "none"]
    assert highlight.evaluate(look) == [violet, violet]
    for one in (box, highlight):
        assert one.get_attribute("d") == "M0.0 100.0H200.0V200.0H0.0Z"


def test_drawings_of_another_page_and_odd_ones_are_ignored(shop: HandPage) -> None:
    node = shop.node("#target")
    shop.page.evaluate("(m) => bench.hear(m, 8)", drawing(node))
    for odd in (
        drawing(node, shape="script"),
        drawing(node, points=[[0, 0]] * 401),
        drawing(node, colour="red; stroke: url(https://evil.example)"),
        note(node, text="x" * 281),
    ):
        shop.page.evaluate("(m) => bench.hear(m)", odd)
    shop.page.evaluate("bench.board.receive(new Uint8Array([3, 0, 0]))")
    assert shop.page.get_by_test_id("annotation-agent").count() == 0
    assert shop.page.get_by_test_id("annotation-note").count() == 0


def test_the_oldest_make_room(shop: HandPage) -> None:
    node = shop.node("#target")
    shop.page.evaluate(
        "(m) => { for (let i = 0; i < 120; i++) bench.hear({ ...m, id: `i${i}` }); }",
        drawing(node),
    )
    assert shop.page.get_by_test_id("annotation-agent").count() == 100


def use_tool(shop: HandPage, tool: str) -> None:
    shop.page.evaluate(
        """(tool) => {
            bench.tool = tool;
            bench.container.style.pointerEvents = "auto";
        }""",
        tool,
    )


def sent(shop: HandPage) -> list[dict[str, object]]:
    messages: list[dict[str, object]] = shop.page.evaluate(
        "bench.sent.map((b) => JSON.parse(ControlTest.decode_annotation(b).body))"
    )
    return messages


def test_an_arrow_is_pinned_to_what_its_tip_is_on(shop: HandPage) -> None:
    node = shop.node("#target")
    use_tool(shop, "arrow")
    shop.page.mouse.move(300, 50)
    shop.page.mouse.down()
    shop.page.mouse.move(200, 100)
    shop.page.mouse.move(100, 150)
    shop.page.mouse.up()
    (message,) = sent(shop)
    assert (message["shape"], message["node"]) == ("arrow", node)
    assert message["points"] == [[1.5, -0.5], [0.5, 0.5]]
    assert shop.page.get_by_test_id("annotation-customer").count() == 1


def test_a_stroke_is_pinned_to_what_it_surrounds(shop: HandPage) -> None:
    node = shop.node("#target")
    use_tool(shop, "pen")
    corners = [(50, 90), (250, 90), (250, 220), (10, 220), (10, 90)]
    shop.page.mouse.move(*corners[0])
    shop.page.mouse.down()
    for corner in corners:
        shop.page.mouse.move(*corner, steps=3)
    shop.page.mouse.up()
    (message,) = sent(shop)
    assert (message["shape"], message["node"]) == ("pen", node)


@pytest.mark.parametrize("tool", ["pen", "arrow"])
def test_a_slip_of_the_pen_draws_nothing(shop: HandPage, tool: str) -> None:
    use_tool(shop, tool)
    shop.page.mouse.click(100, 150)
    assert sent(shop) == []


@pytest.mark.parametrize("tool", ["box", "highlight"])
def test_a_box_lies_between_its_corners_or_around_what_is_pressed_on(
    shop: HandPage, tool: str
) -> None:
    node = shop.node("#target")
    use_tool(shop, tool)
    shop.page.mouse.move(150, 175)
    shop.page.mouse.down()
    shop.page.mouse.move(80, 160)
    shop.page.mouse.move(50, 125)
    shop.page.mouse.up()
    shop.page.mouse.click(20, 110)
    drawn, pressed = sent(shop)
    assert drawn["points"] == [[0.75, 0.75], [0.25, 0.25]]
    assert pressed["points"] == [[0, 0], [1, 1]]
    for message in (drawn, pressed):
        assert (message["shape"], message["node"]) == (tool, node)
        assert (message["colour"], message["stays"]) == ("blue", True)


def test_a_note_is_written_where_it_is_pinned(shop: HandPage) -> None:
    use_tool(shop, "note")
    shop.page.mouse.click(100, 150)
    field = shop.page.get_by_test_id("annotation-input")
    field.fill("Your order number")
    field.press("Enter")
    (message,) = sent(shop)
    assert (message["op"], message["text"]) == ("note", "Your order number")
    assert message["at"] == [0.5, 0.5]
    shop.page.mouse.click(100, 120)
    field.press("Escape")
    assert len(sent(shop)) == 1
