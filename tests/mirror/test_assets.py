"""Pictures, fonts and sheets that the stream names are filled in when they come."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Route

from tests.mirror.conftest import ORIGIN
from tests.mirror.twins import OpenTwins, Twins

pytestmark = pytest.mark.browser

CDN = "http://cdn.test"
FILL = ["red", "green", "blue", "gold", "teal", "navy"]


REPLICA = "player.frame.contentDocument"


def drawing(colour: str, width: int, height: int) -> bytes:
    shot = BytesIO()
    Image.new("RGB", (width, height), colour).save(shot, "png")
    return shot.getvalue()


FILES: dict[str, str | bytes] = {
    **{f"/{colour}.png": drawing(colour, 60, 40) for colour in FILL},
    "/large.png": drawing("purple", 240, 160),
    "/wide.png": drawing("olive", 90, 20),
    "/mark.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='30'>"
    "<circle cx='15' cy='15' r='15' fill='orange'/></svg>",
    "/face.woff2": b"wOF2 that no browser takes",
    f"{CDN}/css/site.css": "@import 'more.css' screen;"
    "#box{background:url(../img/tile.png)}#text{color:green}",
    f"{CDN}/css/more.css": "#text{font-weight:bold;background:url(dot.png)}",
}


def served(path: str) -> str | bytes | None:
    return FILES.get(path)


def as_bytes(path: str) -> bytes:
    body = FILES[path]
    return body.encode() if isinstance(body, str) else body


KEPT = {path: sha256(as_bytes(path)).hexdigest() for path in FILES}
PATHS = {digest: path for path, digest in KEPT.items()}


def open_with(twins: OpenTwins, body: str, head: str = "", **options: object) -> Twins:
    """Both pages, with a server of ours behind the agent's."""
    html = f"<!doctype html><title>x</title>{head}<body style='margin:8px'>{body}"
    both = twins(html, served, **options)

    def answer(route: Route) -> None:
        path = PATHS.get(route.request.url.rsplit("/", 1)[1])
        kind = "image/svg+xml" if path == "/mark.svg" else "image/png"
        if path is None:
            route.fulfill(status=404)
        else:
            route.fulfill(body=as_bytes(path), headers={"Content-Type": kind})

    both.agent.route("**/assets/demo/*", answer)
    both.agent.evaluate("window.resolve_asset = (url, sum) => `/assets/demo/${sum}`")
    both.agent.wait_for_function("log.progress === 'live'")
    return both


def bring(both: Twins, *paths: str) -> None:
    for path in paths:
        url = path if path.startswith("http") else ORIGIN + path
        both.customer.evaluate(
            "([url, sum]) => recorder.asset_kept(url, sum)", [url, KEPT.get(path, "")]
        )


def told(both: Twins) -> dict[str, bool]:
    return {
        url.removeprefix(ORIGIN): shown for url, shown in both.customer.evaluate("told")
    }


def source(both: Twins, selector: str) -> str:
    value = both.agent.evaluate(
        f"(one) => {REPLICA}.querySelector(one).getAttribute('src') ?? ''", selector
    )
    assert isinstance(value, str)
    return value


def until_shown(both: Twins, selector: str, path: str) -> None:
    both.agent.wait_for_function(
        f"([one, sum]) => {REPLICA}.querySelector(one).currentSrc.endsWith(sum)",
        arg=[selector, KEPT[path]],
    )


def box_of(both: Twins, selector: str) -> list[float]:
    found = both.agent.evaluate(
        f"""(one) => {{
            const found = {REPLICA}.querySelector(one);
            const box = found.getBoundingClientRect();
            return [box.left, box.top, box.width, box.height];
        }}""",
        selector,
    )
    assert isinstance(found, list)
    return found


