"""What only the customer's own press gives: the agent hears what the page wanted."""

import pytest

from tests.control.conftest import OpenPage, OpenViewer

pytestmark = pytest.mark.browser

#: The page has put its own in place of the browser's; nothing really opens.
PAGE = """<button type=button id=b>Go</button><input type=file id=f hidden>
<input type=date id=d><input type=color id=c hidden><script>
const called = [];
/* The page has no certificate: it goes without these. */
for (const name of ['CredentialsContainer', 'PaymentRequest', 'Clipboard'])
    window[name] ??= class {};
const put = (owner, name) => { owner[name] = function () { called.push(name); }; };
put(HTMLInputElement.prototype, 'showPicker');
put(Element.prototype, 'requestFullscreen');
put(CredentialsContainer.prototype, 'get');
put(PaymentRequest.prototype, 'show');
put(Clipboard.prototype, 'readText');
put(HTMLElement.prototype, 'click');
put(window, 'open');
Object.defineProperty(navigator, 'userActivation', { value: { isActive: false } });
const answer = (act) => b.addEventListener('click', act);
</script>"""

CALLS = {
    "file": ("f.click()", "click"),
    "picker": ("d.showPicker()", "showPicker"),
    "colour": ("c.click()", "click"),
    "fullscreen": ("document.body.requestFullscreen()", "requestFullscreen"),
    "window": ("open('/x')", "open"),
    "passkey": ("CredentialsContainer.prototype.get.call({})", "get"),
    "payment": ("PaymentRequest.prototype.show.call({})", "show"),
    "clipboard": ("Clipboard.prototype.readText.call({})", "readText"),
}


@pytest.mark.parametrize("need", CALLS)
@pytest.mark.parametrize("late", [False, True])
def test_what_a_page_asks_for_in_vain_is_told(
    open_page: OpenPage, need: str, late: bool
) -> None:
    shop = open_page(PAGE)
    call, name = CALLS[need]
    act = f"() => Promise.resolve().then(() => {call})" if late else f"() => {call}"
    shop.page.evaluate(f"answer({act})")
    ack = shop.click("#b")
    wanted = "picker" if need == "colour" else need
    assert (ack["status"], ack.get("needs")) == ("ok", wanted)
    assert shop.page.evaluate("called") == [name]


def test_who_has_pressed_just_now_needs_not_press_again(open_page: OpenPage) -> None:
    shop = open_page(PAGE)
    shop.page.evaluate("navigator.userActivation.isActive = true; answer(() => open())")
    assert "needs" not in shop.click("#b")
    assert shop.page.evaluate("called") == ["open"]


def test_a_page_that_goes_on_in_its_own_window_needs_nobody(
    open_page: OpenPage,
) -> None:
    shop = open_page(PAGE)
    shop.page.evaluate("answer(() => open('/next', '_self'))")
    assert "needs" not in shop.click("#b")
    assert shop.page.evaluate("called") == ["open"]


def test_the_page_has_its_own_again_afterwards(open_page: OpenPage) -> None:
    shop = open_page(PAGE)
    before = "window.before = [window.open, Clipboard.prototype.readText]"
    shop.page.evaluate(before)
    assert "needs" not in shop.click("#b")
    after = "before[0] === window.open && before[1] === Clipboard.prototype.readText"
    assert shop.page.evaluate(after)
    # What it calls by itself later is none of the agent's doing.
    shop.page.evaluate("open()")
    assert "needs" not in shop.click("#b")


def test_a_page_that_breaks_on_it_still_answers(open_page: OpenPage) -> None:
    shop = open_page(PAGE)
    shop.page.evaluate(
        """() => {
        window.open = () => { throw new Error('not today'); };
        answer(() => { try { open(); } catch { called.push('caught'); } });
    }"""
    )
    assert shop.click("#b").get("needs") == "window"
    assert shop.page.evaluate("called") == ["caught"]


def test_the_agent_hears_what_the_customer_has_to_press(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer("<button type=button id=b>Go</button>")
    viewer.customer.evaluate(
        """() => {
        const value = { isActive: false };
        Object.defineProperty(navigator, 'userActivation', { value });
        document.querySelector('#b').onclick = () => { try { open('about:blank#x'); }
            catch { /* blocked */ } };
        window.open = () => null;
    }"""
    )
    viewer.click("#b")
    viewer.wait("bench.state.refused.length === 1")
    refusal = viewer.page.evaluate("bench.state.refused[0]")
    assert (refusal["status"], refusal["kind"]) == ("needs_customer", "needs_window")
