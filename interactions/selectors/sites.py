"""Sites, their origins and queues, and who holds which token."""

from django.conf import settings
from django.core.validators import slug_re
from django.db.models import Q

from cobrowse.origins import Origin
from cobrowse.tokens import hash_token
from interactions.lifecycle import Media
from interactions.models import CtiAdapter, Customer, Queue, Site


def site_for_key(key: str) -> Site | None:
    """The active site with this public key, whatever text somebody sends as one."""
    if not slug_re.fullmatch(key):
        return None
    return Site.objects.filter(key=key, active=True).first()


def may_embed(site: Site, origin: Origin | None) -> bool:
    """Whether pages of this origin may carry the site's widget: exact match only."""
    if origin is None:
        return False
    if site.allow_loopback and _loopback_counts() and origin.is_loopback:
        return True
    return site.origins.filter(origin=str(origin)).exists()


def is_embedding(origin: Origin) -> bool:
    """Whether pages of this origin may carry the widget of any site at all."""
    listed = Q(origins__origin=str(origin))
    if origin.is_loopback and _loopback_counts():
        listed |= Q(allow_loopback=True)
    return Site.objects.filter(listed, active=True).exists()


def _loopback_counts() -> bool:
    return bool(settings.COBROWSE_DEMO or settings.DEBUG)


def allowed_origins(site: Site) -> list[str]:
    """The exact origins an agent may navigate the customer to."""
    return list(site.origins.values_list("origin", flat=True))


def chat_queue(site: Site) -> Queue | None:
    """The queue that takes the site's new chats."""
    return (
        Queue.objects.filter(site=site, media=Media.CHAT, active=True)
        .order_by("pk")
        .first()
    )


def customer_for_token(token: str, *, site: Site | None = None) -> Customer | None:
    """The customer whose browser holds this token; of that site, if one is named."""
    customers = Customer.objects.select_related("site").filter(
        token_hash=hash_token(token), site__active=True
    )
    if site is not None:
        customers = customers.filter(site=site)
    return customers.first()


def adapter_for_token(token: str) -> CtiAdapter | None:
    return (
        CtiAdapter.objects.select_related("site")
        .filter(token_hash=hash_token(token), active=True)
        .first()
    )
