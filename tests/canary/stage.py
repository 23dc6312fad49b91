"""A product with a site full of secrets, a customer on it, and an agent who watches."""

from dataclasses import dataclass, field
from random import Random

from playwright.sync_api import expect

from sessions_app.rules import problems
from tests.canary.cases import (
    RUNNING,
    SECRET,
    Case,
    Rule,
    new_canary,
    plant,
    rules_of,
)
from tests.canary.site import CanarySite
from tests.canary.traces import Canaries, Traces
from tests.flaky_proxy import FlakyProxy
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

AT_START = ("start", "shadow", "frame")
LATER = ("later", "attribute", "text")
#: Cases whose secret is a number, a date or a length are asked in tests/mirror.
CASES = [case for case in RUNNING if case["forbidden"] == SECRET]
SEED = 20


def groups(cases: list[Case]) -> list[tuple[list[Rule], list[Case]]]:
    """Cases of the same rules share a page."""
    found: dict[str, tuple[list[Rule], list[Case]]] = {}
    for case in cases:
        rules = rules_of(case)
        found.setdefault(str(rules), (rules, []))[1].append(case)
    return list(found.values())


def is_refused(rules: list[Rule]) -> bool:
    """No admin could have saved one of them: a session with it masks everything."""
    return any(
        problems(
            url_pattern="*",
            selector=str(rule["selector"]),
            effect=str(rule["effect"]),
        )
        for rule in rules
    )


GROUPS = groups(CASES)
REFUSED = [number for number, (rules, _) in enumerate(GROUPS) if is_refused(rules)]
SOUND = [number for number in range(len(GROUPS)) if number not in REFUSED]


@dataclass
class Stage:
    """A product on PostgreSQL and Redis, a site, and the secrets on it."""

    product: LiveServer
    proxy: FlakyProxy
    site: CanarySite
    postgres: str
    redis: str
    canaries: Canaries = field(default_factory=Canaries)
    random: Random = field(default_factory=lambda: Random(SEED))

    def use(self, case: Case, place: str) -> Case:
        canary = new_canary(self.random)
        self.canaries.add(canary, f"{case['id']} {place}")
        return {**plant(case, canary), "place": place, "canary": canary}

    def set_rules(self, numbers: list[int]) -> None:
        """The next session has the rules of these groups."""
        rules = {number: GROUPS[number][0] for number in numbers}
        self.product.shell(SET_UP.format(rules=rules))

    def leaks(self, traces: Traces) -> list[str]:
        everything = traces.everything()
        return sorted(
            {one for data in everything for one in self.canaries.found_in(data)}
        )


SET_UP = """
from interactions.models import Site
from sessions_app.models import CobrowsePolicy, MaskingRule
site = Site.objects.get(key='demo')
policy = {{'mask_title': True, 'private_paths': '/private/*'}}
CobrowsePolicy.objects.update_or_create(site=site, defaults=policy)
MaskingRule.objects.filter(site=site).delete()
for number, rules in {rules!r}.items():
    for rule in rules:
        MaskingRule.objects.create(site=site, url_pattern=f'*/g{{number}}/*',
            selector=rule['selector'], effect=rule['effect'])
"""


@dataclass
class Pair:
    """A customer on the site, and an agent who watches."""

    customer: Customer
    agent: AgentAtDesk
    traces: Traces
    marks: int = 0

    def share(self, address: str) -> None:
        self.customer.open(address)
        self.customer.start_chat()
        self.agent.accept()
        self.customer.share_in_chat()
        self.still_follows()

    def sees_what_is_said(self, *, masked: bool) -> None:
        """Names are told of pages that no rule hides, and of no others."""
        viewer = self.agent.page.frame_locator('[data-testid="viewer"]')
        named = viewer.frame_locator("iframe").locator("hr#mark")
        expect(named).to_have_count(0 if masked else self.marks)

    def turn_to(self, address: str) -> None:
        """From here on scripts alone ask the customer's page: it clobbers the rest."""
        before, self.marks = self.marks, 0
        self.customer.open(address)
        if before == 1:
            # The agent may still see the page before: its marks must not pass for ours.
            self.customer.page.evaluate("canary.mark('mark')")
            self.marks = 1
        self.still_follows()

    def still_follows(self) -> None:
        """What the customer's page gets now, the agent sees."""
        self.marks += 1
        self.customer.page.evaluate("canary.mark('mark')")
        self.sees(self.marks)

    def sees(self, marks: int) -> None:
        viewer = self.agent.page.frame_locator('[data-testid="viewer"]')
        lines = viewer.frame_locator("iframe").locator("hr")
        expect(lines).to_have_count(marks, timeout=60_000)


def show(pair: Pair, stage: Stage, path: str, cases: list[Case]) -> None:
    """Everything that happens to these cases, on one page."""
    page = pair.customer.page
    uses = [stage.use(case, place) for case in cases for place in AT_START]
    pair.turn_to(stage.site.put(path, uses))
    page.evaluate("canary.act()")
    more = [stage.use(case, place) for case in cases for place in LATER]
    page.evaluate("(some) => canary.later(some)", more)
    pair.still_follows()
    pair.agent.page.reload()
    pair.sees(pair.marks)
    stage.proxy.cut()
    pair.still_follows()
    report = page.evaluate("canary.report()")
    assert report["used"] == len(uses) + len(more)
    assert report["unusable"] == [], "a masked field did not take what was typed"
