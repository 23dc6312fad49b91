"""The REST API of CTI adapters: a telephone switch reports what its calls do."""

from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from cobrowse.text import clean_line
from interactions.lifecycle import STATES_OF, Kind
from interactions.models import CtiAdapter
from interactions.selectors import adapter_for_token
from interactions.services import CallEvent, apply_call_event
from interactions.services.call_reports import CallKind

TOKEN_CHARS = 128


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
        return AnonymousUser(), adapter

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class AdapterScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the OpenAPI document describes the adapter's token."""

    target_class = "interactions.api.AdapterAuthentication"
    name = "adapterToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class IsAdapter(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.auth, CtiAdapter)


class AdapterThrottle(SimpleRateThrottle):
    """So many reports a minute from one adapter."""

    scope = "cti"

    def get_rate(self) -> str:
        return f"{settings.COBROWSE_CALL_EVENTS_PER_MINUTE}/minute"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return f"quota.cti.{request.auth.pk}"


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


class CallEventSerializer(serializers.Serializer[CallEvent]):
    """One report. Fields that are not listed here are refused."""

    call_id = serializers.RegexField(
        r"^[!-~]{1,128}$", help_text="The switch's own id of the call."
    )
    event = serializers.ChoiceField(choices=[kind.value for kind in CallKind])
    agent = serializers.CharField(
        max_length=150,
        default="",
        allow_blank=True,
        help_text="User name; needed by the first report of a call.",
    )
    to_agent = serializers.CharField(
        max_length=150,
        default="",
        allow_blank=True,
        help_text="User name; needed by `transferred`.",
    )
    phone_number = LineField(max_length=40, default="", allow_blank=True)
    at = ZonedTimeField(
        default=None,
        allow_null=True,
        help_text="When it happened, by the switch's clock, with a time zone. Reports "
        "that carry it may come in any order and more than once.",
    )
    site = serializers.SlugField(
        max_length=40,
        default="",
        allow_blank=True,
        help_text="Key of the site; needed where there are several and the adapter "
        "belongs to none.",
    )

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = sorted(str(key)[:40] for key in set(data) - set(self.fields))
            if unknown:
                raise serializers.ValidationError(
                    {name: ["There is no such field."] for name in unknown[:20]}
                )
        return super().to_internal_value(data)


class CallStateSerializer(serializers.Serializer[dict[str, object]]):
    interaction_id = serializers.UUIDField()
    state = serializers.ChoiceField(
        choices=[state.value for state in STATES_OF[Kind.EXTERNAL]]
    )


_ERROR = OpenApiResponse(
    inline_serializer(
        "ErrorBody",
        {
            "error": serializers.CharField(help_text="A stable code."),
            "detail": serializers.CharField(help_text="For people."),
            "fields": serializers.DictField(
                required=False, help_text="Which fields are wrong, with `invalid`."
            ),
        },
    ),
    description="A refusal.",
)


class CallEvents(APIView):
    authentication_classes = [AdapterAuthentication]
    permission_classes = [IsAdapter]
    throttle_classes = [AdapterThrottle]

    @extend_schema(
        operation_id="report_call_event",
        tags=["cti"],
        request=CallEventSerializer,
        responses={
            200: CallStateSerializer,
            400: _ERROR,
            401: _ERROR,
            413: _ERROR,
            415: _ERROR,
            422: _ERROR,
            429: _ERROR,
        },
    )
    def post(self, request: Request) -> Response:
        """Report what a call does.

        Repeating a report changes nothing. A call that has ended stays ended. A call
        whose start was never reported begins with the first report.
        """
        serializer = CallEventSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = serializer.validated_data
        call = apply_call_event(
            adapter=cast(CtiAdapter, request.auth),
            event=CallEvent(**{**data, "event": CallKind(data["event"])}),
        )
        body = CallStateSerializer({"interaction_id": call.pk, "state": call.state})
        return Response(body.data)
