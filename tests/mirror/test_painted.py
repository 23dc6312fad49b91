"""What a canvas or a video shows is shown to the agent as pictures."""

import pytest

from tests.mirror.twins import OpenTwins, Twins

pytestmark = pytest.mark.browser

HEAD = """<!doctype html><meta charset=utf-8><title>Chart</title><style>
body{margin:8px;background:#fff} canvas{border:2px solid #333;width:200px;height:100px}
img{outline:9px solid red}</style>"""
CHART = f"{HEAD}<canvas id=c width=400 height=200></canvas><p>Below</p>"
DRAW = """(colour) => { const pen = c.getContext('2d');
    pen.fillStyle = colour; pen.fillRect(40, 40, 200, 120); }"""
#: What part of a picture may come out otherwise: edges, and colours by a little.
EDGES = 60

PIXEL = """async ([selector, x, y]) => {
    const one = player.frame.contentDocument.querySelector(selector);
    if (!one?.src.includes('base64')) return null;
    const picture = new Image();
    picture.src = one.src;
    await picture.decode();
    const room = new OffscreenCanvas(picture.width, picture.height);
    const pen = room.getContext('2d');
    pen.drawImage(picture, 0, 0);
    const [r, g, b, a] = pen.getImageData(x, y, 1, 1).data;
    return a < 128 ? 'nothing' : r > 200 && b < 90 ? 'red'
        : b > 200 && r < 90 ? 'blue' : [r, g, b, a].join();
}"""


def waits_for(
    both: Twins, colour: str | None, at: tuple[int, int] = (100, 100)
) -> None:
    """Until the agent's picture has this colour at a place in the canvas's pixels."""
    seen = "?"
    for _ in range(60):
        seen = both.agent.evaluate(PIXEL, ["[data-cobrowse-box=canvas]", *at])
        if seen == colour:
            return
        both.customer.wait_for_timeout(50)
    raise AssertionError(f"{seen} is there, and {colour} was wanted")


def test_a_canvas_is_seen_as_it_is_drawn(twins: OpenTwins) -> None:
    both = twins(CHART)
    assert both.difference() == ""
    both.customer.evaluate(DRAW, "red")
    waits_for(both, "red")
    both.same_picture("canvas", most=EDGES)
    both.customer.evaluate(DRAW, "blue")
    waits_for(both, "blue")
    both.same_picture("canvas-changed", most=EDGES)


def test_a_canvas_that_is_wiped_is_seen_empty(twins: OpenTwins) -> None:
    both = twins(CHART)
    both.customer.evaluate(DRAW, "red")
    waits_for(both, "red")
    both.customer.evaluate("c.getContext('2d').clearRect(0, 0, 400, 200)")
    waits_for(both, "nothing")
    both.same_picture("canvas-wiped", most=EDGES)


def test_a_canvas_takes_the_room_that_its_style_and_its_pixels_give_it(
    twins: OpenTwins,
) -> None:
    both = twins(f"{HEAD}<style>#c{{width:50%;height:auto}}</style>"
                 "<canvas id=c width=400 height=200></canvas>")  # fmt: skip
    both.customer.evaluate(DRAW, "red")
    waits_for(both, "red")
    both.same_picture("canvas-half", most=1000)
    both.customer.evaluate(f"c.height = 300; ({DRAW})('blue')")
    waits_for(both, "blue", (100, 100))
    both.same_picture("canvas-taller", most=1000)


WEBGL = """() => {
    const gl = c.getContext('webgl');
    let turn = 0;
    window.draw = () => {
        gl.clearColor(turn % 2, 0, 1 - (turn % 2), 1);
        gl.clear(gl.COLOR_BUFFER_BIT);
    };
    window.next = () => { turn++; requestAnimationFrame(draw); };
    window.still = setInterval(() => requestAnimationFrame(draw), 30);
}"""


def test_webgl_is_seen_and_stays_when_nothing_is_drawn_any_more(
    twins: OpenTwins,
) -> None:
    both = twins(CHART)
    both.customer.evaluate(WEBGL)
    waits_for(both, "blue")
    both.customer.evaluate("next()")
    waits_for(both, "red")
    both.customer.evaluate("clearInterval(still)")
    both.customer.wait_for_timeout(1500)
    waits_for(both, "red")


WATCHED = """<script>
window.read = [];
const native = window.createImageBitmap;
window.createImageBitmap = (one) => { read.push(one.id); return native(one); };
</script>"""


@pytest.mark.parametrize("effect", ["mask", "block"])
def test_a_hidden_canvas_is_never_read(twins: OpenTwins, effect: str) -> None:
    both = twins(
        f"{HEAD}{WATCHED}<div class=secret><canvas id=c></canvas></div>"
        "<canvas id=d class=secret></canvas><canvas id=e></canvas>",
        rules=[{"id": 1, "effect": effect, "selector": ".secret"}],
    )
    both.customer.evaluate(
        "for (const one of [c, d, e]) one.getContext('2d').fillRect(0, 0, 99, 99)"
    )
    both.agent.wait_for_function(
        "() => player.frame.contentDocument.querySelector('img[src*=base64]')"
    )
    both.customer.wait_for_timeout(1000)
    assert set(both.customer.evaluate("read")) == {"e"}


