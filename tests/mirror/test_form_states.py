"""States of entries and of elements that name their own; a mask hides both."""

import pytest

from tests.mirror.same_states import marks, same, states, wait_for
from tests.mirror.twins import OpenTwins

pytestmark = pytest.mark.browser

STYLE = """<!doctype html><meta charset=utf-8><title>Entries</title><style>
body{font:16px/1.5 sans-serif} input,select,textarea{border:2px solid gray;outline:none}
input:invalid{border-color:red} input:valid{border-color:green}
input:user-invalid{background:#fdd} :is(select,textarea):not(:valid){background:gold}
form:invalid{border:1px solid red} fieldset:valid{background:#dfd}
input:indeterminate+b{color:red} label:has(:user-invalid){color:red}</style>"""

FORM = f"""{STYLE}<form id=f><fieldset id=g><label>Mail <input id=m type=email
required></label><input id=p pattern=[0-9]+ value=12><select id=s required><option
value="">-<option>1</select><textarea id=t maxlength=3>abc</textarea></fieldset>
<input id=r1 type=radio name=r required><b>one</b><input id=r2 type=radio name=r><b>two
</b><input type=radio name=q checked><button id=go type=button>Go</button></form>
<input id=n type=number min=1 max=5 value=9>"""


@pytest.mark.parametrize(
    "act",
    [
        "m.value = 'ann@example.org'",
        "p.setAttribute('pattern', '[a-z]+')",
        "p.setCustomValidity('No.')",
        "go.setCustomValidity('No.')",
        "r2.checked = true",
        "s.selectedIndex = 1; m.required = false; r1.required = r2.required = false",
        "g.disabled = true",
        "f.requestSubmit()",
        "f.requestSubmit(); f.reset()",
        "const mail = m; mail.remove(); g.append(mail); mail.required = false",
        "n.value = 3; document.body.append(document.createElement('fieldset'))",
        "document.body.append(m); m.setAttribute('form', 'f')",
    ],
)
def test_validity_is_followed(twins: OpenTwins, act: str) -> None:
    both = twins(FORM)
    same(both, "form")
    both.customer.evaluate(act)
    both.customer.evaluate("document.activeElement.blur()")
    states(both)
    same(both, "form-changed")


def test_an_entry_that_the_customer_leaves_wrong_is_seen_wrong(
    twins: OpenTwins,
) -> None:
    both = twins(FORM)
    both.customer.click("#m")
    both.customer.keyboard.type("ann")
    assert "user-invalid" not in wait_for(both, "#m", "focus")
    both.customer.keyboard.press("Tab")
    assert "user-invalid" in wait_for(both, "#m", "user-invalid")
    both.customer.evaluate("document.activeElement.blur()")
    same(both, "user-invalid")


ADDRESS = """<!doctype html><meta charset=utf-8><title>Entries</title><style>
body{font:16px/1.5 sans-serif} input{border:1px solid gray;outline:none}
#styled:autofill{border-color:red;font-weight:bold} p:has(:autofill){color:green}
</style><form><p>Where to?</p><p><input id=who autocomplete=name> name</p>
<input id=styled autocomplete=address-line1><input autocomplete=address-level2>
<input id=mail autocomplete=email data-cobrowse=mask><input autocomplete=tel></form>"""


def test_what_the_browser_filled_in_is_seen_filled_in(twins: OpenTwins) -> None:
    both = twins(ADDRESS)
    devtools = both.customer.context.new_cdp_session(both.customer)
    for domain in ("DOM", "Autofill"):
        devtools.send(f"{domain}.enable")
    page = devtools.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    asked = {"nodeId": page, "selector": "#who"}
    field = devtools.send("DOM.querySelector", asked)
    node = devtools.send("DOM.describeNode", field)["node"]["backendNodeId"]
    address = {
        "NAME_FULL": "Maya Berg",
        "ADDRESS_HOME_LINE1": "Road 1",
        "ADDRESS_HOME_CITY": "Oslo",
        "EMAIL_ADDRESS": "maya@example.org",
    }
    fields = [{"name": name, "value": value} for name, value in address.items()]
    for _ in range(20):
        # The browser has to have understood the form first.
        filled = {"fieldId": node, "address": {"fields": fields}}
        devtools.send("Autofill.trigger", filled)
        if both.customer.evaluate("styled.matches(':autofill')"):
            break
        both.customer.wait_for_timeout(200)
    wait_for(both, "#styled", "autofill")
    assert both.customer.evaluate("mail.matches(':autofill')")
    assert "autofill" not in marks(both, "#mail")
    both.customer.evaluate("mail.remove()")
    same(both, "filled-in")
    both.anew()
    same(both, "filled-in-anew")
    both.customer.evaluate("document.forms[0].reset()")
    same(both, "filled-in-no-more")


