"""Exports and e-mails where workers die and race: real PostgreSQL, real processes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import ROOT, run_python, running_postgres

pytestmark = pytest.mark.services

# What databases may see differently: numbers, orders, locks.
FILES = ("test_api.py", "test_exports.py")
CASES = "same_numbers or counted or order or cancelled or silent or asgi"
LABOUR = ("-m", "tests.reporting.export_labour")


@pytest.fixture(scope="module")
def database() -> Iterator[dict[str, str]]:
    with running_postgres() as url:
        environment = {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "cobrowse.settings",
        }
        run_python("manage.py", "migrate", "-v0", **environment)
        yield environment


def test_a_worker_killed_half_way_leaves_one_whole_file(
    database: dict[str, str],
) -> None:
    run_python(*LABOUR, "ask", **database)
    with subprocess.Popen(
        [sys.executable, *LABOUR, "stick"],
        cwd=ROOT,
        env={**os.environ, "COBROWSE_DEMO": "1", **database},
        stdout=subprocess.PIPE,
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"half-way\n"
        worker.kill()
    assert run_python(*LABOUR, "finish", **database).split() == ["9000", "9000"]


def test_exports_and_rest_behave_alike_on_postgresql(database: dict[str, str]) -> None:
    printed = run_python(
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", "--create-db", "-k", CASES),
        *(str(Path(__file__).parent / name) for name in FILES),
        DATABASE_URL=database["DATABASE_URL"],
    )
    assert " passed" in printed
    assert "skipped" not in printed


def test_two_workers_send_a_message_once(database: dict[str, str]) -> None:
    run_python("manage.py", "flush", "--no-input", "-v0", **database)
    sent, counted, due = run_python(*LABOUR, "race", **database).split()
    assert sent == counted == due
