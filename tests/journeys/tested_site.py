"""A site of somebody else's whose pages show too much, for the masking rule tester."""

from tests.small_site import SmallSite

ACCOUNT = """<h1>Your account</h1>
<p id="greeting">Signed in as <b>ada</b>@example.com</p>
<table><tr><td>Card</td><td class="card-number"><span>4111</span> <span>1111</span>
  <span>1111</span> <span>1111</span></td></tr>
<tr><td>Date of birth</td><td class="birthday">12.03.1985</td></tr></table>
<label>IBAN <input id="account-iban" value="DE89 3704 0044 0532 0130 00"></label>
<img alt="Call +44 20 7946 0958" class="hotline" width="40" height="40">
<x-shadow></x-shadow><iframe srcdoc="<p class='framed'>bob@example.com</p>"></iframe>
<p class="secret">kept@example.com</p>
<a href="/next/?token=1">Next page</a>
<button id="move" onclick="history.pushState(null, '', '/checkout/')">Move</button>
<script>
  document.querySelector("x-shadow").attachShadow({mode: "open"}).innerHTML =
    '<p class="in-shadow">carol@example.com</p>';
</script>"""
PAGES = {
    "/account/": ACCOUNT,
    "/clean/": "<h1>Nothing to see</h1><p>Order 4711 of 12.03.2024</p>",
    "/routed/": """<base href="https://elsewhere.example/"><h1></h1><script>
      const show = () => { document.querySelector("h1").textContent = location.hash; };
      addEventListener("hashchange", show);
      show();
    </script>""",
    "/next/": "<h1>Next</h1><p class='late'>dave@example.com</p>",
}
WITHOUT_SNIPPET = {
    "/plain/": "<h1>No snippet</h1>",
    # Speaks as if it were the widget, and badly.
    "/hostile/": """<h1>Hostile</h1><script>
      window.heard = [];
      addEventListener("message", ({data, ports: [port]}) => {
        heard.push(data.say);
        if (!port) return;
        const bytes = (size) => crypto.getRandomValues(new Uint8Array(size));
        for (let i = 0; i < 50; i++)
          port.postMessage({say: "frame", bytes: bytes(i * 9)});
        for (const bad of [null, 1, "x", {}, {say: "frame", bytes: "x"},
            {say: "frame", bytes: {length: 20}}, {say: "counts", rules: [[1]]},
            {say: "counts", rules: [["<b>", 2]], failed: [], hidden: 0},
            {say: "page", url: "javascript:alert(1)"},
            {say: "page", url: "https://elsewhere.example/"}, {say: "__proto__"}])
          port.postMessage(bad);
      });
      opener.postMessage({type: "cobrowse.rule_test", say: "ready", url: 5}, "*");
      opener.postMessage({type: "cobrowse.rule_test", say: "ready",
        url: location.origin + location.pathname, site: "demo"}, "*");
    </script>""",
    # Opens a page of the site, and listens.
    "/opener/": """<h1>Opener</h1><script>
      window.heard = [];
      addEventListener("message", ({data}) => heard.push(JSON.stringify(data)));
      const go = (address) => { window.opened = window.open(address); };
      const drive = (policy) => {
        const {port1, port2} = new MessageChannel();
        port1.onmessage = ({data}) => heard.push(data.say);
        opened.postMessage({type: "cobrowse.rule_test", say: "start", policy,
          words: {bar: "x", stop: "x"}}, "*", [port2]);
      };
    </script>""",
}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>A site</title><link rel="icon" href="data:,"></head>
<body>{body}{snippet}</body></html>"""


class TestedSite:
    """Serves the pages above from a port of its own; `?cut` cuts the opener."""

    __test__ = False

    def __init__(self, widget_of: str) -> None:
        snippet = (
            f'<script async src="{widget_of}/widget.js" data-site="demo"></script>'
        )

        def answer(path: str) -> tuple[bytes, str] | None:
            path = path.partition("?")[0]
            if path in PAGES:
                body = PAGE.format(body=PAGES[path], snippet=snippet)
            elif path == "/other-site/":
                other = snippet.replace('"demo"', '"other"')
                body = PAGE.format(body=ACCOUNT, snippet=other)
            elif path in WITHOUT_SNIPPET:
                body = PAGE.format(body=WITHOUT_SNIPPET[path], snippet="")
            else:
                return None
            return body.encode(), "text/html; charset=utf-8"

        def headers(path: str) -> dict[str, str]:
            cut = {"Cross-Origin-Opener-Policy": "same-origin"}
            return cut if "cut" in path else {}

        self._server = SmallSite(answer, headers)
        self.origin = self._server.origin

    def close(self) -> None:
        self._server.close()
