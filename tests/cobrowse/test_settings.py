"""Settings come from the environment; what cannot be read stops the start."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cobrowse.database import database_from_url
from cobrowse.env import env_bool, env_int, env_list, env_str


def test_a_secret_may_live_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text("from-the-file\n")
    monkeypatch.setenv("X_FILE", str(tmp_path / "key"))
    assert env_str("X", "") == "from-the-file"
    monkeypatch.setenv("X_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured):
        env_str("X", "")


@pytest.mark.parametrize("value", ["maybe", "2", "yes please"])
def test_a_doubtful_truth_value_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured):
        env_bool("X", False)


def test_numbers_have_a_minimum(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env_int("X_UNSET", 7) == 7
    monkeypatch.setenv("X", "0")
    with pytest.raises(ImproperlyConfigured):
        env_int("X", 7, minimum=1)
    monkeypatch.setenv("X", "seven")
    with pytest.raises(ImproperlyConfigured):
        env_int("X", 7)


def test_lists_drop_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", " a, ,b,")
    assert env_list("X") == ["a", "b"]


def test_database_urls_of_both_kinds(tmp_path: Path) -> None:
    sqlite = database_from_url(f"sqlite:///{tmp_path}/sub/x.sqlite3")
    assert sqlite["NAME"] == f"{tmp_path}/sub/x.sqlite3"
    postgres = database_from_url("postgres://me:p%40ss@db:5433/cobrowse")
    assert postgres["PASSWORD"] == "p@ss"
    assert postgres["PORT"] == "5433"
    with pytest.raises(ImproperlyConfigured):
        database_from_url("mysql://x")
