"""The company's website: pages full of secrets, with the widget on them."""

import json
from urllib.parse import parse_qs, urlsplit

from tests.canary.cases import HERE, Case
from tests.small_site import SmallSite

RUNNER = (HERE / "page.js").read_text(encoding="utf-8")

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Cases</title>{head}
<script async src="{origin}/widget.js" data-site="demo"></script></head>
<body><script>{runner}</script><script>canary.start({uses});
document.currentScript.remove()</script></body></html>"""


def as_script(value: object) -> str:
    """JSON that no end tag in a case can cut off."""
    return json.dumps(value).replace("<", "\\u003c")


class CanarySite:
    """Serves the pages that are given to it; `origin` is not the product's."""

    def __init__(self, product_origin: str) -> None:
        self._product = product_origin
        self._pages: dict[str, str] = {}
        self._server = SmallSite(self._answer)
        self.origin = self._server.origin

    def put(self, path: str, uses: list[Case], *, head: str = "") -> str:
        """A page with these uses of cases at its start; its address."""
        self._pages[path] = PAGE.format(
            head=head,
            origin=self._product,
            runner=RUNNER,
            uses=as_script(uses),
        )
        return self.origin + path

    def close(self) -> None:
        self._server.close()

    def _answer(self, path: str) -> tuple[bytes, str] | None:
        parts = urlsplit(path)
        asked = parse_qs(parts.query)
        html = self._pages.get(parts.path)
        if parts.path == "/frame":
            html = f"<!doctype html><p>{asked['c'][0]}</p>"
        elif parts.path == "/page":
            html = f"<!doctype html><body>{asked['h'][0]}"
        elif parts.path == "/frame2":
            html = "<!doctype html><p>frame</p>"
        if html is None:
            return None
        return html.encode(), "text/html; charset=utf-8"
