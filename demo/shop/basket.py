"""The basket: lines in the visitor's session, sums worked out anew on each read."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.contrib.sessions.backends.base import SessionBase

from demo.shop.catalogue import Colour, Product, catalogue, find_product

SESSION_KEY = "shop_basket"
QUANTITY_MAX = 10
LINES_MAX = 30
FREE_SHIPPING_FROM = Decimal("120.00")
SHIPPING = Decimal("6.90")
# Prices include 25 % value added tax, so a fifth of the gross is tax.
TAX_SHARE = Decimal("0.20")


@dataclass(frozen=True)
class Coupon:
    """A code that visitors may type; `share` of the goods is taken off."""

    code: str
    share: Decimal
    free_shipping: bool
    text: str


COUPONS = {
    c.code: c
    for c in (
        Coupon("TRAIL10", Decimal("0.10"), False, "10 % off everything"),
        Coupon("FREESHIP", Decimal("0"), True, "Free delivery"),
    )
}


@dataclass(frozen=True)
class Line:
    """One variant of a product and how many of it."""

    product: Product
    colour: Colour
    size_index: int
    quantity: int

    @property
    def key(self) -> str:
        """Names the variant in forms and in the session."""
        return f"{self.product.slug}.{self.colour.slug}.{self.size_index}"

    @property
    def size(self) -> str:
        """The size in words."""
        return self.product.sizes[self.size_index]

    @property
    def total(self) -> Decimal:
        """Euros for the line."""
        return self.product.price * self.quantity


@dataclass(frozen=True)
class Basket:
    """What is in the basket, with its sums in euros."""

    lines: tuple[Line, ...]
    coupon: Coupon | None

    @property
    def count(self) -> int:
        """Pieces, over all lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def goods(self) -> Decimal:
        """Sum of the lines."""
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def discount(self) -> Decimal:
        """What the coupon takes off."""
        share = self.coupon.share if self.coupon else Decimal(0)
        return (self.goods * share).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def shipping(self) -> Decimal:
        """Standard delivery; free from a sum on or by coupon."""
        free = self.goods - self.discount >= FREE_SHIPPING_FROM or (
            self.coupon is not None and self.coupon.free_shipping
        )
        return Decimal(0) if free or not self.lines else SHIPPING

    @property
    def total(self) -> Decimal:
        """What the visitor pays with standard delivery."""
        return self.goods - self.discount + self.shipping

    @property
    def tax(self) -> Decimal:
        """Value added tax inside the total."""
        return (self.total * TAX_SHARE).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def to_free_shipping(self) -> Decimal:
        """Euros still missing to free delivery, 0 when it is free."""
        missing = FREE_SHIPPING_FROM - (self.goods - self.discount)
        return max(missing, Decimal(0)) if self.shipping else Decimal(0)


def _line(key: str, quantity: int) -> Line | None:
    slug, _, rest = key.partition(".")
    colour, _, size = rest.partition(".")
    product = find_product(slug)
    if product is None or colour not in product.colours or not size.isdecimal():
        return None
    index = int(size)
    if index >= len(product.sizes) or not 1 <= quantity <= QUANTITY_MAX:
        return None
    return Line(product, catalogue().colour(colour), index, quantity)


def _stored(session: SessionBase) -> tuple[dict[str, int], str]:
    """Lines and coupon code of the session; anything of another shape is dropped."""
    stored = session.get(SESSION_KEY)
    if not isinstance(stored, dict):
        return {}, ""
    lines, code = stored.get("lines"), stored.get("coupon")
    kept = lines if isinstance(lines, dict) else {}
    return (
        {k: q for k, q in kept.items() if isinstance(k, str) and isinstance(q, int)},
        code if isinstance(code, str) else "",
    )


def _store(session: SessionBase, lines: dict[str, int], coupon: str) -> None:
    session[SESSION_KEY] = {"lines": lines, "coupon": coupon}


def read_basket(session: SessionBase) -> Basket:
    """The basket of this visitor; goods that left the shelf are gone from it."""
    lines, code = _stored(session)
    found = (_line(key, quantity) for key, quantity in lines.items())
    return Basket(tuple(line for line in found if line), COUPONS.get(code))


def add_line(
    session: SessionBase,
    *,
    product: Product,
    colour: str,
    size_index: int,
    quantity: int,
) -> Line | None:
    """Puts a variant in, up to the limits; None when unknown or when full."""
    lines, code = _stored(session)
    key = f"{product.slug}.{colour}.{size_index}"
    wanted = min(lines.get(key, 0) + quantity, QUANTITY_MAX)
    line = _line(key, wanted)
    if line is None or (key not in lines and len(lines) >= LINES_MAX):
        return None
    _store(session, {**lines, key: wanted}, code)
    return line


def set_quantity(session: SessionBase, *, key: str, quantity: int) -> None:
    """Changes a line; 0 removes it, an unknown line is left alone."""
    lines, code = _stored(session)
    if key not in lines:
        return
    if quantity <= 0:
        del lines[key]
    else:
        lines[key] = min(quantity, QUANTITY_MAX)
    _store(session, lines, code)


def apply_coupon(session: SessionBase, *, code: str) -> Coupon | None:
    """Takes a coupon by its code; None, and nothing changed, when there is none."""
    coupon = COUPONS.get(code.strip().upper())
    if coupon:
        _store(session, _stored(session)[0], coupon.code)
    return coupon


def drop_coupon(session: SessionBase) -> None:
    """Forgets the coupon."""
    _store(session, _stored(session)[0], "")


def empty_basket(session: SessionBase) -> None:
    """Forgets everything, as after an order."""
    session.pop(SESSION_KEY, None)
