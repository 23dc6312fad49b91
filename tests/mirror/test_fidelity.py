"""What the agent sees is what the customer's page shows."""

import pytest

from tests.mirror.conftest import OpenPage

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>Shop</title>
<style>.a{color:rgb(1, 2, 3)} a:link{color:red}</style>
<body><h1 class=a id=t>Hello</h1><p>One <b>two</b> three</p>
<form><input id=i value=abc><input type=checkbox id=c checked><textarea id=x>note</textarea>
<select id=s><option>1<option selected>2</select></form><!-- no --><script>1</script>"""


def test_a_page_is_mirrored_whole(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    found = page.evaluate(
        """async () => {
            const both = lab.pair();
            const difference = await lab.difference(both);
            const { resyncs, problems, progress, titles, views } = both.log;
            return { difference, resyncs, problems, progress, titles, views };
        }"""
    )
    assert found == {
        "difference": "",
        "resyncs": [],
        "problems": [],
        "progress": ["waiting", "loading", "live"],
        "titles": ["Shop"],
        "views": [[1000, 700]],
    }
