"""Masking rules: written one by one, or read from a file of Genesys Co-browse."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import (
    ImproperlyConfigured,
    PermissionDenied,
    ValidationError,
)
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cobrowse.templatetags.build import build_asset
from cobrowse.versioned_pages import VersionedPage
from sessions_app import rules
from sessions_app.admin import rule_approval, rule_tester
from sessions_app.admin.rule_forms import ImportForm, RuleForm
from sessions_app.models import IDLE_PAGES, MaskingRule
from sessions_app.services import add_rules, note_author


class StandingFilter(admin.SimpleListFilter):
    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("idle", _("matches nothing")),
            ("failed", _("failed in a browser")),
            ("waiting", _("waits for approval")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[MaskingRule]
    ) -> QuerySet[MaskingRule]:
        if self.value() == "idle":
            return queryset.filter(pages_unmatched__gte=IDLE_PAGES)
        if self.value() == "failed":
            return queryset.filter(last_failed_at__isnull=False)
        if self.value() == "waiting":
            return queryset.filter(pk__in=_waiting(queryset))
        return queryset


def _waiting(found: QuerySet[MaskingRule]) -> list[int]:
    revealing = found.filter(effect=rules.Effect.REVEAL, approved_at=None)
    return [rule.pk for rule in revealing if rule.waits_for_approval]


@admin.register(MaskingRule)
class MaskingRuleAdmin(VersionedPage[MaskingRule]):
    """Changes count for sessions that start later; running ones keep their rules."""

    form = RuleForm
    list_display = [
        *("url_pattern", "selector", "effect_name", "standing"),
        *("enabled", "site", "note"),
    ]
    list_display_links = ["url_pattern"]
    list_filter = ["site", "effect", "enabled", StandingFilter]
    list_select_related = ["site"]
    search_fields = ["url_pattern", "selector", "note"]
    readonly_fields = ["standing", "approval", "created_at", "changed_at"]
    change_list_template = "admin/sessions_app/maskingrule/change_list.html"

    @property
    def media(self) -> forms.Media:
        try:
            script = forms.Script(build_asset("admin_rule"), type="module")
        except ImproperlyConfigured:
            return super().media  # nothing is built: the server judges the form alone
        return super().media + forms.Media(js=[script])  # type: ignore[list-item]

    @admin.display(description=_("effect"), ordering="effect")
    def effect_name(self, rule: MaskingRule) -> str:
        return rule.effect

    @admin.display(description=_("standing"))
    def standing(self, rule: MaskingRule) -> str:
        """What customers' pages said of it lately, or what it waits for."""
        if rule.waits_for_approval:
            return gettext("⚠ Has no effect yet: a second person must approve it.")
        if rule.failed_last and rule.last_failed_at:
            text = gettext("⚠ Failed in a browser %s ago: the page was masked.")
            return text % timesince(rule.last_failed_at)
        if rule.is_idle:
            text = gettext("⚠ Nothing matched on its last %d pages.")
            return text % rule.pages_unmatched
        if rule.last_matched_at:
            return gettext("Matched %s ago.") % timesince(rule.last_matched_at)
        return gettext("Not used yet.")

    @admin.display(description=_("approval"))
    def approval(self, rule: MaskingRule) -> SafeString | str:
        """Of rules that take two people."""
        if rule._state.adding or not rules.needs_approval(
            selector=rule.selector, effect=rule.effect
        ):
            return gettext("not needed")
        if rule.waits_for_approval:
            page = reverse("admin:sessions_app_maskingrule_approve", args=[rule.pk])
            text = gettext("Look at it and approve it")
            return format_html('<a href="{}">{}</a>', page, text)
        who = rule.approved_by or gettext("Somebody")
        return gettext("%(who)s, %(when)s") % {
            "who": who,
            "when": date_format(localtime(rule.approved_at), "DATETIME_FORMAT"),
        }

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        used = MaskingRule.objects.filter(enabled=True)
        doubtful = sum(rule.failed_last or rule.is_idle for rule in used)
        if doubtful and request.method == "GET":
            text = ngettext(
                "%d rule needs a look: it matched nothing lately, or failed.",
                "%d rules need a look: they matched nothing lately, or failed.",
                doubtful,
            )
            messages.warning(request, text % doubtful)
        if request.method == "GET" and (waiting := len(_waiting(used))):
            text = ngettext(
                "%d rule waits for a second person's approval.",
                "%d rules wait for a second person's approval.",
                waiting,
            )
            messages.warning(request, text % waiting)
        return super().changelist_view(request, extra_context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.import_view)
        name = "sessions_app_maskingrule_tester"
        tester = self.admin_site.admin_view(rule_tester.tester)
        policy = self.admin_site.admin_view(rule_tester.policy)
        approval = self.admin_site.admin_view(rule_approval.approval)
        approve = "sessions_app_maskingrule_approve"
        return [
            path("import/", view, name="sessions_app_maskingrule_import"),
            path("tester/", tester, name=name),
            path("tester/policy/", policy, name=f"{name}_policy"),
            path("<int:rule_id>/approve/", approval, name=approve),
            *super().get_urls(),
        ]

    def save_model(
        self,
        request: HttpRequest,
        obj: MaskingRule,
        form: "forms.ModelForm[MaskingRule]",
        change: bool,
    ) -> None:
        if {"selector", "url_pattern", "effect"} & set(form.changed_data):
            obj.last_matched_at = obj.last_failed_at = None
            obj.pages_unmatched = 0
        assert request.user.is_authenticated
        note_author(rule=obj, author=request.user)
        super().save_model(request, obj, form, change)
        for doubt in rules.doubts(selector=obj.selector, effect=obj.effect):
            messages.warning(request, doubt)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Shows what a file would add, and adds it when that is confirmed."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        status = 200
        if request.method == "POST":
            status = 400
            if form.is_valid():
                if "confirm" not in request.POST:
                    return self._preview(request, form)
                try:
                    return self._import(request, form)
                except ValidationError as error:
                    form.add_error(None, error)
        context = {"title": gettext("Import rules"), "form": form}
        return self._page(request, "import", context, status)

    def _preview(self, request: HttpRequest, form: ImportForm) -> HttpResponse:
        context = {
            "title": gettext("Import rules"),
            "subtitle": str(form.cleaned_data["site"]),
            "site": form.cleaned_data["site"],
            "text": form.cleaned_data["text"],
            "found": form.found,
            "usable": sum(1 for rule in form.found if not rule.problem),
        }
        return self._page(request, "import_preview", context)

    def _import(self, request: HttpRequest, form: ImportForm) -> HttpResponse:
        note = gettext("Imported from Genesys Co-browse")
        added = add_rules(form.cleaned_data["site"], form.found, note=note)
        for rule in added:
            self.log_addition(request, rule, [{"added": {}}])
        text = ngettext("%d rule was added.", "%d rules were added.", len(added))
        messages.success(request, text % len(added))
        rules_page = reverse("admin:sessions_app_maskingrule_changelist")
        return HttpResponseRedirect(rules_page)

    def _page(
        self,
        request: HttpRequest,
        name: str,
        context: dict[str, Any],
        status: int = 200,
    ) -> HttpResponse:
        return TemplateResponse(
            request,
            f"admin/sessions_app/maskingrule/{name}.html",
            {**self.admin_site.each_context(request), "opts": self.opts, **context},
            status=status,
        )
