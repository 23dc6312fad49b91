"""The rule tester: the agent's view of a page, beside what still looks sensitive."""

from typing import Any, cast

from csp.constants import NONE
from csp.decorators import csp
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cobrowse.errors import DomainError
from interactions.models import Site
from sessions_app import rules
from sessions_app.rule_tester import Draft, tested_policy, tested_sites
from sessions_app.views import VIEWER_CSP

RULES = "sessions_app.view_maskingrule"


def tester_address(site_id: int | None) -> str:
    """The tester, with this site chosen."""
    page = reverse("admin:sessions_app_maskingrule_tester")
    return f"{page}?site={site_id}" if site_id else page


class PolicyForm(forms.Form):
    """A page's address, and a rule that is tried on it."""

    site = forms.ModelChoiceField(Site.objects.filter(active=True))
    url = forms.CharField(max_length=2048)
    draft = forms.BooleanField(required=False)
    url_pattern = forms.CharField(required=False, max_length=2048, strip=False)
    selector = forms.CharField(required=False, max_length=2048)
    effect = forms.ChoiceField(choices=rules.Effect.choices, required=False)
    measured_ms = forms.FloatField(required=False)

    def tried(self) -> Draft | None:
        cleaned = self.cleaned_data
        if not cleaned["draft"] or not cleaned["effect"]:
            return None
        return Draft(
            url_pattern=cleaned["url_pattern"],
            selector=cleaned["selector"],
            effect=cast(rules.EffectName, cleaned["effect"]),
        )


@require_safe
@never_cache
@csp({**VIEWER_CSP, "frame-ancestors": [NONE]})
def tester(request: HttpRequest) -> HttpResponse:
    """The page; its opener policy leaves what it opens tied to it."""
    _may_look(request)
    setup = {
        "sites": tested_sites(),
        "words": words(),
        "policy_url": reverse("admin:sessions_app_maskingrule_tester_policy"),
        "add_url": reverse("admin:sessions_app_maskingrule_add"),
        "may_add": request.user.has_perm("sessions_app.add_maskingrule"),
    }
    context = {
        "setup": setup,
        "chosen": request.GET.get("site", ""),
        "address": request.GET.get("url", ""),
        "effects": rules.Effect.choices,
    }
    page = "admin/sessions_app/maskingrule/tester.html"
    response = render(request, page, context)
    response["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@never_cache
def policy(request: HttpRequest) -> HttpResponse:
    """The rules that a session on this page would have; nothing is noted anywhere."""
    _may_look(request)
    form = PolicyForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": "invalid_field"}, status=400)
    site = get_object_or_404(Site, pk=form.cleaned_data["site"].pk)
    try:
        answer = tested_policy(
            site=site,
            url=form.cleaned_data["url"],
            draft=form.tried(),
            measured_ms=form.cleaned_data["measured_ms"],
        )
    except DomainError as refusal:
        return JsonResponse({"error": refusal.code}, status=refusal.http_status)
    return JsonResponse(answer)


def _may_look(request: HttpRequest) -> None:
    if not request.user.has_perm(RULES):
        raise PermissionDenied


def words() -> dict[str, Any]:
    """Texts that the script puts on the page, by name; `{…}` is filled in there."""
    lines = {
        "idle": (
            _("Open a page of the site"),
            _("It opens in a window of its own; use it as a customer would."),
        ),
        "blocked": (
            _("Your browser opened no window"),
            _("Allow pop-ups for this page, then open it again."),
        ),
        "waiting": (_("Waiting for the page …"), ""),
        "loading": (_("The page is arriving …"), ""),
        "silent": (
            _("The page does not answer"),
            _(
                "Is the snippet on it, with the key of this site? Is the address "
                "right? Does the site send Cross-Origin-Opener-Policy: same-origin? "
                "It cuts the tie between the windows: leave it out on a test system, "
                "or send same-origin-allow-popups. A page that redirects may drop the "
                "mark #cobrowse-rule-test: open its last address."
            ),
        ),
        "left": (
            _("The page was left"),
            _("The next page of the site goes on by itself."),
        ),
        "foreign": (
            _("This site does not allow that page"),
            _("Its origin is not on the list of the site. Open another address."),
        ),
        "away": (
            _("The server does not answer"),
            _("Perhaps you have been signed out. Sign in, and open the page again."),
        ),
        "other_site": (
            _("The page carries the snippet of another site"),
            _("Choose that site above, and open the page again."),
        ),
        "closed": (
            _("The window was closed"),
            _("Or its page cut the tie to this one. Open it again."),
        ),
        "stopped": (_("The test was stopped"), _("Open the page again to go on.")),
        "paused": (
            _("A rule pauses sharing here"),
            _("Agents see nothing of this page."),
        ),
    }
    said = {f"line_{name}": title for name, (title, _hint) in lines.items()}
    said |= {f"line_{name}_hint": hint for name, (_title, hint) in lines.items()}
    return said | {
        "bar": _("The masking rule tester shows this page to your admin."),
        "bar_stop": _("Stop"),
        "bad_address": _("Write a whole address, such as https://shop.example.com/."),
        "foreign_hint": _("{origin} is not on the list of this site's origins."),
        "kind_card": _("Card numbers"),
        "kind_iban": _("IBANs"),
        "kind_email": _("E-mail addresses"),
        "kind_phone": _("Phone numbers"),
        "kind_birth": _("Dates of birth"),
        "more": _("and {count} more"),
        "mask_this": _("Mask this"),
        "in_title": _("the page's title"),
        "in_value": _("value"),
        "rule_failed": _(
            "This browser cannot read it: the whole page is masked for safety."
        ),
        "rule_idle": _("Matches nothing here."),
        "draft": _("tried, not saved"),
        "draft_elsewhere": _("The URL pattern does not fit this page."),
        "rules_soon": _("Every rule that counts on the page, and what it matches."),
        "masks_all": _("The site masks everything but what a rule reveals."),
        "elsewhere": _("Rules for other pages: {count}."),
        "hidden": _("Parts that agents do not see as they are: {count}."),
        "unstable": _(
            "Nothing names this part for good. Better mark it in the page itself: "
            'data-cobrowse="mask".'
        ),
    }
