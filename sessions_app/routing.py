"""The sockets of this app."""

from django.urls import path

from sessions_app.consumers import AgentConsumer, CustomerConsumer
from sessions_app.embed_socket import EmbedConsumer

websocket_urlpatterns = [
    path("ws/session/<uuid:session_id>/customer", CustomerConsumer.as_asgi()),
    path("ws/session/<uuid:session_id>/agent", AgentConsumer.as_asgi()),
    path("ws/embed", EmbedConsumer.as_asgi()),
]
