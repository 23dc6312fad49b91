"""Pages of somebody else: todo apps on another loopback port that embed the widget."""

import shutil
import subprocess
from pathlib import Path

from tests.small_site import SmallSite

ROOT = Path(__file__).resolve().parents[2]

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{app}</title>
<style>body{{font:16px sans-serif;margin:2rem}} li{{padding:.25rem}}
#app{{max-width:36rem;padding-bottom:100vh}}</style></head>
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
        def answer(path: str) -> tuple[bytes, str] | None:
            name = path.strip("/")
            script = folder / name
            if name.endswith(".js") and script.is_file():
                return script.read_bytes(), "text/javascript"
            if not (folder / f"{name}.js").is_file():
                return None
            page = PAGE.format(app=name, origin=origin)
            return page.encode(), "text/html; charset=utf-8"

        self._server = SmallSite(answer)
        self.origin = self._server.origin

    def close(self) -> None:
        self._server.close()
