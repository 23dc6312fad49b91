"""The kernel as a Django app: commands, checks and template tags."""

from django.apps import AppConfig


class CobrowseConfig(AppConfig):
    name = "cobrowse"
    label = "kernel"
    verbose_name = "Cobrowse"

    def ready(self) -> None:
        from cobrowse import checks  # noqa: F401  registers the system checks
