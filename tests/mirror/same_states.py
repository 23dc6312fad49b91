"""Compares the states of every element of a page and of its replica."""

from playwright.sync_api import Page

from tests.mirror.twins import HERE, PATIENCE_MS, Twins


def states(both: Twins) -> None:
    """Waits until every element of the replica has the states of the page's."""
    for page in (both.customer, both.agent):
        page.evaluate((HERE / "states.js").read_text())
    live = replica = ""
    for _ in range(PATIENCE_MS // 50):
        live = both.customer.evaluate("() => lab.states(document, true)")
        replica = both.agent.evaluate(
            "() => lab.states(player.frame.contentDocument, false)"
        )
        if live == replica:
            return
        both.customer.wait_for_timeout(50)
    raise AssertionError(f"live:\n{live}\nreplica:\n{replica}")


def same(both: Twins, name: str) -> None:
    assert both.difference() == ""
    states(both)
    both.same_picture(name)


def marks(both: Twins, selector: str) -> str:
    """What the replica's element is marked with."""
    agent: Page = both.agent
    found: str = agent.evaluate(
        "(s) => player.frame.contentDocument.querySelector(s)"
        "?.getAttribute('data-cobrowse-state') ?? ''",
        selector,
    )
    return found


def wait_for(both: Twins, selector: str, word: str) -> str:
    """The pointer's effect comes with the browser's next frame."""
    for _ in range(PATIENCE_MS // 20):
        if word in marks(both, selector).split():
            break
        both.customer.wait_for_timeout(20)
    return marks(both, selector)
