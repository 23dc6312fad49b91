"""The mirror engine beside rrweb: what a first snapshot costs, how late a change is.

Both engines work on the same generated page, in fresh pages of one Chromium, in turns:
once only recording, while a heartbeat (a message posted to itself again and again)
finds the longest stretch in which the page could not have answered; once recording and
rebuilding in a frame of the same window, for the complete view and the delay.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Browser, Page, sync_playwright

from bench.metric import Metric, medians
from tests.conftest import CHROMIUM_FLAGS, chromium_path

BUNDLES = Path(__file__).resolve().parents[1] / "frontend" / "build-test"
PEER = "rrweb 2.1.6"
SIZES = (1_000, 6_600)
ROUNDS = 5
CHANGES = 20

MAKE_PAGE = """count => {
  const rows = Math.round(count / 6);
  const list = document.createElement('main');
  for (let i = 0; i < rows; i++) {
    const row = document.createElement('section');
    row.className = 'row row-' + i % 7;
    row.innerHTML = `<h2 id="h${i}">Item ${i}</h2><p>Some words about item ${i},
      as shops have them.</p><a href="/item/${i}">more</a>
      <input name="n${i}" value="${i}">
      <span class="price">${i},99</span>`;
    list.append(row);
  }
  document.body.append(list);
}"""

HEARTBEAT = """() => {
  const channel = new MessageChannel();
  let last = performance.now();
  window.longest = 0;
  channel.port1.onmessage = () => {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - last);
    last = now;
    channel.port2.postMessage(0);
  };
  channel.port2.postMessage(0);
}"""

# Each only records, and resolves with what it cost when the snapshot is out.
RECORD_OURS = """() => new Promise(resolve => {
  let bytes = 0;
  window.longest = 0;
  MirrorTest.createRecorder({
    document, epoch: 1, rules: [],
    send: frame => { bytes += frame.length; },
    on_progress: done => {
      if (done) setTimeout(() => resolve({ longest: window.longest, bytes }), 100);
    },
  }).start();
})"""

RECORD_THEIRS = """() => new Promise(resolve => {
  let bytes = 0;
  window.longest = 0;
  BenchTest.record({ emit: event => { bytes += JSON.stringify(event).length; } });
  setTimeout(() => resolve({ longest: window.longest, bytes }), 100);
})"""

# Each starts recording and replaying, and resolves when the replica is complete.
OURS = """() => new Promise(resolve => {
  const host = document.createElement('div');
  host.dataset.cobrowseRoot = '';
  document.documentElement.append(host);
  let done = false;
  const player = MirrorTest.createPlayer({
    host, on_resync: () => {}, on_progress: state => {
      if (state !== 'live' || done) return;
      done = true;
      resolve(performance.now() - started);
    },
  });
  const recorder = MirrorTest.createRecorder({
    document, epoch: 1, rules: [],
    send: frame => player.receive(frame),
  });
  window.replica = () => player.frame.contentDocument;
  const started = performance.now();
  recorder.start();
})"""

THEIRS = """() => new Promise(resolve => {
  const host = document.createElement('div');
  host.className = 'rr-block';
  document.documentElement.append(host);
  const replayer = new BenchTest.Replayer(
    [], { root: host, liveMode: true, mouseTail: false });
  replayer.startLive();
  const started = performance.now();
  window.replica = () => replayer.iframe.contentDocument;
  BenchTest.record({ emit: event => replayer.addEvent(event) });
  const look = () => {
    const done = replayer.iframe.contentDocument?.querySelectorAll('main section');
    if (done?.length === document.querySelectorAll('main section').length) {
      resolve(performance.now() - started);
    } else requestAnimationFrame(look);
  };
  look();
})"""

# Time from a change to its presence in the replica, without any network.
DELAY = """async changes => {
  const delays = [];
  for (let i = 0; i < changes; i++) {
    const text = 'changed ' + Math.random();
    const changed = performance.now();
    document.querySelector('#h3').textContent = text;
    await new Promise(resolve => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const seen = window.replica().querySelector('#h3')?.textContent === text;
        if (seen || performance.now() - changed > 2000) resolve();
        else channel.port2.postMessage(0);
      };
      channel.port2.postMessage(0);
    });
    delays.push(performance.now() - changed);
    await new Promise(resolve => setTimeout(resolve, 30));
  }
  delays.sort((a, b) => a - b);
  return delays[delays.length >> 1];
}"""


class Run(TypedDict):
    longest: float
    bytes: float
    complete: float
    delay: float


@dataclass(frozen=True, slots=True)
class Engine:
    """Which bundle to load and how to start it."""

    bundle: str
    record: str
    replay: str


US = Engine("mirror.js", RECORD_OURS, OURS)
THEM = Engine("bench.js", RECORD_THEIRS, THEIRS)


@contextmanager
def fresh_page(browser: Browser, engine: Engine, elements: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        page = context.new_page()
        page.goto("about:blank")
        page.evaluate(MAKE_PAGE, elements)
        page.add_script_tag(path=BUNDLES / engine.bundle)
        page.wait_for_timeout(300)
        yield page
    finally:
        context.close()


def run_once(browser: Browser, engine: Engine, elements: int) -> Run:
    """One engine, first recording only, then recording and rebuilding."""
    with fresh_page(browser, engine, elements) as page:
        page.evaluate(HEARTBEAT)
        recorded = page.evaluate(engine.record)
    with fresh_page(browser, engine, elements) as page:
        complete = page.evaluate(engine.replay)
        delay = page.evaluate(DELAY, CHANGES)
    return {
        "longest": recorded["longest"],
        "bytes": recorded["bytes"],
        "complete": complete,
        "delay": delay,
    }


def measure() -> dict[str, Metric]:
    """Interleaved rounds; medians of each figure."""
    metrics: dict[str, Metric] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_FLAGS
        )
        for elements in SIZES:
            ours: list[Run] = []
            theirs: list[Run] = []
            for number in range(ROUNDS):
                print(f"  mirror, {elements} elements, round {number + 1} of {ROUNDS}")
                ours.append(run_once(browser, US, elements))
                theirs.append(run_once(browser, THEM, elements))
            for name, key, unit in (
                ("longest_task", "longest", "ms"),
                ("complete_view", "complete", "ms"),
                ("snapshot_bytes", "bytes", "bytes"),
                ("change_to_replica", "delay", "ms"),
            ):
                metrics[f"mirror_{name}_{elements}"] = medians(
                    [run[key] for run in ours],  # type: ignore[literal-required]
                    [run[key] for run in theirs],  # type: ignore[literal-required]
                    unit=unit,
                    peer=PEER,
                )
        browser.close()
    return metrics
