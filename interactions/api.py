"""The REST API of CTI adapters: a telephone switch reports what its calls do."""

from typing import cast

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from interactions.adapter_api import (
    COMMON,
    EXTERNAL_STATES,
    WITH_BODY,
    AdapterView,
    Codes,
    LineField,
    StrictSerializer,
    ZonedTimeField,
    refusals,
)
from interactions.call_story import CallKind
from interactions.models import CtiAdapter
from interactions.services import CallEvent, apply_call_event

# Refusals of a report, whatever it reports.
REPORT_REFUSALS: dict[int, Codes] = {
    400: {
        "agent_required": "Say which agent the call is for.",
        "site_required": "Say which site the call is for.",
        "bad_time": "This report is more than a day old.",
    },
    409: {
        "other_media": "This id names something else.",
        "conflict": "Somebody else was faster.",
    },
    422: {
        "unknown_agent": "No agent has this user name.",
        "unknown_site": "This adapter has no such site.",
        "too_many_reports": "Nothing has so many events.",
    },
}


class ReportSerializer(StrictSerializer):
    """What reports of calls and of chats have in common."""

    event = serializers.ChoiceField(choices=[kind.value for kind in CallKind])
    agent = serializers.CharField(
        max_length=150,
        default="",
        allow_blank=True,
        help_text="The user who has it; needed until one is named; always send it.",
    )
    to_agent = serializers.CharField(
        max_length=150,
        default="",
        allow_blank=True,
        help_text="User name; needed by `transferred`.",
    )
    phone_number = LineField(max_length=40, default="", allow_blank=True)
    customer_name = LineField(
        max_length=80,
        default="",
        allow_blank=True,
        help_text="Shown to the agent. Without one: what is known of the number.",
    )
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


class CallEventSerializer(ReportSerializer):
    """One report. Fields that are not listed here are refused."""

    call_id = serializers.RegexField(
        r"^[!-~]{1,128}$", help_text="The switch's own id of the call."
    )


class CallStateSerializer(serializers.Serializer[dict[str, object]]):
    """Where the interaction stands now, whatever was reported."""

    interaction_id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=EXTERNAL_STATES)


STATE_EXAMPLE = OpenApiExample(
    "state",
    value={"interaction_id": "0b8f6f0e-1d5c-4b53-9a47-5a7b2f4b9c11", "state": "active"},
    response_only=True,
    status_codes=["200"],
)


def _report(name: str, **fields: str) -> OpenApiExample:
    body = {"call_id": "c-4711", "event": name, "agent": "alice", **fields}
    return OpenApiExample(name, value=body, request_only=True)


class CallEvents(AdapterView):
    @extend_schema(
        operation_id="report_call_event",
        summary="Report what a call does",
        tags=["cti"],
        request=CallEventSerializer,
        responses={
            200: OpenApiResponse(CallStateSerializer, examples=[STATE_EXAMPLE]),
            **refusals(COMMON, WITH_BODY, REPORT_REFUSALS),
        },
        examples=[
            _report(
                "ringing",
                phone_number="+49 30 1234567",
                at="2026-03-01T09:00:00Z",
                site="demo",
            ),
            _report("answered", at="2026-03-01T09:00:07.250Z"),
            _report("held", at="2026-03-01T09:02:00Z"),
            _report("retrieved", at="2026-03-01T09:02:31Z"),
            _report("transferred", to_agent="bob", at="2026-03-01T09:03:00Z"),
            _report("ended", at="2026-03-01T09:09:12Z"),
        ],
    )
    def post(self, request: Request) -> Response:
        """Reports may be repeated and may come in any order.

        A copy changes nothing. Reports that carry `at` are put in the order of their
        times: whichever way they arrive, the call ends up the same. A call that has
        ended stays ended; what is heard of it later completes its account. A call whose
        start was never reported begins with the first report.
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
