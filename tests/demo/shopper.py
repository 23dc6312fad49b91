"""A visitor of the shop as a test persona: fills forms and presses buttons."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

DETAILS = {
    "email": "carla@example.com",
    "phone": "+47 55 12 34 56",
    "first_name": "Carla",
    "last_name": "Dahl",
    "birth_date": "1990-02-28",
    "street": "Strandgaten 12",
    "extra": "",
    "postcode": "5013",
    "city": "Bergen",
    "country": "NO",
}
CARD = {
    "method": "card",
    "cc_name": "Carla Dahl",
    "cc_number": "4242 4242 4242 4242",
    "cc_exp": "12/99",
    "cc_csc": "321",
}


class Shopper:
    """One browser, seen from the server's side."""

    def __init__(self) -> None:
        self.client = Client()

    def get(self, name: str, /, *args: object, **query: str) -> str:
        """The text of a page that must be there."""
        response = self.client.get(reverse(f"shop:{name}", args=args), query)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    def send(self, name: str, /, *args: object, **fields: object) -> HttpResponse:
        """Sends a form, and does not follow the answer."""
        address = reverse(f"shop:{name}", args=args)
        answer: HttpResponse = self.client.post(address, fields)  # type: ignore[assignment]
        return answer

    def put(self, slug: str, *, size: int = 0, quantity: int = 1) -> HttpResponse:
        """Puts a product of the first colour into the basket."""
        page = self.client.get(reverse("shop:product", args=[slug]))
        colour = page.context["colour"].slug
        return self.send("product", slug, colour=colour, size=size, quantity=quantity)

    def sign_in(self, password: str = "fjord-and-field") -> HttpResponse:
        """Signs in as the demo's customer."""
        return self.send("sign-in", email="maya@example.com", password=password)

    def reach(self, step: str) -> None:
        """Goes through the checkout as far as this step, with good data."""
        self.put("termo-flask")
        if step in ("delivery", "payment", "review"):
            assert self.send("checkout-details", **DETAILS).status_code == 302
        if step in ("payment", "review"):
            day = self.client.get(reverse("shop:checkout-delivery")).context["form"]
            first_day = day.fields["day"].choices[0][0]
            sent = self.send(
                "checkout-delivery", method="standard", day=first_day, slot="any"
            )
            assert sent.status_code == 302
        if step == "review":
            assert self.send("checkout-payment", **CARD).status_code == 302

    def session_text(self) -> str:
        """All that the server keeps of this visitor."""
        return repr(dict(self.client.session))
