"""Look and texts of a site's widget, as its settings.json says them."""

from typing import TypedDict

from interactions.models import Site, WidgetLook, WidgetText
from interactions.widget_strings import built_in_texts


class LookData(TypedDict):
    """Null, or the built-in value, where the site has chosen nothing."""

    accent: str | None
    position: str
    scheme: str
    radius: int | None


class SettingsData(TypedDict):
    look: LookData
    strings: dict[str, str]
    languages: list[str]


def widget_settings(site: Site, language: str) -> SettingsData:
    """What the widget fetches once per page load; `language` is a tag such as de-CH."""
    return {
        "look": _look(site),
        "strings": _strings(site, language),
        "languages": sorted(
            WidgetText.objects.filter(site=site)
            .order_by()
            .values_list("language", flat=True)
            .distinct()
        ),
    }


def _look(site: Site) -> LookData:
    look = WidgetLook.objects.filter(site=site).first() or WidgetLook(site=site)
    return {
        "accent": look.accent or None,
        "position": look.position,
        "scheme": look.scheme,
        "radius": look.radius,
    }


def _strings(site: Site, language: str) -> dict[str, str]:
    """Texts of the language, and over them those of the narrower tag."""
    texts: dict[str, dict[str, str]] = {}
    for row in WidgetText.objects.filter(site=site):
        texts.setdefault(row.language.lower(), {})[row.name] = row.text
    parts = language.lower().split("-")
    found: dict[str, str] = {}
    for length in range(1, len(parts) + 1):
        found |= texts.get("-".join(parts[:length]), {})
    # A name that the widget has dropped since is of no use to anybody.
    return {name: text for name, text in found.items() if name in built_in_texts()}
