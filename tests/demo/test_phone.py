"""The simulated phone drives the CTI API of a real server over HTTP."""

import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from tests.live_server import LiveServer

STATE = re.compile(r'data-call-state="(\w+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class PhoneUser:
    """Somebody at the phone's page."""

    def __init__(self, origin: str) -> None:
        self.page = f"{origin}/demo/phone/"
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.browser = urllib.request.build_opener(jar)
        self.text = self._read(self.page)

    def _read(self, url: str, fields: dict[str, str] | None = None) -> str:
        data = urllib.parse.urlencode(fields).encode() if fields else None
        with self.browser.open(url, data, timeout=20) as answer:
            return str(answer.read().decode())

    def press(self, wish: str, **fields: str) -> str:
        """Presses a button; returns the state that the page shows then."""
        found = TOKEN.search(self.text)
        assert found
        form = {"csrfmiddlewaretoken": found[1], "wish": wish, **fields}
        self.text = self._read(f"{self.page}act/", form)
        return self.shown()

    def shown(self) -> str:
        found = STATE.search(self.text)
        assert found
        return found[1]

    def poll(self) -> str:
        """What the page's script would be told."""
        found = TOKEN.search(self.text)
        assert found
        return self._read(f"{self.page}state/", {"csrfmiddlewaretoken": found[1]})


def test_a_call_from_ring_to_hang_up(product: LiveServer) -> None:
    phone = PhoneUser(product.origin)
    assert phone.shown() == "idle"
    assert phone.press("ringing", number="+47 911 22 334", agent="alice") == "ringing"
    assert phone.press("answered") == "active"
    assert '"active"' in phone.poll()
    assert phone.press("held") == "held"
    assert phone.press("retrieved") == "active"
    assert phone.press("transferred", to_agent="bob") == "active"
    assert "Bob Castellan" in phone.text
    assert '"active"' in phone.poll()
    assert phone.press("ended") == "ended"
    assert phone.press("clear") == "idle"


def test_the_caller_may_hang_up_while_it_rings(product: LiveServer) -> None:
    phone = PhoneUser(product.origin)
    phone.press("ringing", number="+47 911 22 334", agent="bob")
    assert phone.press("ended") == "ended"
    assert '"ended"' in phone.poll()


def test_what_makes_no_sense_now_does_nothing(product: LiveServer) -> None:
    phone = PhoneUser(product.origin)
    for wish in ("answered", "held", "ended", "explode", ""):
        assert phone.press(wish) == "idle"
    phone.press("ringing", number="+47 911 22 334", agent="alice")
    for wish in ("retrieved", "held", "ringing", "clear"):
        assert phone.press(wish, number="+47 1", agent="bob") == "ringing"
    phone.press("ended")


def test_a_bad_number_or_agent_places_no_call(product: LiveServer) -> None:
    phone = PhoneUser(product.origin)
    assert phone.press("ringing", number="help", agent="alice") == "idle"
    assert "7 to 15 digits" in phone.text
    assert phone.press("ringing", number="+47 911 22 334", agent="root") == "idle"


def test_one_persons_call_is_nobody_elses(product: LiveServer) -> None:
    phone = PhoneUser(product.origin)
    phone.press("ringing", number="+47 911 22 334", agent="alice")
    assert PhoneUser(product.origin).shown() == "idle"
    phone.press("ended")


def test_several_callers_at_once_each_on_a_line(product: LiveServer) -> None:
    phone = PhoneUser(product.origin)
    numbers = ["+47 911 22 334", "+47 911 22 335", "+47 911 22 336", "+47 911 22 337"]
    for number in numbers:
        assert phone.press("ringing", call="new", number=number, agent="bob") == (
            "ringing"
        )
    assert phone.text.count('data-testid="phone-line"') == len(numbers)
    assert "phone-another" not in phone.text
    phone.press("ringing", call="new", number="+47 911 22 338", agent="bob")
    assert "All lines are busy" in phone.text
    lines = re.findall(r'href="\?call=(demo-\w+)"', phone.text)
    assert phone.press("answered", call=lines[2]) == "active"
    assert phone.press("held", call=lines[2]) == "held"
    assert phone.press("ended", call=lines[0]) == "ended"
    for line in lines[1:]:
        assert phone.press("ended", call=line) == "ended"
    for line in lines:
        phone.press("clear", call=line)
    assert phone.shown() == "idle"


def test_a_line_that_is_not_ones_own_is_nobodys(product: LiveServer) -> None:
    phone = PhoneUser(product.origin)
    phone.press("ringing", number="+47 911 22 334", agent="alice")
    (line,) = set(re.findall(r'href="\?call=(demo-\w+)"', phone.text))
    other = PhoneUser(product.origin)
    assert other.press("ended", call=line) == "idle"
    assert '"ringing"' in phone.poll()
    phone.press("ended", call=line)
