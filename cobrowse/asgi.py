"""HTTP goes to Django, WebSockets to the consumers."""

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cobrowse.settings")
django_application = get_asgi_application()

from cobrowse.bodies import BoundedBodies  # noqa: E402  needs the settings
from cobrowse.routing import websocket_urlpatterns  # noqa: E402  needs the apps

application = ProtocolTypeRouter(
    {
        "http": BoundedBodies(django_application),
        "websocket": AuthMiddlewareStack(URLRouter(websocket_urlpatterns)),
    }
)
