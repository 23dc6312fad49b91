"""The demo's month: two agents of one shop, up to a few minutes ago."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from agents.models import Agent
from demo.history.days import tell_day
from demo.history.facts import FactTeller
from demo.history.ledger import Ledger
from demo.history.loading import write_ledger
from demo.history.shifts import Break, Roster, Shift
from demo.history.stage import Helper, Line, Shop, Stage
from demo.history.volume import turns_of
from demo.people import SWITCH_NAME
from interactions.lifecycle import Media
from interactions.models import CtiAdapter, Disposition, Interaction, Queue, Site
from reporting.facts.interactions import service_levels
from reporting.services.rebuild import rebuild_sums
from reporting.services.settle import adopt_zones

# Even ones are for months, odd ones for years: they share no keys.
SEED = 1974
DAYS = 30
SESSIONS = 230
ORIGIN = "https://fjord-and-field.example"
SHOP_ZONE = ZoneInfo("Europe/Oslo")
# Who comes when: the second agent takes the evenings and some nights.
_HOURS = ((8.0, 16.5, 0.0), (10.0, 18.5, 0.4))
_TODAY_SINCE = dt.timedelta(hours=4)
_TODAY_UNTIL = dt.timedelta(minutes=3)
_NIGHT_IS_OVER = dt.timedelta(hours=2, minutes=45)


def write_history(*, site: Site, agents: Sequence[Agent], now: dt.datetime) -> int:
    """A month before `now` and a little of today, for a site where nothing has
    happened yet, with its facts and sums.

    Returns the number of interactions; 0 when the site already has some.
    """
    if not agents or Interaction.objects.filter(site=site).exists():
        return 0
    stage = _stage(site, agents)
    today = now.astimezone(SHOP_ZONE).date()
    roster = Roster(stage, now - _TODAY_UNTIL)
    roster.extra = _recent_shifts(stage, today, now)
    turns = turns_of(
        roster, sessions=SESSIONS, first=today - dt.timedelta(days=DAYS), last=today
    )
    ledger = Ledger()
    for turn in turns:
        tell_day(turn, roster, ledger)
    adopt_zones()
    write_ledger(ledger, FactTeller(stage.groups, service_levels()))
    rebuild_sums()
    return len(ledger.stories)


def _stage(site: Site, agents: Sequence[Agent]) -> Stage:
    queues = list(Queue.objects.filter(site=site).order_by("position", "pk"))
    lines = [
        Line(queue.pk, Media(queue.media), queue.messaging, queue.wrap_up_seconds)
        for queue in queues
    ]
    switch = CtiAdapter.objects.filter(site=site, name=SWITCH_NAME).first()
    shop = Shop(
        site_id=site.pk,
        origin=ORIGIN,
        zone=SHOP_ZONE,
        chats=tuple(line for line in lines if line.media is Media.CHAT),
        calls=next((line for line in lines if line.media is Media.VOICE), None),
        adapter_id=switch.pk if switch else None,
    )
    helpers = []
    for number, agent in enumerate(agents):
        opens, closes, nights = _HOURS[number % len(_HOURS)]
        helpers.append(
            Helper(
                number=number,
                agent_id=agent.pk,
                shop=shop,
                chats=shop.chats,
                opens=opens,
                closes=closes,
                nights=nights,
                pace=1.0 + 0.2 * (number % 2),
                per_session=2.2 - 0.3 * (number % 2),
                transfers=0.1,
                misses=0.1,
            )
        )
    return Stage(
        seed=2 * SEED,
        helpers=tuple(helpers),
        dispositions=tuple(
            Disposition.objects.order_by("pk").values_list("pk", "name")
        ),
        groups={agent.pk: agent.group_id for agent in agents},
    )


def _recent_shifts(
    stage: Stage, today: dt.date, now: dt.datetime
) -> dict[tuple[int, dt.date], Shift]:
    """Whatever the hour, the shop has been busy until just now."""
    midnight = dt.datetime.combine(today, dt.time(), SHOP_ZONE).astimezone(dt.UTC)
    ends_at = now.replace(microsecond=0) - _TODAY_UNTIL
    starts_at = max(midnight + _NIGHT_IS_OVER, ends_at - _TODAY_SINCE)
    if ends_at - starts_at < dt.timedelta(minutes=45):
        return {}
    middle = starts_at + (ends_at - starts_at) / 2
    middle -= dt.timedelta(microseconds=middle.microsecond)
    pause = Break("Break", middle, middle + dt.timedelta(minutes=8))
    shift = Shift(starts_at, ends_at, (pause,))
    return {(helper.number, today): shift for helper in stage.helpers}
