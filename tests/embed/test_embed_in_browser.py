"""The embedded page in pages of other sites: a friend's, a stranger's, and mixed.

The friend's desktop is another origin of the same site, where cookies travel in every
browser; the stranger's is another site.
"""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.people import AgentAtDesk, Customer, Person
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

# A desktop of somebody else: it keeps what the frame says, and can say things to it.
PAGE = """<!doctype html><title>Other desktop</title>
<iframe id="frame" src="{origin}/agent/embed/" width="1200" height="700"></iframe>
<script>
const heard = [];
const frame = document.getElementById("frame");
addEventListener("message", (event) => {{
  if (event.source === frame.contentWindow) heard.push([event.origin, event.data]);
}});
function say(type, more) {{
  frame.contentWindow.postMessage({{ type, version: 1, ...more }}, "*");
}}
</script>"""


class Site:
    """A web site of somebody else, one page large."""

    def __init__(self, host: str) -> None:
        self.page = ""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(site.page.encode())

            def log_message(self, *args: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://{host}:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture(scope="module")
def friend() -> Iterator[Site]:
    site = Site("127.0.0.1")
    yield site
    site.close()


@pytest.fixture(scope="module")
def stranger() -> Iterator[Site]:
    site = Site("localhost")
    yield site
    site.close()


@pytest.fixture(scope="module")
def product(
    tmp_path_factory: pytest.TempPathFactory, friend: Site
) -> Iterator[LiveServer]:
    """The demo, with one other desktop that may hold it."""
    server = LiveServer(
        tmp_path_factory.mktemp("server"), COBROWSE_EMBED_ORIGINS=friend.origin
    )
    server.start()
    yield server
    server.stop()
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


class Desk(Person):
    """An agent at another company desktop."""

    def visit(self, site: Site, page: str = PAGE) -> None:
        site.page = page.format(origin=self.origin)
        self.page.goto(f"{site.origin}/")

    def sign_in(self) -> None:
        window: Page = self.context.new_page()
        window.goto(f"{self.origin}/login/?next=/agent/embed/")
        window.get_by_label("Username").fill("alice")
        window.get_by_label("Password").fill("demo")
        window.keyboard.press("Enter")
        window.get_by_text("Nothing to join yet").wait_for()
        window.close()

    def heard(self, kind: str) -> list[dict[str, Any]]:
        messages: list[list[Any]] = self.page.evaluate("heard")
        assert {origin for origin, _ in messages} <= {self.origin}
        return [data for _, data in messages if data["type"] == kind]

    def hears(self, kind: str, fits: Callable[[dict[str, Any]], bool]) -> None:
        for _ in range(400):
            if any(fits(message) for message in self.heard(kind)):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"no such {kind}: {self.heard(kind)[-3:]}")

    def say(self, kind: str, **fields: object) -> None:
        self.page.evaluate("([type, more]) => say(type, more)", [kind, fields])

    def inside(self, name: str) -> Any:
        return self.page.frame_locator("#frame").get_by_test_id(name)


@pytest.fixture(scope="module")
def desk(chromium: Browser, product: LiveServer) -> Iterator[Desk]:
    person = Desk(chromium, product.origin, width=1280, height=800)
    person.sign_in()
    yield person
    person.close()


def of(message: dict[str, Any], field: str) -> object:
    """A field of the session that the message tells of, if there is one."""
    return (message["session"] or {}).get(field)


def ring(product: LiveServer, desk: Desk, call_id: str) -> None:
    """The company's switch puts a call through to Alice."""
    code = (
        "from interactions.models import CtiAdapter;"
        "from interactions.call_story import CallKind;"
        "from interactions.services import CallEvent, apply_call_event;"
        "apply_call_event(adapter=CtiAdapter.objects.first(), event=CallEvent("
        f"call_id='{call_id}', event=CallKind.ANSWERED, agent='alice', site='demo'))"
    )
    product.shell(code)
    desk.page.reload()


