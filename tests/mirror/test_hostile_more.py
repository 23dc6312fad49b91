"""The hostile corpus of our own: one vector for each class, in every way it can come.

As a page, as nodes and attributes that come to one, and as forged frames.
"""

import pytest

from tests.mirror.conftest import HERE, ORIGIN, OpenAnyPage
from tests.mirror.engines import EngineBrowser
from tests.mirror.more_vectors import MORE

pytestmark = pytest.mark.browser


def test_no_class_of_vector_runs_calls_out_or_navigates(
    engine: EngineBrowser, open_page: OpenAnyPage
) -> None:
    page = open_page("<!doctype html><title>Agent</title><body>")
    page.evaluate((HERE / "hostile.js").read_text())
    engine.calls()
    assert len(set(MORE)) >= 200
    found: dict[str, list[str]] = {}
    for html in MORE:
        result = page.evaluate("lab.attack", html)
        result += [f"call {url}" for url in engine.calls()]
        if result:
            found[html] = result
    assert found == {}
    assert page.evaluate("location.href") == f"{ORIGIN}/"
