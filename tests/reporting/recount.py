"""Every measure counted once more from the raw rows, in the plainest way there is.

It shares nothing with the reporting app but the names of measures: it looks up each
figure where it happened, one interaction and one event after another.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from agents.models import Agent
from interactions.models import CallReport, Interaction, InteractionEvent
from sessions_app.models import CobrowseSession

# site, queue, agent, group, media, source
Where = tuple[int | None, int | None, int | None, int | None, str, str]
Sums = dict[tuple[object, Where], dict[str, int]]

Groups = Mapping[int, int | None]

HANDLED = {"active", "held"}
WAITING = {"queued", "offered"}


@dataclass(frozen=True)
class Figure:
    """So much of a measure, at a moment and a place."""

    at: datetime
    where: Where
    measure: str
    value: int


def ms(span: timedelta) -> int:
    return max(0, int(span.total_seconds() * 1_000_000) // 1_000)


def recount() -> list[Figure]:
    """All figures of everything there is, but for the states of agents."""
    groups: Groups = dict(Agent.objects.values_list("pk", "group_id"))
    figures: list[Figure] = []
    for row in Interaction.objects.select_related("adapter"):
        events = list(row.events.order_by("pk"))
        spans = _external(row, events) if row.adapter_id else _internal(events)
        figures += _of_interaction(row, spans, groups)
        figures += _of_handlings(row, events, spans, groups)
        if not row.adapter_id:
            figures += _of_queues(row, events, groups)
        figures += _of_offers(row, groups)
    for session in CobrowseSession.objects.filter(state="ended"):
        figures += _of_session(session, groups)
    return figures


@dataclass(frozen=True)
class Span:
    """An agent had it in hand."""

    agent: int
    queue: int | None
    start: datetime
    end: datetime
    handed_on: bool
    held: int


def _internal(events: list[InteractionEvent]) -> list[Span]:
    """From each event that puts it into hand to the next that takes it out again."""
    spans = []
    for n, event in enumerate(events):
        before = events[n - 1].state if n else ""
        if event.state not in HANDLED or before in HANDLED:
            continue
        out = next(
            (m for m in range(n, len(events)) if events[m].state not in HANDLED), None
        )
        if out is None:
            continue
        held = sum(
            ms(events[m + 1].at - events[m].at)
            for m in range(n, out)
            if events[m].state == "held"
        )
        assert event.agent_id is not None
        handed_on = events[out].name == "interaction.transferred"
        spans.append(
            Span(
                event.agent_id,
                event.queue_id,
                event.at,
                events[out].at,
                handed_on,
                held,
            )
        )
    return spans


def _external(row: Interaction, events: list[InteractionEvent]) -> list[Span]:
    """The reports in the order of their times; each agent from being named to the next
    one's being named or the end."""
    reports = sorted(row.call_reports.all(), key=lambda report: report.at)
    told = [report.at for report in reports if report.event == "ended"]
    end = told[0] if told else row.ended_at
    assert end is not None
    reports = [report for report in reports if report.at < end]
    # Before it is answered a call only rings, whoever is named.
    starts: list[tuple[datetime, int]] = []
    holder: int | None = None
    for report in reports:
        if report.event in {"ringing", "answered", "transferred"} and report.agent_id:
            holder = report.agent_id
        in_hand = _in_hand(reports, report.at)
        if in_hand and holder is not None and (not starts or starts[-1][1] != holder):
            starts.append((report.at, holder))
    spans = []
    for n, (start, agent) in enumerate(starts):
        last = n + 1 == len(starts)
        until = end if last else starts[n + 1][0]
        held = _held(reports, start, until)
        spans.append(Span(agent, None, start, until, not last, held))
    return spans


def _in_hand(reports: list[CallReport], at: datetime) -> bool:
    """Somebody has answered by then; a transfer of what rings answers nothing."""
    told = [r for r in reports if r.at <= at]
    if told[0].event != "ringing":
        return True
    return any(r.event in {"answered", "held", "retrieved"} for r in told)


