"""No secret leaves the browser, through the whole product: `make canary`.

Every case is planted at the start, later, as an attribute and as a text that is set
later, in an open shadow root, in a frame; then everything is sent anew (resync), and
the line is cut (reconnect). Each plant has a secret of its own: a leak names its case.
"""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Route

from tests.canary import stores
from tests.canary.cases import needs_its_own_page
from tests.canary.stage import GROUPS, REFUSED, SOUND, Pair, Stage, show

pytestmark = [pytest.mark.browser, pytest.mark.services]

#: Cases on one page, each in six places.
BATCH = 30
FRONTEND = Path(__file__).resolve().parents[2] / "frontend"


def test_no_secret_leaves_where_a_rule_cannot_be_read(
    pair_without_rules: Pair, stage: Stage
) -> None:
    """First: the others share one session, of rules that can."""
    assert REFUSED, "some cases have such rules"
    for number in REFUSED:
        cases = GROUPS[number][1]
        assert not any(map(needs_its_own_page, cases))
        show(pair_without_rules, stage, f"/g{number}/", cases)
    assert stage.leaks(pair_without_rules.traces) == []


@pytest.mark.parametrize("number", SOUND)
def test_no_secret_leaves_the_browser(pair: Pair, stage: Stage, number: int) -> None:
    cases = [case for case in GROUPS[number][1] if not needs_its_own_page(case)]
    before = pair.traces.size
    for start in range(0, len(cases), BATCH):
        show(pair, stage, f"/g{number}/{start}/", cases[start : start + BATCH])
    assert stage.leaks(pair.traces) == []
    sent = pair.traces.size - before
    assert sent >= 500 * len(cases), "the pages were mirrored"


def test_no_secret_leaves_a_page_that_is_changed_as_a_whole(
    pair: Pair, stage: Stage
) -> None:
    """Titles, addresses, heads, patched natives: a page for each."""
    page = pair.customer.page
    for number in SOUND:
        for case in filter(needs_its_own_page, GROUPS[number][1]):
            start, later = stage.use(case, "start"), stage.use(case, "later")
            path = f"/g{number}/{case['id']}/"
            head = start.get("head", "")
            pair.turn_to(stage.site.put(path, [start], head=head))
            page.evaluate("canary.act()")
            page.evaluate("(some) => canary.later(some)", [later])
    pair.turn_to(stage.site.put("/last/", []))
    assert stage.leaks(pair.traces) == []


def test_no_secret_is_kept_anywhere(stage: Stage) -> None:
    """After all of the above: rows, keys, log."""
    assert len(stage.canaries) > 1_000, "the tests above ran"
    stored = {
        "database": list(stores.rows(stage.postgres)),
        "Redis": list(stores.keys(stage.redis)),
        "log": [stage.product.log.read_bytes()],
    }
    assert all(stored.values()), "there is something to look through"
    found = {
        where: [leak for data in kept for leak in stage.canaries.found_in(data)]
        for where, kept in stored.items()
    }
    assert found == {where: [] for where in stored}


def test_an_open_choke_point_is_found_out(pair: Pair, stage: Stage) -> None:
    """The same with a widget whose privacy module says yes to everything."""
    subprocess.run(["node", "build.mjs", "--open"], cwd=FRONTEND, check=True)
    folder = FRONTEND / "build-test" / "open"
    (app,) = folder.glob("app-*.js")

    def serve_open(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        file = app if name.startswith("app-") else folder / name
        route.fulfill(
            body=file.read_bytes(),
            headers={
                "content-type": "text/javascript",
                "access-control-allow-origin": "*",
            },
        )

    pair.customer.context.route("**/static/build/widget/*.js", serve_open)
    cases = [case for case in GROUPS[0][1] if not needs_its_own_page(case)]
    for start in range(0, len(cases), BATCH):
        show(pair, stage, f"/g0/open{start}/", cases[start : start + BATCH])
    leaked = {leak.split()[0] for leak in stage.leaks(pair.traces)}
    quiet = [case["id"] for case in cases if case["id"] not in leaked]
    assert len(leaked) > len(cases) / 2, f"not found out: {quiet}"
