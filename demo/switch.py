"""A CTI adapter in full: how a telephone switch tells the platform about its calls.

The one thing an integrator writes, with the client in `demo/platform.py`: it posts to
`/api/v1/cti/events`. An event may be sent again after a lost answer: the platform
knows it by call, event and time, changes nothing and answers with the state it has now.
"""

from dataclasses import dataclass
from typing import Literal

from demo.platform import Platform, PlatformRefused

EVENTS_PATH = "/api/v1/cti/events"

Event = Literal["ringing", "answered", "held", "retrieved", "transferred", "ended"]

CallRefused = PlatformRefused


@dataclass(frozen=True)
class CallState:
    """What the platform makes of the call now."""

    interaction_id: str
    state: str


@dataclass(frozen=True)
class CtiAdapter:
    """Reports the calls of one switch to one platform."""

    origin: str
    token: str
    timeout_seconds: float = 5.0

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
    ) -> CallState:
        """Sends one event of one call; `agent` and `to_agent` are user names.

        `at` (ISO 8601 with a zone) is when it happened: with it, reports may come late
        and in any order. Raises CallRefused when the platform refuses the event or does
        not answer.
        """
        platform = Platform(self.origin, self.token, self.timeout_seconds)
        answer = platform.post(
            EVENTS_PATH,
            {
                "call_id": call_id,
                "event": event,
                "agent": agent,
                "to_agent": to_agent,
                "phone_number": phone_number,
                "site": site,
                "at": at,
            },
        )
        try:
            return CallState(str(answer["interaction_id"]), str(answer["state"]))
        except KeyError as error:
            raise CallRefused("bad_answer", "The answer makes no sense.") from error
