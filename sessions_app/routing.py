"""The sockets of this app."""

from django.urls import path

from sessions_app.consumers import AgentConsumer, CustomerConsumer

websocket_urlpatterns = [
    path("ws/session/<uuid:session_id>/customer", CustomerConsumer.as_asgi()),
    path("ws/session/<uuid:session_id>/agent", AgentConsumer.as_asgi()),
]
