"""Sites, queues and agents of the invented year: labelled as demo, made and found."""

import secrets
from dataclasses import dataclass, replace
from random import Random
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db.models import QuerySet

from agents.models import Agent, AgentGroup
from cobrowse.tokens import hash_token
from demo.history.stage import Helper, Line, Shop, Stage
from demo.history.words import NAMES
from interactions.lifecycle import Media
from interactions.models import CtiAdapter, Disposition, Queue, Site

LABEL = "(demo history)"
SITE_KEY = "history-"
USER_NAME = "history-"
# Name, time zone, share of the agents.
_SHOPS = (
    ("Nordlys Outdoor", "Europe/Oslo", 0.45),
    ("Harbor & Hearth", "America/New_York", 0.33),
    ("Monsoon Books", "Asia/Kolkata", 0.22),
)
_QUEUES: tuple[tuple[str, str, Media, dict[str, int | bool]], ...] = (
    ("Sales", "sales", Media.CHAT, {"service_level_seconds": 20}),
    ("Service", "service", Media.CHAT, {"wrap_up_seconds": 40}),
    ("Messages", "messages", Media.CHAT, {"messaging": True}),
    ("Calls", "calls", Media.VOICE, {"wrap_up_seconds": 30}),
)
_LATER = 0.3


@dataclass(frozen=True, slots=True)
class Place:
    """What one shop has in the database."""

    shop: Shop
    group_id: int


def history_sites() -> QuerySet[Site]:
    """The sites of a year that was made before."""
    return Site.objects.filter(key__startswith=SITE_KEY, name__endswith=LABEL)


def history_agents() -> QuerySet[Agent]:
    return Agent.objects.filter(user__username__startswith=USER_NAME)


def habits_of(number: int, agents: int, seed: int, days: int, shop: Shop) -> Helper:
    """What sort of agent this is, so far without a row; the same for the same seed."""
    random = Random(seed * 7_919 + number)
    opens = random.choice((7.5, 8.0, 9.0, 9.0, 10.0, 12.0))
    later = random.random() < _LATER and number >= agents // 2
    return Helper(
        number=number,
        agent_id=0,
        shop=shop,
        chats=tuple(random.sample(shop.chats, k=random.randint(1, 2))),
        opens=opens,
        closes=opens + 8.5,
        nights=random.choice((0.0, 0.0, 0.0, 0.05)),
        pace=random.uniform(0.75, 1.2),
        per_session=random.triangular(1.35, 2.2, 1.6),
        by_phone=random.triangular(0.05, 0.7, 0.3),
        misses=random.triangular(0.01, 0.15, 0.04),
        transfers=random.triangular(0.01, 0.12, 0.04),
        joins=int(days * 0.6 * random.random()) if later else 0,
        works_on_saturday=0.35,
        works_on_sunday=0.15,
    )


def planned_stage(*, agents: int, seed: int, days: int) -> Stage:
    """The stage before anything of it is in the database: for counting."""
    shops = [
        Shop(0, "", ZoneInfo(zone), _lines([0] * len(_QUEUES))[0], None, None)
        for _, zone, _ in _SHOPS
    ]
    return _stage(shops, agents=agents, seed=seed, days=days)


def _stage(shops: list[Shop], *, agents: int, seed: int, days: int) -> Stage:
    helpers = [
        habits_of(number, agents, seed, days, shops[_shop_of(number, agents)])
        for number in range(agents)
    ]
    return Stage(seed=2 * seed + 1, helpers=tuple(helpers), lines=False)


def _shop_of(number: int, agents: int) -> int:
    """Nobody works alone: few agents share fewer shops."""
    count = min(len(_SHOPS), max(1, agents // 2))
    shares = [share for *_, share in _SHOPS[:count]]
    # Every so many agents are spread as the shares say, in a fixed pattern.
    place = (number * 0.618_033_988_749_895) % 1 * sum(shares)
    for shop, share in enumerate(shares):
        place -= share
        if place < 0:
            return shop
    return count - 1


def _lines(keys: list[int]) -> tuple[tuple[Line, ...], Line | None]:
    chats, calls = [], None
    for key, (_, _, media, options) in zip(keys, _QUEUES, strict=True):
        line = Line(
            key,
            media,
            messaging=bool(options.get("messaging", False)),
            wrap_up_seconds=int(options.get("wrap_up_seconds", 0)),
        )
        if media is Media.CHAT:
            chats.append(line)
        else:
            calls = line
    return tuple(chats), calls


def made_stage(*, agents: int, seed: int, days: int) -> Stage:
    """The same stage with rows of its own for everything."""
    places = [_make_place(number) for number in range(len(_SHOPS))]
    plan = _stage([p.shop for p in places], agents=agents, seed=seed, days=days)
    group_of = {place.shop.site_id: place.group_id for place in places}
    rows = _make_agents(plan, group_of)
    helpers = tuple(
        replace(helper, agent_id=row.pk)
        for helper, row in zip(plan.helpers, rows, strict=True)
    )
    return Stage(
        seed=plan.seed,
        helpers=helpers,
        dispositions=tuple(
            Disposition.objects.filter(site=None)
            .order_by("pk")
            .values_list("pk", "name")
        ),
        lines=False,
        groups={row.pk: row.group_id for row in rows},
    )


def _make_place(number: int) -> Place:
    name, zone, _ = _SHOPS[number]
    site = Site.objects.create(key=f"{SITE_KEY}{number + 1}", name=f"{name} {LABEL}")
    group = AgentGroup.objects.create(name=f"{name} {LABEL}")
    adapter = CtiAdapter.objects.create(
        name=f"Switch of {name} {LABEL}",
        site=site,
        # Nobody has the token: nothing more is ever reported.
        token_hash=hash_token(secrets.token_urlsafe()),
        active=False,
    )
    keys = []
    for position, (title, key, media, options) in enumerate(_QUEUES):
        queue = Queue.objects.create(
            site=site, name=title, key=key, media=media, position=position, **options
        )
        queue.groups.add(group)
        keys.append(queue.pk)
    chats, calls = _lines(keys)
    origin = f"https://{name.split()[0].lower()}.example"
    shop = Shop(site.pk, origin, ZoneInfo(zone), chats, calls, adapter.pk)
    return Place(shop, group.pk)


def _make_agents(plan: Stage, group_of: dict[int, int]) -> list[Agent]:
    """Nobody can sign in as one of them."""
    unusable = make_password(None)
    users = User.objects.bulk_create(
        [
            User(
                username=f"{USER_NAME}{helper.number + 1:04}",
                first_name=NAMES[helper.number % len(NAMES)],
                last_name="(demo)",
                password=unusable,
                is_active=False,
            )
            for helper in plan.helpers
        ]
    )
    return Agent.objects.bulk_create(
        [
            Agent(
                user=user,
                display_name=_display_name(helper.number),
                group_id=group_of[helper.shop.site_id],
            )
            for user, helper in zip(users, plan.helpers, strict=True)
        ]
    )


def _display_name(number: int) -> str:
    """Ada (demo), and when names run out Ada 2 (demo)."""
    again, place = divmod(number, len(NAMES))
    return f"{NAMES[place]} {again + 1} (demo)" if again else f"{NAMES[place]} (demo)"
