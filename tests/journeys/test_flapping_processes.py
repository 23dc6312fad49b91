"""The same over two web processes, each killed once, with Redis and PostgreSQL."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flaky_proxy import FlakyProxy
from tests.journeys.ledger import read_ledger
from tests.journeys.talk import Talk
from tests.loop_thread import LoopThread
from tests.services import (
    WebProcess,
    run_python,
    running_postgres,
    running_redis,
    running_web,
)

pytestmark = pytest.mark.services

NAMES = ("Pair-ada", "Pair-ben", "Pair-cem")
SEED = 12


@dataclass
class Cluster:
    """Two web processes, and what a third process needs to read their tables."""

    web: list[WebProcess]
    environment: dict[str, str]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with running_redis(tmp_path) as redis, running_postgres() as database_url:
        environment = {
            "DATABASE_URL": database_url,
            "COBROWSE_VAR_DIR": str(tmp_path),
            "REDIS_URL": redis.url,
        }
        run_python("manage.py", "migrate", "-v", "0", **environment)
        run_python("manage.py", "seed_demo", "-v", "0", **environment)
        with running_web(tmp_path, 2, **environment) as web:
            yield Cluster(web, environment)


def test_three_chats_survive_the_death_of_each_process(
    loop: LoopThread, cluster: Cluster
) -> None:
    proxy = FlakyProxy(cluster.web, seed=SEED)
    proxy.open(loop)
    talk = Talk(proxy.origin, NAMES, lines=20)
    loop.run(talk.begin())
    proxy.flap()
    for part, process in enumerate(cluster.web, start=1):
        writing = loop.begin(talk.write(part=part, of=2))
        proxy.flap_through()
        process.kill()
        loop.run(asyncio.sleep(0.5))
        process.start()
        writing.result(60)
    proxy.calm()
    loop.run(talk.all_is_seen(), timeout=120)
    loop.run(talk.leave())
    proxy.close()

    talk.is_told_alike(read_ledger(cluster.environment, *NAMES))
