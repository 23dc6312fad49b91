"""From the log of a made-up switch to reports: translate, send, try again.

Each line is a JSON object as such a switch might write it:

    {"ts": 1772355600.25, "call": "4711", "what": "ALERTING", "ext": "201",
     "caller": "+49 30 1234567"}

`what` is ALERTING, CONNECTED, HOLD, UNHOLD, XFER (with `to_ext`) or HANGUP; `ts` is
seconds since 1970; `ext` is the desk that has the call.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import uniform
from typing import Protocol

from demo.switch import CallRefused, CallState, Event

EVENTS: Mapping[str, Event] = {
    "ALERTING": "ringing",
    "CONNECTED": "answered",
    "HOLD": "held",
    "UNHOLD": "retrieved",
    "XFER": "transferred",
    "HANGUP": "ended",
}
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
LINE_CHARS_MAX = 10_000


class BadLine(Exception):
    """A line that says nothing of a call; it is skipped."""


@dataclass(frozen=True)
class Report:
    """One line in the platform's words."""

    event: Event
    call_id: str
    agent: str
    to_agent: str
    phone_number: str
    at: str


class Reporter(Protocol):
    """`demo.switch.CtiAdapter`."""

    def report(
        self,
        event: Event,
        *,
        call_id: str,
        agent: str,
        to_agent: str = "",
        phone_number: str = "",
        site: str = "",
        at: str = "",
    ) -> CallState: ...


def read_line(line: str, desks: Mapping[str, str]) -> Report:
    """Desk numbers become user names. Raises BadLine."""
    if len(line) > LINE_CHARS_MAX:
        raise BadLine("too long")
    try:
        entry = json.loads(line)
        event = EVENTS[entry["what"]]
        at = datetime.fromtimestamp(float(entry["ts"]), UTC).isoformat()
        call_id = str(entry["call"])
        desk = str(entry.get("ext", ""))
        agent = desks[desk] if desk else ""
        to_agent = desks[str(entry["to_ext"])] if event == "transferred" else ""
        caller = str(entry.get("caller", ""))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise BadLine(f"{type(error).__name__}: {error}") from error
    return Report(event, call_id, agent, to_agent, caller, at)


@dataclass
class Feed:
    """Sends each line until the platform has taken it or will never take it.

    Order does not matter to the platform, for every report says when it happened;
    neither does sending twice. So the rule is simple: when in doubt, send again.
    """

    reporter: Reporter
    desks: Mapping[str, str]
    say: Callable[[str], None]
    wait: Callable[[float], None]
    site: str = ""
    # None: for ever. A switch's log does not wait for anybody.
    tries: int | None = None
    taken: int = field(default=0, init=False)
    refused: int = field(default=0, init=False)
    skipped: int = field(default=0, init=False)

    def run(self, lines: Iterable[str]) -> None:
        for line in lines:
            if not line.strip():
                continue
            try:
                report = read_line(line, self.desks)
            except BadLine as error:
                self.skipped += 1
                self.say(f"skipped: {error}")
                continue
            self._deliver(report)

    def _deliver(self, report: Report) -> None:
        pause = FIRST_WAIT_SECONDS
        attempt = 0
        while True:
            attempt += 1
            try:
                told = self.reporter.report(
                    report.event,
                    call_id=report.call_id,
                    agent=report.agent,
                    to_agent=report.to_agent,
                    phone_number=report.phone_number,
                    site=self.site,
                    at=report.at,
                )
            except CallRefused as error:
                gives_up = self.tries is not None and attempt >= self.tries
                if not error.is_passing or gives_up:
                    self.refused += 1
                    self.say(f"refused: {report.call_id} {report.event}: {error.code}")
                    return
                # Many adapters that come back at once must not come back at once.
                self.wait(error.retry_after or pause * uniform(0.5, 1.0))
                pause = min(pause * 2, LONGEST_WAIT_SECONDS)
            else:
                self.taken += 1
                self.say(f"taken: {report.call_id} {report.event} → {told.state}")
                return
