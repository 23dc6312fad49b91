"""What the widget tells of the page it is on."""

from interactions import services as interactions
from interactions.models import Customer
from sessions_app.selectors import policy_of


def tell_page(*, customer: Customer, url: str, title: str, referrer: str) -> None:
    """No title where titles are masked, whatever a widget says."""
    if policy_of(customer.site).mask_title:
        title = ""
    interactions.tell_page(customer=customer, url=url, title=title, referrer=referrer)