def test_a_picture_is_a_box_of_its_size_until_it_comes(twins: OpenTwins) -> None:
    both = open_with(twins, "<img id=a src=/red.png><p id=below>Below</p>")
    both.agent.wait_for_function(f"{REPLICA}.querySelector('#a').width === 60")
    assert source(both, "#a").startswith("data:image/svg+xml,")
    before = box_of(both, "#below")
    assert told(both) == {"/red.png": True}
    bring(both, "/red.png")
    until_shown(both, "#a", "/red.png")
    assert box_of(both, "#below") == before
    both.same_picture("asset-picture")


def test_a_picture_in_a_drawing_is_a_box_until_it_comes(twins: OpenTwins) -> None:
    both = open_with(
        twins,
        "<svg width=200 height=100><image href=/teal.png width=120 height=80 />"
        "<use href='#nothing'/></svg>",
    )
    address = f"decodeURIComponent({REPLICA}.querySelector('image').href.baseVal)"
    both.agent.wait_for_function(f"{address}.includes('>Image<')")
    bring(both, "/teal.png")
    both.agent.wait_for_function(
        f"(sum) => {address}.endsWith(sum)", arg=KEPT["/teal.png"]
    )
    both.customer.evaluate(
        "document.querySelector('image').setAttribute('href', '/red.png')"
    )
    both.agent.wait_for_function(f"{address}.includes('>Image<')")
    both.customer.evaluate(f"recorder.asset_kept('{ORIGIN}/red.png', '')")
    both.agent.wait_for_function(f"{address}.includes('cannot be shown')")


def test_pictures_are_counted_until_all_are_here_or_lost(twins: OpenTwins) -> None:
    """Not what only style names: the page may never load it."""
    head = "<style>#c{background:url(/gold.png)}</style>"
    body = "<img src=/red.png><img src=/red.png><img src=/blue.png><p id=c>c"
    both = open_with(twins, body, head)

    def counted(here: int, total: int) -> None:
        both.agent.wait_for_function(
            """([here, total]) => {
                const last = log.pictures.at(-1);
                return last?.here === here && last.total === total;
            }""",
            arg=[here, total],
        )

    counted(0, 2)
    bring(both, "/red.png")
    counted(1, 2)
    bring(both, "/gone.png", "/gold.png")
    both.customer.evaluate(
        "() => { document.querySelector('#c').innerHTML = '<img src=/green.png>'; }"
    )
    counted(1, 3)
    both.customer.evaluate("() => recorder.asset_kept(`${origin}/blue.png`, '')")
    counted(2, 3)
    bring(both, "/green.png")
    counted(3, 3)


def test_a_chosen_candidate_has_the_size_that_the_page_gives_it(
    twins: OpenTwins,
) -> None:
    body = """<img id=a srcset="/large.png 240w, /red.png 9999w" sizes="120px">
        <picture><source srcset=/wide.png media=all><img id=b src=/blue.png></picture>
        <p id=below>Below"""
    both = open_with(twins, body)
    size = both.customer.evaluate("[a.width, a.height]")
    both.agent.wait_for_function(
        f"(width) => {REPLICA}.querySelector('#a').width === width", arg=size[0]
    )
    before = box_of(both, "#below")
    assert told(both).keys() == {"/large.png", "/wide.png"}
    bring(both, "/large.png", "/wide.png")
    until_shown(both, "#a", "/large.png")
    until_shown(both, "#b", "/wide.png")
    assert box_of(both, "#below") == before
    both.same_picture("asset-candidate")


STYLED = """<div id=sheet>in a sheet</div><div style="background:url(/blue.png)">own
</div><table background=/gold.png><tr><td>A cell<br>of a table</table>
<svg width=100 height=60><image href=/teal.png width=60 height=40 /></svg>
<ul><li>listed</ul><input type=image src=/navy.png width=60 height=40 alt=Go>
<p style="font-family:face,serif">Letters"""
SHEET = """<style>#sheet{background:url('/green.png');height:50px}
li{list-style-image:url(/mark.svg)}
@font-face{font-family:face;src:url(/face.woff2) format('woff2')}</style>"""
NAMED = ["/gold.png", "/teal.png", "/navy.png", "/blue.png", "/green.png", "/mark.svg"]


