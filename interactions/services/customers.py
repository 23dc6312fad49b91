"""Anonymous customers: found again by their browser's token, else made anew."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cobrowse.quotas import take_quota
from cobrowse.text import clean_line
from cobrowse.tokens import hash_token, new_token
from interactions.models import Customer, Site
from interactions.models.customers import TITLE_CHARS
from interactions.protocol.shapes import PageView
from interactions.selectors import customer_for_token
from interactions.services.messaging import tell_presence


def greet_customer(
    *, site: Site, token: str | None, address: str, page: PageView, language: str
) -> tuple[Customer, str]:
    """The customer and the token that its browser is to keep.

    An unknown token is no error, it just finds nobody. `address` is the network
    address that new customers are counted by; it is not stored.
    """
    customer = customer_for_token(token, site=site) if token else None
    if customer is None or token is None:
        take_quota(
            "customers",
            address,
            limit=settings.COBROWSE_CUSTOMERS_PER_MINUTE,
            window_seconds=60,
        )
        token = new_token()
        customer = Customer(site=site, token_hash=hash_token(token))
    if page.title or page.url != customer.url:
        customer.page_title = page.title[:TITLE_CHARS]
    customer.url = page.url
    customer.referrer = page.referrer
    customer.language = language
    customer.last_seen_at = timezone.now()
    if customer._state.adding:
        customer.save()
    else:
        customer.save(update_fields=_TOLD)
        _come_back(customer)
    return customer, token


def tell_page(*, customer: Customer, url: str, title: str, referrer: str) -> None:
    """What may be told of the page that the customer is on."""
    customer.url, customer.referrer = url, referrer
    customer.page_title = str(clean_line(title))[:TITLE_CHARS]
    customer.save(update_fields=["url", "page_title", "referrer"])


# What a hello says; the rest of the row is not its business.
_TOLD = ["url", "page_title", "referrer", "language", "last_seen_at"]


def mark_customer_seen(*, customer: Customer) -> None:
    """A widget's sign of life; whoever counted as away is back."""
    Customer.objects.filter(pk=customer.pk).update(last_seen_at=timezone.now())
    _come_back(customer)


def _come_back(customer: Customer) -> None:
    with transaction.atomic():
        away = Customer.objects.filter(pk=customer.pk, away_at__isnull=False)
        if away.update(away_at=None):
            tell_presence(customer)