def _held(reports: list[CallReport], start: datetime, until: datetime) -> int:
    held, since = 0, None
    for report in reports:
        at, kind = report.at, report.event
        if not start <= at < until:
            continue
        if kind == "held" and since is None:
            since = at
        elif kind != "held" and since is not None:
            held, since = held + ms(at - since), None
    return held + (ms(until - since) if since is not None else 0)


def _of_interaction(
    row: Interaction, spans: list[Span], groups: Groups
) -> Iterator[Figure]:
    if row.state != "ended":
        return
    assert row.ended_at is not None
    where = _where(row, row.queue_id, row.agent_id, groups)
    joined = row.cobrowse_sessions.filter(activated_at__isnull=False).exists()
    answered = row.answered_at
    for measure, value in (
        ("interactions", 1),
        ("interactions_answered", int(answered is not None)),
        ("interactions_abandoned", int(row.end_reason == "abandoned")),
        ("interactions_with_cobrowse", int(joined)),
        ("interactions_messaging", int(row.asynchronous)),
        ("interactions_transferred", int(any(span.handed_on for span in spans))),
        ("interactions_ms", ms(row.ended_at - row.created_at)),
        ("interactions_wait_ms", ms(answered - row.created_at) if answered else 0),
    ):
        yield Figure(row.created_at, where, measure, value)


def _of_handlings(
    row: Interaction,
    events: list[InteractionEvent],
    spans: list[Span],
    groups: Groups,
) -> Iterator[Figure]:
    wrap_ups: dict[int, int] = {}
    starts = {e.agent_id: e.at for e in events if e.name == "wrap_up.started"}
    for event in events:
        if event.name in {"wrap_up.done", "wrap_up.timed_out"} and event.agent_id:
            wrap_ups[event.agent_id] = ms(event.at - starts[event.agent_id])
    denied = {
        e.agent_id
        for e in events
        if e.name == "data.attached" and e.detail == {"IsCoBrowseDenied": "Yes"}
    }
    sharing = set(
        row.cobrowse_sessions.filter(activated_at__isnull=False).values_list(
            "agent_id", flat=True
        )
    )
    for n, span in enumerate(spans):
        where = _where(row, span.queue, span.agent, groups)
        first = span.agent not in {other.agent for other in spans[:n]}
        last = span.agent not in {other.agent for other in spans[n + 1 :]}
        wrap_up = wrap_ups.get(span.agent, 0) if last else 0
        whole = ms(span.end - span.start)
        handle = max(whole, span.held) + wrap_up
        shares = span.agent in sharing
        for measure, value in (
            ("handled", int(first)),
            ("handled_with_cobrowse", int(first and shares)),
            ("handle_ms", handle),
            ("handle_with_cobrowse_ms", handle if shares else 0),
            ("hold_ms", span.held),
            ("wrap_up_ms", wrap_up),
            ("transferred", int(span.handed_on)),
            ("denied", int(first and span.agent in denied)),
        ):
            yield Figure(span.start, where, measure, value)


def _of_queues(
    row: Interaction, events: list[InteractionEvent], groups: Groups
) -> Iterator[Figure]:
    for n, event in enumerate(events):
        before = events[n - 1].state if n else ""
        if event.state not in WAITING or before in WAITING:
            continue
        left = next((e for e in events[n:] if e.state not in WAITING), None)
        if left is None:
            continue
        taken = left.state in HANDLED
        gave_up = not taken and left.detail.get("reason") == "abandoned"
        where = _where(row, event.queue_id, left.agent_id if taken else None, groups)
        waited = ms(left.at - event.at)
        assert event.queue is not None
        in_time = waited <= 1_000 * event.queue.service_level_seconds
        for measure, value in (
            ("entered", 1),
            ("queue_accepted", int(taken)),
            ("queue_in_time", int(taken and in_time)),
            ("queue_abandoned", int(gave_up)),
            ("queue_abandoned_late", int(gave_up and not in_time)),
            ("queue_wait_ms", waited if taken else 0),
            ("queue_longest_ms", waited),
        ):
            yield Figure(event.at, where, measure, value)


