"""Small words for the demo's templates: money, stars, icons, pictures."""

from decimal import Decimal

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from demo.icons import ICONS
from demo.shop import art as drawings
from demo.shop.account import COUNTRY_NAMES, read_account
from demo.shop.basket import read_basket
from demo.shop.catalogue import Category, Colour, Product, catalogue, find_product

register = template.Library()


@register.filter
def money(amount: Decimal | None) -> str:
    """Euros, as shops write them; whole amounts keep their cents."""
    return "" if amount is None else f"€{amount:,.2f}"


@register.filter
def country_name(code: str) -> str:
    """A country in words."""
    return COUNTRY_NAMES.get(code, code)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon, decoration for screen readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" '
        'aria-hidden="true"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.simple_tag
def stars(rating: float) -> SafeString:
    """Five stars, as many filled as the rating says."""
    full = round(rating)
    return format_html(
        '<span class="stars" role="img" aria-label="{} of 5 stars">'
        '<span aria-hidden="true">{}</span>'
        '<span class="stars__rest" aria-hidden="true">{}</span></span>',
        rating,
        "★" * full,
        "★" * (5 - full),
    )


@register.simple_tag
def art(
    product: Product, view: str = "studio", colour: Colour | None = None
) -> SafeString:
    """The drawing of a product inside the page."""
    return drawings.draw(
        product.art, view=view, colour=colour or product.palette[0], label=product.name
    )


@register.simple_tag
def category_art(slug: str) -> SafeString:
    """The drawing of a department: that of its first product."""
    first = next(p for p in catalogue().products if p.category == slug)
    return drawings.draw(first.art, view="outdoors", colour=first.palette[0])


@register.simple_tag
def art_url(slug: str, colour: str, view: str = "studio") -> str:
    """Address of a product's picture as a file; empty for goods no longer sold."""
    if find_product(slug) is None:
        return ""
    return reverse("shop:art", args=[slug, view, colour])


def _request(context: Context) -> HttpRequest:
    request = context["request"]
    assert isinstance(request, HttpRequest)
    return request


@register.simple_tag(takes_context=True)
def basket_count(context: Context) -> int:
    """Pieces in the visitor's basket."""
    return read_basket(_request(context).session).count


@register.simple_tag(takes_context=True)
def customer_name(context: Context) -> str:
    """First name of the signed-in customer, else nothing."""
    account = read_account(_request(context).session)
    return account.profile.first_name if account.signed_in else ""


@register.simple_tag
def departments() -> tuple[Category, ...]:
    """All departments."""
    return catalogue().categories
