"""Daphne takes a whole body in before the application hears of the request: not beyond
the limit that cobrowse.bodies keeps."""

from daphne import http_protocol
from django.conf import settings


class BoundedRequest(http_protocol.WebRequest):  # type: ignore[misc]
    """Keeps one byte more than the limit, by which BoundedBodies sees that there was
    more, and drops the rest."""

    def handleContentChunk(self, data: bytes) -> None:
        room = settings.COBROWSE_BODY_BYTES + 1 - self.content.tell()
        if room > 0:
            super().handleContentChunk(data[:room])


def bound_bodies() -> None:
    """From here on, Daphne makes its requests of this kind; it has no option for it."""
    http_protocol.WebRequest = BoundedRequest
