"""The basket: what goes in, what it costs, what it refuses."""

from decimal import Decimal

import pytest

from demo.shop.basket import LINES_MAX, QUANTITY_MAX, SESSION_KEY, Basket, read_basket
from demo.shop.catalogue import catalogue
from tests.demo.shopper import Shopper


def basket_of(shopper: Shopper) -> Basket:
    return read_basket(shopper.client.session)


def test_a_variant_goes_in_and_again(shopper: Shopper) -> None:
    shopper.put("termo-flask", size=1, quantity=2)
    shopper.put("termo-flask", size=1)
    (line,) = basket_of(shopper).lines
    assert (line.quantity, line.size, line.total) == (3, "0.75 l", Decimal("135.00"))
    assert "Termo flask" in shopper.get("basket")


def test_a_line_never_holds_more_than_ten(shopper: Shopper) -> None:
    for _ in range(3):
        shopper.put("termo-flask", quantity=6)
    assert basket_of(shopper).count == QUANTITY_MAX


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"colour": "moss", "quantity": 1}, "Choose a size."),
        ({"colour": "moss", "size": 0, "quantity": 0}, "greater than or equal to 1"),
        ({"colour": "moss", "size": 0, "quantity": 11}, "less than or equal to 10"),
        ({"colour": "pink", "size": 0, "quantity": 1}, "not have this colour"),
        ({"colour": "moss", "size": 9, "quantity": 1}, "not one of the available"),
        ({"colour": "moss", "size": "x", "quantity": "y"}, "Enter a whole number"),
    ],
)
def test_what_does_not_exist_cannot_go_in(
    shopper: Shopper, fields: dict[str, object], message: str
) -> None:
    response = shopper.send("product", "termo-flask", **fields)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert basket_of(shopper).lines == ()


def test_sold_out_goods_cannot_go_in(shopper: Shopper) -> None:
    response = shopper.put("kurs-compass")
    assert "sold out" in response.content.decode().lower()
    assert basket_of(shopper).lines == ()


def test_quantity_changes_and_lines_go(shopper: Shopper) -> None:
    shopper.put("termo-flask")
    shopper.put("bal-stove")
    shopper.send("basket-change", key="termo-flask.moss.0", quantity="4")
    assert basket_of(shopper).count == 5
    shopper.send("basket-change", key="bal-stove.steel.0", remove="1")
    shopper.send("basket-change", key="termo-flask.moss.0", quantity="0")
    assert basket_of(shopper).lines == ()
    assert "Nothing in it yet" in shopper.get("basket")


@pytest.mark.parametrize("quantity", ["-1", "11", "1e3", "", "x", "9" * 400, "٣"])
def test_a_quantity_that_is_none_changes_nothing(
    shopper: Shopper, quantity: str
) -> None:
    shopper.put("termo-flask", quantity=2)
    shopper.send("basket-change", key="termo-flask.moss.0", quantity=quantity)
    assert basket_of(shopper).count == 2


def test_a_foreign_key_changes_nothing(shopper: Shopper) -> None:
    shopper.put("termo-flask")
    for key in ("", "termo-flask", "bal-stove.steel.0", "a.b.c.d", "x" * 5000):
        shopper.send("basket-change", key=key, quantity="5")
    assert basket_of(shopper).count == 1


def test_the_basket_has_an_end(shopper: Shopper) -> None:
    for product in catalogue().products:
        for index in range(len(product.sizes)):
            shopper.put(product.slug, size=index)
    assert len(basket_of(shopper).lines) == LINES_MAX


def test_a_coupon_takes_a_tenth_off(shopper: Shopper) -> None:
    shopper.put("storm-shell")
    shopper.send("basket-coupon", code=" trail10 ")
    basket = basket_of(shopper)
    assert (basket.discount, basket.total) == (Decimal("41.90"), Decimal("377.10"))
    shopper.send("basket-coupon", drop="1")
    assert basket_of(shopper).discount == 0


def test_an_unknown_coupon_is_told(shopper: Shopper) -> None:
    shopper.put("storm-shell")
    shopper.send("basket-coupon", code="<b>FREE</b>")
    page = shopper.get("basket")
    assert "We do not know this code" in page
    assert "<b>FREE" not in page


def test_delivery_is_free_from_a_sum_on(shopper: Shopper) -> None:
    shopper.put("termo-flask")
    assert basket_of(shopper).shipping == Decimal("6.90")
    assert "€75.00 more" in shopper.get("basket")
    shopper.put("termo-flask", quantity=2)
    assert basket_of(shopper).shipping == 0


@pytest.mark.parametrize(
    "stored",
    [
        "nonsense",
        {"lines": ["a"], "coupon": 7},
        {"lines": {"termo-flask.moss.0": 0, "gone.moss.0": 1, "x": "y"}},
        {"lines": {"termo-flask.moss.-1": 1, "termo-flask.moss.99999": 1}},
    ],
)
def test_a_session_of_another_shape_is_an_empty_basket(
    shopper: Shopper, stored: object
) -> None:
    session = shopper.client.session
    session[SESSION_KEY] = stored
    session.save()
    assert basket_of(shopper).lines == ()
    shopper.get("basket")