@pytest.mark.parametrize("form", ["text", "rules"])
def test_all_that_names_an_asset_is_filled(twins: OpenTwins, form: str) -> None:
    both = open_with(twins, STYLED, SHEET)
    if form == "rules":
        both.customer.evaluate(
            """() => { const [{ sheet }] = document.querySelectorAll('style');
            sheet.insertRule('#sheet{color:white}', 3);
            sheet.deleteRule(1);
            sheet.insertRule('li{list-style-image:url(/mark.svg)}', 0) }"""
        )
        both.agent.wait_for_function(
            f"{REPLICA}.querySelector('head style').sheet.cssRules.length === 4"
        )
    assert told(both) == {
        **dict.fromkeys(NAMED[:3], True),
        **dict.fromkeys([*NAMED[3:], "/face.woff2"], False),
    }
    bring(both, *NAMED)
    both.same_picture(f"asset-{form}")
    with both.agent.expect_request(f"**/{KEPT['/face.woff2']}"):
        bring(both, "/face.woff2")


def test_what_cannot_be_had_says_so_until_another_picture_comes(
    twins: OpenTwins,
) -> None:
    both = open_with(twins, "<img id=a src=/large.png><img id=b src=/red.png>")
    both.customer.evaluate(
        "(url) => recorder.asset_kept(url, '')", f"{ORIGIN}/large.png"
    )
    both.agent.wait_for_function(
        f"{REPLICA}.querySelector('#a').src.includes('cannot%20be%20shown')"
    )
    assert box_of(both, "#a")[2:] == [240, 160]
    # Forgotten by our server in the meantime: the same.
    both.customer.evaluate(
        "(url) => recorder.asset_kept(url, 'f'.repeat(64))", f"{ORIGIN}/red.png"
    )
    both.agent.wait_for_function(
        f"{REPLICA}.querySelector('#b').src.includes('stroke-dasharray')"
    )
    both.customer.evaluate("a.src = '/green.png'; b.src = '/blue.png'")
    both.customer.wait_for_function("told.length === 4")
    both.agent.wait_for_function(f"{REPLICA}.querySelector('#a').width === 60")
    assert "cannot" not in source(both, "#a")
    bring(both, "/green.png", "/blue.png")
    until_shown(both, "#a", "/green.png")
    until_shown(both, "#b", "/blue.png")
    both.same_picture("asset-other")
    both.customer.evaluate("a.removeAttribute('src')")
    both.agent.wait_for_function(f"!{REPLICA}.querySelector('#a').hasAttribute('src')")


def test_a_picture_is_told_when_the_page_has_it(twins: OpenTwins) -> None:
    both = open_with(twins, "<div style='height:9000px'></div><div id=end></div>")
    both.customer.evaluate(
        "end.innerHTML = `<img id=a loading=lazy alt=Red width=90 height=9"
        " src=/red.png>`"
    )
    both.agent.wait_for_function(f"{REPLICA}.querySelector('#a')")
    assert box_of(both, "#a")[2:] == [90, 9]
    assert told(both) == {}
    both.customer.evaluate("scrollTo(0, 9999)")
    both.customer.wait_for_function("told.length === 1")
    bring(both, "/red.png")
    until_shown(both, "#a", "/red.png")
    # Until the next one has loaded the page shows this one, and so does the replica.
    both.customer.route("**/green.png", lambda route: None)
    both.customer.evaluate("a.src = '/green.png'")
    both.customer.evaluate("document.body.append('more')")
    assert both.difference() == ""
    until_shown(both, "#a", "/red.png")


