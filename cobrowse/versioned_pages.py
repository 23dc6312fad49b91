"""Admin pages whose rows keep their versions, with author and difference."""

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

M = TypeVar("M", bound=Model)

if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Any]

    class HistoryKept(admin.ModelAdmin[M]): ...

else:
    from simple_history.admin import SimpleHistoryAdmin

    AnyForm = forms.ModelForm

    class HistoryKept(SimpleHistoryAdmin, Generic[M]):
        """Generic for the type checker only."""


class VersionedForm(AnyForm):
    """Refuses to write over what somebody else saved since the form was opened.

    It says what changed; saved once more, it does.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conflict = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if newest := self._newest():
            self.initial["seen_version"] = newest.pk

    def _newest(self) -> Any:
        return self.instance.history.first() if self.instance.pk else None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk is None:
            return cleaned
        rows = type(self.instance)._default_manager.select_for_update()
        rows.filter(pk=self.instance.pk).first()  # until this one is saved
        newest = self._newest()
        if newest is None or newest.pk == self.cleaned_data.get("seen_version"):
            return cleaned
        self.conflict = True
        # Shown again, the form has seen it.
        self.data = {**self.data, self.add_prefix("seen_version"): newest.pk}
        raise ValidationError(
            _(
                "%(who)s saved this at %(time)s, after you had opened it: %(changes)s "
                "Save once more to replace that."
            ),
            code="changed_meanwhile",
            params={
                "who": newest.history_user or _("Somebody"),
                "time": date_format(localtime(newest.history_date), "H:i"),
                "changes": _changes(newest),
            },
        )


def _changes(version: Any) -> str:
    before = version.prev_record
    if before is None:
        return ""
    return " ".join(
        f"{version._meta.get_field(change.field).verbose_name}: "
        f"{change.old} → {change.new}."
        for change in version.diff_against(before).changes
    )


class VersionedPage(HistoryKept[M]):
    """Rows keep their history; two people cannot undo each other unseen."""

    form = VersionedForm

    @transaction.atomic
    def history_form_view(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """An older version, and taking it back: checked like any other change."""
        shown: HttpResponse = super().history_form_view(  # type: ignore[misc]
            request, *args, **kwargs
        )
        return shown

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kwargs)
        if context["adminform"].form.conflict:
            response.status_code = 409
        return response
