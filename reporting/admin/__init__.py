"""Admin pages: what supervisors set."""

from reporting.admin import thresholds

__all__ = ["thresholds"]
