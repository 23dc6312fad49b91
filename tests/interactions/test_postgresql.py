"""Chats keep their promises on PostgreSQL too: races, order, marks, search (law 9)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import run_python, running_postgres

pytestmark = pytest.mark.services

HERE = Path(__file__).parent
FILES = (
    "test_races.py",
    "test_chats.py",
    "test_receipts.py",
    "test_messaging.py",
    "test_transcript_reads.py",
    "test_replies.py",
    "test_work_races.py",
    "test_routing_rules.py",
    "test_queues.py",
    "test_callbacks.py",
    "test_wrap_ups.py",
)
EXPLAIN = """
from django.db import connection
from interactions.selectors.search import lines_with, parse_words
with connection.cursor() as cursor:
    cursor.execute("SET enable_seqscan = off")
print(lines_with(parse_words("Kettle")).explain())
"""


@pytest.fixture
def database_url() -> Iterator[str]:
    with running_postgres() as url:
        yield url


def test_chats_behave_alike_on_postgresql(database_url: str) -> None:
    printed = run_python(
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", "--create-db"),
        *(str(HERE / name) for name in FILES),
        DATABASE_URL=database_url,
    )
    assert " passed" in printed
    assert "skipped" not in printed


def test_lines_are_found_by_their_index(database_url: str) -> None:
    run_python("manage.py", "migrate", "-v0", DATABASE_URL=database_url)
    plan = run_python("manage.py", "shell", "-c", EXPLAIN, DATABASE_URL=database_url)
    assert "Index Scan on message_text_pieces" in plan
