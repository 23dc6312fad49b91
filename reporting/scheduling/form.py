"""The form of a schedule."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from reporting.models import SavedView, Schedule
from reporting.selectors.schedules import possible_recipients
from reporting.services.schedules import Plan
from reporting.zones import reporting_zones, zone_named


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        name = obj.get_full_name()
        return f"{name} · {obj.email}" if name else str(obj.email)


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "select"})


class ScheduleForm(forms.Form):
    """Everything is required; the zones are those in which reports count days."""

    cadence = forms.ChoiceField(
        label=_("How often"), choices=Schedule.Cadence.choices, widget=_select()
    )
    hour = forms.TypedChoiceField(
        label=_("At"),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
        widget=_select(),
    )
    zone = forms.ChoiceField(label=_("Time zone"), widget=_select())
    format = forms.ChoiceField(
        label=_("Format"), choices=Schedule.Format.choices, widget=_select()
    )
    recipients = PeopleField(
        User.objects.none(),
        label=_("Recipients"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checkbox"}),
    )

    def __init__(
        self, data: Any = None, *, view: SavedView, schedule: Schedule | None = None
    ) -> None:
        super().__init__(data, initial=_initial(view, schedule), auto_id="schedule-%s")
        zone, people = self.fields["zone"], self.fields["recipients"]
        assert isinstance(zone, forms.ChoiceField)
        assert isinstance(people, forms.ModelMultipleChoiceField)
        zone.choices = [(name, name) for name in settings.COBROWSE_REPORT_ZONES]
        people.queryset = possible_recipients(view.owner)

    def plan(self) -> Plan:
        """What a valid form asks for."""
        cleaned = self.cleaned_data
        return Plan(
            cadence=Schedule.Cadence(cleaned["cadence"]),
            hour=cleaned["hour"],
            zone=cleaned["zone"],
            format=Schedule.Format(cleaned["format"]),
            recipients=list(cleaned["recipients"]),
        )


def _initial(view: SavedView, schedule: Schedule | None) -> dict[str, object]:
    if schedule is None:
        return {
            "cadence": Schedule.Cadence.DAILY,
            "hour": 7,
            "zone": _zone_of(view),
            "format": Schedule.Format.XLSX,
            "recipients": [view.owner_id],
        }
    return {
        "cadence": schedule.cadence,
        "hour": schedule.hour,
        "zone": schedule.zone,
        "format": schedule.format,
        "recipients": list(schedule.recipients.values_list("pk", flat=True)),
    }


def _zone_of(view: SavedView) -> str:
    """The one that the view counts its days in."""
    named = zone_named(QueryDict(view.query).get("zone", ""))
    return (named or reporting_zones()[0]).key
