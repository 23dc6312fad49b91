"""Pages made of what others wrote look the same on both sides."""

import pytest

from tests.mirror.outside_pages import OUTSIDE, library, page_of
from tests.mirror.twins import OpenTwins

pytestmark = pytest.mark.browser

#: Three in a thousand pixels of the window, 1,000 by 700.
MOST = 2100
#: At rest hardly anything may differ.
MOST_AT_REST = 400


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_page_of_others_looks_the_same_on_both_sides(
    twins: OpenTwins, name: str
) -> None:
    both = twins(page_of(name), library)
    both.same_picture(f"outside-{name}", most=MOST_AT_REST)
    for step, act in enumerate(OUTSIDE[name], start=1):
        both.customer.evaluate(f"() => {{ {act} }}")
        both.same_picture(f"outside-{name}-{step}", most=MOST)
