"""Customer and agent in different web processes, a Redis between them (R09, R12)."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.services import (
    RedisServer,
    WebProcess,
    run_python,
    running_redis,
    running_web,
)
from tests.sessions_app.wires import PAGE, command, pointer, stream

pytestmark = pytest.mark.services

IDLE_SECONDS = 16
PATIENCE_SECONDS = 20
# 60 MB of page for an agent who reads nothing.
FLOOD_FRAMES = 240
FLOOD_GROWTH_BYTES = 45_000_000


@dataclass
class Stage:
    """Two web processes, their Redis, and the secrets of both sides."""

    first: WebProcess
    second: WebProcess
    redis: RedisServer
    secrets: dict[str, Any]

    async def customer(self, process: WebProcess) -> ClientConnection:
        socket = await connect(
            f"ws://{process.host}/ws/session/{self.secrets['session']}/customer",
            origin=f"http://{process.host}",  # type: ignore[arg-type]
            max_size=None,
            compression=None,
        )
        hello = {"token": self.secrets["token"], "tab": "t", "epoch": 7, "page": PAGE}
        await say(socket, "hello", protocol=1, **hello)
        assert (await heard(socket, "welcome"))["session"]["state"] == "active"
        return socket

    async def agent(self, process: WebProcess) -> ClientConnection:
        pairs = self.secrets["cookies"].items()
        socket = await connect(
            f"ws://{process.host}/ws/session/{self.secrets['session']}/agent",
            origin=f"http://{process.host}",  # type: ignore[arg-type]
            additional_headers={"Cookie": "; ".join(f"{k}={v}" for k, v in pairs)},
            max_size=None,
            compression=None,
        )
        await say(socket, "hello", protocol=1, ticket=self.secrets["ticket"])
        await heard(socket, "welcome")
        return socket


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with running_redis(tmp_path) as redis:
        environment = {
            "DATABASE_URL": f"sqlite:///{tmp_path / 'two.sqlite3'}",
            "COBROWSE_VAR_DIR": str(tmp_path),
            "REDIS_URL": redis.url,
        }
        setting = {"DJANGO_SETTINGS_MODULE": "cobrowse.settings"}
        printed = run_python("-m", "tests.sessions_app.stage", **environment, **setting)
        secrets = json.loads(printed.splitlines()[-1])
        with running_web(tmp_path, 2, **environment) as (first, second):
            yield Stage(first, second, redis, secrets)


async def say(socket: ClientConnection, kind: str, **fields: Any) -> None:
    await socket.send(json.dumps({"type": kind, **fields}))


async def heard(socket: ClientConnection, kind: str, **fields: Any) -> dict[str, Any]:
    """The next message of this type with these fields."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            text = await socket.recv()
            if isinstance(text, bytes):
                continue
            message: dict[str, Any] = json.loads(text)
            if message["type"] == kind and fields.items() <= message.items():
                return message


async def frame(socket: ClientConnection) -> bytes:
    """The next binary frame."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            got = await socket.recv()
            if isinstance(got, bytes):
                return got


async def frames_arrive(sender: ClientConnection, receiver: ClientConnection) -> None:
    """Send until something comes through: the two may not have met yet."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            await sender.send(pointer(1))
            try:
                async with asyncio.timeout(0.5):
                    await frame(receiver)
                    return
            except TimeoutError:
                continue


async def frames_within(socket: ClientConnection, seconds: float = 1) -> list[bytes]:
    """All frames of this while."""
    frames: list[bytes] = []
    try:
        async with asyncio.timeout(seconds):
            while True:
                got = await socket.recv()
                if isinstance(got, bytes):
                    frames.append(got)
    except TimeoutError:
        return frames


async def quiet(socket: ClientConnection) -> None:
    """Read away what is on its way."""
    try:
        async with asyncio.timeout(0.5):
            while True:
                await socket.recv()
    except TimeoutError:
        return


