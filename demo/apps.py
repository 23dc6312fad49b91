"""The Django app of the demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Holds no models: the shop keeps everything in the visitor's own session."""

    name = "demo"
    verbose_name = "Demo shop"
