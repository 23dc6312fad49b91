"""REST for a chat or telephone system of the company's own (spec PI-11).

It reports its interactions, brings the nine digits that the customer's page handed to
it, and reads how things stand. It lives here because joining does.
"""

from collections.abc import Mapping
from typing import cast

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from interactions.adapter_api import (
    COMMON,
    EXTERNAL_STATES,
    WITH_BODY,
    AdapterView,
    Codes,
    StrictSerializer,
    refusals,
)
from interactions.api import (
    REPORT_REFUSALS,
    STATE_EXAMPLE,
    CallStateSerializer,
    ReportSerializer,
)
from interactions.call_story import CallKind
from interactions.lifecycle import Media
from interactions.models import CtiAdapter, Interaction
from interactions.selectors import interaction_of_adapter
from interactions.services import CallEvent, apply_call_event
from sessions_app import services
from sessions_app.lifecycle import Mode
from sessions_app.lifecycle import State as SessionStateName
from sessions_app.models import CobrowseSession
from sessions_app.selectors import newest_session_of

# What stands in the path: narrower than the ids of the CTI endpoint.
EXTERNAL_ID = r"[A-Za-z0-9._~:-]{1,128}"
_NOT_FOUND: dict[int, Codes] = {404: {"not_found": "There is no such thing here."}}
_JOIN: dict[int, Codes] = {
    400: {"bad_session_id": "A session id has nine digits."},
    404: {
        "not_found": "There is no such thing here.",
        "session_not_found": "There is no such session, or it is over.",
    },
    409: {
        "no_interaction": "There is no call to join it with.",
        "already_joined": "This interaction shares a page.",
        "agent_busy": "The agent is in another session.",
        "conflict": "Somebody else was faster.",
    },
}


class StackEventSerializer(ReportSerializer):
    """One report about an interaction of the stack. Unknown fields are refused."""

    external_id = serializers.RegexField(
        rf"^{EXTERNAL_ID}\Z", help_text="The stack's own id of the chat or call."
    )
    media = serializers.ChoiceField(choices=Media.values)
    source = serializers.RegexField(  # type: ignore[assignment]  # a field's name
        r"^[a-z][a-z0-9_-]{0,31}\Z",
        default="",
        help_text="Where it came from, for reports; `web` and `voice` without.",
    )


class JoinSerializer(StrictSerializer):
    """The digits that `hand_over_session_id` got; spaces and dashes do not count."""

    session_id = serializers.CharField(max_length=32)


class StackSessionSerializer(serializers.ModelSerializer[CobrowseSession]):
    """The newest co-browse session of the interaction; never its digits."""

    history_id = serializers.UUIDField(source="id")
    state = serializers.ChoiceField(choices=SessionStateName.choices)
    mode = serializers.ChoiceField(choices=Mode.choices)

    class Meta:
        model = CobrowseSession
        fields = [
            "history_id",
            "state",
            "mode",
            "activated_at",
            "ended_at",
            "end_reason",
            "page_url",
        ]
        read_only_fields = fields


class StackInteractionSerializer(serializers.ModelSerializer[Interaction]):
    interaction_id = serializers.UUIDField(source="id")
    external_id = serializers.CharField(source="external_call_id")
    state = serializers.ChoiceField(choices=EXTERNAL_STATES)
    agent = serializers.CharField(
        source="agent.user.username", default=None, allow_null=True
    )
    attached_data = serializers.DictField(
        help_text="The keys of the co-browse on this interaction, for its reports."
    )
    session = serializers.SerializerMethodField()

    class Meta:
        model = Interaction
        fields = [
            "interaction_id",
            "external_id",
            "media",
            "state",
            "agent",
            "customer_name",
            "created_at",
            "answered_at",
            "ended_at",
            "end_reason",
            "attached_data",
            "session",
        ]
        read_only_fields = fields

    @extend_schema_field(StackSessionSerializer(allow_null=True))
    def get_session(self, interaction: Interaction) -> Mapping[str, object] | None:
        session = newest_session_of(interaction)
        return StackSessionSerializer(session).data if session is not None else None