def test_what_a_script_made_is_told_and_says_nothing_of_itself(
    twins: OpenTwins,
) -> None:
    both = open_with(twins, "<img id=a>")
    url = both.customer.evaluate(
        """async () => {
            const bytes = await (await fetch('/red.png')).blob();
            return (a.src = URL.createObjectURL(bytes));
        }"""
    )
    both.customer.wait_for_function("told.length === 1")
    assert both.customer.evaluate("told[0][0]") == url
    both.agent.evaluate(
        "resolve_asset = (url, sum) => '/assets/demo/' + sum + '#' + url"
    )
    both.customer.evaluate(
        "([url, sum]) => recorder.asset_kept(url, sum)", [url, KEPT["/red.png"]]
    )
    both.agent.wait_for_function(
        f"{REPLICA}.querySelector('#a').src.endsWith('#blob:')"
    )


HIDDEN = """<section data-cobrowse=mask><img src=/red.png poster=/blue.png>
<div style="background:url(/green.png)">x</div>
<input type=image src=/gold.png></section>
<div id=block><img src=/teal.png><svg><image href=/navy.png /></svg></div>
<img id=late src=/large.png hidden><p>Open"""


def test_pictures_in_what_is_hidden_are_never_told(twins: OpenTwins) -> None:
    rules = [{"id": 1, "selector": "#block", "effect": "block"}]
    both = open_with(twins, HIDDEN, rules=rules)
    both.customer.evaluate("late.srcset = '/wide.png'")
    both.customer.wait_for_function("told.length === 2")
    assert told(both).keys() == {"/large.png", "/wide.png"}


def test_a_masked_page_tells_of_fonts_alone(twins: OpenTwins) -> None:
    both = open_with(twins, STYLED, SHEET, mask_all=True)
    assert told(both) == {"/face.woff2": False}


def test_everything_sent_anew_says_what_is_kept_again(twins: OpenTwins) -> None:
    both = open_with(twins, "<img id=a src=/red.png><img id=b src=/wide.png>")
    bring(both, "/red.png")
    until_shown(both, "#a", "/red.png")
    before = len(both.customer.evaluate("told"))
    both.anew()
    until_shown(both, "#a", "/red.png")
    again = both.customer.evaluate("(from) => told.slice(from)", before)
    assert [url for url, _ in again] == [f"{ORIGIN}/wide.png"]
    both.customer.evaluate("document.body.append(a.cloneNode())")
    both.agent.wait_for_function(
        f"(sum) => {REPLICA}.images[2]?.src.endsWith(sum)", arg=KEPT["/red.png"]
    )


def test_elements_that_left_do_not_pile_up(twins: OpenTwins) -> None:
    both = open_with(twins, "<div id=box></div>")
    for _ in range(5):
        both.customer.evaluate(
            """async () => { for (let i = 0; i < 20; i++) {
                box.innerHTML = '<b style="background:url(/blue.png)">x</b>';
                await new Promise((done) => setTimeout(done, 5));
            } }"""
        )
    bring(both, "/blue.png")
    both.same_picture("asset-many")


LINK = f"<link rel=stylesheet href={CDN}/css/site.css>"
FOREIGN = "<div id=box style='height:40px'></div><p id=text>Text</p>"


def test_a_sheet_of_another_origin_is_sent_like_any_other(twins: OpenTwins) -> None:
    for name, path in [("tile", "/gold.png"), ("dot", "/wide.png")]:
        where = "img" if name == "tile" else "css"
        FILES[f"{CDN}/{where}/{name}.png"] = FILES[path]
    both = open_with(twins, FOREIGN, LINK)
    for name in ("site", "more"):
        url = f"{CDN}/css/{name}.css"
        both.customer.wait_for_function("(url) => sheets.at(-1) === url", arg=url)
        both.customer.evaluate(
            "(given) => recorder.sheet_read(...given)", [url, FILES[url]]
        )
    both.customer.wait_for_function("told.length === 2")
    tile, dot = f"{CDN}/img/tile.png", f"{CDN}/css/dot.png"
    assert told(both) == {tile: False, dot: False}
    for url, path in [(tile, "/gold.png"), (dot, "/wide.png")]:
        both.customer.evaluate(
            "(given) => recorder.asset_kept(...given)", [url, KEPT[path]]
        )
    both.same_picture("asset-foreign")
    both.anew()
    both.same_picture("asset-foreign-anew")
    assert both.customer.evaluate("[sheets.length, problems.length]") == [2, 0]


