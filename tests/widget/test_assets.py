"""What the agent cannot fetch is read in the customer's browser and brought to us."""

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.widget.conftest import TAG, Shopper
from tests.widget.desk import Desk

pytestmark = pytest.mark.browser

#: Names that browsers trust without TLS, for digests are had nowhere else.
SHOP = "http://shop.localhost"
HELP = "http://help.localhost"
CDN = "http://cdn.localhost"
FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
PNG = b"\x89PNG\r\n\x1a\n"
PATIENCE_MS = 15_000


def digest(body: bytes) -> str:
    return sha256(body).hexdigest()


@dataclass
class World:
    """A page with the bringer in it, the shop's and others' files, and our server."""

    page: Page
    files: dict[str, bytes] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    #: Answers of our server before the usual one.
    refusals: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    asked: list[list[str]] = field(default_factory=list)
    tokens: set[str | None] = field(default_factory=set)
    uploads: list[str] = field(default_factory=list)
    #: Between a read's beginning and its end.
    slow: list[Route] | None = None

    def answer(self, route: Route) -> None:
        url = route.request.url
        if url.startswith(f"{HELP}/widget/assets/"):
            self._serve(route)
            return
        if url in (f"{SHOP}/", f"{SHOP}/next"):
            html = "<!doctype html><title>Shop</title><body>"
            route.fulfill(body=html, headers={"Content-Type": "text/html"})
            return
        self.read.append(url)
        self.requests.append(route.request)
        if self.slow is not None:
            self.slow.append(route)
            return
        self.give(route)

    def give(self, route: Route) -> None:
        body = self.files.get(route.request.url)
        if body is None:
            route.fulfill(status=404)
            return
        headers = self.headers.get(route.request.url, {})
        route.fulfill(body=body, headers=headers)

    def _serve(self, route: Route) -> None:
        request = route.request
        cors = {
            "Access-Control-Allow-Origin": SHOP,
            "Access-Control-Allow-Methods": "POST, PUT",
            "Access-Control-Allow-Headers": "authorization, content-type",
            "Access-Control-Expose-Headers": "Retry-After",
        }
        if request.method == "OPTIONS":
            route.fulfill(status=204, headers=cors)
            return
        self.tokens.add(request.headers.get("authorization"))
        if self.refusals:
            status, more = self.refusals.pop(0)
            route.fulfill(status=status, headers={**cors, **more})
            return
        if request.method == "POST":
            digests = json.loads(request.post_data or "")["digests"]
            self.asked.append(digests)
            missing = [one for one in digests if one not in self.kept]
            route.fulfill(json={"missing": missing}, headers=cors)
            return
        name = request.url.rsplit("/", 1)[1]
        body = request.post_data_buffer or b""
        assert name == digest(body)
        self.uploads.append(request.headers["content-type"])
        self.kept[name] = body
        route.fulfill(status=204, headers=cors)

    def start(self, script: str = "") -> None:
        bundle = (FRONTEND / "build-test" / "widget.js").read_text()
        self.page.evaluate(f"(() => {{ {bundle}\nwindow.WidgetTest = WidgetTest; }})()")
        self.page.evaluate(
            """([base_url, script]) => {
                window.found = {};
                window.sheets = {};
                window.hidden = [];
                const shelf = {
                    get: (name) => sessionStorage.getItem(name),
                    set: (name, value) => sessionStorage.setItem(name, value),
                };
                window.bringer = new WidgetTest.AssetBringer({
                    base_url, token: 'secret', shelf,
                    hidden_pictures: () => hidden,
                    on_kept: (url, digest) => { found[url] = digest; },
                    on_sheet: (url, text) => { sheets[url] = text; },
                });
            }""",
            [f"{HELP}/", script],
        )

    def want(self, *urls: str, shown: bool = True) -> None:
        self.page.evaluate(
            "([urls, shown]) => urls.forEach((url) => bringer.want(url, shown))",
            [list(urls), shown],
        )

    def found(self, *urls: str) -> list[Any]:
        self.page.wait_for_function(
            "(urls) => urls.every((url) => url in found)",
            arg=list(urls),
            timeout=PATIENCE_MS,
        )
        found = self.page.evaluate("found")
        return [found[url] for url in urls]

    def until(self, happened: Callable[[], object]) -> None:
        for _ in range(PATIENCE_MS // 50):
            if happened():
                return
            self.page.wait_for_timeout(50)
        pytest.fail("it did not happen")


@pytest.fixture(scope="module", autouse=True)
def bundle() -> None:
    command = ["node", "build.mjs", "--test", "widget"]
    subprocess.run(command, check=True, cwd=FRONTEND, capture_output=True)


@pytest.fixture
def world(chromium: Browser) -> Iterator[World]:
    context = chromium.new_context()
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    world = World(page)
    context.route("**/*", world.answer)
    page.goto(f"{SHOP}/")
    world.start()
    yield world
    context.close()
    assert errors == []


def shop_files(world: World, count: int) -> list[str]:
    urls = [f"{SHOP}/{number}.png" for number in range(count)]
    world.files.update({url: PNG + url.encode() for url in urls})
    return urls


def test_bytes_are_read_once_and_brought_if_they_are_missing(world: World) -> None:
    urls = shop_files(world, 3)
    world.files[urls[2]] = world.files[urls[1]]
    known = world.files[urls[0]]
    world.kept[digest(known)] = known
    world.want(*urls, *urls, f"{urls[0]}#part")
    digests = [digest(world.files[url]) for url in urls]
    assert world.found(*urls, f"{urls[0]}#part") == [*digests, digests[0]]
    assert sorted(world.read) == urls
    assert len(world.uploads) == 1
    assert world.tokens == {"Bearer secret"}
    world.want(*urls)
    assert world.found(*urls) == digests
    assert sorted(world.read) == urls


def test_the_next_page_brings_nothing_again(world: World) -> None:
    (url,) = shop_files(world, 1)
    world.want(url)
    world.found(url)
    world.page.goto(f"{SHOP}/next")
    world.start()
    world.want(url)
    assert world.found(url) == [digest(world.files[url])]
    assert len(world.asked) == len(world.uploads) == 1


def test_at_most_four_are_read_at_once(world: World) -> None:
    urls = shop_files(world, 9)
    world.slow = []
    world.want(*urls)
    world.until(lambda: len(world.slow or []) == 4)
    world.page.wait_for_timeout(600)
    assert len(world.slow) == 4
    waiting, world.slow = world.slow, None
    for route in waiting:
        world.give(route)
    assert all(world.found(*urls))


def test_other_origins_are_asked_without_cookies_where_they_allow_it(
    world: World,
) -> None:
    open_url = f"{CDN}/open.png"
    elsewhere = "http://closed.localhost"
    closed = [f"{elsewhere}/{number}.png" for number in range(4)]
    for url in (open_url, *closed):
        world.files[url] = PNG + b"foreign"
        world.headers[url] = {"Access-Control-Allow-Origin": "http://else.test"}
    world.headers[open_url] = {"Access-Control-Allow-Origin": "*"}
    world.page.context.add_cookies(
        [
            {"name": "who", "value": "me", "url": SHOP},
            {"name": "who", "value": "me", "url": CDN},
        ]
    )
    (own,) = shop_files(world, 1)
    world.want(own, open_url)
    assert all(world.found(own, open_url))
    sent = {one.url: one.all_headers().get("cookie") for one in world.requests}
    assert sent == {own: "who=me", open_url: None}
    for url in closed:
        world.want(url)
        assert world.found(url) == [""]
    # Each twice, past the cache as well; then the origin is left alone.
    assert [url for url in world.read if url.startswith(elsewhere)] == [
        closed[0],
        closed[0],
        closed[1],
        closed[1],
    ]


def test_what_is_no_picture_or_too_large_cannot_be_had(world: World) -> None:
    page, large, gone = (f"{SHOP}/{name}" for name in ("page", "large.png", "gone"))
    world.files[page] = b"<!doctype html><svg>"
    world.files[large] = PNG + b"x" * (10 * 1024 * 1024)
    odd = ["http://me:secret@shop.localhost/a.png", "ftp://shop.localhost/a.png"]
    world.want(page, large, gone, *odd)
    assert world.found(page, large, gone, *odd) == [""] * 5
    assert world.asked == []
    assert sorted(world.read) == sorted([page, large, gone])


def test_what_a_script_made_is_read_though_the_page_takes_it_back(
    world: World,
) -> None:
    url = world.page.evaluate(
        """(text) => {
            const bytes = Uint8Array.from(text, (one) => one.charCodeAt(0));
            const url = URL.createObjectURL(new Blob([bytes]));
            bringer.want(url, true);
            URL.revokeObjectURL(url);
            return url;
        }""",
        PNG.decode("latin-1") + "made",
    )
    assert world.found(url) == [digest(PNG + b"made")]


def test_what_only_a_sheet_names_is_read_once_the_page_has_loaded_it(
    world: World,
) -> None:
    used, unused, hidden = shop_files(world, 3)
    world.page.evaluate(
        """async ([witness, used, hidden, base]) => {
            for (const url of [used, hidden])
                await new Promise((done) => {
                    const image = new Image();
                    image.onload = image.onerror = done;
                    image.src = url;
                });
            await fetch(witness, { mode: 'no-cors' }).catch(() => 0);
            window.hidden = [null, hidden];
            window.base = base;
        }""",
        [f"{HELP}/widget.js", used, hidden, HELP],
    )
    world.read.clear()
    world.want(used, unused, hidden, shown=False)
    assert world.found(used, hidden) == [digest(world.files[used]), ""]
    assert unused not in world.page.evaluate("found")
    assert set(world.read) <= {used}
    world.want(unused)
    assert world.found(unused) == [digest(world.files[unused])]


def test_a_failed_upload_is_tried_again_and_then_given_up(world: World) -> None:
    first, second = shop_files(world, 2)
    world.refusals = [(503, {}), (200, {}), (500, {})]
    world.want(first)
    # 200 without a list is no answer.
    assert world.found(first) == [""]
    world.refusals = [(502, {})]
    world.want(second)
    assert world.found(second) == [digest(world.files[second])]


def test_too_many_wait_as_long_as_they_are_told(world: World) -> None:
    (url,) = shop_files(world, 1)
    world.refusals = [(429, {"Retry-After": "2"})]
    before = world.page.evaluate("performance.now()")
    world.want(url)
    assert world.found(url) == [digest(world.files[url])]
    assert world.page.evaluate("performance.now()") - before > 2_000


@pytest.mark.parametrize("status", [401, 409])
def test_nothing_is_read_once_the_session_is_over(world: World, status: int) -> None:
    first, second = shop_files(world, 2)
    world.refusals = [(status, {})]
    world.want(first)
    world.until(lambda: not world.refusals)
    world.page.wait_for_timeout(300)
    world.want(second)
    world.page.wait_for_timeout(1_200)
    assert world.page.evaluate("found") == {}
    assert world.read == [first]


def test_nothing_is_said_after_the_stop(world: World) -> None:
    urls = shop_files(world, 2)
    world.slow = []
    world.want(*urls)
    world.until(lambda: world.slow)
    world.page.evaluate("bringer.stop()")
    world.page.wait_for_timeout(300)
    assert world.page.evaluate("found") == {}


def test_foreign_sheets_are_read_as_text(world: World) -> None:
    sheet, page = f"{CDN}/a.css", f"{CDN}/b.css"
    world.files = {sheet: b".a{}", page: b"<p>"}
    allow = {"Access-Control-Allow-Origin": "*"}
    world.headers = {
        sheet: {**allow, "Content-Type": "text/css; charset=utf-8"},
        page: {**allow, "Content-Type": "text/html"},
    }
    for url in (sheet, page):
        world.page.evaluate("(url) => bringer.want_sheet(url)", url)
    world.page.wait_for_function("Object.keys(sheets).length === 2")
    assert world.page.evaluate("sheets") == {sheet: ".a{}", page: None}


def test_a_shared_page_brings_its_pictures(chromium: Browser, desk: Desk) -> None:
    person = Shopper(chromium, desk, shop=SHOP, help_at=HELP)
    world = World(person.page)
    body = PNG + b"not quite"
    (world.files[f"{SHOP}/logo.png"],) = (body,)
    person.context.route(f"{HELP}/widget/assets/**", world.answer)
    person.context.route(f"{SHOP}/logo.png", world.answer)
    person.tag = TAG.replace("http://help.test", HELP) + "<img src=/logo.png>"
    person.open()
    person.start_chat()
    desk.accept_chat()
    person.share_in_chat()
    desk.join()
    world.until(lambda: digest(body) in world.kept)
    assert world.tokens == {"Bearer token-of-this-browser"}
    name = digest(body).encode()
    person.until(lambda: any(name in frame for frame in desk.sharing.frames))
    person.close()
    assert person.errors == []
