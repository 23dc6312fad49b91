"""Pictures of the goods: own flat drawings, painted in the tones of a colour.

They are plain shapes (no gradients, clip paths or ids), so that one page can hold the
same drawing many times and a replica of the page needs nothing but the elements.
"""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from demo.shop.catalogue import Colour

VIEWS = ("studio", "outdoors", "detail")


def draw(art: str, *, view: str, colour: Colour, label: str = "") -> SafeString:
    """The drawing as one `<svg>` element; without a label it is decoration."""
    return render_to_string(
        "demo/art/frame.svg",
        {
            "drawing": f"demo/art/{art}.svg",
            "view": view,
            "label": label,
            "main": colour.main,
            "dark": colour.dark,
            "light": colour.light,
        },
    )
