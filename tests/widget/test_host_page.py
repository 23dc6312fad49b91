"""The widget as a guest: strict pages, odd pages, the JavaScript API."""

import zlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.widget.conftest import BUILD, HELP, SHOP, TAG, Shopper
from tests.widget.desk import Desk

pytestmark = pytest.mark.browser


@pytest.fixture
def silent(chromium: Browser, desk: Desk) -> Iterator[Shopper]:
    """A page that builds its own screens."""
    person = Shopper(chromium, desk)
    person.tag = TAG.replace("data-site", 'data-ui="none" data-site')
    yield person
    person.close()
    assert person.errors == []


def test_it_works_under_the_strictest_policy(shopper: Shopper, desk: Desk) -> None:
    shopper.headers["content-security-policy"] = (
        f"default-src 'none'; script-src {HELP}; style-src 'self'; "
        f"connect-src {HELP} ws://help.test; base-uri 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    violations: list[str] = []
    shopper.page.on(
        "console",
        lambda message: (
            violations.append(message.text)
            if "Content Security Policy" in message.text
            else None
        ),
    )
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    shopper.share_in_chat()
    desk.join()
    expect(shopper.part("session-state")).to_have_attribute("data-state", "viewing")
    box = shopper.part("launcher").bounding_box()
    assert box
    assert box["width"] >= 56, "the widget lost its style"
    assert violations == []


def test_it_is_small_loads_parts_late_and_sets_no_cookies(
    shopper: Shopper, desk: Desk
) -> None:
    assert len(zlib.compress((BUILD / "widget.js").read_bytes())) < 5_000
    loaded: list[str] = []
    shopper.page.on("request", lambda request: loaded.append(request.url))
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    expect(shopper.part("chat-status")).to_contain_text("Alice")
    assert not [url for url in loaded if "sharing" in url]
    shopper.share_in_chat()
    shopper.until(lambda: [url for url in loaded if "sharing" in url])
    assert shopper.context.cookies() == []


def test_a_server_that_talks_nonsense_harms_nobody(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    for text in [
        "{",
        "null",
        "[]",
        '"hello"',
        '{"type": 7}',
        '{"type": "session.updated"}',
        '{"type": "interaction.updated"}',
        '{"type": "chat.message", "message": {"seq": "x"}}',
        '{"type": "error"}',
        '{"type": "__proto__"}',
        '{"type": "welcome"}',
    ]:
        desk.widget.route.send(text)
    desk.widget.route.send(b"\x04\x00")
    desk.say("still here")
    expect(shopper.part("chat-message").filter(has_text="still here")).to_be_visible()


def test_two_tags_make_one_widget(shopper: Shopper) -> None:
    shopper.tag = TAG + TAG
    shopper.open()
    expect(shopper.part("launcher")).to_have_count(1)
    shopper.settle()
    expect(shopper.page.locator("[data-cobrowse-root]")).to_have_count(1)


def test_a_tag_may_come_late(shopper: Shopper) -> None:
    shopper.tag = ""
    shopper.open()
    shopper.page.evaluate(
        """src => {
            const tag = document.createElement("script");
            tag.async = true;
            tag.src = src;
            tag.dataset.site = "demo";
            document.body.append(tag);
        }""",
        f"{HELP}/widget.js",
    )
    expect(shopper.part("launcher")).to_be_visible()


def test_page_styles_do_not_reach_it_and_its_own_stay_inside(shopper: Shopper) -> None:
    shopper.head = (
        "<style>* { display: none !important; color: red; font: 40px fantasy; }"
        " html, body, h1 { display: block !important; }</style>"
    )
    shopper.open()
    expect(shopper.part("launcher")).to_be_visible()
    size = shopper.part("launcher").evaluate("e => getComputedStyle(e).fontSize")
    assert size == "15px"
    assert shopper.page.evaluate("() => document.styleSheets.length") == 1
    assert shopper.page.evaluate("() => document.adoptedStyleSheets.length") == 0


def test_tools_of_the_page_do_not_stumble_over_it(shopper: Shopper, desk: Desk) -> None:
    """Test tools look through open shadow roots: a list item must be the page's own."""
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    desk.say("Hello")
    shopper.share_in_chat()
    desk.join()
    expect(shopper.part("session-state")).to_have_attribute("data-state", "viewing")
    for selector, count in {"li": 0, "h1": 1, "h2": 0, "p": 0, "form": 0}.items():
        expect(shopper.page.locator(selector)).to_have_count(count)
    expect(shopper.page.locator("input")).to_have_count(2)


def test_it_outlives_a_page_that_rebuilds_its_body(shopper: Shopper) -> None:
    shopper.open()
    expect(shopper.part("launcher")).to_be_visible()
    shopper.page.evaluate(
        """() => {
            document.body.replaceWith(document.createElement("body"));
            document.querySelector("[data-cobrowse-root]").remove();
        }"""
    )
    expect(shopper.part("launcher")).to_be_visible()


def test_the_pages_shortcuts_stay_quiet_while_the_customer_writes(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.open()
    shopper.page.evaluate(
        """() => {
            window.heard = [];
            document.addEventListener("keydown", (event) => heard.push(event.key));
        }"""
    )
    shopper.start_chat()
    shopper.part("chat-input").press_sequentially("/s")
    assert shopper.page.evaluate("() => heard") == []


def test_storage_that_is_forbidden_does_no_harm(shopper: Shopper, desk: Desk) -> None:
    shopper.page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, name, {
                get() { throw new DOMException("no", "SecurityError"); },
            });"""
    )
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    shopper.share_in_chat()
    desk.join()
    expect(shopper.part("session-state")).to_have_attribute("data-state", "viewing")


def test_an_old_browser_is_told_so_and_may_still_chat(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.page.add_init_script("delete window.WeakRef;")
    shopper.open()
    assert shopper.page.evaluate("() => Cobrowse.isSupported()") is False
    shopper.start_chat()
    desk.accept_chat()
    shopper.part("chat-menu").click()
    shopper.part("start-cobrowse").click()
    expect(shopper.part("problem")).to_contain_text("This browser cannot share")
    assert desk.widget.of("session.start") == []


FRAME = """src => {
    const frame = document.createElement("iframe");
    frame.src = src;
    frame.width = 900; frame.height = 700;
    document.body.append(frame);
}"""


def test_frames_of_the_same_site_need_no_widget_of_their_own(shopper: Shopper) -> None:
    shopper.open()
    expect(shopper.part("launcher")).to_be_visible()
    shopper.page.evaluate(FRAME, "/inner")
    inner = shopper.page.frame_locator("iframe")
    expect(inner.get_by_text("Garden chairs")).to_be_visible()
    shopper.settle()
    expect(inner.get_by_test_id("launcher")).to_have_count(0)


def test_a_page_inside_another_site_is_not_shared(shopper: Shopper) -> None:
    shopper.context.route(
        "http://elsewhere.test/",
        lambda route: route.fulfill(body="<p>", content_type="text/html"),
    )
    shopper.page.goto("http://elsewhere.test/")
    shopper.page.evaluate(FRAME, f"{SHOP}/")
    inner = shopper.page.frame_locator("iframe")
    inner.get_by_test_id("launcher").click()
    inner.get_by_test_id("channel-cobrowse").click()
    expect(inner.get_by_test_id("problem")).to_contain_text("inside a frame")


def test_calls_before_the_app_is_here_are_not_lost(silent: Shopper) -> None:
    silent.open()
    supported, version = silent.page.evaluate(
        "() => [Cobrowse.isSupported(), Cobrowse.version]"
    )
    assert supported is True
    assert version
    silent.page.evaluate(
        """() => {
            window.heard = [];
            Cobrowse.on("connection", (event) => heard.push(event.state));
            return Cobrowse.startChat("Carla", "Where is my parcel?");
        }"""
    )
    silent.page.wait_for_function("() => heard.includes('open')")


def test_a_page_can_build_its_own_screens_on_the_api(
    silent: Shopper, desk: Desk
) -> None:
    silent.open()
    silent.page.evaluate("() => Cobrowse.startChat('Carla')")
    silent.until(lambda: desk.interaction)
    desk.accept_chat()
    expect(silent.part("launcher")).to_have_count(0)
    silent.page.evaluate(
        """async () => {
            window.last = {};
            for (const name of ["session", "mode", "chat", "write_request", "error"])
                Cobrowse.on(name, (event) => { last[name] = event; });
        }"""
    )
    silent.page.wait_for_function("() => last.chat?.state === 'active'")
    silent.page.evaluate("() => Cobrowse.sendMessage('hello')")
    silent.until(lambda: desk.messages)
    assert silent.page.evaluate("() => Cobrowse.startSession()") == {"ok": True}
    silent.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    silent.page.wait_for_function("() => last.mode?.mode === 'pointer'")
    desk.ask_for_write()
    silent.page.wait_for_function("() => last.write_request?.pending")
    silent.page.evaluate("() => Cobrowse.acceptWriteMode()")
    silent.page.wait_for_function("() => last.mode?.mode === 'write'")
    silent.page.evaluate("() => Cobrowse.revokeWriteMode()")
    silent.page.wait_for_function("() => last.mode?.mode === 'pointer'")
    silent.page.evaluate("() => Cobrowse.endSession()")
    silent.page.wait_for_function("() => last.session?.end_reason === 'customer_ended'")
    assert silent.page.evaluate("() => Cobrowse.revokeWriteMode()") == {
        "ok": False,
        "code": "not_possible_now",
    }


def test_late_listeners_hear_the_last_state_and_bad_ones_harm_nobody(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    shopper.page.evaluate(
        """() => {
            window.heard = [];
            Cobrowse.on("chat", () => { throw new Error("bad listener"); });
            Cobrowse.on("chat", (event) => heard.push(event.state));
            const off = () => heard.push("never");
            Cobrowse.on("session", off);
            Cobrowse.off("session", off);
        }"""
    )
    shopper.page.wait_for_function("() => heard.at(-1) === 'active'")
    desk.say("still working")
    expect(shopper.part("chat-message")).to_have_text(["still working"])
    assert "never" not in shopper.page.evaluate("() => heard")


def test_nonsense_calls_never_throw(shopper: Shopper) -> None:
    shopper.open()
    expect(shopper.part("launcher")).to_be_visible()
    outcome = shopper.page.evaluate(
        """async () => {
            Cobrowse.on("nothing", () => {});
            Cobrowse.on("chat", null);
            Cobrowse.off("chat", 7);
            Cobrowse.configure(null);
            Cobrowse.configure({ strings: 7, lang: 3, theme: {}, ui: "yes" });
            const calls = [
                Cobrowse.endSession(), Cobrowse.acceptWriteMode(),
                Cobrowse.declineWriteMode(), Cobrowse.sendMessage({}),
            ];
            return (await Promise.all(calls)).map((result) => typeof result.ok);
        }"""
    )
    assert outcome == ["boolean"] * 4


def test_texts_can_be_replaced_and_the_screens_switched_off(shopper: Shopper) -> None:
    shopper.open()
    shopper.page.evaluate("() => Cobrowse.configure({strings: {launcher: 'Ask us'}})")
    expect(shopper.part("launcher")).to_contain_text("Ask us")
    shopper.page.evaluate("() => Cobrowse.configure({ui: false})")
    expect(shopper.part("launcher")).to_have_count(0)


def test_the_page_survives_a_server_that_is_gone(shopper: Shopper) -> None:
    shopper.context.route(f"{HELP}/static/**", lambda route: route.abort())
    shopper.open()
    shopper.settle()
    assert shopper.page.title() == "Shop"
    assert shopper.page.evaluate("() => typeof Cobrowse.startSession") == "function"


HOSTILE = """
    Object.prototype.extra = "inherited";
    Array.prototype.extra = () => {};
    String.prototype.strip = () => {};
    window.$ = window.jQuery = window.define = window.module = 7;
    window.fetch = () => { throw new Error("no"); };
    window.Notification = undefined;
    window.requestIdleCallback = undefined;
    window.onerror = () => true;
    console.error = () => { throw new Error("console"); };
"""


def test_a_page_that_bends_the_browsers_own_things_does_no_harm(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.head = (
        f"<script>{HOSTILE}</script><style>* {{ all: unset }}"
        " div, button, cobrowse-widget { display: none !important }"
        " html, body, h1, input { display: block !important }</style>"
    )
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    desk.say("Hello")
    shopper.part("chat-input").fill("I am stuck")
    shopper.part("chat-input").press("Enter")
    expect(shopper.part("chat-message")).to_have_text(["Hello", "I am stuck"])
    shopper.open("/next")
    expect(shopper.part("chat-message")).to_have_text(["Hello", "I am stuck"])
    box = shopper.part("launcher").bounding_box()
    assert box
    assert box["width"] >= 56


def test_it_says_nothing_on_the_console(shopper: Shopper, desk: Desk) -> None:
    said: list[str] = []
    shopper.page.on("console", lambda message: said.append(message.text))
    shopper.context.route(
        "**/settings.json*",
        lambda route: route.fulfill(
            body="{}", headers={"access-control-allow-origin": "*"}
        ),
    )
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    desk.say("Hello")
    shopper.share_in_chat()
    desk.join()
    expect(shopper.part("session-state")).to_have_attribute("data-state", "viewing")
    shopper.part("stop-cobrowse").click()
    shopper.part("end-chat").click()
    expect(shopper.part("chat-ended")).to_be_visible()
    assert said == []


def test_the_windows_come_when_they_are_wanted_and_again_after_a_failure(
    shopper: Shopper, desk: Desk
) -> None:
    loaded: list[str] = []
    shopper.page.on("request", lambda request: loaded.append(request.url))
    failures = [1]

    def fail_once(route: Route) -> None:
        if failures:
            failures.pop()
            route.abort()
        else:
            route.fallback()

    shopper.context.route("**/chunk-windows-*.js", fail_once)
    shopper.open()
    expect(shopper.part("launcher")).to_be_visible()
    shopper.settle()
    assert not [url for url in loaded if "chunk-windows-" in url]
    shopper.part("launcher").click()
    expect(shopper.part("channel-chat")).to_be_visible()
    assert len([url for url in loaded if "chunk-windows-" in url]) == 2
