"""What happened in the last month, made up: chats, calls and shared pages."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from interactions.lifecycle import Media
from sessions_app.lifecycle import EndReason

DAYS = 30
OPENS, LUNCH, LUNCH_ENDS, CLOSES = 8, 12, 13, 18
NAMES = (
    *("Ada", "Bjørn", "Carla", "Dmitri", "Elin", "Farid", "Greta", "Hugo", "Iris"),
    *("Jonas", "Kaja", "Luca", "Mei", "Nils", "Olga", "Pål", "Rosa", "Sven", "Tuva"),
)
PAGES = (
    ("/shop/", "Outdoor goods that last"),
    ("/shop/products/", "Everything"),
    ("/shop/products/storm-shell/", "Storm shell jacket"),
    ("/shop/products/vidde-55/", "Vidde 55 trekking pack"),
    ("/shop/basket/", "Your basket"),
    ("/shop/checkout/", "Checkout"),
    ("/shop/checkout/delivery/", "Checkout"),
    ("/shop/account/orders/", "Your account"),
    ("/shop/help/returns/", "Send something back"),
)
QUESTIONS = (
    ("Which size of the shell fits me?", "Let us look at the size guide together."),
    ("Where is my parcel?", "It left Bergen yesterday. Shall I show you the tracking?"),
    ("The checkout does not like my address.", "May I see the page with you?"),
    ("Can I send the boots back?", "Of course. I will help you with the form."),
    ("Is the tent in stock in red?", "Rust is the closest. Here is the picture."),
)


@dataclass(frozen=True)
class Write:
    """A request for Write Mode, measured from the moment the agent joined."""

    asked_after: dt.timedelta
    granted: bool
    lasted: dt.timedelta


@dataclass(frozen=True)
class Share:
    """A co-browse session, measured from when the agent took the chat or call."""

    starts_after: dt.timedelta
    waited: dt.timedelta
    lasted: dt.timedelta
    joined: bool
    end_reason: EndReason
    pages: tuple[tuple[dt.timedelta, str, str], ...]
    write: Write | None


@dataclass(frozen=True)
class Case:
    """A chat or a call. `agent` counts from 0; nobody took an abandoned one."""

    media: Media
    agent: int | None
    name: str
    source: str
    phone_number: str
    began_at: dt.datetime
    waited: dt.timedelta
    lasted: dt.timedelta
    page: tuple[str, str]
    question: tuple[str, str]
    shares: tuple[Share, ...]


def _between(random: Random, least: int, most: int) -> dt.timedelta:
    return dt.timedelta(seconds=random.randint(least, most))


def working_days(today: dt.date) -> Iterator[dt.date]:
    """The days of the last month on which the shop was open; today is not over yet."""
    for back in range(DAYS, 0, -1):
        day = today - dt.timedelta(days=back)
        if day.weekday() != 6:
            yield day


def month_of_cases(*, today: dt.date, agents: int, seed: int) -> list[Case]:
    """All cases, oldest first. No agent ever has two at the same time."""
    random = Random(seed)
    cases = [
        case
        for day in working_days(today)
        for agent in range(agents)
        for case in _day_of(random, day, agent)
    ]
    return sorted(cases, key=lambda case: case.began_at)


def _day_of(random: Random, day: dt.date, agent: int) -> Iterator[Case]:
    def at(hour: int) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)

    closes = at(14 if day.weekday() == 5 else CLOSES)
    free_at = at(OPENS) + _between(random, 120, 3_000)
    while free_at < closes - dt.timedelta(minutes=30):
        case = _case(random, agent, free_at)
        free_at += case.waited + case.lasted + _between(random, 600, 5_400)
        if at(LUNCH) <= free_at < at(LUNCH_ENDS):
            free_at = at(LUNCH_ENDS) + _between(random, 60, 900)
        yield case


def _case(random: Random, agent: int, began_at: dt.datetime) -> Case:
    media = Media.VOICE if random.random() < 0.35 else Media.CHAT
    abandoned = media is Media.CHAT and random.random() < 0.06
    lasted = _between(random, 200, 1_300)
    shares: list[Share] = []
    if not abandoned and random.random() < 0.48:
        first = _share(random, media, lasted, starts_after=_between(random, 30, 70))
        shares.append(first)
        over = first.starts_after + first.waited + first.lasted
        rest = lasted - over
        if random.random() < 0.12 and rest > dt.timedelta(seconds=200):
            pause = over + _between(random, 20, 60)
            shares.append(_share(random, media, lasted, starts_after=pause))
    number = f"+47 9{random.randint(0, 99):02} {random.randint(10_000, 99_999)}"
    return Case(
        media=media,
        agent=None if abandoned else agent,
        name=random.choice(NAMES),
        source="mobile" if random.random() < 0.2 else "web",
        phone_number=number if media is Media.VOICE else "",
        began_at=began_at,
        waited=_between(random, 60, 240) if abandoned else _between(random, 3, 55),
        lasted=dt.timedelta(0) if abandoned else lasted,
        page=random.choice(PAGES),
        question=random.choice(QUESTIONS),
        shares=tuple(shares),
    )


def _share(
    random: Random, media: Media, room: dt.timedelta, *, starts_after: dt.timedelta
) -> Share:
    """A session inside a case of this length; it never outlives the case."""
    waited = _between(random, 9, 45) if media is Media.VOICE else dt.timedelta(0)
    joined = media is Media.CHAT or random.random() > 0.07
    reason = random.choices(
        (
            EndReason.CUSTOMER_ENDED,
            EndReason.AGENT_ENDED,
            EndReason.INTERACTION_ENDED,
            EndReason.INACTIVITY,
            EndReason.CUSTOMER_OFFLINE,
        ),
        weights=(46, 30, 16, 3, 5),
    )[0]
    most = int((room - starts_after - waited).total_seconds())
    least = most if reason is EndReason.INTERACTION_ENDED else min(30, most)
    lasted = _between(random, least, most) if joined else dt.timedelta(0)
    count = random.randint(1, 5)
    stops = sorted(random.random() for _ in range(count - 1))
    pages = [(lasted * share, *random.choice(PAGES)) for share in (0.0, *stops)]
    write = None
    if joined and lasted > dt.timedelta(seconds=90) and random.random() < 0.55:
        write = Write(
            asked_after=lasted * random.uniform(0.15, 0.4),
            granted=random.random() < 0.84,
            lasted=lasted * random.uniform(0.15, 0.5),
        )
    return Share(
        starts_after=starts_after,
        waited=waited,
        lasted=lasted,
        joined=joined,
        end_reason=reason if joined else EndReason.NEVER_JOINED,
        pages=tuple(pages),
        write=write,
    )
