"""Nothing is lost or doubled on a bad line, and the server dies twice meanwhile."""

from tests.flaky_proxy import FlakyProxy
from tests.journeys.ledger import read_ledger
from tests.journeys.talk import Talk
from tests.live_server import LiveServer
from tests.loop_thread import LoopThread

NAMES = ("Line-ada", "Line-ben", "Line-cem", "Line-dee")


def test_four_chats_survive_bad_weather_and_two_power_cuts(
    loop: LoopThread, proxy: FlakyProxy, product: LiveServer
) -> None:
    talk = Talk(proxy.origin, NAMES, lines=24)
    loop.run(talk.begin())
    proxy.flap()
    for part in (1, 2, 3):
        writing = loop.begin(talk.write(part=part, of=3))
        proxy.flap_through()
        if part < 3:
            product.kill()
            product.start()
        writing.result(60)
    proxy.calm()
    loop.run(talk.all_is_seen(), timeout=120)
    loop.run(talk.leave())

    assert all(customer.connections >= 3 for customer in talk.customers)
    talk.is_told_alike(read_ledger(product.environment, *NAMES))
