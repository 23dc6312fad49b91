"""One error for every refusal: a stable code, an HTTP status, words for a person."""


class DomainError(Exception):
    """A refusal that the caller is told.

    `code` is stable and documented in docs/protocol.md; `http_status` maps to the
    socket close code 4000 + status where a socket must close; `limit` is in the unit
    the code names, `retry_after` in seconds.
    """

    def __init__(
        self,
        code: str,
        http_status: int = 400,
        detail: str = "",
        *,
        limit: int | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.http_status = http_status
        self.detail = detail or code.replace("_", " ").capitalize() + "."
        self.limit = limit
        self.retry_after = retry_after


def not_found() -> DomainError:
    """Missing, foreign, ended and forbidden objects look the same."""
    return DomainError("not_found", 404, "There is no such thing here.")


def conflict(detail: str = "Somebody else was faster.") -> DomainError:
    return DomainError("conflict", 409, detail)
