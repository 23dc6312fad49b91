"""The colours of the visual language keep WCAG AA in light and dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
SHOP_CSS = Path(settings.BASE_DIR) / "demo" / "static" / "demo" / "shop.css"
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")

SURFACES = ("bg", "surface", "surface-2", "surface-3")
TONES = ("ok", "warn", "danger", "info", "accent", "write-mode")
TEXT_PAIRS = [
    *((text, surface) for text in ("text", "muted") for surface in SURFACES),
    *((f"{tone}-text", surface) for tone in TONES for surface in SURFACES[:3]),
    *((f"{tone}-text", f"{tone}-soft") for tone in TONES),
    *(("text", f"{tone}-soft") for tone in TONES),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-danger", "danger"),
    ("on-danger", "danger-hover"),
]
LINE_PAIRS = [
    *((line, surface) for line in ("border-strong", "focus") for surface in SURFACES),
    *((f"chart-{n}", "surface") for n in range(1, 7)),
]


def colours(*files: Path) -> dict[str, tuple[str, str]]:
    """Name → (light, dark); later files win."""
    found: dict[str, tuple[str, str]] = {}
    for file in files:
        for match in PAIR.finditer(file.read_text(encoding="utf-8")):
            found[match[1]] = (match[2], match[3])
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("files", [(CSS,), (CSS, SHOP_CSS)], ids=["product", "shop"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_and_lines_stand_out_from_their_ground(
    files: tuple[Path, ...], scheme: int
) -> None:
    palette = colours(*files)
    pale = []
    for pairs, least in ((TEXT_PAIRS, 4.5), (LINE_PAIRS, 3.0)):
        for front, back in pairs:
            ratio = contrast(palette[front][scheme], palette[back][scheme])
            if ratio < least:
                pale.append(f"{front} on {back}: {ratio:.2f}")
    assert pale == []
