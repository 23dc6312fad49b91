"""The reference adapter against a platform that may say anything."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from demo.switch import EVENTS_PATH, CallRefused, CtiAdapter


@dataclass
class Platform:
    """A server that remembers what it was asked and answers as it is told."""

    origin: str = ""
    status: int = 200
    answer: bytes = b'{"interaction_id": "i-1", "state": "ringing"}'
    location: str = ""
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


@pytest.fixture
def platform() -> Iterator[Platform]:
    told = Platform()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            token = self.headers.get("Authorization", "")
            told.asked.append((self.path, token, json.loads(body)))
            self.send_response(told.status)
            if told.location:
                self.send_header("Location", told.location)
            self.end_headers()
            self.wfile.write(told.answer)

        def log_message(self, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    told.origin = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def ring(platform: Platform) -> str:
    adapter = CtiAdapter(platform.origin, "secret")
    return adapter.report("ringing", call_id="c1", agent="alice").state


def test_an_event_is_posted_with_the_token(platform: Platform) -> None:
    assert ring(platform) == "ringing"
    ((path, token, body),) = platform.asked
    assert (path, token) == (EVENTS_PATH, "Bearer secret")
    assert body == {"call_id": "c1", "event": "ringing", "agent": "alice"}


def test_the_platforms_own_code_is_kept(platform: Platform) -> None:
    platform.status = 422
    platform.answer = b'{"error": "unknown_agent", "detail": "Nobody has that name."}'
    with pytest.raises(CallRefused) as refused:
        ring(platform)
    assert refused.value.code == "unknown_agent"
    assert refused.value.detail == "Nobody has that name."


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>", b"[]", b"null", b'"x"', b'{"state": "active"}', b"\xff\xfe"],
)
def test_an_answer_that_makes_no_sense_is_a_refusal(
    platform: Platform, answer: bytes
) -> None:
    platform.answer = answer
    with pytest.raises(CallRefused) as refused:
        ring(platform)
    assert refused.value.code == "bad_answer"


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b"x" * 100_000])
def test_an_error_without_words_has_a_code(platform: Platform, answer: bytes) -> None:
    platform.status, platform.answer = 502, answer
    with pytest.raises(CallRefused) as refused:
        ring(platform)
    assert refused.value.code == "http_502"


def test_the_token_does_not_follow_a_redirect(platform: Platform) -> None:
    platform.status, platform.location = 302, f"{platform.origin}/elsewhere"
    with pytest.raises(CallRefused) as refused:
        ring(platform)
    assert refused.value.code == "http_302"
    assert len(platform.asked) == 1


@pytest.mark.parametrize("origin", ["http://127.0.0.1:1", "file:///etc/passwd", "x"])
def test_a_platform_that_is_not_there_is_a_refusal(origin: str) -> None:
    with pytest.raises(CallRefused):
        CtiAdapter(origin, "secret").report("ringing", call_id="c", agent="a")
