"""The long fuzz of the mirror: `make fuzz`, or `python -m tests.mirror.campaign -h`.

Seeds of all kinds and the small scopes are shared out among processes, each with a
browser of its own. What fails is made small and written to `var/fuzz/`; a case worth
keeping goes into `kept_cases.json`. The exit code is 1 if anything failed.
"""

import argparse
import json
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Empty

from tests.mirror import fuzzing
from tests.mirror.engines import ENGINES, EngineBrowser, EngineName, launch, missing

ROOT = Path(__file__).resolve().parents[2]
BATCH = 40
#: A batch takes a minute or two; a page that does not end one is given up.
BATCH_SECONDS = 900
HUNG = 3
#: Nodes, steps, cases (all, where there are fewer), and whether each begins anew.
Scope = tuple[int, int, int, bool]
SCOPES: tuple[Scope, ...] = (
    (1, 1, 560, False),
    (2, 1, 2_240, False),
    (1, 2, 44_800, False),
    (2, 2, 30_000, False),
    (3, 2, 20_000, False),
    (3, 3, 20_000, False),
    (4, 3, 20_000, False),
    (3, 2, 500, True),
    (4, 3, 500, True),
)


@dataclass(frozen=True)
class Job:
    """A batch of seeds of one kind, or a small scope."""

    kind: str
    first: int
    count: int
    scope: Scope | None = None


@dataclass(frozen=True)
class Orders:
    """What every worker has to know."""

    browser: EngineName
    bundle: str
    folder: Path


def jobs(
    first: int, seeds: int, kinds: list[str], scopes: Sequence[Scope] = SCOPES
) -> Iterator[Job]:
    """The scopes, then all kinds in turn, so that a run that is cut short saw each."""
    for scope in scopes:
        yield Job("small", first, scope[2], scope)
    whole = sum(fuzzing.KINDS[kind] for kind in kinds)
    left = {kind: round(seeds * fuzzing.KINDS[kind] / whole) for kind in kinds}
    at = dict.fromkeys(kinds, first)
    while any(left.values()):
        for kind in kinds:
            count = min(BATCH, left[kind])
            if count:
                yield Job(kind, at[kind], count)
            at[kind] += count
            left[kind] -= count


def work(
    orders: Orders,
    todo: "multiprocessing.Queue[Job | None]",
    done: "multiprocessing.Queue[tuple[Job, int]]",
) -> None:
    """One worker: jobs until there are no more, each browser for some of them.

    A campaign that was killed takes its workers along.
    """
    parent = multiprocessing.parent_process()
    job = todo.get()
    while job is not None:
        with launch(orders.browser) as browser:
            for _ in range(25):
                if job is None:
                    break
                if parent and not parent.is_alive():
                    return
                watch = threading.Timer(BATCH_SECONDS, give_up, (orders, done, job))
                watch.daemon = True
                watch.start()
                failed = run(orders, browser, job)
                watch.cancel()
                done.put((job, failed))
                job = todo.get()


def give_up(
    orders: Orders, done: "multiprocessing.Queue[tuple[Job, int]]", job: Job
) -> None:
    """Ends this process with the page that hangs; another takes its place."""
    why = f"did not end within {BATCH_SECONDS} s"
    done.put((job, keep(orders.folder, f"{job.kind}-{job.first}-hung", {"why": why})))
    done.close()
    done.join_thread()
    os._exit(HUNG)


def run(orders: Orders, browser: EngineBrowser, job: Job) -> int:
    """How many cases of the job failed; each is written to a file."""
    count = 0
    try:
        count += play(orders, browser, job)
    except Exception as broken:  # A page that crashed; the next batch has another.
        count += keep(
            orders.folder, f"{job.kind}-{job.first}-end", {"why": str(broken)}
        )
    for error in browser.close_pages():
        count += keep(orders.folder, f"{job.kind}-{job.first}-error", {"why": error})
    return count


