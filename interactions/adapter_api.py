"""What the REST endpoints of adapters share: who asks, how often, in which fields."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, inline_serializer
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from cobrowse.text import clean_line
from interactions.lifecycle import STATES_OF, Kind
from interactions.models import CtiAdapter
from interactions.selectors import adapter_for_token
from interactions.services import note_adapter_use

TOKEN_CHARS = 128
EXTERNAL_STATES = [(s.value, s.value) for s in STATES_OF[Kind.EXTERNAL]]


class AdapterAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`. The adapter is no person: it is request.auth."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, CtiAdapter] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"bearer":
            return None
        if len(parts) != 2 or len(parts[1]) > TOKEN_CHARS:
            raise AuthenticationFailed("This token is not valid.")
        adapter = adapter_for_token(parts[1].decode("latin-1"))
        if adapter is None:
            raise AuthenticationFailed("This token is not valid.")
        note_adapter_use(adapter=adapter)
        return AnonymousUser(), adapter

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class AdapterScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the OpenAPI document describes the adapter's token."""

    target_class = "interactions.adapter_api.AdapterAuthentication"
    name = "adapterToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "The token of a CTI adapter, shown once in the admin.",
        }


class IsAdapter(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.auth, CtiAdapter)


class AdapterThrottle(SimpleRateThrottle):
    """So many requests a minute from one adapter."""

    scope = "cti"

    def get_rate(self) -> str:
        return f"{settings.COBROWSE_CALL_EVENTS_PER_MINUTE}/minute"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return f"quota.cti.{request.auth.pk}"


class AdapterView(APIView):
    """An endpoint that only adapters may call."""

    authentication_classes = [AdapterAuthentication]
    permission_classes = [IsAdapter]
    throttle_classes = [AdapterThrottle]


class LineField(serializers.CharField):
    """One printable line."""

    def to_internal_value(self, data: Any) -> str:
        return str(clean_line(super().to_internal_value(data)))


class ZonedTimeField(serializers.DateTimeField):
    """A time that says its zone: the server does not guess where a switch stands."""

    def enforce_timezone(self, value: datetime) -> datetime:
        if timezone.is_naive(value):
            raise serializers.ValidationError("Name a time zone.")
        return super().enforce_timezone(value)


class StrictSerializer(serializers.Serializer[Any]):
    """Fields that are not listed are refused: a typing error is no wish."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = sorted(str(key)[:40] for key in set(data) - set(self.fields))
            if unknown:
                raise serializers.ValidationError(
                    {name: ["There is no such field."] for name in unknown[:20]}
                )
        return super().to_internal_value(data)


_BODY = inline_serializer(
    "ErrorBody",
    {
        "error": serializers.CharField(help_text="A stable code."),
        "detail": serializers.CharField(help_text="For people."),
        "fields": serializers.DictField(
            required=False, help_text="Which fields are wrong, with `invalid`."
        ),
    },
)

Codes = Mapping[str, str]

# What every endpoint of adapters may answer.
COMMON: Mapping[int, Codes] = {
    401: {
        "not_authenticated": "Authentication credentials were not provided.",
        "authentication_failed": "This token is not valid.",
    },
    405: {"method_not_allowed": 'Method "PUT" not allowed.'},
    406: {"not_acceptable": "Could not satisfy the request Accept header."},
    429: {"rate_limited": "Request was throttled. Expected available in 12 seconds."},
}
# What those that take a body may answer besides.
WITH_BODY: Mapping[int, Codes] = {
    400: {
        "invalid": "Some fields are wrong.",
        "parse_error": "JSON parse error - Expecting value: line 1 column 1 (char 0)",
    },
    413: {"body_too_large": "Body too large."},
    415: {"unsupported_media_type": 'Unsupported media type "text/plain" in request.'},
}


def refusals(*tables: Mapping[int, Codes]) -> dict[int, OpenApiResponse]:
    """Every refusal by status, each code with an example, for the OpenAPI document."""
    merged: dict[int, dict[str, str]] = {}
    for table in tables:
        for status, codes in table.items():
            merged.setdefault(status, {}).update(codes)
    return {
        status: OpenApiResponse(
            _BODY,
            description="`" + "`, `".join(codes) + "`",
            examples=[_example(status, code, codes[code]) for code in codes],
        )
        for status, codes in sorted(merged.items())
    }


def _example(status: int, code: str, detail: str) -> OpenApiExample:
    body: dict[str, object] = {"error": code, "detail": detail}
    if code == "invalid":
        body["fields"] = {"event": ['"exploded" is not a valid choice.']}
    return OpenApiExample(
        code, value=body, response_only=True, status_codes=[str(status)]
    )
