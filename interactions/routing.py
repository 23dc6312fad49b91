"""The sockets of this app."""

from django.urls import path

from interactions.consumers import WidgetConsumer

websocket_urlpatterns = [path("ws/widget/<str:site_key>", WidgetConsumer.as_asgi())]
