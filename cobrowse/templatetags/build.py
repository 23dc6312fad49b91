"""{% build_asset "desktop" %}: the URL of a front-end bundle by entry name."""

import json
from functools import lru_cache
from pathlib import Path

from django import template
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static

register = template.Library()


@lru_cache(maxsize=1)
def _manifest(path: Path, changed_at: int) -> dict[str, str]:
    manifest: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


@register.simple_tag
def build_asset(entry: str) -> str:
    """The hashed file that the last build wrote for this entry."""
    path = settings.BASE_DIR / "static" / "build" / "manifest.json"
    try:
        name = _manifest(path, path.stat().st_mtime_ns)[entry]
    except (OSError, KeyError) as error:
        raise ImproperlyConfigured(
            f"The front end has no {entry!r}: run `make build`."
        ) from error
    return static(f"build/{name}")
