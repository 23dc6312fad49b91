"""Consent texts: written as versions, never changed."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cobrowse.admin_pages import Page
from sessions_app.consents import current_text
from sessions_app.models import ConsentText
from sessions_app.services import write_consent_text


@admin.register(ConsentText)
class ConsentTextAdmin(Page[ConsentText]):
    """Saving an old version writes its words as the newest one."""

    list_display = ["version", "site", "language", "is_current", "created_at", "author"]
    list_filter = ["site", "language"]
    list_select_related = ["site", "author"]
    date_hierarchy = "created_at"
    readonly_fields = ["version", "is_current", "preview", "author", "created_at"]
    fields = [
        "site",
        "language",
        "text",
        "preview",
        "version",
        "is_current",
        "author",
        "created_at",
    ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What customers agreed to stays on record.
        return False

    def get_readonly_fields(
        self, request: HttpRequest, obj: ConsentText | None = None
    ) -> list[str]:
        fixed = ["site", "language"] if obj is not None else []
        return [*fixed, *self.readonly_fields]

    @admin.display(description=_("current"), boolean=True)
    def is_current(self, text: ConsentText) -> bool:
        if text._state.adding:
            return False
        newest = current_text(text.site, text.language)
        return newest is not None and newest.pk == text.pk

    @admin.display(description=_("as customers see it"))
    def preview(self, text: ConsentText) -> SafeString:
        """Paragraphs, as in the widget; shown once the text is saved."""
        paragraphs = [part.strip() for part in text.text.split("\n\n")]
        shown = [(part,) for part in paragraphs if part]
        if not shown:
            return format_html("<em>{}</em>", _("The widget's own wording."))
        inside = format_html_join("", '<p class="consent-preview__part">{}</p>', shown)
        return format_html('<div class="consent-preview">{}</div>', inside)

    def save_model(
        self,
        request: HttpRequest,
        obj: ConsentText,
        form: "ModelForm[ConsentText]",
        change: bool,
    ) -> None:
        written = write_consent_text(
            site=obj.site,
            language=obj.language,
            text=obj.text,
            author=request.user if request.user.is_authenticated else None,
        )
        # From here on the page speaks of the version that was written.
        for field in ConsentText._meta.concrete_fields:
            setattr(obj, field.attname, getattr(written, field.attname))
        obj._state.adding = False

    def response_change(
        self, request: HttpRequest, obj: ConsentText
    ) -> HttpResponseRedirect:
        return self._show(request, obj)

    def response_add(
        self, request: HttpRequest, obj: ConsentText, post_url_continue: Any = None
    ) -> HttpResponseRedirect:
        return self._show(request, obj)

    def _show(self, request: HttpRequest, obj: ConsentText) -> HttpResponseRedirect:
        """The version that counts now, with its preview."""
        said = _("Version %(version)d (%(language)s) counts from now on.")
        values = {"version": obj.version, "language": obj.language}
        self.message_user(request, said % values, messages.SUCCESS)
        where = reverse("admin:sessions_app_consenttext_change", args=[obj.pk])
        return HttpResponseRedirect(where)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ConsentText]:
        return super().get_queryset(request).order_by("site", "-version")
