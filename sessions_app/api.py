"""REST: the record of one session, by its history id."""

from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cobrowse.errors import not_found
from sessions_app.models import CobrowseSession, SessionEvent
from sessions_app.selectors import session_by_id

MAY_READ = "sessions_app.view_cobrowsesession"


class EventSerializer(serializers.ModelSerializer[SessionEvent]):
    """`detail` holds what the event is about, for example the page that was opened."""

    class Meta:
        model = SessionEvent
        fields = ["at", "name", "state", "mode", "actor_role", "detail"]
        read_only_fields = fields


class SessionSerializer(serializers.ModelSerializer[CobrowseSession]):
    """`id` is the history id. The nine digits are no part of the record."""

    site = serializers.CharField(source="site.key", read_only=True)
    agent = serializers.CharField(
        source="agent.display_name", default=None, read_only=True
    )
    interaction_id = serializers.UUIDField(read_only=True, allow_null=True)
    events = EventSerializer(many=True, read_only=True)

    class Meta:
        model = CobrowseSession
        fields = [
            "id",
            "site",
            "media",
            "state",
            "mode",
            "interaction_id",
            "agent",
            "created_at",
            "activated_at",
            "ended_at",
            "end_reason",
            "consent_version",
            "consent_language",
            "consented_at",
            "write_request_count",
            "events",
        ]
        read_only_fields = fields


class SessionRecord(APIView):
    """For those who may read session history; everybody else finds nothing."""

    @extend_schema(
        summary="The record of one session",
        responses={
            200: SessionSerializer,
            404: OpenApiResponse(description="Unknown, or not for you."),
        },
        tags=["sessions"],
    )
    def get(self, request: Request, history_id: UUID) -> Response:
        if not request.user.has_perm(MAY_READ):
            raise not_found()
        session = session_by_id(history_id)
        if session is None:
            raise not_found()
        return Response(SessionSerializer(session).data)
