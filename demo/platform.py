"""How a third party's program speaks to the platform: HTTP, JSON, a token. Copy it.

It needs the server's origin, the token of an adapter (admin: CTI adapters) and nothing
of this code base.
"""

import json
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

ANSWER_BYTES_MAX = 65_536


class PlatformRefused(Exception):
    """The platform did not take it; `code` is its own, or `unreachable`.

    `is_passing`: the same request may work later, after `retry_after` seconds if the
    platform says so.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.status = status
        self.retry_after = retry_after

    @property
    def is_passing(self) -> bool:
        return (
            self.status is None
            or self.status in {408, 409, 429}
            or (self.status >= 500)
        )


class _NoRedirect(HTTPRedirectHandler):
    """A token must not follow a redirect to another server."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


@dataclass(frozen=True)
class Platform:
    """One platform as one adapter sees it."""

    origin: str
    token: str
    timeout_seconds: float = 5.0

    def get(self, path: str) -> dict[str, object]:
        return self._ask(path, None)

    def post(self, path: str, body: dict[str, object]) -> dict[str, object]:
        """Fields that are empty are left out. Raises PlatformRefused."""
        filled = {name: value for name, value in body.items() if value}
        return self._ask(path, json.dumps(filled).encode())

    def _ask(self, path: str, data: bytes | None) -> dict[str, object]:
        address = self.origin + path
        if urlsplit(address).scheme not in ("http", "https"):
            raise PlatformRefused("unreachable", "The platform's address is not HTTP.")
        request = Request(
            address,
            data=data,
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "Accept": "application/json",
            },
        )
        try:
            with build_opener(_NoRedirect).open(
                request, timeout=self.timeout_seconds
            ) as answer:
                body = json.loads(answer.read(ANSWER_BYTES_MAX))
        except HTTPError as error:
            raise _refusal(error) from error
        except (URLError, OSError, HTTPException) as error:
            raise PlatformRefused(
                "unreachable", "The platform does not answer."
            ) from error
        except ValueError as error:
            raise PlatformRefused("bad_answer", "The answer makes no sense.") from error
        if not isinstance(body, dict):
            raise PlatformRefused("bad_answer", "The answer makes no sense.")
        return body


def _refusal(error: HTTPError) -> PlatformRefused:
    """The platform's own code and words where it gives them."""
    with error:
        status, wait = error.code, _seconds(error.headers.get("Retry-After"))
        try:
            data = json.loads(error.read(ANSWER_BYTES_MAX))
            code, detail = str(data["error"]), str(data.get("detail", ""))
        except (ValueError, KeyError, TypeError, AttributeError, OSError):
            code = f"http_{status}"
            detail = f"The platform says: {HTTPStatus(status).phrase}."
        return PlatformRefused(code, detail, status=status, retry_after=wait)


def _seconds(text: str | None) -> float | None:
    return float(text) if text is not None and text.isdecimal() else None
