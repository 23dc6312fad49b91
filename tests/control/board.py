"""A page with a board: pointers, drawings and notes, and the tools that make them."""

from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

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
    bench.sight = { left: -Infinity, top: -Infinity,
        right: Infinity, bottom: Infinity };
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
            sight: () => bench.sight,
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


def open_board(open_page: OpenPage) -> HandPage:
    """A page under a strict policy, with a cursor and a board on it."""
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


def drawing(node: int, **changes: object) -> dict[str, object]:
    points = [[0, 0], [0.5, 0.5], [1, 1]]
    look = {"shape": "pen", "colour": "orange", "stays": True}
    message = {"op": "draw", "id": "a", "node": node, "points": points, **look}
    return {**message, **changes}


def note(node: int, **changes: object) -> dict[str, object]:
    message = {"op": "note", "id": "n", "node": node, "at": [0.5, 0.5]}
    return {**message, "colour": "green", "text": "<b>Here", **changes}


def sent(shop: HandPage) -> list[dict[str, object]]:
    messages: list[dict[str, object]] = shop.page.evaluate(
        "bench.sent.map((b) => JSON.parse(ControlTest.decode_annotation(b).body))"
    )
    return messages
