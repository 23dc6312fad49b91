"""The way from basket to order: the steps and what they collected."""

import datetime as dt
import secrets
from decimal import Decimal
from typing import Literal

from django.contrib.sessions.backends.base import SessionBase
from pydantic import BaseModel, ConfigDict, ValidationError

from demo.shop.account import Address, Order, OrderLine, add_order
from demo.shop.basket import Basket, empty_basket

SESSION_KEY = "shop_checkout"
Step = Literal["details", "delivery", "payment", "review"]
STEPS: tuple[tuple[Step, str], ...] = (
    ("details", "Your details"),
    ("delivery", "Delivery"),
    ("payment", "Payment"),
    ("review", "Review"),
)
DELIVERY_METHODS = {
    "standard": ("Standard", "2 to 4 working days, to the door", None),
    "express": ("Express", "Tomorrow, if you order before 14:00", Decimal("14.90")),
    "pickup": ("Pick-up", "In our store in Bergen, today", Decimal("0")),
}
SLOTS = {
    "any": "Any time",
    "morning": "Morning, 8 to 12",
    "afternoon": "Afternoon, 12 to 17",
    "evening": "Evening, 17 to 21",
}


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Details(_Record):
    """Who buys, and where the parcel goes."""

    email: str
    first_name: str
    last_name: str
    phone: str
    birth_date: dt.date
    street: str
    extra: str
    postcode: str
    city: str
    country: str
    newsletter: bool

    @property
    def address(self) -> Address:
        """The postal part."""
        return Address(
            label="Delivery",
            name=f"{self.first_name} {self.last_name}",
            street=self.street,
            extra=self.extra,
            postcode=self.postcode,
            city=self.city,
            country=self.country,
        )


class Delivery(_Record):
    """How the parcel goes."""

    method: Literal["standard", "express", "pickup"]
    day: str
    slot: str
    instructions: str
    gift: bool
    gift_message: str

    @property
    def summary(self) -> str:
        """One line for the review and the order."""
        name, text, _ = DELIVERY_METHODS[self.method]
        return f"{name}: {text}"

    def shipping(self, basket: Basket) -> Decimal:
        """Euros for this way of delivery."""
        price = DELIVERY_METHODS[self.method][2]
        return basket.shipping if price is None else price


class Payment(_Record):
    """What may be kept of a payment: its kind and how the number ends."""

    method: Literal["card", "iban", "invoice"]
    summary: str


class Checkout(_Record):
    """The collected steps."""

    details: Details | None = None
    delivery: Delivery | None = None
    payment: Payment | None = None

    @property
    def next_step(self) -> Step:
        """The first step that is still to do."""
        if self.details is None:
            return "details"
        if self.delivery is None:
            return "delivery"
        return "payment" if self.payment is None else "review"

    def may_show(self, step: Step) -> bool:
        """Whether every step before this one is done."""
        names = [name for name, _ in STEPS]
        return names.index(step) <= names.index(self.next_step)


def read_checkout(session: SessionBase) -> Checkout:
    """What the steps have collected so far."""
    try:
        return Checkout.model_validate(session.get(SESSION_KEY, {}))
    except ValidationError:
        return Checkout()


def write_checkout(session: SessionBase, checkout: Checkout) -> None:
    """Keeps the steps in the session."""
    session[SESSION_KEY] = checkout.model_dump(mode="json")


def place_order(
    session: SessionBase,
    *,
    basket: Basket,
    checkout: Checkout,
    today: dt.date,
) -> Order:
    """Turns the basket into an order, empties it and forgets the collected steps.

    Every step must be there, as `Checkout.may_show("review")` says.
    """
    details, delivery, payment = checkout.details, checkout.delivery, checkout.payment
    assert details is not None
    assert delivery is not None
    assert payment is not None
    order = Order(
        number=f"FF-{20_500 + secrets.randbelow(70_000)}",
        placed_on=today,
        state="Preparing",
        lines=[
            OrderLine(
                slug=line.product.slug,
                name=line.product.name,
                colour=line.colour.slug,
                colour_name=line.colour.name,
                size=line.size,
                quantity=line.quantity,
                price=line.product.price,
            )
            for line in basket.lines
        ],
        goods=basket.goods,
        discount=basket.discount,
        shipping=delivery.shipping(basket),
        address=details.address,
        email=details.email,
        delivery=delivery.summary,
        payment=payment.summary,
    )
    add_order(session, order=order)
    empty_basket(session)
    session.pop(SESSION_KEY, None)
    return order
