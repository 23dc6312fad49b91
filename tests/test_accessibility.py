"""The look-out sees what it must: a silent one would let everything pass."""

import pytest
from playwright.sync_api import Browser

from tests.accessibility import no_barriers

pytestmark = pytest.mark.browser

FINE = """<!doctype html><html lang="en"><title>Fine</title>
<main><h1>Fine</h1><label>Name <input></label></main></html>"""
POOR = """<!doctype html><html lang="en"><title>Poor</title><main><h1>Poor</h1>
<div id="host"></div></main>
<script>host.attachShadow({mode: "open"}).innerHTML =
  '<input><p style="color: #999; background: #fff">Too pale to read</p>';
</script></html>"""


def test_a_page_without_barriers_passes(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(FINE)
    with no_barriers() as barriers:
        barriers.look(page, "a fine page")
    page.close()


def test_barriers_inside_a_shadow_root_are_named(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(POOR)
    with (
        pytest.raises(AssertionError, match=r"(?s)the form.*color-contrast.*label"),
        no_barriers() as barriers,
    ):
        barriers.look(page, "the form", within="#host")
    page.close()


def test_looking_at_nothing_proves_nothing() -> None:
    with pytest.raises(AssertionError, match="nothing was looked at"), no_barriers():
        pass
