"""The pages that are shared, once with our widget in them and once with the peer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.small_site import SmallSite

ROOT = Path(__file__).resolve().parents[2]
BUNDLES = ROOT / "frontend" / "build-test"
SITES = ROOT / "tests" / "mirror" / "sites"

#: The widget's half and the peer's: what a page has besides itself.
WIDGET = '<script async src="{origin}/widget.js" data-site="demo"></script>'
PEER = '<script src="/peer.js"></script>'
#: When the customer pressed something last, by the clock that pages share.
PRESSED = """<script>addEventListener('pointerdown', () => {
  window.pressed = WitnessTest.clock();
}, true);</script>"""
VIEW = """<!doctype html><html lang="en"><meta charset="utf-8"><title>View</title>
<style>body{{margin:0}}</style><script src="/witness.js"></script>
<script src="/peer.js"></script><script>
WitnessTest.watch(); PeerTest.look("{socket}");
</script><body><div id="replica"></div></body></html>"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page by its name: so many generated elements, or a site of the tests."""

    name: str

    @property
    def kind(self) -> str:
        return "rows" if self.name.isdigit() else "site"

    @property
    def text(self) -> str:
        """The element whose text is changed."""
        return "#h3" if self.kind == "rows" else "#last"

    def html(self, tag: str) -> str:
        scripts = f'<script src="/witness.js"></script>{PRESSED}{tag}'
        if self.kind == "site":
            site = (SITES / f"{self.name}.html").read_text(encoding="utf-8")
            return f'{site}<p id="last">The end</p>{scripts}'
        return (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>'
            f"<body>{scripts}<script>WitnessTest.makePage({self.name})</script></body>"
        )


@contextmanager
def served_pages(product: str, relay: str) -> Iterator[SmallSite]:
    """`/ours/<page>`, `/shop/<page>`, `/peer/<page>` and the peer's `/view/<room>`.

    The demo's masking rules hold on what is below `/shop/`.
    """

    def answer(path: str) -> tuple[bytes, str] | None:
        _, where, *rest = path.split("/")
        if where in ("witness.js", "peer.js"):
            return (BUNDLES / where).read_bytes(), "text/javascript; charset=utf-8"
        if where == "view":
            page = VIEW.format(socket=f"{relay}/agent/{rest[0]}")
        elif where in ("ours", "shop"):
            page = Shown(rest[0]).html(WIDGET.format(origin=product))
        elif where == "peer":
            page = Shown(rest[0]).html(PEER)
        else:
            return None
        return page.encode(), "text/html; charset=utf-8"

    site = SmallSite(answer)
    try:
        yield site
    finally:
        site.close()
