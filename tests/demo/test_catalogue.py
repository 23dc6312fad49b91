"""Looking for goods: words, filters, order, and nonsense in the address."""

from decimal import Decimal

import pytest
from django.urls import reverse

from demo.shop.art import VIEWS
from demo.shop.catalogue import Search, catalogue, find_product, search_products
from tests.demo.shopper import Shopper


def names(search: Search) -> list[str]:
    return [product.slug for product in search_products(search)]


def test_words_are_found_in_name_line_and_text() -> None:
    assert names(Search(words="merino tent")) == []
    assert "ull-200" in names(Search(words="MERINO"))
    assert names(Search(words="bergen workshop")) == ["storm-shell"]


def test_filters_narrow_together() -> None:
    found = search_products(
        Search(
            categories=("clothing",),
            colours=("berry",),
            price_max=Decimal(100),
            in_stock=True,
        )
    )
    assert {product.slug for product in found} == {"ull-200", "gry-beanie"}


@pytest.mark.parametrize(
    ("sort", "first"),
    [("price_up", "gry-beanie"), ("price_down", "hytte-4"), ("new", "lun-knit")],
)
def test_the_shelf_can_be_sorted(sort: str, first: str) -> None:
    assert names(Search(sort=sort))[0] == first  # type: ignore[arg-type]


def test_the_page_shows_what_the_filters_leave(shopper: Shopper) -> None:
    page = shopper.get("products", category="packs", sort="price_up")
    assert "Bre 22 day pack" in page
    assert "Storm shell" not in page
    assert "2 things" in page


@pytest.mark.parametrize(
    "query",
    [
        {"price_max": "lots"},
        {"price_max": "-5"},
        {"price_max": "NaN"},
        {"category": "weapons"},
        {"sort": "'; drop table"},
        {"page": "999999"},
        {"page": "x"},
        {"rating": "99"},
        {"q": "a" * 4000},
    ],
)
def test_nonsense_in_the_address_still_shows_the_shelf(
    shopper: Shopper, query: dict[str, str]
) -> None:
    assert "goods-grid" in shopper.get("products", **query)


def test_what_is_looked_for_is_shown_as_text(shopper: Shopper) -> None:
    page = shopper.get("products", q="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page
    assert "Nothing fits all of that" in page


def test_a_product_shows_its_variants_and_reviews(shopper: Shopper) -> None:
    page = shopper.get("product", "storm-shell", colour="moss")
    for text in ("Moss", "XL", "Kjersti", "Size guide", "€419.00"):
        assert text in page


def test_an_unknown_product_is_not_found(shopper: Shopper) -> None:
    address = reverse("shop:product", args=["unicorn"])
    assert shopper.client.get(address).status_code == 404


def test_every_product_can_be_drawn_in_each_view_and_colour(shopper: Shopper) -> None:
    for product in catalogue().products:
        for view in VIEWS:
            for colour in product.colours:
                address = reverse("shop:art", args=[product.slug, view, colour])
                response = shopper.client.get(address)
                assert response.status_code == 200
                assert response["Content-Type"] == "image/svg+xml"
                assert catalogue().colour(colour).main in response.content.decode()


@pytest.mark.parametrize(
    "parts",
    [["x", "studio", "moss"], ["skarn-2", "x", "moss"], ["skarn-2", "studio", "x"]],
)
def test_unknown_pictures_are_not_found(shopper: Shopper, parts: list[str]) -> None:
    assert shopper.client.get(reverse("shop:art", args=parts)).status_code == 404


def test_the_sold_out_product_says_so(shopper: Shopper) -> None:
    compass = find_product("kurs-compass")
    assert compass is not None
    assert compass.stock == 0
    assert "Sold out" in shopper.get("product", compass.slug)
