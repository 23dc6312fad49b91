"""Masking rules that come in numbers, and what pages say of them."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from interactions.models import Site
from sessions_app.genesys_rules import FoundRule
from sessions_app.models import CobrowseSession, MaskingRule
from sessions_app.rules import WHOLE_PAGE
from sessions_app.selectors import rules_for

KEPT_FOR = timedelta(minutes=1)


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


def note_rules(
    *,
    session: CobrowseSession,
    matched: Collection[int],
    failed: Collection[int],
    first: bool,
) -> None:
    """A page says which of its rules matched something, and which failed (MK-10).

    Only rules count that hold on the session's page and are still as it pinned them.
    """
    pinned = {rule.id: rule.selector for rule in rules_for(session, session.page_url)}
    alive = {
        rule.pk: rule
        for rule in MaskingRule.objects.filter(pk__in=pinned)
        if (rule.selector.strip() or WHOLE_PAGE) == pinned[rule.pk]
    }
    now = timezone.now()
    hits = alive.keys() & set(matched)
    # Once a minute is enough: all sessions of a site would write the same rows.
    recent = Q(last_matched_at__gt=now - KEPT_FOR, pages_unmatched=0)
    MaskingRule.objects.filter(pk__in=hits).exclude(recent).update(
        last_matched_at=now, pages_unmatched=0
    )
    MaskingRule.objects.filter(pk__in=alive.keys() & set(failed)).update(
        last_failed_at=now
    )
    if first:
        MaskingRule.objects.filter(pk__in=alive.keys() - hits).update(
            pages_unmatched=F("pages_unmatched") + 1
        )
