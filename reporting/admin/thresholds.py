"""From which values on the real-time pages warn: chosen from the catalogue."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cobrowse.admin_pages import Page
from reporting.models import Threshold
from reporting.realtime.catalogue import TEMPLATES, Statistic, template_named

if TYPE_CHECKING:
    _ThresholdModelForm = forms.ModelForm[Threshold]
else:
    # Generic for the type checker only, like the bases of the admin's pages.
    _ThresholdModelForm = forms.ModelForm


def _figures() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Numbers alone: words have no "more than"."""
    return [
        (
            template.title,
            [
                (f"{template.key}.{statistic.key}", statistic.label)
                for statistic in template.statistics
                if statistic.is_number
            ],
        )
        for template in TEMPLATES
    ]


class ThresholdForm(_ThresholdModelForm):
    figure = forms.ChoiceField(
        label=_("statistic"),
        choices=_figures,
        help_text=_("Templates with rows are judged row by row."),
    )

    class Meta:
        model = Threshold
        fields = ("direction", "warning", "alarm")
        help_texts = {
            "warning": _("A count, per cent, or seconds where it is a time."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            saved = f"{self.instance.template}.{self.instance.statistic}"
            self.fields["figure"].initial = saved

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._choose(cleaned)
        warning, alarm = cleaned.get("warning"), cleaned.get("alarm")
        if warning is None or alarm is None or "direction" not in cleaned:
            return cleaned
        worse = alarm - warning
        if cleaned["direction"] == Threshold.Direction.BELOW:
            worse = -worse
        if worse < 0:
            self.add_error("alarm", _("An alarm is at least as bad as a warning."))
        return cleaned

    def _choose(self, cleaned: dict[str, Any]) -> None:
        if "figure" not in cleaned:
            return
        template, statistic = cleaned["figure"].split(".", 1)
        others = Threshold.objects.exclude(pk=self.instance.pk)
        if others.filter(template=template, statistic=statistic).exists():
            self.add_error("figure", _("This statistic has thresholds already."))
        self.instance.template, self.instance.statistic = template, statistic


@admin.register(Threshold)
class ThresholdAdmin(Page[Threshold]):
    form = ThresholdForm
    fields = ("figure", "direction", "warning", "alarm")
    list_display = (
        "template_title",
        "statistic_label",
        "direction",
        "warning",
        "alarm",
    )
    list_display_links = ("statistic_label",)

    @admin.display(description=_("template"), ordering="template")
    def template_title(self, row: Threshold) -> Any:
        template = template_named(row.template)
        return template.title if template else row.template

    @admin.display(description=_("statistic"), ordering="statistic")
    def statistic_label(self, row: Threshold) -> Any:
        statistic = _statistic(row)
        return statistic.label if statistic else row.statistic


def _statistic(row: Threshold) -> Statistic | None:
    template = template_named(row.template)
    return template.statistic(row.statistic) if template else None
