"""Contrast of colours as WCAG 2.2 computes it."""

from typing import Final

# The two text colours that the widget chooses from (frontend/src/widget/colour.ts).
DARK_TEXT: Final = "#0a1012"
LIGHT_TEXT: Final = "#ffffff"
TEXT_CONTRAST: Final = 4.5


def contrast(one: str, other: str) -> float:
    """Of two `#rrggbb`, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def best_text_contrast(background: str) -> float:
    """What the better of dark and light text reaches on this colour."""
    return max(contrast(background, text) for text in (DARK_TEXT, LIGHT_TEXT))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
