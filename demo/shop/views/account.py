"""The customer's own pages. All but signing in ask for a signed-in customer."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from demo.shop.account import (
    ADDRESSES_MAX,
    DEMO_EMAIL,
    DEMO_PASSWORD,
    change_password,
    read_account,
    write_account,
)
from demo.shop.account import sign_in as sign_in_customer
from demo.shop.account import sign_out as sign_out_customer
from demo.shop.forms.account import (
    AddressForm,
    PasswordForm,
    ProfileForm,
    SignInForm,
)
from demo.shop.forms.base import posted

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def customer_required(view: View[P]) -> View[P]:
    """Sends visitors who are not signed in to the sign-in page, and back afterwards."""

    @never_cache
    @wraps(view)
    def checked(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not read_account(request.session).signed_in:
            query = urlencode({"next": request.path})
            return redirect(f"{reverse('shop:sign-in')}?{query}")
        return view(request, *args, **kwargs)

    return checked


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """E-mail and password; then on to where the visitor wanted to go."""
    form = SignInForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if sign_in_customer(request.session, **form.cleaned_data):
            request.session.cycle_key()
            return redirect(_wished(request))
        form.add_error(None, "E-mail and password do not belong together.")
    return render(
        request,
        "demo/shop/account/sign_in.html",
        {
            "form": form,
            "next": request.GET.get("next", ""),
            "demo_email": DEMO_EMAIL,
            "demo_password": DEMO_PASSWORD,
        },
    )


def _wished(request: HttpRequest) -> str:
    wished = request.POST.get("next", "")
    if wished.startswith("/shop/") and url_has_allowed_host_and_scheme(
        wished, allowed_hosts=None
    ):
        return wished
    return reverse("shop:account")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Signs the customer out."""
    sign_out_customer(request.session)
    messages.success(request, "You are signed out.")
    return redirect("shop:home")


@require_http_methods(["GET", "POST"])
@customer_required
def profile(request: HttpRequest) -> HttpResponse:
    """Name, contact and wishes."""
    account = read_account(request.session)
    if request.method == "POST":
        form = ProfileForm(request.POST)
        if form.is_valid():
            account.profile = form.profile()
            write_account(request.session, account)
            messages.success(request, "Your profile is saved.")
            return redirect("shop:account")
    else:
        form = ProfileForm(initial=account.profile.model_dump())
    return render(
        request,
        "demo/shop/account/profile.html",
        {"form": form, "account": account, "here": "account"},
    )


@require_GET
@customer_required
def orders(request: HttpRequest) -> HttpResponse:
    """All orders, the newest first."""
    account = read_account(request.session)
    return render(
        request, "demo/shop/account/orders.html", {"account": account, "here": "orders"}
    )


@require_GET
@customer_required
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order."""
    account = read_account(request.session)
    found = next((o for o in account.all_orders if o.number == number), None)
    if found is None:
        raise Http404
    return render(
        request,
        "demo/shop/account/order.html",
        {"account": account, "order": found, "here": "orders"},
    )


@require_http_methods(["GET", "POST"])
@customer_required
def addresses(request: HttpRequest) -> HttpResponse:
    """The address book, and a form for one more."""
    account = read_account(request.session)
    form = AddressForm(posted(request))
    full = len(account.addresses) >= ADDRESSES_MAX
    if request.method == "POST" and form.is_valid():
        if full:
            form.add_error(None, f"The book is full: {ADDRESSES_MAX} addresses.")
        else:
            account.addresses.append(form.address())
            write_account(request.session, account)
            messages.success(request, "The address is saved.")
            return redirect("shop:addresses")
    return render(
        request,
        "demo/shop/account/addresses.html",
        {"form": form, "account": account, "full": full, "here": "addresses"},
    )


@require_http_methods(["GET", "POST"])
@customer_required
def address(request: HttpRequest, index: int) -> HttpResponse:
    """Changes, deletes or prefers one address, counted from 0."""
    account = read_account(request.session)
    if index >= len(account.addresses):
        raise Http404
    book = account.addresses
    form = AddressForm(initial=book[index].model_dump())
    if request.method == "POST":
        if "delete" in request.POST:
            del book[index]
        elif "prefer" in request.POST:
            book.insert(0, book.pop(index))
        else:
            form = AddressForm(request.POST)
            if not form.is_valid():
                return _edit_address(request, form)
            book[index] = form.address()
        write_account(request.session, account)
        messages.success(request, "The address book is up to date.")
        return redirect("shop:addresses")
    return _edit_address(request, form)


def _edit_address(request: HttpRequest, form: AddressForm) -> HttpResponse:
    account = read_account(request.session)
    return render(
        request,
        "demo/shop/account/address.html",
        {"form": form, "account": account, "here": "addresses"},
    )


@require_http_methods(["GET", "POST"])
@customer_required
def password(request: HttpRequest) -> HttpResponse:
    """A new password."""
    account = read_account(request.session)
    form = PasswordForm(posted(request))
    form.account = account
    if request.method == "POST" and form.is_valid():
        change_password(request.session, password=form.cleaned_data["new"])
        request.session.cycle_key()
        messages.success(request, "Your password is changed.")
        return redirect("shop:account")
    return render(
        request,
        "demo/shop/account/password.html",
        {"form": form, "account": account, "here": "password"},
    )