def play(orders: Orders, browser: EngineBrowser, job: Job) -> int:
    """The job in a page of its own; how many cases failed."""
    page = browser.open(fuzzing.PAGE, fuzzing.serve)
    fuzzing.prepare(page, orders.bundle)
    count = 0
    if job.scope:
        nodes, steps, cases, whole = job.scope
        found = fuzzing.small(page, nodes, steps, cases, seed=job.first, whole=whole)
        for one in found["failed"]:
            count += keep(orders.folder, f"small-{nodes}-{steps}-{count}", one)
    else:
        for failure in fuzzing.run(page, job.first, job.count, job.kind):
            small = fuzzing.shrink(page, failure)
            case: dict[str, object] = {
                "why": small["found"] or f"only once: {failure['found']}",
                "kind": job.kind,
                "tape": small["tape"],
            }
            count += keep(orders.folder, f"{job.kind}-{failure['seed']}", case)
    return count


def keep(folder: Path, name: str, case: dict[str, object]) -> int:
    """Writes one failure where a person finds it; always 1, to be counted."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(case, indent="\t", ensure_ascii=False) + "\n")
    reason = str(case.get("why") or case.get("found"))
    print(f"  ✗ {path}\n    {reason[:400]}", flush=True)
    return 1


class Crew:
    """The workers, as many as there should be until the work is done."""

    def __init__(self, orders: Orders, count: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self.todo: multiprocessing.Queue[Job | None] = self._context.Queue()
        self._done: multiprocessing.Queue[tuple[Job, int]] = self._context.Queue()
        self._orders = orders
        self._workers = [self._start() for _ in range(count)]

    def _start(self) -> BaseProcess:
        orders = (self._orders, self.todo, self._done)
        worker = self._context.Process(target=work, args=orders, daemon=True)
        worker.start()
        return worker

    def answer(self) -> tuple[Job, int]:
        """The next job that is done; a worker that broke ends the campaign."""
        while True:
            with suppress(Empty):
                return self._done.get(timeout=5)
            for place, worker in enumerate(self._workers):
                if worker.exitcode == HUNG:
                    self._workers[place] = self._start()
                elif worker.exitcode:
                    sys.exit("a worker broke off; see above")

    def go_home(self) -> None:
        for _ in self._workers:
            self.todo.put(None)
        for worker in self._workers:
            worker.join()


def campaign(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    bundle = (ROOT / "frontend" / "build-test" / "mirror.js").read_text()
    crew = Crew(Orders(arguments.browser, bundle, folder), arguments.workers)
    scopes = () if arguments.seeds_only else SCOPES
    all_jobs = list(jobs(arguments.first, arguments.seeds, arguments.kinds, scopes))
    for job in all_jobs:
        crew.todo.put(job)
    started = time.monotonic()
    counts = {"seeds": 0, "cases": 0, "failed": 0}
    for _ in all_jobs:
        job, failed = crew.answer()
        counts["cases" if job.scope else "seeds"] += job.count
        counts["failed"] += failed
        seconds = time.monotonic() - started
        print(
            f"  {counts['seeds']} seeds, {counts['cases']} small cases, "
            f"{counts['failed']} failed  {seconds:.0f} s",
            flush=True,
        )
    crew.go_home()
    return 1 if counts["failed"] else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10_000, help="of all kinds")
    parser.add_argument("--first", type=int, default=1_000_000)
    parser.add_argument("--kinds", nargs="+", default=list(fuzzing.KINDS))
    parser.add_argument("--browser", choices=ENGINES, default="chromium")
    parser.add_argument(
        "--seeds-only", action="store_true", help="without the small scopes"
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "fuzz")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("the campaign was ended"))
    if lacking := missing(arguments.browser):
        parser.error(f"{arguments.browser} needs {lacking}")
    return campaign(arguments)


if __name__ == "__main__":
    sys.exit(main())