def test_a_sheet_that_nobody_can_read_is_reported(twins: OpenTwins) -> None:
    style = f"<style>@import '{CDN}/css/more.css';#box{{background:red}}</style>"
    both = open_with(twins, FOREIGN, LINK + style)
    both.customer.wait_for_function("sheets.length === 2")
    for url in both.customer.evaluate("sheets"):
        text = FILES[url] if url.endswith("more.css") else None
        both.customer.evaluate("(given) => recorder.sheet_read(...given)", [url, text])
    both.customer.wait_for_function("problems.includes('css_unreadable')")
    both.agent.wait_for_function(
        f"getComputedStyle({REPLICA}.querySelector('#text')).fontWeight === '700'"
    )


def test_the_agent_asks_nobody_else(twins: OpenTwins) -> None:
    asked: list[str] = []
    both = open_with(twins, "<img id=a src=/red.png>" + STYLED, SHEET)
    both.agent.on("request", lambda request: asked.append(request.url))
    bring(both, "/red.png", *NAMED, "/face.woff2")
    both.same_picture("asset-asked")
    both.anew()
    both.same_picture("asset-asked-anew")
    places = ("http://agent.test/assets/demo/", "data:")
    assert asked
    assert [url for url in asked if not url.startswith(places)] == []


DRAWN = """<style>.photo{background:url(/red.png)}.icon::after{content:url(/blue.png)}
input{background:url(/gold.png)}p{background:url(/teal.png)}</style>
<div data-cobrowse=mask><b class=photo>x</b><input></div><p>Open</p>
<div id=block><i><b class=icon>x</b></i></div>"""


def test_pictures_drawn_by_style_in_what_is_hidden_are_listed(twins: OpenTwins) -> None:
    """Those of fields are the site's look."""
    rules = [{"id": 1, "selector": "#block", "effect": "block"}]
    both = open_with(twins, DRAWN, rules=rules)
    listed = both.customer.evaluate("[...recorder.hidden_pictures()].filter(Boolean)")
    assert sorted(listed) == [f"{ORIGIN}/blue.png", f"{ORIGIN}/red.png"]


ICON = "<link rel='shortcut icon' href=/teal.png id=icon>"


def test_the_icon_of_the_page_is_told(twins: OpenTwins) -> None:
    both = open_with(twins, "<p>Page", ICON)
    both.customer.wait_for_function("told.length === 1")
    assert both.agent.evaluate("log.icons") == [None]
    bring(both, "/teal.png")
    ours = f"/assets/demo/{KEPT['/teal.png']}"
    both.agent.wait_for_function("(ours) => log.icons.at(-1) === ours", arg=ours)
    both.anew()
    both.agent.wait_for_function("(ours) => log.icons.at(-1) === ours", arg=ours)
    both.customer.evaluate("icon.remove(); document.title = 'Another'")
    both.agent.wait_for_function("log.icons.at(-1) === null")


@pytest.mark.parametrize("hidden", ["title", "all", "link"])
def test_the_icon_of_a_page_that_is_not_named_is_not_told(
    twins: OpenTwins, hidden: str
) -> None:
    rule = {"id": 1, "selector": "#icon", "effect": "mask"}
    both = open_with(
        twins,
        "<p>Page",
        ICON,
        mask_title=hidden == "title",
        mask_all=hidden == "all",
        rules=[rule] if hidden == "link" else [],
    )
    both.customer.wait_for_timeout(600)
    assert both.customer.evaluate("told") == []
    assert both.agent.evaluate("log.icons") == []
