"""A page that the browser prepares in advance is nobody's visit yet."""

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import CHROMIUM_FLAGS, chromium_path
from tests.widget.conftest import BUILD

pytestmark = pytest.mark.browser

#: The browser prepares `/next` while it shows this page, and then goes there.
FIRST = """<!doctype html><title>First</title><h1>Chairs</h1>
<script type=speculationrules>
{"prerender": [{"source": "list", "urls": ["/next"], "eagerness": "immediate"}]}
</script>
<script>fetch("/prepared").then(() => { location.href = "/next"; });</script>"""
NEXT = """<!doctype html><title>Next</title><body><h1>Tables</h1>
<script>
document.addEventListener("prerenderingchange", () => {
    const asks = new XMLHttpRequest();
    /* It is answered before anybody else can ask. */
    asks.open("GET", "/shown", false);
    asks.send();
});
addEventListener("load", () => setTimeout(() =>
    fetch("/waits?" + [document.prerendering, !!window.Cobrowse]), 1000));
</script>
<script src="/widget.js" data-site="demo"></script>"""


class Shop(ThreadingHTTPServer):
    """Writes down what it is asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.is_prepared = threading.Event()
        self.is_started = threading.Event()


class Handler(BaseHTTPRequestHandler):
    server: Shop

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        path = self.path.split("?")[0]
        if path == "/waits":
            self.server.is_prepared.set()
        if path == "/prepared":
            self.server.is_prepared.wait(20)
        file = BUILD / path.removeprefix("/static/build").lstrip("/")
        kind, body = "html", {"/": FIRST, "/next": NEXT}.get(path, "").encode()
        if file.is_file():
            kind, body = "javascript", file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"text/{kind}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if "/app-" in path:
            self.server.is_started.set()

    def log_message(self, *_: object) -> None:
        """Pytest has enough to say."""


@pytest.fixture
def shop() -> Iterator[Shop]:
    server = Shop()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_nothing_happens_before_a_prepared_page_is_shown(
    shop: Shop, tmp_path: Path
) -> None:
    # A browser that is driven by anybody prepares no pages.
    command = [chromium_path(), *CHROMIUM_FLAGS, "--headless", "--no-sandbox"]
    command += [f"--user-data-dir={tmp_path}", f"http://127.0.0.1:{shop.server_port}/"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as browser:
        try:
            assert shop.is_started.wait(40), shop.asked
        finally:
            browser.terminate()
    assert "/waits?true,true" in shop.asked, "the browser prepared nothing"
    until_shown = shop.asked[: shop.asked.index("/shown")]
    wanted = {"/", "/next", "/prepared", "/widget.js", "/waits?true,true"}
    assert set(until_shown) - {"/favicon.ico"} == wanted
