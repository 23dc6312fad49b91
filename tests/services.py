"""Real services for tests: Redis, PostgreSQL and web processes, each on a free port.

Everything lives in a folder of the test and ends with it. Tests that use them are
marked `services`.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30
_POSTGRES_FOLDERS = Path("/usr/lib/postgresql")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(is_ready: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if is_ready():
            return
        time.sleep(0.05)
    raise AssertionError(f"{what} did not start")


def accepts(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


class RedisServer:
    """A Redis that keeps nothing on disk. It can be killed and come back empty."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = shutil.which("redis-server")
        assert program, "No redis-server: `make test` installs it."
        self._process = subprocess.Popen(
            [
                program,
                *("--port", str(self.port), "--bind", "127.0.0.1"),
                *("--save", "", "--appendonly", "no", "--dir", str(self._folder)),
            ],
            stdout=subprocess.DEVNULL,
        )
        wait_until(lambda: accepts(self.port), "Redis")

    def kill(self) -> None:
        """As a power cut would; everything in it is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def running_redis(folder: Path) -> Iterator[RedisServer]:
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def _postgres_program(name: str) -> str:
    found = sorted(_POSTGRES_FOLDERS.glob(f"*/bin/{name}"))
    assert found, "No PostgreSQL: `make test` installs it."
    return str(found[-1])


def _as_nobody_special(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as its own user."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


@contextmanager
def running_postgres() -> Iterator[str]:
    """The DATABASE_URL of a cluster of its own, in a folder that its user can reach."""
    port = free_port()
    with TemporaryDirectory(prefix="cobrowse-postgres-") as name:
        home = Path(name)
        run = _as_nobody_special(home)
        data = home / "data"
        initdb = [_postgres_program("initdb"), "-D", str(data), "-U", "cobrowse"]
        subprocess.run(
            [*run, *initdb, "-A", "trust", "-N"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        options = f"-p {port} -h 127.0.0.1 -k {home} -F -c log_min_messages=fatal"
        control = [*run, _postgres_program("pg_ctl"), "-D", str(data), "-s"]
        start = [*control, "-w", "-l", str(home / "log"), "-o", options, "start"]
        subprocess.run(start, check=True, cwd="/")
        try:
            yield f"postgres://cobrowse@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd="/")


class WebProcess:
    """One web process of many, served by uvicorn as in production."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = free_port()
        self.host = f"localhost:{self.port}"
        self.log = folder / f"web-{self.port}.log"
        self._environment = {**os.environ, "COBROWSE_DEMO": "1", **environment}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "uvicorn", "cobrowse.asgi:application"),
                    *("--port", str(self.port), "--log-level", "warning"),
                    *("--ws-per-message-deflate", "false", "--lifespan", "off"),
                ],
                cwd=ROOT,
                env=self._environment,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_until(self._is_healthy, "The web process")
        except AssertionError:
            self.kill()
            raise AssertionError(self.log.read_text()) from None

    def _is_healthy(self) -> bool:
        try:
            address = f"http://{self.host}/healthz"
            with urllib.request.urlopen(address, timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def resident_bytes(self) -> int:
        """The memory it holds now (Linux)."""
        assert self._process is not None
        pages = Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def running_web(
    folder: Path, count: int, **environment: str
) -> Iterator[list[WebProcess]]:
    processes = [WebProcess(folder, **environment) for _ in range(count)]
    try:
        for process in processes:
            process.start()
        yield processes
    finally:
        for process in processes:
            process.kill()


def run_python(*arguments: str, **environment: str) -> str:
    """What a Python program of the project prints; its errors fail the test."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "COBROWSE_DEMO": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
