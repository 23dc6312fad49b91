"""Dead keys and input methods at the agent: the page gets what they make."""

import pytest
from playwright.sync_api import CDPSession

from tests.control.conftest import OpenViewer
from tests.control.viewer import Viewer

pytestmark = pytest.mark.browser

APPS = ["react", "vue", "angular", "jquery"]


def compose(session: CDPSession, *shown: str, made: str) -> None:
    """What the input method shows while it is at work, and what it makes."""
    for text in shown:
        place = {"selectionStart": len(text), "selectionEnd": len(text)}
        session.send("Input.imeSetComposition", {"text": text, **place})
    session.send("Input.insertText", {"text": made})


def at_keyboard(viewer: Viewer) -> CDPSession:
    return viewer.page.context.new_cdp_session(viewer.page)


@pytest.mark.parametrize("app", APPS)
def test_frameworks_get_the_letter_that_a_dead_key_makes(
    open_viewer: OpenViewer, app: str
) -> None:
    viewer = open_viewer("<div id=app></div>", app)
    viewer.wait_at_customer("document.querySelector('#new')")
    # The other side's script has not run here: its page is shown as it is by now.
    viewer.page.evaluate(
        "(html) => { replica.contentDocument.body.innerHTML = html; }",
        viewer.customer.evaluate("document.body.innerHTML"),
    )
    viewer.click("#new")
    keyboard = viewer.page.keyboard
    keyboard.type("f")
    compose(at_keyboard(viewer), "^", made="ê")
    keyboard.type("te")
    keyboard.press("Enter")
    viewer.wait_at_customer(
        "document.querySelector('li')?.textContent.trim() === 'fête'"
    )


def test_nothing_is_told_of_a_letter_before_it_is_made(open_viewer: OpenViewer) -> None:
    viewer = open_viewer("<input id=t>")
    viewer.click("#t")
    session, keyboard = at_keyboard(viewer), viewer.page.keyboard
    keyboard.type("a")
    compose(session, "^", "^^", made="")
    compose(session, "^", made="^t")
    compose(session, "n", "に", "にほ", "日本", made="日本")
    keyboard.press("Backspace")
    keyboard.type("z")
    viewer.wait_at_customer("document.querySelector('#t').value === 'a^t日z'")
    frames = viewer.sent("text", "key")
    told = "".join(frame.get("text", "<") for frame in frames)
    assert told == "a^t日本<z"
