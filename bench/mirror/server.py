"""The pages' web server, which also answers OpenReplay's tracker as its backend would.

The tracker starts with one JSON answer and then posts batches, and reads nothing else.
What is in them is of no account here: only how many bytes they have.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BUNDLE = Path(__file__).resolve().parents[2] / "frontend" / "build-test" / "bench.js"
PAGE = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<script src="/bench.js"></script><body></body></html>"""
START = "/ingest/v1/web/start"
BATCH = "/ingest/v1/web/i"
SESSION = {
    "token": "bench",
    "userUUID": "bench",
    "projectID": "1",
    "sessionID": "1",
    "delay": 0,
    "beaconSizeLimit": 1_000_000,
    "protocolVersion": 1,
    "canvasEnabled": False,
}


class Server(ThreadingHTTPServer):
    """Knows how many bytes of batches the tracker has posted."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bundle = BUNDLE.read_bytes()
        self._lock = threading.Lock()
        self._posted = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def count(self, size: int) -> None:
        with self._lock:
            self._posted += size

    def take_posted(self) -> int:
        """Bytes since the last call."""
        with self._lock:
            posted, self._posted = self._posted, 0
        return posted


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        if self.path == "/bench.js":
            self._answer(self.server.bundle, "text/javascript; charset=utf-8")
        elif self.path == "/":
            self._answer(PAGE, "text/html; charset=utf-8")
        else:
            self._answer(b"[]", "application/json")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.startswith(START):
            self._answer(json.dumps(SESSION).encode(), "application/json")
            return
        if self.path.startswith(BATCH):
            self.server.count(len(body))
        self._answer(b"", "text/plain")

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the measurements are what is printed."""


@contextmanager
def running_server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
