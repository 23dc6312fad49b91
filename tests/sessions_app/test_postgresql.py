"""The services' promises hold on PostgreSQL too, with its real locks (law 9)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import run_python, running_postgres

pytestmark = pytest.mark.services

HERE = Path(__file__).parent
FILES = (
    "test_start.py",
    "test_join.py",
    "test_write_mode.py",
    "test_deadlines.py",
    "test_presence.py",
    "test_rules_admin.py",
    "test_rule_use.py",
    "test_assets.py",
    "test_asset_limits.py",
    "test_asset_answers.py",
    "test_asset_races.py",
    "parallel_joins.py",
)


@pytest.fixture
def database_url() -> Iterator[str]:
    with running_postgres() as url:
        yield url


def test_services_behave_alike_on_postgresql(database_url: str) -> None:
    printed = run_python(
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", "--create-db"),
        *(str(HERE / name) for name in FILES),
        DATABASE_URL=database_url,
    )
    assert " passed" in printed
    assert "skipped" not in printed


def test_migrations_match_the_models_on_postgresql(database_url: str) -> None:
    run_python("manage.py", "migrate", "-v0", DATABASE_URL=database_url)
    run_python(
        "manage.py", "makemigrations", "--check", "--dry-run", DATABASE_URL=database_url
    )
