"""Values in templates, worded as in the tables of reports."""

from django import template

from reporting.presentation import NOTHING, clock

register = template.Library()


@register.filter
def duration(milliseconds: float | None) -> str:
    """h:mm:ss, or a dash for what never was."""
    return NOTHING if milliseconds is None else clock(milliseconds)
