"""Pages made of what others wrote look the same on both sides."""

import pytest

from tests.mirror.outside_pages import OUTSIDE, library, page_of
from tests.mirror.twins import OpenTwins

pytestmark = pytest.mark.browser

#: Three in a thousand pixels of the window, 1,000 by 700.
MOST = 2100
#: At rest hardly anything may differ.
MOST_AT_REST = 200
#: Style sheets that the recorder asks for, as the widget reads them.
READ = """() => {
    const read = (url) => fetch(url).then((answer) => answer.text())
        .then((text) => recorder.sheet_read(url, text));
    sheets.splice(0).map(read);
    sheets.push = read;
}"""


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_page_of_others_looks_the_same_on_both_sides(
    twins: OpenTwins, name: str
) -> None:
    both = twins(page_of(name), library)
    both.customer.evaluate(READ)
    both.same_picture(f"outside-{name}", most=MOST_AT_REST)
    for step, act in enumerate(OUTSIDE[name], start=1):
        both.customer.evaluate(f"() => {{ {act} }}")
        both.same_picture(f"outside-{name}-{step}", most=MOST)
