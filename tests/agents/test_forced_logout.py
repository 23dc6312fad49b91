"""Who is signed out, sent away or barred loses every socket at once (anchor T30).

A real server and real sockets. It looks again at sign-ins only once an hour: what
closes a socket here is the push alone.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from demo.people import PASSWORD
from tests.live_server import LiveServer

SIGNED_OUT = 4401
PATIENCE_SECONDS = 20
MAKE_ROOT = """
from django.contrib.auth.models import User
User.objects.create_superuser("root", password="demo")
"""


class Visitor:
    """A browser without a screen: cookies, forms, the desktop's socket."""

    def __init__(self, origin: str, username: str) -> None:
        self.origin = origin
        self._jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._jar))
        page = self.get("/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token
        self.post("/login/?next=/healthz", username=username, password=PASSWORD)

    def get(self, path: str) -> str:
        with self._opener.open(self.origin + path) as answer:
            return str(answer.read().decode())

    def post(self, path: str, **fields: str) -> str:
        fields["csrfmiddlewaretoken"] = self._cookies()["csrftoken"]
        request = Request(
            self.origin + path,
            data=urlencode(fields).encode(),
            headers={"Referer": self.origin + path},
        )
        with self._opener.open(request) as answer:
            return str(answer.read().decode())

    def _cookies(self) -> dict[str, str]:
        return {cookie.name: cookie.value or "" for cookie in self._jar}

    @contextmanager
    def open_desktop(self) -> Iterator[ClientConnection]:
        self.get("/agent/")
        ticket = json.loads(self.post("/agent/ticket/"))["ticket"]
        cookies = "; ".join(f"{key}={value}" for key, value in self._cookies().items())
        hello = {"type": "hello", "protocol": 1, "ticket": ticket, "tab": "one"}
        with connect(
            self.origin.replace("http", "ws", 1) + "/ws/desktop",
            origin=Origin(self.origin),
            additional_headers={"Cookie": cookies},
        ) as socket:
            socket.send(json.dumps(hello))
            assert json.loads(socket.recv(PATIENCE_SECONDS))["type"] == "welcome"
            yield socket


def close_code(socket: ClientConnection) -> int | None:
    """What the server closes with, whatever it says before."""
    try:
        while True:
            socket.recv(PATIENCE_SECONDS)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder: Path = tmp_path_factory.mktemp("server")
    server = LiveServer(folder, COBROWSE_REVALIDATE_SECONDS="3600")
    server.start()
    server.shell(MAKE_ROOT)
    yield server
    server.stop()


def row_of(root: Visitor, path: str, username: str) -> str:
    """The primary key in the admin's list."""
    page = root.get(f"/admin/{path}/?q={username}")
    found = re.search(rf"/admin/{path}/(\d+)/change/", page)
    assert found
    return found.group(1)


def test_signing_out_closes_the_desktop(server: LiveServer) -> None:
    alice = Visitor(server.origin, "alice")
    bob = Visitor(server.origin, "bob")
    with alice.open_desktop() as gone, bob.open_desktop() as stays:
        alice.post("/logout/")
        assert close_code(gone) == SIGNED_OUT
        stays.ping().wait(PATIENCE_SECONDS)


def test_an_administrator_sends_the_agent_away_from_every_browser(
    server: LiveServer,
) -> None:
    root = Visitor(server.origin, "root")
    at_work, at_home = (Visitor(server.origin, "alice") for _ in range(2))
    with at_work.open_desktop() as socket:
        root.post(
            "/admin/agents/agent/",
            action="log_out",
            _selected_action=row_of(root, "agents/agent", "alice"),
        )
        assert close_code(socket) == SIGNED_OUT
    for browser in (at_work, at_home):
        with pytest.raises(HTTPError) as refused:
            browser.post("/agent/ticket/")
        assert refused.value.code == 401
    assert "root" in root.get("/admin/")


def test_a_new_password_closes_the_desktop(server: LiveServer) -> None:
    root = Visitor(server.origin, "root")
    bob = Visitor(server.origin, "bob")
    user = row_of(root, "auth/user", "bob")
    with bob.open_desktop() as socket:
        root.post(
            f"/admin/auth/user/{user}/password/",
            usable_password="true",
            password1="an0ther-secret",
            password2="an0ther-secret",
        )
        assert close_code(socket) == SIGNED_OUT


def test_a_closed_account_closes_the_desktop(server: LiveServer) -> None:
    root = Visitor(server.origin, "root")
    alice = Visitor(server.origin, "alice")
    user = row_of(root, "auth/user", "alice")
    with alice.open_desktop() as socket:
        root.post(
            f"/admin/auth/user/{user}/change/",
            username="alice",
            date_joined_0="2026-01-01",
            date_joined_1="00:00:00",
        )
        assert close_code(socket) == SIGNED_OUT
