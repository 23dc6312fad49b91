"""The same lines sent to two web processes at once are stored once, in one order."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.services import (
    WebProcess,
    run_python,
    running_postgres,
    running_redis,
    running_web,
)

pytestmark = pytest.mark.services

PATIENCE_SECONDS = 30
LINES = 15
SEED = "from tests.people import make_site; make_site()"
STORED = """
import json
from interactions.models import ChatMessage
rows = ChatMessage.objects.order_by("seq").values_list("seq", "client_id")
print(json.dumps(list(rows)))
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    with running_redis(tmp_path) as redis, running_postgres() as url:
        yield {
            "DATABASE_URL": url,
            "COBROWSE_VAR_DIR": str(tmp_path),
            "REDIS_URL": redis.url,
        }


class Tab:
    """One tab of the customer's browser, on one of the processes."""

    def __init__(self, socket: ClientConnection, welcome: dict[str, Any]) -> None:
        self._socket = socket
        self.welcome = welcome
        self.heard: list[tuple[int, str]] = []

    @classmethod
    async def open(cls, process: WebProcess, token: str | None) -> "Tab":
        socket = await connect(
            f"ws://{process.host}/ws/widget/shop",
            origin=f"http://{process.host}",  # type: ignore[arg-type]
            compression=None,
        )
        page = {"url": "", "title": "", "referrer": ""}
        tab = cls(socket, {})
        await tab.say("hello", protocol=1, token=token, tab="t", page=page)
        tab.welcome = await tab.until("welcome")
        return tab

    async def say(self, kind: str, **fields: object) -> None:
        await self._socket.send(json.dumps({"type": kind, **fields}))

    async def until(self, kind: str) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                message: dict[str, Any] = json.loads(await self._socket.recv())
                assert message["type"] != "error", message
                if message["type"] == kind:
                    return message

    async def send_all(self) -> None:
        for number in range(LINES):
            await self.say("chat.send", client_id=f"c{number}", text=f"Line {number}")

    async def hear_all(self) -> None:
        """Until every line has come back at least once."""
        while len({client_id for _, client_id in self.heard}) < LINES:
            line = (await self.until("chat.message"))["message"]
            self.heard.append((line["seq"], line["client_id"]))

    async def close(self) -> None:
        await self._socket.close()


async def race(first: WebProcess, second: WebProcess) -> list[Tab]:
    one = await Tab.open(first, None)
    await one.say("chat.start", name="Carla")
    await one.until("interaction.updated")
    token = one.welcome["token"]
    tabs = [one, await Tab.open(second, token), await Tab.open(second, token)]
    await asyncio.gather(*(tab.send_all() for tab in tabs))
    await asyncio.gather(*(tab.hear_all() for tab in tabs))
    for tab in tabs:
        await tab.close()
    return tabs


def test_tabs_on_two_processes_resend_the_same_lines(
    environment: dict[str, str], tmp_path: Path
) -> None:
    run_python("manage.py", "migrate", "-v0", **environment)
    run_python("manage.py", "shell", "-c", SEED, **environment)
    with running_web(tmp_path, 2, **environment) as (first, second):
        tabs = asyncio.run(race(first, second))
    printed = run_python("manage.py", "shell", "-c", STORED, **environment)
    stored = [tuple(row) for row in json.loads(printed.splitlines()[-1])]
    assert [seq for seq, _ in stored] == list(range(1, LINES + 1))
    assert sorted(key for _, key in stored) == sorted(f"c{n}" for n in range(LINES))
    for tab in tabs:
        # Whoever heard a line, and however often: always under the same number.
        assert set(tab.heard) == set(stored)
