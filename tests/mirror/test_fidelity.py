"""What the agent sees is what the customer's page shows."""

import pytest

from tests.mirror.conftest import OpenAnyPage, every_engine

pytestmark = [pytest.mark.browser, every_engine]

PAGE = """<!doctype html><title>Shop</title>
<style>.a{color:rgb(1, 2, 3)} a:link{color:red}</style>
<body><h1 class=a id=t>Hello</h1><p>One <b>two</b> three</p>
<form><input id=i value=abc><input type=checkbox id=c checked>
<textarea id=x>note</textarea>
<select id=s><option>1<option selected>2</select></form><!-- no --><script>1</script>"""


def test_a_page_is_mirrored_whole(open_page: OpenAnyPage) -> None:
    page = open_page(PAGE)
    found = page.evaluate(
        """async () => {
            const both = lab.pair();
            const difference = await lab.difference(both);
            const { resyncs, problems, progress, titles, views } = both.log;
            return { difference, resyncs, problems, progress, titles, views };
        }"""
    )
    assert found == {
        "difference": "",
        "resyncs": [],
        "problems": [],
        "progress": ["waiting", "loading", "live"],
        "titles": ["Shop"],
        "views": [[1000, 700]],
    }


def changes(open_page: OpenAnyPage, act: str, html: str = PAGE) -> dict[str, object]:
    """The first difference after `act` ran in a page that was mirrored already."""
    page = open_page(html, serve)
    found: dict[str, object] = page.evaluate(
        """async (act) => {
            const both = lab.pair();
            const first = await lab.difference(both);
            const $ = (id) => document.getElementById(id);
            const replica = (id) => both.page().querySelector('#' + id);
            const code = `async ($, replica, both) => { ${act} }`;
            const got = await (0, eval)(code)($, replica, both);
            const difference = await lab.difference(both);
            const { resyncs, problems } = both.log;
            return { first, difference, resyncs, problems, got };
        }""",
        act,
    )
    assert not found["first"], found["first"]
    assert not found["difference"], found["difference"]
    assert found["resyncs"] == []
    assert found["problems"] == []
    return found


def serve(path: str) -> str | None:
    if path == "/inner":
        return "<!doctype html><title>i</title><style>p{color:red}</style><p>inner"
    if path == "/theme.css":
        return "p { margin: 3px } @media print { p { display: none } }"
    return None


@pytest.mark.parametrize(
    "act",
    [
        "document.styleSheets[0].insertRule('p { color: blue }', 1)",
        "document.styleSheets[0].deleteRule(0)",
        "document.styleSheets[0].cssRules[0].style.setProperty('color', 'green')",
        "const s = new CSSStyleSheet(); s.replaceSync('b { top: 1px }');"
        " document.adoptedStyleSheets = [s]; s.insertRule('i { top: 2px }')",
        "const s = new CSSStyleSheet(); document.adoptedStyleSheets.push(s);"
        " s.replaceSync('b { top: 3px }')",
        "document.head.append(Object.assign(document.createElement('style'),"
        " { textContent: '@media (min-width: 1px) { p { top: 4px } }' }))",
        "document.querySelector('style').textContent = 'u { top: 5px }'",
        "document.styleSheets[0].disabled = true; await lab.pause(900);"
        " if (!both.page().styleSheets[1].disabled) throw new Error('on')",
    ],
)
def test_style_that_scripts_change_is_followed(
    open_page: OpenAnyPage, act: str
) -> None:
    changes(open_page, act)


def test_linked_sheets_are_mirrored_with_what_they_import(
    open_page: OpenAnyPage,
) -> None:
    found = changes(
        open_page,
        """document.head.append(Object.assign(document.createElement('link'),
               { rel: 'stylesheet', href: '/theme.css' }));
           const last = () => [...both.page().querySelectorAll('style')].at(-1);
           const rules = () => last().sheet.cssRules.length;
           for (let i = 0; i < 200 && rules() !== 2; i++) await lab.pause(10);
           return rules();""",
    )
    assert found["got"] == 2


