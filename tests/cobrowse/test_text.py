"""Text that a stranger typed becomes valid and printable."""

import pytest

from cobrowse.text import clean_line, clean_text, clean_url


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Hello\r\n world\t! ", "Hello\n world\t!"),
        ("a\x00b\x1b[31mc\x9f", "ab[31mc"),
        ("half \ud83d", "half \ufffd"),
        ("whole \U0001f600", "whole \U0001f600"),
        ("\u202eright to left is a script", "\u202eright to left is a script"),
    ],
)
def test_several_lines_keep_what_people_write(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Carla \n\t Test ", "Carla Test"),
        ("gpj.\u202eelif", "gpj.elif"),
        ("\u2066\u200f", ""),
    ],
)
def test_a_name_is_one_line_that_reads_as_it_stands(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_what_is_no_text_is_left_to_validation() -> None:
    assert clean_text(7) == 7
    assert clean_line(None) is None


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("https://shop.example/a/b?q=secret#frag", "https://shop.example/a/b"),
        ("https://user:pw@Shop.example:8443/x", "https://shop.example:8443/x"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//evil.example/x", ""),
        ("https://", ""),
        ("https://x:99999/", ""),
        ("https://[::1/", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_an_address_is_kept_without_its_secrets(sent: str, kept: str) -> None:
    assert clean_url(sent) == kept
