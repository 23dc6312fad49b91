"""Pages of somebody else: todo apps on another loopback port that embed the widget."""

import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{app}</title>
<style>body{{font:16px sans-serif;margin:2rem}} li{{padding:.25rem}}</style></head>
<body><h1>Todo in {app}</h1><div id="app"></div>
<script src="/{app}.js"></script>
<script async src="{origin}/widget.js" data-site="demo"></script></body></html>"""


def build_apps(folder: Path) -> None:
    """One script per framework."""
    node = shutil.which("node")
    assert node, "No node: run the tests with `make test`, which installs it."
    subprocess.run(
        [node, str(ROOT / "tests/control/apps/build.mjs"), str(folder)],
        check=True,
        cwd=ROOT / "frontend",
    )


class ForeignSite:
    """Serves `/<app>/` with the widget of `origin`, from a port of its own."""

    def __init__(self, folder: Path, origin: str) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.strip("/")
                script = folder / name
                if name.endswith(".js") and script.is_file():
                    self.answer(script.read_bytes(), "text/javascript")
                elif (folder / f"{name}.js").is_file():
                    page = PAGE.format(app=name, origin=origin)
                    self.answer(page.encode(), "text/html; charset=utf-8")
                else:
                    self.send_error(404)

            def answer(self, body: bytes, kind: str) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
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
