"""The replica equals the page, whatever changes while the snapshot runs and after."""

import json
import os

import pytest

from tests.mirror import fuzzing
from tests.mirror.conftest import HERE, OpenPage

pytestmark = pytest.mark.browser

#: Random pages per run; a failing seed is named and can be run alone.
SEEDS = int(os.environ.get("MIRROR_FUZZ_SEEDS", "400"))
FIRST = int(os.environ.get("MIRROR_FUZZ_FIRST", "1"))
BATCH = 50

#: Tapes of pages that were mirrored wrongly once, each as small as it could be made.
KEPT: list[fuzzing.Kept] = json.loads((HERE / "kept_cases.json").read_text())


@pytest.mark.parametrize("kind", fuzzing.KINDS)
def test_random_pages_are_mirrored_without_a_difference(
    open_page: OpenPage, kind: str
) -> None:
    page = open_page(fuzzing.PAGE, fuzzing.serve)
    fuzzing.load(page)
    share = max(1, int(SEEDS * fuzzing.KINDS[kind]))
    for start in range(FIRST, FIRST + share, BATCH):
        count = min(BATCH, FIRST + share - start)
        failed = fuzzing.run(page, start, count, kind)
        report = "\n\n".join(f"seed {one['seed']}: {one['found']}" for one in failed)
        assert not failed, (
            f"`make fuzz` with --kinds {kind} --first <seed> --seeds 1 makes it small\n"
            f"{report}"
        )


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case["why"])
def test_pages_that_were_mirrored_wrongly_once_are_not_again(
    open_page: OpenPage, case: fuzzing.Kept
) -> None:
    page = open_page(fuzzing.PAGE, fuzzing.serve)
    fuzzing.load(page)
    assert fuzzing.replay(page, case["tape"], case["kind"]) == ""


@pytest.mark.parametrize(
    ("nodes", "steps", "count", "whole"),
    [
        (1, 1, 1000, False),
        (2, 2, 800, False),
        (3, 3, 800, False),
        (4, 3, 600, False),
        (3, 2, 40, True),
    ],
)
def test_small_trees_are_mirrored_whatever_happens_between_slices(
    open_page: OpenPage, nodes: int, steps: int, count: int, whole: bool
) -> None:
    page = open_page(fuzzing.PAGE)
    fuzzing.load(page)
    found = fuzzing.small(page, nodes, steps, count, seed=FIRST, whole=whole)
    assert found["failed"] == []
    assert found["done"] == min(count, found["cases"])


def test_what_trades_places_with_its_parent_is_not_put_into_itself(
    open_page: OpenPage,
) -> None:
    """A new node inside is told of first, and its neighbour would be placed with it."""
    page = open_page("<!doctype html><main><p id=outer><b id=inner></b></p></main>")
    found = page.evaluate(
        """async () => {
            const both = lab.pair();
            await lab.difference(both);
            const [main] = document.getElementsByTagName('main');
            const [outer, inner] = main.querySelectorAll('p, b');
            inner.append('new');
            main.prepend(inner);
            inner.append(outer);
            const found = await lab.difference(both);
            return [found, both.log.resyncs, both.log.problems];
        }"""
    )
    assert found == ["", [], []]


def test_secrets_in_masked_parts_of_random_pages_are_never_sent(
    open_page: OpenPage,
) -> None:
    page = open_page(fuzzing.PAGE)
    fuzzing.load(page)
    failed = []
    for start in range(FIRST, FIRST + max(20, SEEDS // 10), 20):
        failed += page.evaluate("(first) => lab.secrets(first, 20)", start)
    assert failed == []


def test_a_failing_run_is_made_small(open_page: OpenPage) -> None:
    """A text area counts as a fault here: what is left is the act that makes one."""
    page = open_page(fuzzing.PAGE)
    fuzzing.load(page)
    page.evaluate(
        """() => {
            const native = lab.difference;
            lab.difference = async (both, patience) => {
                const found = await native(both, patience);
                const area = both.live.querySelector('main textarea');
                return found || (area ? 'textarea' : '');
            };
        }"""
    )
    failure = page.evaluate("() => lab.fuzz(1, 40)")[0]
    shrunk = fuzzing.shrink(page, failure)
    acts = shrunk["tape"]["build"] + shrunk["tape"]["run"]
    assert len(acts) <= 2, acts
    assert shrunk["found"].startswith("textarea")
