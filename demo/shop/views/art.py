"""The shop's pictures: drawings, painted in the colour that is asked for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from demo.shop.art import VIEWS, draw
from demo.shop.catalogue import catalogue, find_product


@require_GET
@cache_control(public=True, max_age=3600)
def product_image(
    request: HttpRequest, slug: str, view: str, colour: str
) -> HttpResponse:
    """A picture of a product as an SVG file of its own."""
    product = find_product(slug)
    if product is None or colour not in product.colours or view not in VIEWS:
        raise Http404
    drawing = draw(product.art, view=view, colour=catalogue().colour(colour))
    return HttpResponse(drawing, content_type="image/svg+xml")
