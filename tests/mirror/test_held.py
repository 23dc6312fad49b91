"""What is new is kept back until the page has had time to say that it is private."""

import pytest

from tests.mirror.conftest import OpenAnyPage, every_engine

pytestmark = [pytest.mark.browser, every_engine]

#: A rule, a place for the secret, and a task that leaves others no time.
PAGE = """<!doctype html><title>x</title><body><p id=p>-</p><p id=other>first</p>
<iframe id=f></iframe><script>
const rules = [{ id: 1, selector: '.secret', effect: 'mask' }];
const $ = (id) => document.getElementById(id);
const busy = (milliseconds) => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end) ;
};
/* Before any timer that is due by then. */
const next = (act) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = act;
    port2.postMessage(0);
};
let both;
const start = () => { both = lab.pair({ rules }); };
/* All that was sent, as soon as this is in it. */
const says = async (what) => {
    for (let tries = 0; ; tries++) {
        const text = await lab.sent(both.log.frames);
        if (text.includes(what)) return text;
        if (tries === 400) throw new Error(`${what} was never sent`);
        await lab.pause(50);
    }
};
</script>"""

SHARED = "start(); await says('first');"
#: What came before this last change is sent with it or never.
SENT = """await says('seen');
$('other').append(' last');
return says('last');"""


def sent(open_page: OpenAnyPage, script: str) -> str:
    return str(open_page(PAGE).evaluate(f"async () => {{ {script} {SENT} }}"))


def test_a_long_task_does_not_use_up_the_time(open_page: OpenAnyPage) -> None:
    text = sent(
        open_page,
        f"""{SHARED}
        $('p').firstChild.data = 'CNRYx9';
        setTimeout(() => {{ $('p').className = 'secret'; }}, 60);
        next(() => {{ busy(200); $('other').firstChild.data = 'seen'; }});""",
    )
    assert "CNRYx9" not in text


def test_time_in_which_a_timer_was_kept_waiting_does_not_count(
    open_page: OpenAnyPage,
) -> None:
    """The page's timer is asked for later than ours, and in a frame."""
    text = sent(
        open_page,
        f"""{SHARED}
        $('p').firstChild.data = 'CNRYx9';
        setTimeout(() => {{
            $('f').contentWindow.setTimeout(() => {{
                $('p').className = 'secret';
            }}, 90);
            next(() => {{ busy(300); $('other').firstChild.data = 'seen'; }});
        }}, 10);""",
    )
    assert "CNRYx9" not in text


def test_a_page_that_is_always_busy_is_shown(open_page: OpenAnyPage) -> None:
    text = sent(
        open_page,
        f"""{SHARED}
        $('p').firstChild.data = 'seen';
        for (let i = 0; i < 30; i++) {{
            await lab.pause(0);
            busy(70);
        }}
        return lab.sent(both.log.frames);""",
    )
    assert "seen" in text


def test_what_changes_again_is_kept_back_again(open_page: OpenAnyPage) -> None:
    text = sent(
        open_page,
        f"""{SHARED}
        for (const text of ['one', 'two', 'three', 'CNRYx9']) {{
            $('p').firstChild.data = text;
            await lab.pause(30);
        }}
        await lab.pause(40);
        $('p').className = 'secret';
        $('other').firstChild.data = 'seen';""",
    )
    assert "CNRYx9" not in text


def test_what_changes_all_the_time_is_shown(open_page: OpenAnyPage) -> None:
    text = sent(
        open_page,
        f"""{SHARED}
        for (let i = 0; i < 60; i++) {{
            $('p').firstChild.data = 'number ' + i;
            await lab.pause(20);
        }}
        const text = await lab.sent(both.log.frames);
        if (!text.includes('number ')) return text;
        $('other').firstChild.data = 'seen';""",
    )
    assert "seen" in text


@pytest.mark.parametrize(
    "soon", ["setTimeout(mark, 60)", "requestAnimationFrame(mark)"]
)
def test_a_page_that_is_being_put_together_is_kept_back(
    open_page: OpenAnyPage, soon: str
) -> None:
    text = sent(
        open_page,
        f"""$('p').firstChild.data = 'CNRYx9';
        $('other').firstChild.data = 'seen';
        const mark = () => {{ $('p').className = 'secret'; }};
        start();
        {soon};""",
    )
    assert "CNRYx9" not in text


def test_what_came_while_the_page_was_kept_back_is_kept_back_as_long(
    open_page: OpenAnyPage,
) -> None:
    text = sent(
        open_page,
        """start();
        await lab.pause(60);
        $('p').firstChild.data = 'CNRYx9';
        $('other').firstChild.data = 'seen';
        setTimeout(() => { $('p').className = 'secret'; }, 70);""",
    )
    assert "CNRYx9" not in text


@pytest.mark.parametrize("change", ["rewrite", "load"])
def test_a_new_document_in_a_frame_is_kept_back(
    open_page: OpenAnyPage, change: str
) -> None:
    fill = {
        "rewrite": "const inner = $('f').contentDocument;"
        " inner.open(); inner.write(html); inner.close();",
        "load": "$('f').srcdoc = html;",
    }[change]
    text = sent(
        open_page,
        f"""{SHARED}
        const html = `<p id=s>CNRYx9</p><p>seen</p><script>setTimeout(() => {{
            document.getElementById('s').className = 'secret';
        }}, 60)<\\/script>`;
        {fill}""",
    )
    assert "CNRYx9" not in text


@pytest.mark.parametrize("change", ["rows", "class"])
def test_what_was_hidden_while_it_was_kept_back_stays_so(
    open_page: OpenAnyPage, change: str
) -> None:
    """Also in a document that was not sent yet."""
    text = sent(
        open_page,
        f"""rules.push({{ id: 2, selector: 'td:nth-child(3)', effect: 'mask' }});
        {SHARED}
        const inner = $('f').contentDocument;
        inner.open();
        inner.write('<table><tr id=r><td>a<td>b<td id=q>x</table>');
        inner.write('<p>seen<p id=s>CNRYx9');
        inner.close();
        const s = inner.getElementById('s');
        await lab.pause(30);
        s.className = 'secret';
        await lab.pause(0);
        if ('{change}' === 'class') s.className = '';
        else inner.getElementById('r').prepend(inner.createElement('td'));
        setTimeout(() => {{ inner.getElementById('q').textContent = 'CNRYx9'; }}, 40);
        """,
    )
    assert "CNRYx9" not in text


#: A password field in a place that is looked into before its time has come.
PLACES = {
    "page": "document.body.appendChild(document.createElement('div'))",
    "shadow root": "document.body.appendChild(document.createElement('div'))"
    ".attachShadow({ mode: 'open' })",
    "frame": "$('f').contentDocument.body",
    "shadow root in a frame": "$('f').contentDocument.body"
    ".appendChild(document.createElement('div')).attachShadow({ mode: 'open' })",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_password_that_is_shown_before_it_was_read_stays_one(
    open_page: OpenAnyPage, place: str
) -> None:
    text = sent(
        open_page,
        f"""const place = {PLACES[place]};
        place.innerHTML = '<input type=password><b class=secret></b>';
        const [field, mark] = place.children;
        await lab.pause(50);
        start();
        await lab.pause(20);
        field.type = 'text';
        field.value = 'CNRYx9';
        mark.className = '';
        mark.textContent = 'CNRYx9';
        await says('first');
        $('other').firstChild.data = 'seen';""",
    )
    assert "CNRYx9" not in text
