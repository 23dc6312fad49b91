"""The agent sees whether videos and sound play, are heard, and where they are."""

import re
import wave
from base64 import b64encode
from io import BytesIO
from urllib.parse import unquote

import pytest

from tests.mirror.twins import OpenTwins, Twins

pytestmark = pytest.mark.browser

LOAD = """async (one, address) => { one.src = address;
    await new Promise((done) => one.addEventListener('canplay', done)); }"""
PAGE = """<!doctype html><meta charset=utf-8><title>Film</title><style>body{margin:20px}
video{display:block;width:320px;height:180px;background:#123} audio{width:90%}</style>
<video id=v poster></video><p>Before <audio id=a controls></audio> after</p>
<p>and <audio id=unseen></audio> nothing</p>"""
PLAYING, PAUSED = 'd="M2 1l9', 'd="M2 1h3'
SILENT = "M8 4l4 4"


def load(both: Twins) -> None:
    """Eight seconds of hardly anything."""
    file = BytesIO()
    with wave.open(file, "wb") as tone:
        tone.setnchannels(1)
        tone.setsampwidth(1)
        tone.setframerate(8000)
        tone.writeframes(bytes((127, 129)) * 32_000)
    address = f"data:audio/wav;base64,{b64encode(file.getvalue()).decode()}"
    both.customer.evaluate(f"(address) => ({LOAD})(a, address)", address)


def drawn(both: Twins, kind: str) -> str:
    """What the agent sees of the first video or sound, as SVG."""
    address = both.agent.evaluate(
        "(kind) => player.frame.contentDocument"
        "?.querySelector(`[data-cobrowse-box=${kind}]`)?.getAttribute('src') ?? ''",
        kind,
    )
    return unquote(str(address))


def waits_for(both: Twins, kind: str, *signs: str) -> str:
    """Until all of these are drawn."""
    svg = ""
    for _ in range(80):
        svg = drawn(both, kind)
        if all(sign in svg for sign in signs):
            return svg
        both.customer.wait_for_timeout(50)
    raise AssertionError(f"{signs} wanted, there is {svg[:2000]}")


def test_sound_is_a_bar_that_says_what_it_does(twins: OpenTwins) -> None:
    both = twins(PAGE)
    load(both)
    waits_for(both, "audio", PAUSED, "0:00 / 0:08")
    both.customer.evaluate("() => { a.muted = true; return a.play(); }")
    waits_for(both, "audio", PLAYING, SILENT)
    waits_for(both, "audio", PLAYING, "0:02 / 0:08")
    both.customer.evaluate("() => { a.pause(); a.currentTime = 6; a.muted = false; }")
    svg = waits_for(both, "audio", PAUSED, "0:06 / 0:08")
    assert SILENT not in svg
    both.customer.evaluate("() => { a.muted = true; a.play(); a.currentTime = 7.9; }")
    waits_for(both, "audio", PAUSED, "0:08 / 0:08")


def test_the_bar_has_the_room_that_the_page_gives_it(twins: OpenTwins) -> None:
    both = twins(PAGE)
    assert both.difference() == ""
    waits_for(both, "audio", PAUSED)
    size = "(one) => [one.offsetLeft, one.offsetTop, one.offsetWidth, one.offsetHeight]"
    there = both.customer.evaluate(f"({size})(a)")
    assert there == both.agent.evaluate(
        f"({size})(player.frame.contentDocument.querySelector('#a'))"
    )
    both.customer.evaluate("a.controls = false")
    both.agent.wait_for_function(
        "player.frame.contentDocument.querySelector('#a').offsetWidth === 0"
    )
    unseen = "player.frame.contentDocument.querySelector('#unseen').offsetWidth"
    assert both.agent.evaluate(unseen) == 0


def test_a_video_bears_a_badge_in_a_new_snapshot_too(twins: OpenTwins) -> None:
    both = twins(PAGE)
    both.customer.evaluate(
        """async () => {
            const room = document.createElement('canvas');
            const pen = room.getContext('2d');
            const draw = () => pen.fillRect(0, 0, 9, 9 * Math.random());
            const paint = setInterval(draw, 20);
            const recording = new MediaRecorder(room.captureStream(30)), parts = [];
            recording.ondataavailable = ({data}) => parts.push(data);
            const over = new Promise((done) => { recording.onstop = done; });
            recording.start();
            await new Promise((done) => setTimeout(done, 900));
            recording.stop();
            await over;
            clearInterval(paint);
            v.src = URL.createObjectURL(new Blob(parts));
            v.muted = v.loop = true;
            await v.play();
        }"""
    )
    svg = waits_for(both, "video", PLAYING, SILENT)
    assert re.search(r"0:\d\d", svg)
    both.anew()
    waits_for(both, "video", PLAYING, SILENT)
    both.customer.evaluate("v.pause()")
    waits_for(both, "video", PAUSED)


def test_nothing_is_said_of_what_is_hidden(twins: OpenTwins) -> None:
    rule = {"id": 1, "effect": "mask", "selector": "audio"}
    both = twins(PAGE, rules=[rule])
    load(both)
    both.customer.evaluate("() => { a.muted = true; return a.play(); }")
    both.customer.wait_for_timeout(1000)
    assert "0:" not in drawn(both, "audio")
    size = "(one) => [one.offsetWidth, one.offsetHeight]"
    there = both.customer.evaluate(f"({size})(a)")
    assert there == both.agent.evaluate(
        f"({size})(player.frame.contentDocument.querySelector('img[controls]'))"
    )
