"""Whole sites look the same on both sides, whatever is done there."""

import pytest

from tests.mirror.conftest import HERE
from tests.mirror.twins import OpenTwins

pytestmark = pytest.mark.browser

#: Three in a thousand pixels of the window, 1,000 by 700.
MOST = 2100

SITES = {
    "shop": [
        "document.querySelectorAll('article button')[1].click()",
        "sort.selectedIndex = 1; sort.onchange()",
        "document.querySelector('#cart').click()",
        "document.querySelector('.hero').remove(); scrollTo(0, 120)",
    ],
    "account": [
        "mail.value = 'ann@example.org'; keep.checked = true",
        "next.click()",
        "document.documentElement.style.colorScheme = 'dark'",
    ],
    "spa": [
        "view.scrollTop = 700",
        "location.hash = 'Board'",
        "toast('Saved')",
        "location.hash = 'Reports'",
    ],
    "components": [
        "document.querySelectorAll('x-tabs button')[1].click(); d.open = true",
        "box.showModal()",
        "box.close(); tip.showPopover()",
        "document.body.style.setProperty('--accent', '#0077b6')",
        "document.querySelector('x-card').setAttribute('tone', 'warm')",
    ],
    "table": [
        "box.scrollTo(220, 900)",
        "head.cells[4].click()",
        "filter.value = 'porto'; filter.oninput()",
        "body.rows[2].cells[0].click(); body.rows[5].remove()",
    ],
    "editor": [
        "page.querySelector('mark').outerHTML = '<s>nobody</s>'; words()",
        "page.querySelector('ol').style.listStyle = 'upper-roman'",
        "document.execCommand('selectAll'); getSelection().removeAllRanges()",
    ],
    "charts": ["draw(3)", "draw(7)", "bars.width = 600; draw(5)"],
    "map": ["pan(90, 40)", "note('Open until six')", "pan(-30, 20)"],
    "rtl": ["box.scrollLeft = -120", "document.body.style.zoom = 1.25"],
}


@pytest.mark.parametrize("site", SITES)
def test_a_site_looks_the_same_on_both_sides(twins: OpenTwins, site: str) -> None:
    both = twins((HERE / "sites" / f"{site}.html").read_text())
    both.same_picture(site, most=MOST)
    for step, act in enumerate(SITES[site], start=1):
        both.customer.evaluate(f"() => {{ {act} }}")
        both.same_picture(f"{site}-{step}", most=MOST)


def test_sites_are_followed_when_the_window_changes(twins: OpenTwins) -> None:
    both = twins((HERE / "sites" / "shop.html").read_text())
    assert both.difference() == ""
    both.customer.set_viewport_size({"width": 480, "height": 700})
    both.agent.wait_for_function("player.frame.clientWidth === 480")
    both.agent.set_viewport_size({"width": 480, "height": 700})
    both.same_picture("shop-narrow", most=MOST)
