"""A website of somebody else, on a loopback port of its own."""

import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: The body and type for a path with its query; None: there is no such page.
Answer = Callable[[str], tuple[bytes, str] | None]
#: What else is said of a path.
Headers = Callable[[str], Mapping[str, str]]
#: Whether a path is answered to whoever sends these cookies.
Admits = Callable[[str, str], bool]


def no_headers(path: str) -> Mapping[str, str]:
    return {}


def everybody(path: str, cookies: str) -> bool:
    return True


class SmallSite:
    """Answers GET until it is closed."""

    def __init__(
        self,
        answer: Answer,
        headers: Headers = no_headers,
        admits: Admits = everybody,
    ) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if not admits(self.path, self.headers.get("Cookie", "")):
                    self.send_error(403)
                    return
                found = answer(self.path)
                if found is None:
                    self.send_error(404)
                    return
                body, kind = found
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers(self.path).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Silence: the test's output is for the test."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
