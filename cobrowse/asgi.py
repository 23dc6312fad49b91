"""HTTP goes to Django, WebSockets to the consumers."""

import os
import sys

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

# How long a thread with a view, a query or a task keeps the others waiting. Python's
# own 5 ms would be added to each frame on its way through a busy process.
SWITCH_SECONDS = 0.000_5
sys.setswitchinterval(SWITCH_SECONDS)

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
