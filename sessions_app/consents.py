"""Which words a customer is asked with, and whether a yes to them still counts."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from interactions.models import Customer, Site
from sessions_app.models import ConsentText

# For those who were reading while a new version came out.
GRACE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody agreed to. Version 0 is the widget's own text."""

    version: int
    language: str


def current_text(site: Site, language: str) -> ConsentText | None:
    """The newest text for this language tag; None where the site has none at all.

    The very tag comes first, then its language, then English, then the site's first
    language: a company that words its question never has customers who see another.
    """
    texts = ConsentText.objects.filter(site=site)
    # Old wordings are many and long: only the one that is wanted is read.
    versions = texts.order_by("version").values_list("language", "version")
    newest = {known.lower(): version for known, version in versions}
    if not newest:
        return None
    tag = language.lower()
    found = [known for known in (tag, tag.split("-")[0], "en") if known in newest]
    chosen = found[0] if found else next(iter(newest))
    return texts.get(version=newest[chosen])


def agreed_wording(customer: Customer, version: int) -> Wording | None:
    """The wording behind a yes to this version; None: it has to be asked for anew.

    What counts is the newest text of a language of the customer's site, and for an hour
    the one before it. A yes to any other version, also another site's, counts for
    nothing.
    """
    texts = ConsentText.objects.filter(site=customer.site)
    now = timezone.now()
    if version == 0:
        first = texts.order_by("version").first()
        if first is None or first.created_at > now - GRACE:
            return Wording(0, customer.language)
        return None
    agreed = texts.filter(version=version).first()
    if agreed is None:
        return None
    later = texts.filter(language=agreed.language, version__gt=version)
    following = later.order_by("version").first()
    if following is not None and following.created_at <= now - GRACE:
        return None
    return Wording(agreed.version, agreed.language)
