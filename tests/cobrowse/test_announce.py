"""What is announced leaves from the serving loop, and never holds up a shutdown."""

import asyncio
import threading

import pytest
from channels.layers import get_channel_layer

from cobrowse import announce
from cobrowse.protocol import Pong


@pytest.fixture
def home() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


@pytest.mark.django_db(transaction=True)
def test_another_thread_announces_in_order(home: asyncio.AbstractEventLoop) -> None:
    layer = get_channel_layer()
    assert layer is not None

    async def listen() -> list[str]:
        channel = await layer.new_channel()
        await layer.group_add("g", channel)
        announce.serve_from(home)
        speaker = threading.Thread(target=speak)
        speaker.start()
        heard = [await layer.receive(channel) for _ in range(3)]
        await asyncio.to_thread(speaker.join)
        await layer.group_discard("g", channel)
        return [event["type"] for event in heard]

    def speak() -> None:
        announce.announce("g", Pong())
        announce.tell("g", "fact")
        announce.close_group("g", 4410, "session_ended")

    try:
        heard = home.run_until_complete(listen())
    finally:
        home.close()
    assert heard == ["announce", "tell", "close.socket"]


@pytest.mark.django_db(transaction=True)
def test_a_loop_that_stops_gives_the_announcement_up(
    home: asyncio.AbstractEventLoop, caplog: pytest.LogCaptureFixture
) -> None:
    announce.serve_from(home)
    speaker = threading.Thread(target=lambda: announce.announce("g", Pong()))

    def stop_while_somebody_speaks() -> None:
        speaker.start()
        # The loop is held until the announcement waits for it, then it stops.
        threading.Event().wait(0.3)
        home.stop()

    home.call_soon(stop_while_somebody_speaks)
    home.run_forever()
    speaker.join(timeout=announce.SEND_TIMEOUT_SECONDS / 2)
    assert not speaker.is_alive()
    assert "given up" in caplog.text
    home.run_until_complete(asyncio.sleep(0))
    home.close()