def test_of_masked_entries_nothing_is_told(twins: OpenTwins) -> None:
    both = twins(
        f"""{STYLE}<form id=f><input id=a required data-cobrowse=mask>
        <fieldset id=g><input id=b value=1></fieldset></form><form id=h><input id=c
        name=cvv pattern=[0-9]+ value=12></form><form id=k><input id=d required></form>
        <div data-cobrowse=mask><input id=e type=radio name=z></div>"""
    )
    wait_for(both, "#k input", "invalid")
    both.customer.focus("#a")
    assert wait_for(both, "#f > input", "focus").split() == [
        "focus",
        "focus-visible",
        "focus-within",
    ]
    assert marks(both, "#f") == "focus-within"
    assert [marks(both, f"{one} input") for one in ("#h", "div", "#k")] + [
        marks(both, f"#{one}") for one in "hk"
    ] == ["", "", "invalid", "", "invalid"]
    assert marks(both, "#b") == marks(both, "#g") == "valid"
    both.customer.evaluate("d.value = 'x'")
    wait_for(both, "#k input", "valid")
    both.customer.evaluate("d.type = 'password'")
    for _ in range(80):
        if marks(both, "#k input") + marks(both, "#k") == "":
            return
        both.customer.wait_for_timeout(50)
    assert (marks(both, "#k input"), marks(both, "#k")) == ("", "")


OWN = f"""{STYLE}<style>x-box:state(on){{background:gold}} x-box:state(Off){{color:red}}
x-box:invalid{{border:2px solid red}}</style><x-box id=x>Box</x-box>
<x-box id=y data-cobrowse=mask>Box</x-box><script>
customElements.define('x-box', class extends HTMLElement {{
  static formAssociated = true;
  constructor() {{ super(); this.inner = this.attachInternals();
    this.attachShadow({{mode: 'open'}}).innerHTML =
      '<style>:host(:state(--deep)){{font-weight:bold}}</style><slot></slot>' }} }});
x.inner.states.add('on')</script>"""


def test_states_that_elements_name_are_seen(twins: OpenTwins) -> None:
    both = twins(OWN.replace("data-cobrowse=mask", ""))
    for page in (both.customer, both.agent):
        page.evaluate("lab.customStates = ['on', 'Off', '--deep']")
    same(both, "custom-start")
    both.customer.evaluate("x.inner.states.delete('on'); x.inner.states.add('Off')")
    same(both, "custom-changed")
    both.customer.evaluate("x.inner.states.add('--deep'); x.inner.states.add('secret')")
    same(both, "custom-deep")
    both.customer.evaluate("x.inner.setValidity({customError: true}, 'No.')")
    same(both, "custom-invalid")
    both.customer.evaluate(
        """() => { const one = document.createElement('x-box'); one.append('New');
        one.inner.states.add('on'); x.inner.states.clear(); x.after(one);
        y.inner.states.add('on') }"""
    )
    both.customer.evaluate("y.remove()")
    same(both, "custom-added")


def test_of_masked_elements_their_own_states_are_not_told(twins: OpenTwins) -> None:
    both = twins(OWN)
    both.customer.evaluate("y.inner.states.add('on'); x.inner.states.add('Off')")
    both.agent.wait_for_function(
        "player.frame.contentDocument.querySelector('#x')"
        "?.dataset.cobrowseCustom?.includes('Off')"
    )
    found = both.agent.evaluate(
        "[...player.frame.contentDocument.querySelectorAll('[data-cobrowse-custom]')]"
        ".map((one) => one.id)"
    )
    assert found == ["x"]
