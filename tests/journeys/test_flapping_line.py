"""Nothing is lost or doubled on a bad line, and the server dies twice meanwhile."""

import asyncio

from tests.flaky_proxy import FlakyProxy
from tests.journeys.ledger import read_ledger
from tests.journeys.talk import Talk
from tests.live_server import LiveServer
from tests.loop_thread import LoopThread

NAMES = ("Line-ada", "Line-ben", "Line-cem", "Line-dee")


def test_four_chats_survive_bad_weather_and_two_power_cuts(
    loop: LoopThread, proxy: FlakyProxy, product: LiveServer
) -> None:
    talk = Talk(proxy.origin, NAMES, lines=25)
    loop.run(talk.begin())
    proxy.flap()
    writing = loop.begin(talk.write())
    for _ in range(2):
        loop.run(asyncio.sleep(1.5))
        product.kill()
        product.start()
    writing.result(120)
    proxy.flap_through()
    proxy.calm()
    loop.run(talk.all_is_seen(), timeout=120)
    loop.run(talk.leave())

    assert proxy.tally.lost_bytes, "no word was lost on the way: nothing is proved"
    assert all(customer.connections >= 3 for customer in talk.customers)
    talk.is_told_alike(read_ledger(product.environment, *NAMES))
