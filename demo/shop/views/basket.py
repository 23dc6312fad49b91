"""The basket's page and its buttons."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from demo.shop.basket import (
    FREE_SHIPPING_FROM,
    QUANTITY_MAX,
    apply_coupon,
    drop_coupon,
    read_basket,
    set_quantity,
)
from demo.shop.catalogue import Search, search_products

COUPON_MAX = 24


@require_GET
def basket(request: HttpRequest) -> HttpResponse:
    """What is in the basket."""
    return render(
        request,
        "demo/shop/basket.html",
        {
            "basket": read_basket(request.session),
            "quantities": range(QUANTITY_MAX + 1),
            "free_from": FREE_SHIPPING_FROM,
            "suggestions": search_products(Search(categories=("kitchen",)))[:4],
        },
    )


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Changes the number of one line; 0, or the remove button, takes it out."""
    key = request.POST.get("key", "")
    wished = request.POST.get("quantity", "")
    quantity = 0 if "remove" in request.POST else _number(wished)
    if quantity is None or quantity > QUANTITY_MAX:
        messages.error(request, f"Choose a number from 0 to {QUANTITY_MAX}.")
    else:
        set_quantity(request.session, key=key, quantity=quantity)
        messages.success(request, "Your basket is up to date.")
    return redirect("shop:basket")


@require_POST
def coupon(request: HttpRequest) -> HttpResponse:
    """Takes a coupon, or drops the one that is there."""
    if "drop" in request.POST:
        drop_coupon(request.session)
        messages.info(request, "The coupon is off.")
        return redirect("shop:basket")
    code = request.POST.get("code", "")[:COUPON_MAX]
    found = apply_coupon(request.session, code=code)
    if found:
        messages.success(request, f"{found.code}: {found.text}.")
    else:
        messages.error(request, "We do not know this code. Check the spelling.")
    return redirect("shop:basket")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None
