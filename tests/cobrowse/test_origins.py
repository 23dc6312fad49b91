"""Origins are compared exactly; whatever is not exactly one is refused."""

import pytest

from cobrowse.origins import origin_of_request, parse_origin

HOSTILE = [
    "",
    "null",
    "file://",
    "javascript:alert(1)",
    "https://",
    "https://good.com@evil.com",
    "https://user:pw@good.com",
    "https://good.com/path",
    "https://good.com/",
    "https://good.com?x",
    "https://good.com#",
    "https://good.com:99999",
    "https://good.com:0",
    "https://good.com:abc",
    "https://go od.com",
    "https://good.com\t",
    "https://good.com\x0b",
    "https://g\u043e\u043ed.com",
    "https://[::1",
    "https://[zz]",
    "ws://good.com",
    "https://-bad-.com",
    "https://" + "a" * 400,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_origin_is_refused_without_an_exception(text: str) -> None:
    assert parse_origin(text) is None


def test_case_and_default_port_do_not_matter() -> None:
    assert parse_origin("HTTPS://Good.Com:443") == parse_origin("https://good.com")


def test_scheme_and_port_matter() -> None:
    assert parse_origin("http://good.com") != parse_origin("https://good.com")
    assert parse_origin("https://good.com:444") != parse_origin("https://good.com")


def test_look_alike_host_is_another_origin() -> None:
    assert parse_origin("https://good.com.evil") != parse_origin("https://good.com")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://localhost:8000", True),
        ("http://shop.localhost", True),
        ("http://127.0.0.1", True),
        ("http://127.8.9.1:3000", True),
        ("http://[::1]:3000", True),
        ("http://localhost.evil.com", False),
        ("http://127.0.0.1.evil.com", False),
        ("http://10.0.0.1", False),
    ],
)
def test_loopback_is_told_from_look_alikes(text: str, expected: bool) -> None:
    origin = parse_origin(text)
    assert origin is not None
    assert origin.is_loopback is expected


def test_origin_prints_as_browsers_send_it() -> None:
    assert str(parse_origin("http://[::1]:3000")) == "http://[::1]:3000"
    assert str(parse_origin("https://good.com:443")) == "https://good.com"


def test_two_origin_headers_are_none() -> None:
    header = (b"origin", b"https://good.com")
    assert origin_of_request([header]) == parse_origin("https://good.com")
    assert origin_of_request([header, header]) is None
    assert origin_of_request([]) is None
    assert origin_of_request([(b"origin", b"https://\xff.com")]) is None
