"""The stream says when a change was made, not when it was sent (M-88)."""

import pytest

from tests.mirror.conftest import OpenAnyPage, every_engine

pytestmark = [pytest.mark.browser, every_engine]

PAGE = """<!doctype html><title>x</title><body><p id=p>-</p><script>
const until = async (happened) => {
    for (let tries = 0; !happened(); tries++) {
        if (tries === 400) throw new Error(`never: ${happened}`);
        await lab.pause(25);
    }
};
/* What the player was told of one change, and the clock around it. */
const change = async (options, act) => {
    /* By text of the replica: the time that the unit told which brought it. */
    const seen = {};
    const both = lab.pair({
        ...options,
        on_change(at) {
            const text = both.page().querySelector('#p').textContent;
            seen[text] ??= at;
        },
    });
    await until(() => both.log.progress.includes('live'));
    await lab.pause(600);
    /* Right after a flush: the next one has to wait. */
    p.textContent = 'first';
    await until(() => seen.first !== undefined);
    const from = both.recorder.clock;
    act();
    /* Observers are told before this goes on. */
    await null;
    const to = both.recorder.clock;
    await until(() => seen.second !== undefined);
    return { from, to, at: seen.second, now: both.recorder.clock };
};
</script>"""


def test_a_change_that_has_to_wait_keeps_its_time(open_page: OpenAnyPage) -> None:
    told = open_page(PAGE).evaluate(
        """() => change({ timing: { gap_ms: 400 } }, () => {
            p.textContent = 'second';
        })"""
    )
    assert told["from"] - 1 <= told["at"] <= told["to"] + 1 < told["now"]


def test_what_is_kept_back_for_masking_counts_from_its_beginning(
    open_page: OpenAnyPage,
) -> None:
    """Less than all of the time is told where the page was busy, never more."""
    told = open_page(PAGE).evaluate(
        """() => change({
            rules: [{ id: 1, selector: '.secret', effect: 'mask' }],
            timing: { hold_ms: 1000 },
        }, () => { p.textContent = 'second'; })"""
    )
    assert told["from"] - 1 <= told["at"] <= told["now"] - 500
