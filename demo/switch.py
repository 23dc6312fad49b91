"""A CTI adapter in full: how a telephone switch tells the platform about its calls.

The one thing an integrator writes. It needs the server's origin, the adapter's token
(admin: CTI adapters) and nothing of this code base: it speaks HTTP to
`POST /api/v1/cti/events`. An event may be sent again after a lost answer: the platform
knows it by call and event, changes nothing and answers with the state it has now.
"""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

EVENTS_PATH = "/api/v1/cti/events"
ANSWER_BYTES_MAX = 16_384

Event = Literal["ringing", "answered", "held", "retrieved", "transferred", "ended"]


class CallRefused(Exception):
    """The platform did not take an event; `code` is its own, or `unreachable`."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class CallState:
    """What the platform makes of the call now."""

    interaction_id: str
    state: str


class _NoRedirect(HTTPRedirectHandler):
    """A token must not follow a redirect to another server."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


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
    ) -> CallState:
        """Sends one event of one call; `agent` and `to_agent` are user names.

        Raises CallRefused when the platform refuses the event or does not answer.
        """
        body = {
            "call_id": call_id,
            "event": event,
            "agent": agent,
            "to_agent": to_agent,
            "phone_number": phone_number,
            "site": site,
        }
        address = self.origin + EVENTS_PATH
        if urlsplit(address).scheme not in ("http", "https"):
            raise CallRefused("unreachable", "The platform's address is not HTTP.")
        request = Request(
            address,
            data=json.dumps({k: v for k, v in body.items() if v}).encode(),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
            },
        )
        return self._send(request)

    def _send(self, request: Request) -> CallState:
        try:
            with build_opener(_NoRedirect).open(
                request, timeout=self.timeout_seconds
            ) as answer:
                data = json.loads(answer.read(ANSWER_BYTES_MAX))
            return CallState(str(data["interaction_id"]), str(data["state"]))
        except HTTPError as error:
            raise _refusal(error) from error
        except (URLError, OSError) as error:
            raise CallRefused("unreachable", "The platform does not answer.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise CallRefused("bad_answer", "The answer makes no sense.") from error


def _refusal(error: HTTPError) -> CallRefused:
    """The platform's own code and words where it gives them."""
    with error:
        try:
            data = json.loads(error.read(ANSWER_BYTES_MAX))
            return CallRefused(str(data["error"]), str(data.get("detail", "")))
        except (ValueError, KeyError, TypeError, AttributeError):
            reason = HTTPStatus(error.code).phrase
            return CallRefused(f"http_{error.code}", f"The platform says: {reason}.")
