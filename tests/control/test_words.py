"""What an element is called, for those who hear where something points."""

import pytest

from tests.control.conftest import OpenPage

pytestmark = pytest.mark.browser

PAGE = """
<button id=b><svg><path id=icon /></svg> Pay  now</button>
<label>Street <input id=labelled value="Secret Lane 5"></label>
<input id=named aria-label="Search the shop" value="private words">
<input id=hinted placeholder="Code"><input id=send type=submit value="Send it">
<span id=l1>Billing</span><span id=l2>City</span>
<input id=both aria-labelledby="l1 l2 nowhere">
<img id=pic alt="A red tent"><a id=link href=#><img alt="Home"></a>
<textarea id=area>my own words</textarea><div id=edit contenteditable>my draft</div>
<select id=choice><option selected>Diagnosis</option></select>
<section id=long>{long}</section><div id=empty><div id=deep></div></div>
<p id=quiet>Seen <script>var hidden</script><span hidden>unseen</span></p>
<form id=form aria-label="Order"><input name=getAttribute><input name=labels
  ><i id=inform></i></form>
<div id=host></div>
""".format(long="word " * 60)

NAMES = {
    "b": "Pay now",
    "icon": "Pay now",
    "labelled": "Street",
    "named": "Search the shop",
    "hinted": "Code",
    "send": "Send it",
    "both": "Billing City",
    "pic": "A red tent",
    "link": "Home",
    "area": "",
    "edit": "",
    "choice": "",
    "deep": "",
    "quiet": "Seen",
    "form": "Order",
    "inform": "Order",
}


def test_a_name_is_what_a_screen_reader_would_say(open_page: OpenPage) -> None:
    page = open_page(PAGE).page
    found = page.evaluate(
        "(ids) => Object.fromEntries(ids.map((id) =>"
        " [id, ControlTest.name_of(document.getElementById(id))]))",
        list(NAMES),
    )
    assert found == NAMES


def test_long_names_are_cut_and_odd_nodes_have_none(open_page: OpenPage) -> None:
    page = open_page(PAGE).page
    long = page.evaluate("ControlTest.name_of(document.getElementById('long'))")
    assert len(long) == 80
    assert long.endswith("…")
    text = "ControlTest.name_of(document.getElementById('b').lastChild)"
    assert page.evaluate(text) == "Pay now"
    for odd in ("null", "undefined", "document", "document.createTextNode('x')"):
        assert page.evaluate(f"ControlTest.name_of({odd})") == ""


def test_names_come_out_of_shadow_roots(open_page: OpenPage) -> None:
    page = open_page(PAGE).page
    name = page.evaluate(
        """() => {
            const root = document.getElementById("host").attachShadow({mode: "open"});
            const button = document.createElement("button");
            const inner = document.createElement("i");
            button.append("Book ", inner);
            root.append(button);
            return [ControlTest.name_of(inner),
                ControlTest.name_of(document.getElementById("host"))];
        }"""
    )
    assert name == ["Book", "Book"]