def test_a_friends_desktop_joins_watches_and_stops(
    desk: Desk, friend: Site, product: LiveServer, chromium: Browser
) -> None:
    desk.visit(friend)
    desk.hears("cobrowse.ready", lambda m: m["signed_in"] is True)
    assert desk.heard("cobrowse.ready")[-1]["agent_name"] == "Alice"
    desk.say("cobrowse.join", session_id="123456789", ref="early")
    desk.hears(
        "cobrowse.error",
        lambda m: (m["code"], m["ref"]) == ("no_interaction", "early"),
    )
    ring(product, desk, "c-1")
    desk.hears("cobrowse.interactions", lambda m: len(m["interactions"]) == 1)
    customer = Customer(chromium, product.origin)
    customer.open("/shop/")
    digits = customer.share_on_a_call()
    desk.say("cobrowse.join", session_id="000000000", ref="wrong")
    desk.hears(
        "cobrowse.error",
        lambda m: (m["code"], m["ref"]) == ("session_not_found", "wrong"),
    )
    desk.say("cobrowse.join", session_id=digits, ref="right")
    desk.hears(
        "cobrowse.session", lambda m: m["session"] and m["session"]["stage"] == "live"
    )
    assert digits not in str(desk.heard("cobrowse.session"))
    viewer = desk.page.frame_locator("#frame").frame_locator('[data-testid="viewer"]')
    expect(viewer.frame_locator("iframe").locator("body")).to_contain_text("Fjord")
    desk.say("cobrowse.request_write")
    customer.part("write-accept").click()
    desk.hears("cobrowse.session", lambda m: of(m, "mode") == "write")
    desk.say("cobrowse.drop_write")
    desk.hears("cobrowse.session", lambda m: of(m, "mode") == "pointer")
    desk.say("cobrowse.stop")
    desk.hears("cobrowse.session", lambda m: of(m, "state") == "ended")
    assert desk.heard("cobrowse.session")[-1]["session"]["end_reason"] == "agent_ended"
    desk.say("cobrowse.stop", ref="again")
    desk.hears("cobrowse.error", lambda m: m["code"] == "no_session")
    customer.close()


def test_a_message_that_is_none_of_ours_is_answered_or_ignored_but_never_obeyed(
    desk: Desk, friend: Site
) -> None:
    desk.visit(friend)
    desk.hears("cobrowse.ready", lambda m: True)
    before = len(desk.heard("cobrowse.error"))
    for nonsense in ("null", "1", "'x'", "[]", "{}", "{type: 'other.join'}"):
        desk.page.evaluate(f"frame.contentWindow.postMessage({nonsense}, '*')")
    desk.say("cobrowse.join", session_id=5, ref="a")
    desk.say("cobrowse.join", session_id="1" * 5000, ref="b")
    desk.say("cobrowse.explode", ref="c")
    desk.page.evaluate(
        "frame.contentWindow.postMessage({type: 'cobrowse.stop', version: 2}, '*')"
    )
    desk.hears("cobrowse.error", lambda m: m["code"] == "unknown_version")
    codes = [m["code"] for m in desk.heard("cobrowse.error")][before:]
    assert codes == ["bad_message"] * 3 + ["unknown_version"]


def test_a_stranger_is_shown_nothing_and_told_nothing(
    desk: Desk, stranger: Site
) -> None:
    desk.visit(stranger)
    desk.page.wait_for_timeout(1_000)
    frame = desk.page.frames[1]
    # The browser puts an error page there instead of ours.
    assert "/agent/embed" not in frame.url
    desk.say("cobrowse.status")
    desk.page.wait_for_timeout(500)
    assert desk.page.evaluate("heard") == []


def test_a_stranger_inside_a_friends_page_is_not_heard(
    desk: Desk, friend: Site
) -> None:
    """Another frame of the friend's page posts to ours: it is not our parent."""
    desk.visit(friend)
    desk.hears("cobrowse.ready", lambda m: True)
    desk.page.evaluate(
        """() => {
          const other = document.createElement("iframe");
          document.body.append(other);
          const script = other.contentDocument.createElement("script");
          script.textContent =
            "parent.frames[0].postMessage({type:'cobrowse.explode',version:1}, '*')";
          other.contentDocument.body.append(script);
        }"""
    )
    desk.page.wait_for_timeout(500)
    assert desk.heard("cobrowse.error") == []


def test_a_friend_inside_a_strangers_page_is_shown_nothing(
    desk: Desk, friend: Site, stranger: Site
) -> None:
    """The list binds every ancestor, not only the nearest."""
    desk.visit(friend)
    desk.hears("cobrowse.ready", lambda m: True)
    around = f'<iframe src="{friend.origin}/" width="1200" height="700"></iframe>'
    desk.visit(stranger, page=around)
    desk.page.wait_for_timeout(1_500)
    assert not any("/agent/embed" in frame.url for frame in desk.page.frames)


def test_who_is_signed_out_gets_a_button_and_the_parent_is_told(
    chromium: Browser, product: LiveServer, friend: Site
) -> None:
    person = Desk(chromium, product.origin)
    person.visit(friend)
    person.hears("cobrowse.ready", lambda m: m["signed_in"] is False)
    expect(person.inside("sign-in")).to_be_visible()
    person.close()


def test_the_desktop_itself_stays_out_of_every_frame(
    desk: Desk, friend: Site, chromium: Browser, product: LiveServer
) -> None:
    agent = AgentAtDesk(chromium, product.origin)
    agent.sign_in()
    agent.close()
    desk.visit(friend, page=PAGE.replace("/agent/embed/", "/agent/"))
    desk.page.wait_for_timeout(1_000)
    assert not any(frame.url.endswith("/agent/") for frame in desk.page.frames)
