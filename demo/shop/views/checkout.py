"""The checkout: each step answers a good form with a redirect to the next."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from demo.shop.account import read_account
from demo.shop.basket import Basket, read_basket
from demo.shop.checkout import (
    DELIVERY_METHODS,
    STEPS,
    Checkout,
    Step,
    place_order,
    read_checkout,
    write_checkout,
)
from demo.shop.forms.base import posted
from demo.shop.forms.checkout import DeliveryForm, DetailsForm, ReviewForm
from demo.shop.forms.payment import PaymentForm


def _show(
    request: HttpRequest, step: Step, form: object, basket: Basket, checkout: Checkout
) -> HttpResponse:
    names = [name for name, _ in STEPS]
    delivery = checkout.delivery
    shipping = delivery.shipping(basket) if delivery else basket.shipping
    return render(
        request,
        f"demo/shop/checkout/{step}.html",
        {
            "form": form,
            "basket": basket,
            "checkout": checkout,
            "shipping": shipping,
            "total": basket.goods - basket.discount + shipping,
            "methods": DELIVERY_METHODS,
            "step": step,
            "steps": [
                {"name": n, "label": label, "done": names.index(n) < names.index(step)}
                for n, label in STEPS
            ],
        },
    )


def _obstacle(
    request: HttpRequest, step: Step, basket: Basket, checkout: Checkout
) -> HttpResponse | None:
    """Where to go instead, when this step cannot be shown yet."""
    if not basket.lines:
        messages.info(request, "Your basket is empty.")
        return redirect("shop:basket")
    if not checkout.may_show(step):
        return redirect(f"shop:checkout-{checkout.next_step}")
    return None


@never_cache
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """Who buys; a signed-in customer finds it filled in."""
    basket, checkout = read_basket(request.session), read_checkout(request.session)
    if obstacle := _obstacle(request, "details", basket, checkout):
        return obstacle
    if request.method == "POST":
        form = DetailsForm(request.POST)
        if form.is_valid():
            checkout.details = form.details()
            write_checkout(request.session, checkout)
            return redirect("shop:checkout-delivery")
    else:
        form = DetailsForm(initial=_known_details(request, checkout))
    return _show(request, "details", form, basket, checkout)


def _known_details(request: HttpRequest, checkout: Checkout) -> dict[str, object]:
    if checkout.details:
        return checkout.details.model_dump()
    account = read_account(request.session)
    if not account.signed_in:
        return {"country": "NO"}
    known: dict[str, object] = account.profile.model_dump()
    if account.addresses:
        known |= account.addresses[0].model_dump()
    return known


@never_cache
@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest) -> HttpResponse:
    """How the parcel goes."""
    basket, checkout = read_basket(request.session), read_checkout(request.session)
    if obstacle := _obstacle(request, "delivery", basket, checkout):
        return obstacle
    if request.method == "POST":
        form = DeliveryForm(request.POST)
        if form.is_valid():
            checkout.delivery = form.delivery()
            write_checkout(request.session, checkout)
            return redirect("shop:checkout-payment")
    else:
        known = checkout.delivery.model_dump() if checkout.delivery else {}
        form = DeliveryForm(initial={"method": "standard", **known})
    return _show(request, "delivery", form, basket, checkout)


@never_cache
@require_http_methods(["GET", "POST"])
def payment(request: HttpRequest) -> HttpResponse:
    """How it is paid. Numbers are checked and dropped."""
    basket, checkout = read_basket(request.session), read_checkout(request.session)
    if obstacle := _obstacle(request, "payment", basket, checkout):
        return obstacle
    if request.method == "POST":
        form = PaymentForm(request.POST)
        if form.is_valid():
            checkout.payment = form.payment()
            write_checkout(request.session, checkout)
            return redirect("shop:checkout-review")
    else:
        form = PaymentForm(initial={"method": "card"})
    return _show(request, "payment", form, basket, checkout)


@never_cache
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Everything once more; a POST places the order."""
    basket, checkout = read_basket(request.session), read_checkout(request.session)
    if obstacle := _obstacle(request, "review", basket, checkout):
        return obstacle
    form = ReviewForm(posted(request))
    if request.method == "POST" and form.is_valid():
        order = place_order(
            request.session,
            basket=basket,
            checkout=checkout,
            today=timezone.localdate(),
        )
        return redirect("shop:confirmation", number=order.number)
    return _show(request, "review", form, basket, checkout)


@never_cache
@require_GET
def confirmation(request: HttpRequest, number: str) -> HttpResponse:
    """The order that this visitor has just placed; nobody else can see it."""
    orders = read_account(request.session).orders
    order = next((o for o in orders if o.number == number), None)
    if order is None:
        raise Http404
    return render(request, "demo/shop/confirmation.html", {"order": order})
