"""The shop's customer: an account in the visitor's session, never in a table."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.sessions.backends.base import SessionBase
from pydantic import BaseModel, ConfigDict, ValidationError

SESSION_KEY = "shop_account"
DEMO_EMAIL = "maya@example.com"
DEMO_PASSWORD = "fjord-and-field"
ADDRESSES_MAX = 6
ORDERS_MAX = 20
# Where the shop delivers to, by ISO 3166 code.
COUNTRY_NAMES = {
    "NO": "Norway",
    "SE": "Sweden",
    "DK": "Denmark",
    "FI": "Finland",
    "DE": "Germany",
    "NL": "Netherlands",
    "GB": "United Kingdom",
}


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Profile(_Record):
    """Who the customer is."""

    first_name: str = "Maya"
    last_name: str = "Lindqvist"
    email: str = DEMO_EMAIL
    phone: str = "+47 55 12 34 56"
    birth_date: dt.date = dt.date(1988, 6, 14)
    contact_by: Literal["email", "phone", "post"] = "email"
    activities: list[str] = ["hiking", "skiing"]
    newsletter: bool = True
    about: str = ""


class Address(_Record):
    """Where parcels go."""

    label: str
    name: str
    street: str
    extra: str = ""
    postcode: str
    city: str
    country: str


class OrderLine(_Record):
    """A line as it was bought: names and price of that day."""

    slug: str
    name: str
    colour: str
    colour_name: str
    size: str
    quantity: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        """Euros for the line."""
        return self.price * self.quantity


class Order(_Record):
    """An order as the customer sees it; `payment` is words, never a number."""

    number: str
    placed_on: dt.date
    state: Literal["Preparing", "On its way", "Delivered"]
    lines: list[OrderLine]
    goods: Decimal
    discount: Decimal
    shipping: Decimal
    address: Address
    email: str
    delivery: str
    payment: str

    @property
    def total(self) -> Decimal:
        """Euros paid."""
        return self.goods - self.discount + self.shipping


HOME = Address(
    label="Home",
    name="Maya Lindqvist",
    street="Strandgaten 12",
    postcode="5013",
    city="Bergen",
    country="NO",
)
CABIN = Address(
    label="Cabin",
    name="Maya Lindqvist",
    street="Fjellveien 3",
    extra="Key at the neighbour's",
    postcode="5719",
    city="Finse",
    country="NO",
)


def _past_orders() -> list[Order]:
    flask = OrderLine(
        slug="termo-flask",
        name="Termo flask",
        colour="moss",
        colour_name="Moss",
        size="0.75 l",
        quantity=2,
        price=Decimal("45.00"),
    )
    shell = OrderLine(
        slug="storm-shell",
        name="Storm shell jacket",
        colour="rust",
        colour_name="Rust",
        size="M",
        quantity=1,
        price=Decimal("419.00"),
    )
    return [
        Order(
            number="FF-20418",
            placed_on=dt.date(2026, 10, 28),
            state="On its way",
            lines=[shell],
            goods=Decimal("419.00"),
            shipping=Decimal(0),
            delivery="Standard, to the door",
            payment="Visa ending in 4242",
            address=HOME,
            email=DEMO_EMAIL,
            discount=Decimal(0),
        ),
        Order(
            number="FF-19077",
            placed_on=dt.date(2026, 6, 3),
            state="Delivered",
            lines=[flask],
            goods=Decimal("90.00"),
            shipping=Decimal("6.90"),
            delivery="Pick-up in the Bergen store",
            payment="Invoice",
            address=HOME,
            email=DEMO_EMAIL,
            discount=Decimal(0),
        ),
    ]


class Account(_Record):
    """Everything the shop remembers of one visitor."""

    signed_in: bool = False
    password: str = ""
    profile: Profile = Profile()
    addresses: list[Address] = [HOME, CABIN]
    orders: list[Order] = []

    @property
    def all_orders(self) -> list[Order]:
        """Orders of this visit, then those of before."""
        return [*self.orders, *_past_orders()]


def read_account(session: SessionBase) -> Account:
    """The visitor's account; a fresh one when there is none or it has another shape."""
    try:
        return Account.model_validate(session.get(SESSION_KEY, {}))
    except ValidationError:
        return Account()


def write_account(session: SessionBase, account: Account) -> None:
    """Keeps the account in the session."""
    session[SESSION_KEY] = account.model_dump(mode="json")


def password_fits(account: Account, password: str) -> bool:
    """Whether this is the password; the well-known one until it was changed."""
    if account.password:
        return check_password(password, account.password)
    return password == DEMO_PASSWORD


def sign_in(session: SessionBase, *, email: str, password: str) -> bool:
    """Signs the visitor in when e-mail and password are the account's."""
    account = read_account(session)
    if email.lower() != account.profile.email.lower() or not password_fits(
        account, password
    ):
        return False
    account.signed_in = True
    write_account(session, account)
    return True


def sign_out(session: SessionBase) -> None:
    """Signs out; the account stays as it is."""
    account = read_account(session)
    account.signed_in = False
    write_account(session, account)


def change_password(session: SessionBase, *, password: str) -> None:
    """From now on this is the password, stored as a hash."""
    account = read_account(session)
    account.password = make_password(password)
    write_account(session, account)


def add_order(session: SessionBase, *, order: Order) -> None:
    """Remembers an order, the newest first."""
    account = read_account(session)
    account.orders = [order, *account.orders][:ORDERS_MAX]
    write_account(session, account)
