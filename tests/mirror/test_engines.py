"""A page is mirrored in each of the three engines, and its errors are seen by tests."""

import pytest

from tests.mirror.conftest import OpenAnyPage, every_engine
from tests.mirror.engines import EngineBrowser

pytestmark = [pytest.mark.browser, every_engine]

PAGE = """<!doctype html><title>Shop</title><style>p { color: red }</style>
<body><p>One <b>two</b></p><input value=three><svg><circle r=4 /></svg>"""


def test_the_engine_is_the_one_that_it_is_called(
    engine: EngineBrowser, open_page: OpenAnyPage
) -> None:
    mark = {"chromium": "Chrome/", "firefox": "Firefox/", "webkit": "Version/"}
    agent = open_page(PAGE).evaluate("navigator.userAgent")
    assert [name for name, part in mark.items() if part in agent] == [engine.name]


def test_a_page_is_mirrored_and_followed(open_page: OpenAnyPage) -> None:
    page = open_page(PAGE)
    found = page.evaluate(
        """async () => {
            const both = lab.pair();
            const first = await lab.difference(both);
            document.querySelector('b').textContent = 'changed';
            document.querySelector('input').value = 'typed';
            const second = await lab.difference(both);
            const { resyncs, problems } = both.log;
            return { first, second, resyncs, problems };
        }"""
    )
    assert found == {"first": "", "second": "", "resyncs": [], "problems": []}


def test_a_frame_that_moves_inside_a_frame_has_its_document(
    open_page: OpenAnyPage,
) -> None:
    page = open_page("<!doctype html><title>Frames</title><body>")
    found = page.evaluate(
        """async () => {
            const outer = document.createElement('iframe');
            outer.srcdoc = '<!doctype html><title>Outer</title><iframe></iframe>';
            await new Promise((done) => {
                outer.onload = done;
                document.body.append(outer);
            });
            const both = lab.pair();
            const first = await lab.difference(both);
            const page = outer.contentDocument;
            const before = page.documentElement;
            const root = page.createElement('html');
            page.replaceChild(root, before);
            root.append(...before.childNodes);
            page.querySelector('iframe').contentDocument.body.append('moved');
            const second = await lab.difference(both);
            const { resyncs, problems } = both.log;
            return { first, second, resyncs, problems };
        }"""
    )
    assert found == {"first": "", "second": "", "resyncs": [], "problems": []}


def test_an_error_in_a_page_and_an_address_that_it_asks_for_are_noticed(
    engine: EngineBrowser,
) -> None:
    page = engine.open("<!doctype html><title>x</title><body>")
    page.evaluate(
        """async () => {
            setTimeout(() => { throw new Error('left to itself'); });
            const image = new Image();
            const settled = new Promise((done) => image.onerror = done);
            image.src = 'http://evil.test/x.png';
            await settled;
        }"""
    )
    assert engine.calls() == ["http://evil.test/x.png"]
    assert any("left to itself" in error for error in engine.close_pages())