@pytest.mark.parametrize(
    "act",
    [
        "$('i').value = 'set by script'",
        "$('i').focus(); document.execCommand('insertText', false, 'typed')",
        "$('c').checked = false",
        "$('c').indeterminate = true; await lab.pause(50);"
        " if (!replica('c').indeterminate) throw new Error('not so')",
        "$('x').value = 'more'; $('x').append('child text')",
        "$('s').selectedIndex = 0",
        "$('s').append(new Option('3', '3', true, true))",
        "$('s').multiple = true; $('s').options[0].selected = true",
        "$('i').type = 'date'; $('i').value = '2024-02-03'",
        "$('i').type = 'range'; $('i').value = '7'",
        "$('i').type = 'color'; $('i').value = '#ff0000'",
        "document.querySelector('form').reset(); await lab.pause(600)",
        "Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')"
        ".set.call($('i'), 'native')",
        "$('t').contentEditable = 'true'; $('t').focus();"
        " document.execCommand('insertText', false, 'written')",
        "$('i').outerHTML = '<input type=radio name=r id=i>"
        "<input type=radio name=r id=k checked>'; await lab.pause(50);"
        " $('i').click(); await lab.difference(both);"
        " if (replica('k').checked) throw new Error('both checked')",
    ],
)
def test_form_state_is_followed(open_page: OpenAnyPage, act: str) -> None:
    changes(open_page, act)


def test_scroll_positions_are_followed(open_page: OpenAnyPage) -> None:
    box = "<div id=b style='height:50px;overflow:auto'><p style='height:900px'>x</div>"
    html = PAGE + box + "<p style='height:3000px'>tall"
    found = changes(
        open_page,
        """$('b').scrollTop = 120; scrollTo(0, 333); await lab.pause(250);
           return [replica('b').scrollTop, both.page().scrollingElement.scrollTop];""",
        html,
    )
    assert found["got"] == [120, 333]


def test_a_page_that_is_scrolled_already_is_shown_scrolled(
    open_page: OpenAnyPage,
) -> None:
    box = "<div id=b style='height:50px;overflow:auto'><p style='height:900px'>x</div>"
    page = open_page(PAGE + box + "<p style='height:3000px'>tall")
    found = page.evaluate(
        """async () => {
            document.getElementById('b').scrollTop = 77;
            scrollTo(0, 222);
            const both = lab.pair();
            await lab.difference(both);
            await lab.pause(300);
            const replica = both.page();
            const { scrollTop } = replica.getElementById('b');
            return [scrollTop, replica.scrollingElement.scrollTop];
        }"""
    )
    assert found == [77, 222]


def test_same_origin_frames_are_mirrored_and_followed(open_page: OpenAnyPage) -> None:
    found = changes(
        open_page,
        """const frame = document.createElement('iframe');
           frame.id = 'f'; frame.src = '/inner'; document.body.append(frame);
           await new Promise((done) => frame.onload = done);
           frame.contentDocument.body.append('later');
           await lab.pause(150);
           const text = replica('f').contentDocument.body.textContent;
           frame.contentWindow.location = '/inner?again';
           frame.contentDocument.open(); frame.contentDocument.write('<b>written</b>');
           frame.contentDocument.close();
           await lab.pause(400);
           return text;""",
    )
    assert found["got"] == "innerlater"


def test_pictures_are_boxes_of_their_own_size(open_page: OpenAnyPage) -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>"
    found = changes(
        open_page,
        f"""const made = new Blob([`{svg}`], {{ type: 'image/svg+xml' }});
           const image = new Image(); image.id = 'pic';
           image.src = URL.createObjectURL(made); document.body.append(image);
           const canvas = document.createElement('canvas'); canvas.id = 'draw';
           canvas.width = 120; canvas.height = 50; document.body.append(canvas);
           await image.decode(); await lab.pause(300);
           const size = (node) => {{ const box = node.getBoundingClientRect();
               return [box.width, box.height]; }};
           const drawn = both.page().querySelector('[data-cobrowse-box=canvas]');
           const shown = [size(replica('pic')), size(drawn)];
           image.remove(); canvas.remove();
           return shown;""",
    )
    assert found["got"] == [[40, 30], [120, 50]]


def test_blocked_elements_keep_their_room_and_lose_their_content(
    open_page: OpenAnyPage,
) -> None:
    page = open_page(PAGE + "<div class=ad style='width:70px;height:40px'>secret</div>")
    found = page.evaluate(
        """async () => {
            const rules = [{ id: 1, selector: '.ad', effect: 'block' }];
            const both = lab.pair({ rules });
            await lab.pause(300);
            const box = both.page().querySelector('.ad');
            const { width, height } = box.getBoundingClientRect();
            return { width, height, text: box.textContent };
        }"""
    )
    assert found == {"width": 70, "height": 40, "text": ""}


