"""Masking rules that come in numbers, and what pages say of them."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from cobrowse.errors import DomainError, conflict, not_found
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


_WHAT_IT_DOES = ("site_id", "url_pattern", "selector", "effect")


def note_author(*, rule: MaskingRule, author: User) -> None:
    """An approval is of what was approved: whoever changes that starts anew.

    To be called before the rule is saved; taking back an older version is a change too.
    """
    before = MaskingRule.objects.filter(pk=rule.pk).first()
    if before and all(getattr(before, f) == getattr(rule, f) for f in _WHAT_IT_DOES):
        rule.written_by = before.written_by
        rule.approved_by = before.approved_by
        rule.approved_at = before.approved_at
        return
    rule.written_by = author
    rule.approved_by = rule.approved_at = None


@transaction.atomic
def approve_rule(*, rule_id: int, seen_version: int, approver: User) -> MaskingRule:
    """A second person agrees to a rule that opens whole pages; kept in its history.

    Errors: `not_found` (there is none that waits), `conflict` (it was changed since it
    was seen), `own_rule`.
    """
    rule = MaskingRule.objects.select_for_update().filter(pk=rule_id).first()
    if rule is None or not rule.waits_for_approval:
        raise not_found()
    if rule.history.latest().pk != seen_version:
        raise conflict()
    if rule.written_by_id == approver.pk:
        raise DomainError("own_rule", 403)
    rule.approved_by, rule.approved_at = approver, timezone.now()
    rule._change_reason = "approved"  # type: ignore[attr-defined]
    rule.save()
    return rule


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