def _of_offers(row: Interaction, groups: Groups) -> Iterator[Figure]:
    for offer in row.offers.exclude(state="pending"):
        where = _where(row, row.queue_id, offer.agent_id, groups)
        yield Figure(offer.made_at, where, "offered", 1)
        yield Figure(offer.made_at, where, offer.state, 1)


def _of_session(row: CobrowseSession, groups: Groups) -> Iterator[Figure]:
    assert row.ended_at is not None
    events = list(row.events.order_by("pk"))
    names = [event.name for event in events]
    queue = None
    if row.interaction is not None:
        by_then = row.interaction.events.filter(
            at__lte=row.activated_at or row.created_at, queue__isnull=False
        )
        newest = by_then.order_by("pk").last()
        queue = newest.queue_id if newest else None
    where: Where = (
        row.site_id,
        queue,
        row.agent_id,
        groups.get(row.agent_id) if row.agent_id else None,
        row.media,
        row.interaction.source if row.interaction else "",
    )
    shared = written = paused = timedelta()
    if row.activated_at is not None:
        shared = row.ended_at - row.activated_at
        for n, event in enumerate(events):
            until = events[n + 1].at if n + 1 < len(events) else row.ended_at
            if event.mode == "write":
                written += until - event.at
            if event.name == "sharing.paused":
                back = [
                    e.at
                    for e in events[n:]
                    if e.name in {"sharing.resumed", "session.ended"}
                ]
                paused += back[0] - event.at
    refusals = sum(
        name == "write.declined"
        or (name == "write.revoked" and events[n - 1].mode == "pointer")
        for n, name in enumerate(names)
    )
    urls = [e.detail["url"] for e in events if e.name == "page.opened"]
    pages = sum(url != before for url, before in zip(urls, [None, *urls], strict=False))
    grants = names.count("write.granted")
    waited = row.activated_at - row.created_at if row.activated_at else timedelta()
    for measure, value in (
        ("sessions_started", 1),
        ("sessions", int(row.activated_at is not None)),
        ("cobrowse_ms", ms(shared)),
        ("write_ms", ms(written)),
        ("pointer_ms", ms(shared) - ms(written)),
        ("paused_ms", ms(paused)),
        ("join_wait_ms", ms(waited)),
        ("write_sessions", int(grants > 0)),
        ("write_requests", names.count("write.requested")),
        ("write_grants", grants),
        ("write_declines", refusals),
        ("pages_visited", pages),
    ):
        yield Figure(row.created_at, where, measure, value)


def _where(
    row: Interaction,
    queue: int | None,
    agent: int | None,
    groups: Groups,
) -> Where:
    group = groups.get(agent) if agent else None
    return (row.site_id, queue, agent, group, row.media, row.source)


def sums_of(figures: list[Figure], bucket: Callable[[datetime], object]) -> Sums:
    sums: Sums = defaultdict(lambda: defaultdict(int))
    for figure in figures:
        of = sums[bucket(figure.at), figure.where]
        if figure.measure == "queue_longest_ms":
            of[figure.measure] = max(of[figure.measure], figure.value)
        else:
            of[figure.measure] += figure.value
    return sums


def add_states(sums: Sums, bucket: Callable[[datetime], object]) -> None:
    """Minute by minute would take long: from one possible border to the next.

    Borders are the quarters of an hour, at which every bucket of every zone begins.
    """
    for agent in Agent.objects.all():
        events = list(agent.state_events.order_by("pk"))
        for event, following in pairwise(events):
            if event.state == "logged_out":
                continue
            at = event.at
            where: Where = (None, None, agent.pk, agent.group_id, "", "")
            while at < following.at:
                quarter = at.replace(
                    minute=at.minute // 15 * 15, second=0, microsecond=0
                ) + timedelta(minutes=15)
                until = min(quarter, following.at)
                spent = ms(until - at)
                name = {
                    "ready": "ready_ms",
                    "not_ready": "not_ready_ms",
                    "after_call_work": "after_call_ms",
                }[event.state]
                sums[bucket(at), where]["login_ms"] += spent
                sums[bucket(at), where][name] += spent
                at = until


def hour_bucket(at: datetime) -> object:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H")


def day_bucket(zone: str) -> Callable[[datetime], object]:
    return lambda at: at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d")
