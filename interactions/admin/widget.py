"""Look and texts of the widget, on the page of its site."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Field
from django.forms import Media, Script
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cobrowse.admin_pages import Part, Rows
from cobrowse.colours import best_text_contrast
from cobrowse.templatetags.build import build_asset
from interactions.models import Site, WidgetLook, WidgetText
from interactions.widget_strings import built_in_text, built_in_texts

LABEL_CHARS = 60


class WidgetLookInline(Part[WidgetLook, Site]):
    """The colour's contrast is shown while one types, and computed again on save."""

    model = WidgetLook
    fields = ["accent", "contrast", "position", "scheme", "radius"]
    readonly_fields = ["contrast"]
    verbose_name_plural = _("look of the widget")

    @property
    def media(self) -> Media:
        try:
            script = Script(build_asset("admin_look"), type="module")
        except ImproperlyConfigured:
            return super().media  # nothing is built: it is told on save alone
        return super().media + Media(js=[script])  # type: ignore[list-item]

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "accent":
            kwargs["widget"] = forms.TextInput(
                attrs={"data-colour": "accent", "size": 9, "placeholder": "#0b6775"}
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("contrast of text"))
    def contrast(self, look: WidgetLook) -> SafeString:
        shown = f"{best_text_contrast(look.accent):.1f} : 1" if look.accent else "-"
        return format_html('<output data-contrast="accent">{}</output>', shown)


class WidgetTextInline(Rows[WidgetText, Site]):
    """Exactly the texts that the widget has; a row shows the built-in one."""

    model = WidgetText
    fields = ["language", "name", "text", "built_in"]
    readonly_fields = ["built_in"]
    verbose_name_plural = _("texts of the widget")

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "name":
            return forms.ChoiceField(choices=_choices(), label=db_field.verbose_name)
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("built-in text"))
    def built_in(self, row: WidgetText) -> str:
        return built_in_text(row.name, row.language) if row.name else ""


def _choices() -> list[tuple[str, str]]:
    named = ((name, texts["en"]) for name, texts in built_in_texts().items())
    return [("", "—"), *((name, _label(name, text)) for name, text in named)]


def _label(name: str, text: str) -> str:
    short = text if len(text) <= LABEL_CHARS else f"{text[:LABEL_CHARS]}…"
    return f"{name} · {short}"