def test_a_paused_page_sends_nothing_else(open_page: OpenAnyPage) -> None:
    page = open_page(PAGE)
    found = page.evaluate(
        """async () => {
            const rules = [{ id: 1, selector: '.secret-step', effect: 'pause' }];
            const both = lab.pair({ rules });
            await lab.difference(both);
            document.getElementById('t').className = 'secret-step';
            await lab.pause(80);
            const paused = both.recorder.paused;
            const frames = both.log.frames.length;
            document.getElementById('t').textContent = 'CNRYx9';
            await lab.pause(80);
            const silent = both.log.frames.length === frames;
            const empty = both.page().documentElement === null;
            document.getElementById('t').className = '';
            document.getElementById('t').textContent = 'open again';
            const difference = await lab.difference(both);
            const text = await lab.sent(both.log.frames);
            return { paused, silent, empty, difference, leak: text.includes('CNRYx9'),
                progress: both.log.progress.join(' ') };
        }"""
    )
    assert found == {
        "paused": True,
        "silent": True,
        "empty": True,
        "difference": "",
        "leak": False,
        "progress": "waiting loading live loading paused loading live",
    }


def test_stopping_leaves_the_page_as_it_was(open_page: OpenAnyPage) -> None:
    page = open_page(PAGE)
    found = page.evaluate(
        """async () => {
            const owners = [Element, HTMLInputElement, HTMLTextAreaElement,
                HTMLSelectElement, HTMLOptionElement, Document, ShadowRoot,
                CSSStyleSheet, CSSGroupingRule, CSSStyleDeclaration];
            const natives = () => owners.flatMap(({ name, prototype }) =>
                Object.entries(Object.getOwnPropertyDescriptors(prototype))
                    .map(([key, one]) => [name, key, one.value, one.get, one.set]));
            const markup = document.documentElement.outerHTML;
            const before = natives();
            const both = lab.pair();
            await lab.difference(both);
            const while_running = natives();
            both.end();
            const after = natives();
            const differ = (a, b) => a.filter(
                (one, i) => one.some((part, k) => part !== b[i][k]));
            return {
                patched: differ(before, while_running).length > 5,
                left: differ(before, after).map(([owner, name]) => `${owner}.${name}`),
                same: document.documentElement.outerHTML === markup,
                symbols: [...document.querySelectorAll('*')]
                    .flatMap((node) => Object.getOwnPropertySymbols(node)).length,
            };
        }"""
    )
    assert found == {"patched": True, "left": [], "same": True, "symbols": 0}


def test_modal_dialogs_and_popovers_are_followed(open_page: OpenAnyPage) -> None:
    html = PAGE + "<dialog id=d>Sure?</dialog><div id=m popover>Menu</div>"
    page = open_page(html)
    found = page.evaluate(
        """async () => {
            const both = lab.pair();
            await lab.difference(both);
            const $ = (id) => document.getElementById(id);
            const replica = (id) => both.page().getElementById(id);
            const seen = async (id, state, wanted) => {
                for (let i = 0; i < 150; i++) {
                    if (replica(id).matches(state) === wanted) return true;
                    await lab.pause(10);
                }
                return false;
            };
            const hidden = replica('m').getBoundingClientRect().height === 0;
            $('d').showModal();
            $('m').showPopover();
            const opened = await seen('d', ':modal', true)
                && await seen('m', ':popover-open', true);
            $('d').close();
            $('m').hidePopover();
            const closed = await seen('d', '[open]', false)
                && await seen('m', ':popover-open', false);
            $('d').show();
            return { hidden, opened, closed, plain: await seen('d', '[open]', true) };
        }"""
    )
    assert found == {"hidden": True, "opened": True, "closed": True, "plain": True}


STORM = """async (backlog) => {
    const both = lab.pair({ timing: {}, backlog: () => backlog });
    await lab.difference(both);
    const before = both.log.frames.length;
    const start = performance.now();
    for (let i = 0; i < 400; i++) {
        document.getElementById('t').textContent = `change ${i}`;
        await new Promise((done) => {
            const channel = new MessageChannel();
            channel.port1.onmessage = done;
            channel.port2.postMessage(0);
        });
    }
    const during = both.log.frames.length - before;
    const most = (performance.now() - start) / (backlog ? 500 : 16) + 2;
    const difference = await lab.difference(both, 3000);
    return { during, most, difference };
}"""


