"""The replica is right again after the customer's page slept."""

import pytest

from tests.mirror.twins import OpenTwins

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>Shop</title><body><h1>Shoes</h1><p id=p>0</p>
<script>const tick = setInterval(() => {
    p.textContent = Number(p.textContent) + 1;
}, 50)</script>"""


def test_a_page_that_was_frozen_is_followed_again(twins: OpenTwins) -> None:
    both = twins(PAGE)
    devtools = both.customer.context.new_cdp_session(both.customer)
    devtools.send("Page.setWebLifecycleState", {"state": "frozen"})
    both.agent.wait_for_timeout(500)
    devtools.send("Page.setWebLifecycleState", {"state": "active"})
    both.customer.evaluate(
        "() => { clearInterval(tick); document.body.append('awake') }"
    )
    assert both.difference() == ""
    both.same_picture("awake-again")
