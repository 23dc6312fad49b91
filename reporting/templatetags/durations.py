"""{{ value|hms }}: a duration as 1:02:03 or 2:03."""

from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def hms(value: timedelta | None) -> str:
    """Whole seconds; an em dash for a duration that never began."""
    if value is None:
        return "—"
    total = int(value.total_seconds())
    hours, rest = divmod(total, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}"