async def test_frames_and_facts_cross_between_processes(stage: Stage) -> None:
    customer = await stage.customer(stage.first)
    agent = await stage.agent(stage.second)
    await heard(customer, "resync.requested", reason="viewer")

    # Large and small, in order, none lost.
    sent = [stream(seq, size=200_000 if seq % 50 == 0 else 300) for seq in range(400)]
    for piece in sent:
        await customer.send(piece)
    assert [await frame(agent) for _ in sent] == sent
    await agent.send(pointer(77))
    assert await frame(customer) == pointer(77)

    # The mode is one for both processes.
    await agent.send(command(1))
    assert (await heard(agent, "error"))["code"] == "mode_required"
    await say(agent, "write.request")
    await heard(customer, "session.updated", cause="write.requested")
    await say(customer, "write.grant")
    granted = await heard(agent, "session.updated", cause="write.granted")
    epoch = granted["session"]["mode_epoch"]
    await agent.send(command(epoch, seq=1))
    assert await frame(customer) == command(epoch, seq=1)
    await say(customer, "write.revoke")
    await heard(customer, "session.updated", cause="write.revoked")
    # The agent's process may not know yet; the customer's process does.
    await agent.send(command(epoch, seq=2))
    assert (await heard(agent, "error"))["code"] == "mode_required"

    # A newer viewer takes over from another process.
    viewer = await stage.agent(stage.first)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await agent.wait_closed()
    assert agent.close_code == 4409
    await frames_arrive(customer, viewer)

    # A process that dies takes nobody's session with it.
    stage.first.kill()
    async with asyncio.timeout(PATIENCE_SECONDS):
        await customer.wait_closed()
        await viewer.wait_closed()
    customer, agent = (
        await stage.customer(stage.second),
        await stage.agent(stage.second),
    )
    await frames_arrive(customer, agent)
    await say(customer, "session.end")
    ended = await heard(agent, "session.updated", cause="session.ended")
    assert ended["session"]["end_reason"] == "customer_ended"
    async with asyncio.timeout(PATIENCE_SECONDS):
        await agent.wait_closed()
    assert agent.close_code == 4410


async def test_a_pause_holds_in_both_processes(stage: Stage) -> None:
    customer = await stage.customer(stage.first)
    agent = await stage.agent(stage.second)
    await frames_arrive(customer, agent)
    await say(customer, "sharing.pause")
    for side in (customer, agent):
        await heard(side, "session.updated", cause="sharing.paused")
    for seq in range(200):
        await customer.send(stream(seq, size=2_000))
        await agent.send(pointer(seq, action=1))
    assert await frames_within(agent) == []
    assert await frames_within(customer) == []
    # A customer's page that comes back to the other process is still paused.
    await customer.close()
    customer = await stage.customer(stage.second)
    await customer.send(stream(1))
    assert await frames_within(agent) == []
    await say(customer, "sharing.resume")
    await heard(customer, "resync.requested", reason="resumed")
    await customer.send(stream(2))
    assert await frame(agent) == stream(2)
    await customer.close()
    await agent.close()


async def test_an_idle_socket_still_hears_after_a_quarter_of_a_minute(
    stage: Stage,
) -> None:
    """Security finding 1, and R12: Redis comes back empty and all is well again."""
    customer = await stage.customer(stage.first)
    agent = await stage.agent(stage.second)
    await quiet(customer)
    await asyncio.sleep(IDLE_SECONDS)
    await say(agent, "write.request")
    await heard(customer, "session.updated", cause="write.requested")
    await customer.send(stream(1))
    assert await frame(agent) == stream(1)

    stage.redis.kill()
    await asyncio.sleep(1)
    stage.redis.start()
    await frames_arrive(customer, agent)
    await frames_arrive(agent, customer)
    await say(agent, "write.drop")
    await heard(customer, "session.updated", cause="write.dropped")
    await customer.close()
    await agent.close()


@pytest.mark.parametrize("elsewhere", [False, True], ids=["same", "other"])
async def test_an_agent_who_reads_nothing_costs_the_server_little(
    stage: Stage, elsewhere: bool
) -> None:
    """R18: bounded; the customer is not held up; on return there is a snapshot."""
    customer = await stage.customer(stage.first)
    agent = await stage.agent(stage.second if elsewhere else stage.first)
    await heard(customer, "resync.requested", reason="viewer")
    processes = (stage.first, stage.second)
    before = sum(process.resident_bytes() for process in processes)
    # The client library stops reading once a few frames wait for its owner.
    for seq in range(FLOOD_FRAMES):
        await customer.send(stream(seq, size=250_000))
        await asyncio.sleep(0)
    await say(customer, "ping")
    await heard(customer, "pong")
    grown = sum(process.resident_bytes() for process in processes) - before
    assert grown < FLOOD_GROWTH_BYTES
    reading = asyncio.create_task(quiet(agent))
    assert (await heard(customer, "resync.requested"))["reason"] == "overflow"
    await reading
    await customer.send(stream(7_777))
    while await frame(agent) != stream(7_777):
        continue
    await customer.close()
    await agent.close()
