"""Masking rules that come in numbers."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from interactions.models import Site
from sessions_app.genesys_rules import FoundRule
from sessions_app.models import MaskingRule


@transaction.atomic
def add_rules(
    site: Site, found: Iterable[FoundRule], *, note: str
) -> list[MaskingRule]:
    """Saves what can be saved and is not there yet; all or nothing.

    Errors: ValidationError when the site would have too many rules.
    """
    Site.objects.select_for_update().get(pk=site.pk)
    known = set(
        MaskingRule.objects.filter(site=site).values_list(
            "url_pattern", "selector", "effect"
        )
    )
    added: list[MaskingRule] = []
    for each in found:
        key = (each.url_pattern, each.selector, each.effect)
        if each.problem or key in known:
            continue
        known.add(key)
        rule = MaskingRule(
            site=site,
            url_pattern=each.url_pattern,
            selector=each.selector,
            effect=each.effect,
            note=note,
        )
        try:
            rule.full_clean()
        except ValidationError as error:
            raise ValidationError(error.messages) from None
        rule.save()
        added.append(rule)
    return added
