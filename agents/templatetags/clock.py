"""Durations for people."""

from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def clock(duration: timedelta) -> str:
    """Hours, minutes and seconds: `1:02:03`."""
    seconds = int(duration.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
