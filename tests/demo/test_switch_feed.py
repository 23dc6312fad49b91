"""The reference adapter: reads a switch's log, sends until it is taken."""

import json
from dataclasses import dataclass, field

import pytest

from demo.switch import CallRefused, CallState, Event
from demo.switch_feed import LONGEST_WAIT_SECONDS, BadLine, Feed, read_line

DESKS = {"201": "alice", "202": "bob"}
RING = {"ts": 1772355600.25, "call": "4711", "what": "ALERTING", "ext": "201"}


def line(**change: object) -> str:
    return json.dumps({**RING, **change})


@dataclass
class Platform:
    """Takes reports after as many refusals as it is told to make."""

    refusals: list[CallRefused] = field(default_factory=list)
    taken: list[dict[str, str]] = field(default_factory=list)

    def report(self, event: Event, **fields: str) -> CallState:
        if self.refusals:
            raise self.refusals.pop(0)
        self.taken.append({"event": event, **fields})
        return CallState("i-1", "ringing")


class Desk:
    """A feed with its own clock: nobody waits in tests."""

    def __init__(self, *refusals: CallRefused, tries: int | None = None) -> None:
        self.platform = Platform(list(refusals))
        self.waits: list[float] = []
        self.said: list[str] = []
        self.feed = Feed(
            self.platform,
            DESKS,
            say=self.said.append,
            wait=self.waits.append,
            tries=tries,
        )


def test_a_line_becomes_a_report_with_its_time() -> None:
    report = read_line(line(caller="+49 30 1"), DESKS)
    assert (report.event, report.call_id, report.agent) == ("ringing", "4711", "alice")
    assert report.at == "2026-03-01T09:00:00.250000+00:00"
    moved = read_line(line(what="XFER", to_ext="202"), DESKS)
    assert (moved.agent, moved.to_agent) == ("alice", "bob")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        "null",
        '"x"',
        line(what="DANCE"),
        line(what=None),
        line(ext="999"),
        line(what="XFER"),
        line(ts="soon"),
        line(ts=1e300),
        line(ts=float("nan")),
        '{"what": "HANGUP"}',
        pytest.param(line(caller="1" * 20_000), id="long"),
    ],
)
def test_a_line_that_makes_no_sense_is_skipped(text: str) -> None:
    with pytest.raises(BadLine):
        read_line(text, DESKS)
    desk = Desk()
    desk.feed.run([text, line()])
    assert desk.feed.taken == 1
    assert desk.feed.skipped == (1 if text else 0)


def test_what_passes_is_sent_again_with_growing_pauses() -> None:
    desk = Desk(*[CallRefused("unreachable", "")] * 12)
    desk.feed.run([line()])
    assert desk.feed.taken == 1
    assert len(desk.waits) == 12
    assert desk.waits[0] <= 0.5 < desk.waits[3]
    assert max(desk.waits) <= LONGEST_WAIT_SECONDS


def test_the_platform_says_how_long_to_wait() -> None:
    busy = CallRefused("rate_limited", "", status=429, retry_after=7)
    desk = Desk(busy, CallRefused("http_503", "", status=503, retry_after=3))
    desk.feed.run([line()])
    assert desk.waits == [7, 3]
    assert desk.feed.taken == 1


def test_what_is_wrong_is_not_sent_again_and_holds_up_nothing() -> None:
    desk = Desk(CallRefused("unknown_agent", "", status=422))
    desk.feed.run([line(), line(call="4712")])
    assert (desk.feed.refused, desk.feed.taken, desk.waits) == (1, 1, [])
    assert desk.said[0] == "refused: 4711 ringing: unknown_agent"


def test_it_gives_up_when_told_to() -> None:
    desk = Desk(*[CallRefused("unreachable", "")] * 5, tries=3)
    desk.feed.run([line()])
    assert (desk.feed.refused, len(desk.waits)) == (1, 2)
