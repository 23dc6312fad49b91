"""What the agent sees looks like what the customer sees."""

import pytest

from tests.mirror.twins import OpenTwins, differing, picture

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>Shop</title><meta charset=utf-8>
<style>body{font:16px sans-serif;background:#fafafa}
.card{border:1px solid #999;padding:8px}
li:nth-child(odd){color:#246}</style>
<h1>Shoes</h1><div class=card><p>Warm <b>and</b> dry.</p>
<ul><li>Red<li>Green<li>Blue</ul>
<input value="42"><select><option>Small<option selected>Large</select>
<input type=checkbox checked><textarea>Please wrap it</textarea></div>"""


def test_a_plain_page_looks_the_same_on_both_sides(twins: OpenTwins) -> None:
    both = twins(PAGE)
    assert both.difference() == ""
    both.same_picture("plain")
    both.customer.evaluate("document.querySelector('h1').style.color = 'crimson'")
    assert both.difference() == ""
    both.same_picture("plain-changed")


def test_two_pictures_that_differ_are_told_apart(twins: OpenTwins) -> None:
    both = twins(PAGE)
    both.customer.evaluate("recorder.stop(); document.body.style.background = 'black'")
    assert differing(picture(both.customer), picture(both.agent)) > 100_000
