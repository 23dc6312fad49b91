"""Pages that change the browser under us: they go on, and are mirrored right."""

from pathlib import Path

import pytest

from tests.mirror.hostile_pages import CLOBBERED, SPOILT, WORST
from tests.mirror.twins import OpenTwins, Twins

pytestmark = pytest.mark.browser

ZONE = Path(__file__).parents[2] / "frontend/node_modules/zone.js/bundles/zone.umd.js"
ENGINE = "<script src=/mirror.js></script>"

#: A page at work: text, a field, a style rule, a shadow root, a list that grows.
AT_WORK = """
const { getOwnPropertyDescriptor: look } = Object;
const of = (owner, name) => look(owner.prototype, name).value;
const make = (tag) => of(Document, 'createElement').call(document, tag);
const put = (home, one) => of(Node, 'appendChild').call(home, one);
const say = (home, text) =>
    put(home, of(Document, 'createTextNode').call(document, text));
const [list, field, style] = ['list', 'field', 'own'].map((id) =>
    of(Document, 'getElementById').call(document, id));
let done = 0;
function work() {
    const row = make('li');
    say(row, `Row ${++done}`);
    put(list, row);
    field.value = `typed ${done}`;
    style.sheet.insertRule(`li:nth-child(${done}){color:rgb(${done * 60},0,90)}`, 0);
    const host = make('section');
    const inner = make('b');
    say(inner, `shadow ${done}`);
    put(host.attachShadow({ mode: 'open' }), inner);
    put(list, host);
}
work();
"""


def shop(more: str = "", scripts: str = "", engine: str = "") -> str:
    return f"""<!doctype html><title>Shop</title><style id=own>li{{margin:4px}}</style>
        <body>{more}<ul id=list></ul><input id=field>{engine}{scripts}
        <script>{AT_WORK}</script>"""


def serve(path: str) -> str | None:
    files = {"/zone.js": ZONE.read_text(), "/work.js": AT_WORK}
    return files.get(path)


def check(both: Twins, name: str) -> None:
    """Equal at the start and after more work, with no complaint from either side."""
    for stage in ("", "-later"):
        different = both.difference()
        assert not different, different
        both.same_picture(f"hostile-{name}{stage}")
        if not stage:
            both.customer.evaluate("() => { work(); work(); }")
    assert both.customer.evaluate("() => done") == 3
    assert both.customer.evaluate("() => problems.join()") == ""


@pytest.mark.parametrize("first", ["engine", "page"])
@pytest.mark.parametrize("name", WORST)
def test_a_page_with_ways_of_its_own(twins: OpenTwins, name: str, first: str) -> None:
    engine = ENGINE if first == "engine" else ""
    worst = f"<script>{WORST[name]}</script>"
    check(twins(shop(scripts=worst, engine=engine)), f"{name}-{first}")


def test_a_page_that_spoilt_the_browsers_classes(twins: OpenTwins) -> None:
    check(twins(shop(scripts=f"<script>{SPOILT}</script>")), "spoilt")


@pytest.mark.parametrize("first", ["engine", "page"])
def test_a_page_under_zone_js_has_no_task_of_ours(twins: OpenTwins, first: str) -> None:
    engine = ENGINE if first == "engine" else ""
    zone = "<script src=/zone.js></script>"
    both = twins(shop(scripts=zone, engine=engine), serve)
    check(both, f"zone-{first}")
    tasks = both.customer.evaluate(
        """async () => {
            const tasks = [];
            const onScheduleTask = (home, _, to, task) => {
                tasks.push(task.source);
                return home.scheduleTask(to, task);
            };
            const zone = Zone.root.fork({ name: 'page', onScheduleTask });
            for (let i = 0; i < 20; i++) {
                zone.run(work);
                await new Promise((next) => setTimeout(next, 30));
            }
            return tasks;
        }"""
    )
    assert tasks == []
    assert both.difference() == ""


def test_names_that_hide_what_the_document_has(twins: OpenTwins) -> None:
    both = twins(shop(more=f"<div>{CLOBBERED}</div>"))
    check(both, "clobbered")
    assert both.agent.evaluate("log.titles") == ["Shop"]
    assert both.customer.evaluate("typeof document.title") == "object"


@pytest.mark.parametrize("first", ["engine", "page"])
def test_a_page_with_trusted_types(twins: OpenTwins, first: str) -> None:
    engine = ENGINE if first == "engine" else ""
    policy = "require-trusted-types-for 'script'; trusted-types 'none'"
    check(twins(shop(engine=engine), policy=policy), f"trusted-{first}")


def test_a_page_that_allows_its_own_files_only(twins: OpenTwins) -> None:
    html = """<!doctype html><title>Shop</title>
        <link rel=stylesheet href=/shop.css id=own><body>
        <ul id=list></ul><input id=field><script src=/work.js></script>"""
    css = {"/shop.css": "li{margin:4px}"}
    both = twins(
        html, lambda path: css.get(path) or serve(path), policy="default-src 'self'"
    )
    check(both, "own-files")


#: Done to a page that is being recorded.
REWRITTEN = {
    "written": """document.open(); document.write('<!doctype html><title>New</title>'
        + '<style>p{color:teal}</style><body class=new><p id=p>Written <b>anew</b>');
        document.close()""",
    "replaced": """const root = document.createElement('html');
        root.innerHTML = '<head><style>p{color:navy}</style><body><p id=p>Replaced';
        document.replaceChild(root, document.documentElement)""",
    "emptied": """const root = document.documentElement; root.remove();
        setTimeout(() => { document.append(root);
            root.querySelector('#list').outerHTML = '<p id=p>Back</p>' }, 300)""",
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_a_page_that_is_written_anew(twins: OpenTwins, name: str) -> None:
    both = twins(shop())
    assert both.difference() == ""
    both.customer.evaluate(f"(() => {{ {REWRITTEN[name]} }})()")
    both.customer.wait_for_selector("#p")
    different = both.difference()
    assert not different, different
    both.same_picture(f"rewritten-{name}")
    both.customer.evaluate(
        """() => { p.append(' and changed'); p.innerHTML += '<input id=late>';
            late.value = 'typed'; p.style.padding = '9px';
            document.styleSheets[0].insertRule('p{border:2px solid}', 0) }"""
    )
    different = both.difference()
    assert not different, different
    both.same_picture(f"rewritten-{name}-later")
    assert both.customer.evaluate("() => problems.join()") == ""