_INTERACTION_EXAMPLE = OpenApiExample(
    "interaction",
    value={
        "interaction_id": "0b8f6f0e-1d5c-4b53-9a47-5a7b2f4b9c11",
        "external_id": "chat-4711",
        "media": "chat",
        "state": "active",
        "agent": "alice",
        "customer_name": "Carla",
        "created_at": "2026-03-01T09:00:00Z",
        "answered_at": "2026-03-01T09:00:07Z",
        "ended_at": None,
        "end_reason": "",
        "attached_data": {
            "CoBrowseAssociated": "Yes",
            "CoBrowseSessionsQuantity": 1,
            "CoBrowseSessionId": "6e0f4b0c-58a1-4d0e-9d4a-0f3b1f6a2d77",
            "CoBrowseStartTime": 1772355725000,
            "CoBrowseDuration": 0,
            "IsCoBrowseDenied": "No",
            "source": "web",
        },
        "session": {
            "history_id": "6e0f4b0c-58a1-4d0e-9d4a-0f3b1f6a2d77",
            "state": "active",
            "mode": "pointer",
            "activated_at": "2026-03-01T09:02:05Z",
            "ended_at": None,
            "end_reason": "",
            "page_url": "https://shop.example.com/checkout/",
        },
    },
    response_only=True,
    status_codes=["200"],
)


def _adapter(request: Request) -> CtiAdapter:
    return cast(CtiAdapter, request.auth)


class StackInteractions(AdapterView):
    @extend_schema(
        operation_id="report_stack_event",
        summary="Report what a chat or call of your own stack does",
        tags=["stack"],
        request=StackEventSerializer,
        responses={
            200: OpenApiResponse(CallStateSerializer, examples=[STATE_EXAMPLE]),
            **refusals(COMMON, WITH_BODY, REPORT_REFUSALS),
        },
        examples=[
            OpenApiExample(
                "a chat begins",
                value={
                    "external_id": "chat-4711",
                    "media": "chat",
                    "event": "answered",
                    "agent": "alice",
                    "customer_name": "Carla",
                    "at": "2026-03-01T09:00:07Z",
                },
                request_only=True,
            ),
            OpenApiExample(
                "it ends",
                value={
                    "external_id": "chat-4711",
                    "media": "chat",
                    "event": "ended",
                    "agent": "alice",
                    "at": "2026-03-01T09:09:12Z",
                },
                request_only=True,
            ),
        ],
    )
    def post(self, request: Request) -> Response:
        """The same events, the same rules as for calls: copies change nothing, `at`
        puts them in order, what has ended stays ended. The id belongs to your adapter
        alone, for its calls and its chats together."""
        serializer = StackEventSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = dict(serializer.validated_data)
        media = Media(data.pop("media"))
        source = data.pop("source") or ("voice" if media is Media.VOICE else "web")
        found = apply_call_event(
            adapter=_adapter(request),
            event=CallEvent(
                call_id=data.pop("external_id"),
                event=CallKind(data.pop("event")),
                media=media,
                source=source,
                **data,
            ),
        )
        body = CallStateSerializer({"interaction_id": found.pk, "state": found.state})
        return Response(body.data)


class StackInteraction(AdapterView):
    @extend_schema(
        operation_id="read_stack_interaction",
        summary="How one of your interactions stands",
        tags=["stack"],
        responses={
            200: OpenApiResponse(
                StackInteractionSerializer, examples=[_INTERACTION_EXAMPLE]
            ),
            **refusals(COMMON, _NOT_FOUND),
        },
    )
    def get(self, request: Request, external_id: str) -> Response:
        """State, attached data and the newest co-browse session."""
        found = interaction_of_adapter(_adapter(request), external_id)
        return Response(StackInteractionSerializer(found).data)


class StackJoin(AdapterView):
    @extend_schema(
        operation_id="join_stack_session",
        summary="Bring the digits: the session is joined to your interaction",
        tags=["stack"],
        request=JoinSerializer,
        responses={
            200: OpenApiResponse(
                StackInteractionSerializer, examples=[_INTERACTION_EXAMPLE]
            ),
            **refusals(COMMON, WITH_BODY, _JOIN, {429: {"rate_limited": "Too often."}}),
        },
        examples=[
            OpenApiExample(
                "digits", value={"session_id": "123456789"}, request_only=True
            )
        ],
    )
    def post(self, request: Request, external_id: str) -> Response:
        """The viewer opens on the agent's desktop or embedded page.

        Wrong, used, expired and foreign digits get the same answer, and guesses are
        counted against the interaction's agent and site as if typed at the desktop.
        """
        serializer = JoinSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        adapter = _adapter(request)
        services.join_for_adapter(
            adapter=adapter,
            interaction=interaction_of_adapter(adapter, external_id),
            session_id=serializer.validated_data["session_id"],
        )
        fresh = interaction_of_adapter(adapter, external_id)
        return Response(StackInteractionSerializer(fresh).data)
