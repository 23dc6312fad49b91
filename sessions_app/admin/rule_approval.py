"""The page on which a second person approves a rule that reveals whole pages."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cobrowse.errors import DomainError
from sessions_app.models import MaskingRule
from sessions_app.services import approve_rule

CHANGE = "sessions_app.change_maskingrule"


@require_http_methods(["GET", "POST"])
def approval(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Shows what would be approved; the answer is of that version alone."""
    user = request.user
    if not user.is_authenticated or not user.has_perm(CHANGE):
        raise PermissionDenied
    rules_page = reverse("admin:sessions_app_maskingrule_changelist")
    refusal = ""
    status = 200
    if request.method == "POST":
        seen = request.POST.get("seen_version", "")
        try:
            approve_rule(
                rule_id=rule_id,
                seen_version=int(seen) if seen.isdecimal() else 0,
                approver=user,
            )
        except DomainError as error:
            refusal = _refusals().get(error.code, error.detail)
            status = error.http_status
        else:
            messages.success(request, _("The rule was approved."))
            return HttpResponseRedirect(rules_page)
    rule = MaskingRule.objects.select_related("site", "written_by").filter(pk=rule_id)
    waiting = rule.first()
    if waiting is None or not waiting.waits_for_approval:
        raise Http404
    context = {
        **admin.site.each_context(request),
        "opts": MaskingRule._meta,
        "title": _("Approve a rule"),
        "rule": waiting,
        "refusal": refusal,
        "may_approve": waiting.written_by_id != user.pk,
        "seen_version": waiting.history.latest().pk,
    }
    page = "admin/sessions_app/maskingrule/approve.html"
    return TemplateResponse(request, page, context, status=status)


def _refusals() -> dict[str, str]:
    return {
        "conflict": _("The rule was changed since you opened it: look again."),
        "own_rule": _("You wrote it: somebody else has to approve it."),
    }