PLAYED = """async (from_camera) => {
    const pen = c.getContext('2d');
    const paint = setInterval(() => {
        pen.fillStyle = 'red';
        pen.fillRect(0, 0, 400, 200 + Math.random());
    }, 20);
    const stream = c.captureStream(30);
    if (from_camera) v.srcObject = stream;
    else {
        const parts = [], recording = new MediaRecorder(stream);
        recording.ondataavailable = ({data}) => parts.push(data);
        const over = new Promise((done) => { recording.onstop = done; });
        recording.start();
        await new Promise((done) => setTimeout(done, 600));
        recording.stop();
        await over;
        v.src = URL.createObjectURL(new Blob(parts));
    }
    v.muted = true;
    await v.play();
    clearInterval(paint);
}"""


@pytest.mark.parametrize("from_camera", [False, True])
def test_a_video_is_seen_but_never_a_camera(
    twins: OpenTwins, from_camera: bool
) -> None:
    both = twins(f"{HEAD}{WATCHED}<canvas id=c></canvas><video id=v></video>")
    both.customer.evaluate(PLAYED, from_camera)
    both.customer.wait_for_timeout(2000)
    assert ("v" in both.customer.evaluate("read")) is not from_camera
    shown = both.agent.evaluate(
        "player.frame.contentDocument.querySelector("
        "'[data-cobrowse-box=video]').src.includes('base64')"
    )
    assert shown is not from_camera


def test_a_canvas_that_a_rule_comes_to_hide_is_not_sent_any_more(
    twins: OpenTwins,
) -> None:
    rule = {"id": 1, "effect": "mask", "selector": ".secret"}
    both = twins(CHART, rules=[rule])
    both.customer.evaluate(DRAW, "red")
    waits_for(both, "red")
    both.customer.evaluate(f"({DRAW})('blue'); c.className = 'secret'")
    both.customer.wait_for_timeout(1500)
    waits_for(both, None)


def test_pixels_of_another_origin_leave_a_box(twins: OpenTwins) -> None:
    both = twins(CHART)
    both.customer.route(
        "http://pictures.test/**",
        lambda route: route.fulfill(
            body='<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
            content_type="image/svg+xml",
        ),
    )
    both.customer.evaluate(
        """async () => { const one = new Image(); one.src = 'http://pictures.test/a.svg';
        await one.decode(); c.getContext('2d').drawImage(one, 0, 0); }"""
    )
    both.customer.wait_for_timeout(1000)
    waits_for(both, None)
    assert both.customer.evaluate("problems") == []


def test_pictures_keep_to_their_share_of_the_line(twins: OpenTwins) -> None:
    both = twins(f"{HEAD}<canvas id=c width=800 height=500></canvas>")
    both.customer.evaluate(
        """() => {
        const pen = c.getContext('2d'), noise = pen.createImageData(800, 500);
        const draw = () => {
            for (let i = 0; i < noise.data.length; i++)
                noise.data[i] = i % 4 === 3 ? 255 : Math.random() * 255;
            pen.putImageData(noise, 0, 0);
            requestAnimationFrame(draw);
        };
        draw();
        window.bytes = 0;
        const send = window.sendFrame;
        window.sendFrame = (text) => {
            bytes += text.length * 0.75;
            return send(text);
        };
        window.since = performance.now();
        }"""
    )
    both.customer.wait_for_timeout(4000)
    rate = both.customer.evaluate("bytes / (performance.now() - since)")
    assert 0 < rate < 190


def test_canvases_in_shadow_roots_and_frames_are_seen(twins: OpenTwins) -> None:
    both = twins(f"{HEAD}<div id=host></div>")
    both.customer.evaluate(
        """() => {
        const root = host.attachShadow({mode: 'open'});
        root.innerHTML = '<canvas width=200 height=200></canvas>';
        const frame = document.createElement('iframe');
        document.body.append(frame);
        frame.contentDocument.body.innerHTML = '<canvas width=200 height=200></canvas>';
        for (const one of [root, frame.contentDocument]) {
            const pen = one.querySelector('canvas').getContext('2d');
            pen.fillStyle = 'red';
            pen.fillRect(0, 0, 200, 200);
        } }"""
    )
    both.agent.wait_for_function(
        """() => {
        const page = player.frame.contentDocument;
        const roots = [page.querySelector('#host')?.shadowRoot,
            page.querySelector('iframe')?.contentDocument];
        return roots.every((root) =>
            root?.querySelector('img')?.src.includes('base64'));
        }"""
    )


def test_a_picture_that_comes_after_a_new_snapshot_is_not_sent(
    twins: OpenTwins,
) -> None:
    """Whether an empty picture is empty takes a second file, and the page goes on."""
    both = twins(CHART)
    assert both.difference() == ""
    both.customer.evaluate(
        """() => {
            const native = OffscreenCanvas.prototype.convertToBlob;
            window.files = 0;
            window.goOn = new Promise((done) => { window.finish = done; });
            OffscreenCanvas.prototype.convertToBlob = async function (...given) {
                if (++files > 1) await goOn;
                return native.apply(this, given);
            };
            c.getContext('2d').fillRect(0, 0, 1, 1);
        }"""
    )
    both.customer.wait_for_function("files > 1")
    both.anew()
    both.customer.evaluate("c.remove(); finish()")
    both.customer.wait_for_timeout(500)
    assert both.difference() == ""
    assert both.agent.evaluate("log.resyncs") == []
