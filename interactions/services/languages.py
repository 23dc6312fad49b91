"""The language in which the system speaks to a customer."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation

from interactions.models import Customer


def language_of(customer: Customer | None) -> AbstractContextManager[None]:
    """Texts are translated for this customer inside; else the installation's own."""
    language = customer.language if customer is not None else ""
    supported = language.split("-")[0] in dict(settings.LANGUAGES)
    return translation.override(language if supported else settings.LANGUAGE_CODE)
