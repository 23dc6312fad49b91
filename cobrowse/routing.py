"""Every socket of the product, app by app."""

from agents.routing import websocket_urlpatterns as agents_sockets
from interactions.routing import websocket_urlpatterns as interactions_sockets
from sessions_app.routing import websocket_urlpatterns as sessions_sockets

websocket_urlpatterns = [
    *agents_sockets,
    *interactions_sockets,
    *sessions_sockets,
]
