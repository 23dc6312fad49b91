"""Read REST bodies: JSON only, of bounded size."""

from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from rest_framework.parsers import JSONParser

from cobrowse.errors import DomainError


class BoundedJSONParser(JSONParser):
    """Django's own limit guards `request.body`; the REST framework reads past it."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise DomainError("body_too_large", 413, limit=limit)
        parsed: dict[str, Any] = super().parse(
            BytesIO(body), media_type, parser_context
        )
        return parsed