@pytest.mark.parametrize("backlog", [0, 2_000_000])
def test_a_storm_of_changes_is_sent_as_few_flushes(
    open_page: OpenAnyPage, backlog: int
) -> None:
    page = open_page(PAGE)
    found = page.evaluate(STORM, backlog)
    assert found["difference"] == ""
    assert found["during"] <= found["most"]


def test_many_nodes_come_and_go_and_nothing_is_kept(open_page: OpenAnyPage) -> None:
    page = open_page(PAGE)
    found = page.evaluate(
        """async () => {
            const both = lab.pair();
            await lab.difference(both);
            const last = document.body.appendChild(document.createElement('div'));
            for (let i = 0; i < 60; i++) {
                last.innerHTML = '<p><b>x</b><i>y</i></p>'.repeat(50);
                last.firstChild.attachShadow({ mode: 'open' }).innerHTML = '<u>z</u>';
                await lab.pause(i % 6 ? 0 : 25);
            }
            const ids = [...last.querySelectorAll('*')]
                .map((node) => both.recorder.id_of(node));
            last.replaceChildren();
            const difference = await lab.difference(both);
            const gone = (of) => ids.every((id) => of(id) === undefined);
            return {
                difference,
                recorder: gone((id) => both.recorder.node_by_id(id)),
                player: gone((id) => both.player.element_by_id(id)),
                resyncs: both.log.resyncs,
            };
        }"""
    )
    assert found == {
        "difference": "",
        "recorder": True,
        "player": True,
        "resyncs": [],
    }


def test_menus_are_as_wide_as_choices_that_came_while_they_were_drawn(
    open_page: OpenAnyPage,
) -> None:
    """The snapshot comes in slices, and the agent's browser draws between them."""
    page = open_page("<select><option>-<option>A long choice</select>" * 7)
    shown, drawn = page.evaluate(
        """async () => {
            const drawn = () => new Promise(requestAnimationFrame);
            const live = [...document.querySelectorAll("select")];
            live[6].selectedIndex = -1;
            const drive = lab.manual();
            const both = lab.pair({ timing: { schedule: drive.schedule } });
            const menus = () => [...(both.page()?.querySelectorAll("select") ?? [])];
            do {
                drive.slice();
                await drawn();
                await drawn();
            } while (drive.due);
            const seen = (one) => [one.offsetWidth, one.selectedIndex];
            return [live.map(seen), menus().map(seen)];
        }"""
    )
    assert drawn == shown
    assert [chosen for _, chosen in shown] == [0] * 6 + [-1]


def test_attributes_that_pages_style_by_are_followed(open_page: OpenAnyPage) -> None:
    page = open_page(
        "<style>[data-state=open]{color:rgb(1,2,3)}</style><x-card wide></x-card>"
        "<p id=menu data-state=open data-mail=ann@example.org>Menu</p>"
    )
    page.evaluate(
        """async () => {
            const both = lab.pair();
            await lab.difference(both);
            window.colour = async (name, wanted) => {
                const replica = both.page();
                const one = replica.querySelector(name);
                const seen = () => replica.defaultView.getComputedStyle(one).color;
                for (let i = 0; i < 80 && seen() !== wanted; i++) await lab.pause(25);
                return seen();
            };
            window.shown = () => both.page().documentElement.outerHTML;
        }"""
    )

    def is_seen(name: str, colour: str) -> bool:
        return bool(page.evaluate(f"colour('{name}', '{colour}')") == colour)

    assert is_seen("p", "rgb(1, 2, 3)")
    page.evaluate(
        """() => {
            const root = document.querySelector("x-card").attachShadow({mode: "open"});
            root.innerHTML = "<style>:host([wide]){color:rgb(4,5,6)}</style>";
        }"""
    )
    assert is_seen("x-card", "rgb(4, 5, 6)")
    page.evaluate("() => document.querySelector('x-card').removeAttribute('wide')")
    assert is_seen("x-card", "rgb(0, 0, 0)")
    page.evaluate("() => { menu.dataset.state = 'ann@example.org'; }")
    assert is_seen("p", "rgb(0, 0, 0)")
    assert "ann@" not in page.evaluate("shown()")
