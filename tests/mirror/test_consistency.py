"""The replica equals the page, whatever changes while the snapshot runs and after."""

import os

import pytest

from tests.mirror.conftest import HERE, OpenPage

pytestmark = pytest.mark.browser

#: Random pages per run; a failing seed is named and can be run alone.
SEEDS = int(os.environ.get("MIRROR_FUZZ_SEEDS", "1000"))
FIRST = int(os.environ.get("MIRROR_FUZZ_FIRST", "1"))
BATCH = 100

PAGE = "<!doctype html><title>Fuzz</title><body>"


@pytest.mark.parametrize("resyncs", [False, True], ids=["plain", "with resyncs"])
def test_random_pages_are_mirrored_without_a_difference(
    open_page: OpenPage, resyncs: bool
) -> None:
    page = open_page(PAGE)
    page.evaluate((HERE / "fuzz.js").read_text())
    share = max(1, SEEDS // 2)
    failed: list[tuple[int, str]] = []
    first = FIRST if not resyncs else FIRST + share
    for start in range(first, first + share, BATCH):
        count = min(BATCH, first + share - start)
        found = page.evaluate(
            "([first, count, resyncs]) => lab.fuzz(first, count, { resyncs })",
            [start, count, resyncs],
        )
        failed.extend((seed, text) for seed, text in found)
        if failed:
            break
    report = "\n\n".join(f"seed {seed}: {text}" for seed, text in failed)
    assert not failed, f"MIRROR_FUZZ_FIRST=… reproduces\n{report}"
