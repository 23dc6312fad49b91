"""A view that is fed what no recorder sends asks anew, says why, and is whole again."""

import pytest

from tests.mirror.conftest import HERE, OpenAnyPage

pytestmark = pytest.mark.browser

#: Why a player may ask, as /metrics counts it.
REASONS = {
    "truncated",
    "bad_varint",
    "bad_string",
    "bad_reference",
    "unknown_op",
    "too_large",
    "bad_frame",
    "bad_order",
    "drift",
    "gap",
    "no_snapshot",
}


def test_no_malformed_shape_freezes_the_view(open_page: OpenAnyPage) -> None:
    page = open_page("<!doctype html><title>Shop</title><body>")
    page.evaluate((HERE / "heals.js").read_text())
    found = page.evaluate("heals()")
    assert len(found) >= 31
    wrong = {
        shape: result
        for shape, result in found.items()
        if result["thrown"] or result["difference"] or result["reason"] not in REASONS
    }
    assert wrong == {}
