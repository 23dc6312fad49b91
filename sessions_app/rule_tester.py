"""What the rule tester asks: which sites there are, and which rules hold on a page."""

from typing import Any, TypedDict

from django.conf import settings
from django.urls import reverse

from cobrowse.errors import DomainError
from cobrowse.origins import parse_origin
from interactions.models import Site
from interactions.selectors import allowed_origins, may_embed
from sessions_app import rules
from sessions_app.selectors import current_rules

#: Of the rule that is tried and stored nowhere.
DRAFT_ID = -1


class Draft(TypedDict):
    url_pattern: str
    selector: str
    effect: rules.EffectName


def tested_sites() -> list[dict[str, Any]]:
    """Active sites with the origins that may be opened, as the page needs them."""
    loopback = bool(settings.COBROWSE_DEMO or settings.DEBUG)
    return [
        {
            "id": site.pk,
            "key": site.key,
            "name": site.name,
            "origins": allowed_origins(site),
            "loopback": site.allow_loopback and loopback,
        }
        for site in Site.objects.filter(active=True).prefetch_related("origins")
    ]


def tested_policy(
    *,
    site: Site,
    url: str,
    draft: Draft | None,
    measured_ms: float | None,
) -> dict[str, Any]:
    """What a session on this page would be told, and what is listed beside it.

    A draft counts as if it were saved, unless it could not be. Refuses with
    `origin_not_allowed` what no page of the site can be.
    """
    origin = parse_origin("/".join(url.split("/", 3)[:3]))
    if not may_embed(site, origin):
        raise DomainError("origin_not_allowed", 403)
    pinned = current_rules(site)
    problems: list[str] = []
    doubts: list[str] = []
    applies = True
    if draft is not None:
        found = rules.problems(**draft)
        problems = [problem.text for problem in found.values()]
        slow = not problems and rules.cost_problem(
            selector=draft["selector"], measured_ms=measured_ms
        )
        if slow:
            problems = [slow.text]
        if not problems:
            doubts = rules.doubts(selector=draft["selector"], effect=draft["effect"])
            tried = rules.PinnedRule(
                id=DRAFT_ID,
                url_pattern=draft["url_pattern"],
                selector=draft["selector"].strip() or rules.WHOLE_PAGE,
                effect=draft["effect"],
            )
            applies = rules.applies_to(tried, url)
            pinned["rules"].append(tried)
    counting = rules.matching(pinned, url)
    return {
        "policy": {
            "mask_all": pinned["mask_all"],
            "mask_title": pinned["mask_title"],
            "private_paths": pinned["private_paths"],
            "rules": [
                {"id": r["id"], "selector": r["selector"], "effect": r["effect"]}
                for r in counting
            ],
        },
        "listed": [{**rule, "page": _page_of(rule)} for rule in counting],
        "elsewhere": len(pinned["rules"]) - len(counting) - (not applies),
        "problems": problems,
        "doubts": doubts,
        "applies": applies,
    }


def _page_of(rule: rules.PinnedRule) -> str:
    if rule["id"] == DRAFT_ID:
        return ""
    return reverse("admin:sessions_app_maskingrule_change", args=[rule["id"]])
