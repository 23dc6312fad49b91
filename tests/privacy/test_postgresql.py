"""Erasure and retention on PostgreSQL: the same promises, races, two processes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import ROOT, run_python, running_postgres

pytestmark = pytest.mark.services

HERE = Path(__file__).parent
FILES = (
    "test_erasure.py",
    "test_retention.py",
    "test_retention_runs.py",
    "test_sums.py",
    "test_races.py",
)
IDLE = 1_000
SEED = f"""
from datetime import timedelta
from django.utils import timezone
from interactions.models import Customer
from tests.people import make_site
site, long_ago = make_site(), timezone.now() - timedelta(days=100)
Customer.objects.bulk_create(
    Customer(site=site, token_hash=f"{{n:064}}", last_seen_at=long_ago)
    for n in range({IDLE})
)
"""
COUNT = """
from interactions.models import Customer, ErasureReceipt
receipts = ErasureReceipt.objects.filter(cause="retention")
print(Customer.objects.count(), sum(r.counts["customers"] for r in receipts))
"""


@pytest.fixture
def database_url() -> Iterator[str]:
    with running_postgres() as url:
        yield url


def test_personal_data_go_alike_on_postgresql(database_url: str) -> None:
    printed = run_python(
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", "--create-db"),
        *(str(HERE / name) for name in FILES),
        DATABASE_URL=database_url,
    )
    assert " passed" in printed


def test_two_processes_at_once_share_the_work(
    database_url: str, tmp_path: Path
) -> None:
    environment = {"DATABASE_URL": database_url, "COBROWSE_VAR_DIR": str(tmp_path)}
    share(environment)


def test_two_processes_share_one_file_too(tmp_path: Path) -> None:
    share(
        {"DATABASE_URL": f"sqlite:///{tmp_path}/db", "COBROWSE_VAR_DIR": str(tmp_path)}
    )


def share(environment: dict[str, str]) -> None:
    """What is due goes once: it is gone, and counted once in all receipts."""
    run_python("manage.py", "migrate", "-v0", **environment)
    run_python("manage.py", "shell", "-c", SEED, **environment)
    runs = [
        subprocess.Popen(
            [sys.executable, "manage.py", "apply_retention"],
            cwd=ROOT,
            env={**os.environ, "COBROWSE_DEMO": "1", **environment},
        )
        for _ in range(2)
    ]
    assert [run.wait() for run in runs] == [0, 0]
    # A chunk that one had in hand when the other passed by is the next run's.
    run_python("manage.py", "apply_retention", **environment)
    printed = run_python("manage.py", "shell", "-c", COUNT, **environment)
    assert printed.splitlines()[-1].split() == ["0", str(IDLE)]
