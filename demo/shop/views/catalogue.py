"""The shelf: front page, search, product."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from demo.shop.basket import add_line
from demo.shop.catalogue import (
    Search,
    catalogue,
    find_product,
    related_products,
    search_products,
)
from demo.shop.forms.catalogue import AddForm, SearchForm

PAGE_SIZE = 12


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    return render(
        request,
        "demo/shop/home.html",
        {
            "categories": catalogue().categories,
            "favourites": search_products(Search())[:4],
            "newest": search_products(Search(sort="new"))[:4],
        },
    )


@require_GET
def products(request: HttpRequest) -> HttpResponse:
    """The shelf, narrowed by the search form, twelve a page."""
    form = SearchForm(request.GET or None, use_required_attribute=False)
    search = SearchForm(request.GET).search()
    page = Paginator(search_products(search), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    without_page = request.GET.copy()
    without_page.pop("page", None)
    only = search.categories[0] if len(search.categories) == 1 else None
    return render(
        request,
        "demo/shop/products.html",
        {
            "form": form,
            "page": page,
            "search": search,
            "department": catalogue().category(only) if only else None,
            "narrowed": search != Search(sort=search.sort),
            "query": without_page.urlencode(),
            "colours": catalogue().colours,
        },
    )


@require_http_methods(["GET", "POST"])
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product; a POST puts a variant of it into the basket."""
    found = find_product(slug)
    if found is None:
        raise Http404
    asked = request.GET.get("colour", "")
    colour = asked if asked in found.colours else found.colours[0]
    if request.method == "POST":
        form = AddForm.for_product(found, colour=colour, data=request.POST)
        if found.stock == 0:
            form.add_error(None, "This is sold out.")
        elif form.is_valid():
            line = add_line(
                request.session,
                product=found,
                colour=form.cleaned_data["colour"],
                size_index=form.cleaned_data["size"],
                quantity=form.cleaned_data["quantity"],
            )
            if line is None:
                form.add_error(None, "The basket is full.")
            else:
                messages.success(request, f"{found.name} is in your basket.")
                return redirect("shop:basket")
    else:
        form = AddForm.for_product(found, colour=colour)
    return render(
        request,
        "demo/shop/product.html",
        {
            "product": found,
            "form": form,
            "colour": catalogue().colour(colour),
            "related": related_products(found),
        },
    )
