"""Drawings and notes stay on their elements, on both sides."""

import pytest
from playwright.sync_api import expect

from tests.control.board import box, drawing, note, open_board, sent, settle
from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(open_page: OpenPage) -> HandPage:
    return open_board(open_page)


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


def test_what_is_half_in_sight_has_its_drawing_cut_off_there(shop: HandPage) -> None:
    node = shop.node("#target")
    shop.page.evaluate("(m) => bench.hear(m)", drawing(node))
    line = shop.page.get_by_test_id("annotation-agent")
    clip = "e => getComputedStyle(e).clipPath"
    assert line.evaluate(clip) == "none"
    shop.page.evaluate(
        "() => { bench.sight = { left: 0.25, top: 0.5, "
        "right: Infinity, bottom: Infinity }; }"
    )
    settle(shop)
    assert line.evaluate(clip).startswith("polygon(50px 150px, 100000px 150px, ")
    shop.page.evaluate("() => { bench.sight = null; }")
    settle(shop)
    expect(line).to_be_hidden()


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
