"""A web server for pages of tests, as an HTTP proxy: every host leads here."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.mirror.engines.base import ORIGIN, Serve

#: What browsers ask for without being told to.
OF_ITS_OWN = r"/favicon\.ico$|^https://[a-z.-]+\.mozilla\.(com|net|org):443$"


def nothing(_path: str) -> str | None:
    return None


def content_type(path: str) -> str:
    kind = "css" if path.split("?")[0].endswith(".css") else "html"
    return f"text/{kind}; charset=utf-8"


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no news."""


class Site:
    """Answers for `ORIGIN`, and writes down what else was asked for."""

    def __init__(self) -> None:
        self.html = ""
        self.serve: Serve = nothing
        self.calls: list[str] = []
        self.server = Server(("127.0.0.1", 0), handler_of(self))
        self.port = int(self.server.server_address[1])
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def show(self, html: str, serve: Serve | None) -> None:
        self.html = html
        self.serve = serve or nothing

    def answer(self, url: str) -> str | None:
        if url == f"{ORIGIN}/":
            return self.html
        if not re.search(OF_ITS_OWN, url):
            self.calls.append(url)
        if not url.startswith(f"{ORIGIN}/"):
            return None
        return self.serve(url.removeprefix(ORIGIN))

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def respond(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            self.rfile.read(length)
            body = site.answer(self.path)
            sent = (body or "").encode()
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", content_type(self.path))
            self.send_header("Content-Length", str(len(sent)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(sent)

        do_GET = do_POST = do_HEAD = do_PUT = respond

        def do_CONNECT(self) -> None:
            site.answer(f"https://{self.path}")
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """A test says itself what went wrong."""

    return Handler
