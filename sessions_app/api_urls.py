"""The REST endpoints of this app."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from sessions_app.api import SessionRecord
from sessions_app.stack_api import (
    EXTERNAL_ID,
    StackInteraction,
    StackInteractions,
    StackJoin,
)


class ExternalId(StringConverter):
    """The id that a chat stack gave its interaction."""

    regex = EXTERNAL_ID


register_converter(ExternalId, "external_id")

urlpatterns = [
    path("sessions/<uuid:history_id>", SessionRecord.as_view(), name="session-record"),
    path("stack/interactions", StackInteractions.as_view(), name="stack-events"),
    path(
        "stack/interactions/<external_id:external_id>",
        StackInteraction.as_view(),
        name="stack-interaction",
    ),
    path(
        "stack/interactions/<external_id:external_id>/join",
        StackJoin.as_view(),
        name="stack-join",
    ),
]
