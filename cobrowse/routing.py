"""Every socket of the product, app by app."""

from channels.generic.websocket import AsyncWebsocketConsumer
from django.urls import re_path

from agents.routing import websocket_urlpatterns as agents_sockets
from interactions.routing import websocket_urlpatterns as interactions_sockets
from sessions_app.routing import websocket_urlpatterns as sessions_sockets


class NoSuchSocket(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Unknown paths get HTTP 403 like forbidden ones, and no traceback in the log."""

    async def connect(self) -> None:
        await self.close()


websocket_urlpatterns = [
    *agents_sockets,
    *interactions_sockets,
    *sessions_sockets,
    re_path(r"", NoSuchSocket.as_asgi()),
]
