"""Questions and answers, a message to the shop, goods that come back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from demo.shop.basket import FREE_SHIPPING_FROM
from demo.shop.forms.base import posted
from demo.shop.forms.help import ContactForm, ReturnForm


@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """The answers."""
    return render(request, "demo/shop/help.html", {"free_from": FREE_SHIPPING_FROM})


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """A message; the demo reads it and throws it away."""
    form = ContactForm(posted(request))
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Thank you. We answer within one working day.")
        return redirect("shop:help")
    return render(request, "demo/shop/contact.html", {"form": form})


@require_http_methods(["GET", "POST"])
def returns(request: HttpRequest) -> HttpResponse:
    """A return; the photograph is looked at for size and type only."""
    if request.method == "POST":
        form = ReturnForm(request.POST, request.FILES)
        if form.is_valid():
            number = form.cleaned_data["number"]
            messages.success(request, f"The label for {number} is on its way to you.")
            return redirect("shop:help")
    else:
        form = ReturnForm(initial={"number": request.GET.get("number", "")[:12]})
    return render(request, "demo/shop/returns.html", {"form": form})
