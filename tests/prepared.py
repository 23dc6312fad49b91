"""The demo's data as they are on its first day, made once for all servers of a run."""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
_TEMPLATE = Path(tempfile.gettempdir()) / f"cobrowse-first-day-{_RUN}"
_COMMANDS = (("migrate", "--no-input", "-v0"), ("seed_demo", "-v0"))


def furnish(folder: Path) -> None:
    """Put the data there, unless some are there already.

    The first of all processes that come makes them, the others wait for it.
    """
    if (folder / "cobrowse.sqlite3").exists():
        return
    with _TEMPLATE.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (_TEMPLATE / "done").exists():
            _make()
        # As long as nobody else may remove it.
        for file in _TEMPLATE.iterdir():
            if file.is_file() and file.name != "done":
                shutil.copy2(file, folder)


def _make() -> None:
    shutil.rmtree(_TEMPLATE, ignore_errors=True)
    _TEMPLATE.mkdir()
    atexit.register(_remove)
    environment = {
        **os.environ,
        "COBROWSE_DEMO": "1",
        "COBROWSE_VAR_DIR": str(_TEMPLATE),
    }
    for command in _COMMANDS:
        subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *command],
            cwd=ROOT,
            env=environment,
            check=True,
        )
    (_TEMPLATE / "done").touch()


def _remove() -> None:
    """Whoever comes later makes them anew."""
    lock = _TEMPLATE.with_suffix(".lock")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        shutil.rmtree(_TEMPLATE, ignore_errors=True)
        lock.unlink(missing_ok=True)
