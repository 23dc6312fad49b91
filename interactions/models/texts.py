"""How a site's widget looks and what it says: set up in the admin."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cobrowse.colours import TEXT_CONTRAST, best_text_contrast
from cobrowse.text import clean_text
from interactions.models.sites import Site
from interactions.widget_strings import built_in_texts, problem_of

TEXT_CHARS = 500
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class WidgetLook(models.Model):
    """Colours and place of a site's widget; empty fields leave the defaults."""

    class Position(models.TextChoices):
        BOTTOM_RIGHT = "bottom-right", _("bottom right")
        BOTTOM_LEFT = "bottom-left", _("bottom left")
        TOP_RIGHT = "top-right", _("top right")
        TOP_LEFT = "top-left", _("top left")

    class Scheme(models.TextChoices):
        AUTO = "auto", _("as the browser")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    site = models.OneToOneField(
        Site,
        on_delete=models.CASCADE,
        related_name="widget_look",
        verbose_name=_("site"),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        default="",
        validators=[RegexValidator(r"\A#[0-9a-fA-F]{6}\Z")],
        help_text=_("For example #0b6e4f"),
    )
    position = models.CharField(
        _("position"),
        max_length=20,
        choices=Position.choices,
        default=Position.BOTTOM_RIGHT,
    )
    scheme = models.CharField(
        _("colour scheme"), max_length=10, choices=Scheme.choices, default=Scheme.AUTO
    )
    radius = models.PositiveSmallIntegerField(
        _("corner radius, pixels"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("look of the widget")
        verbose_name_plural = _("looks of the widget")
        constraints = [
            models.CheckConstraint(
                name="widget_look_radius",
                condition=models.Q(radius__isnull=True) | models.Q(radius__lte=32),
            ),
        ]

    def __str__(self) -> str:
        return str(self.site)

    def clean(self) -> None:
        """Refuse a colour on which no text of the widget could be read."""
        if not COLOUR.fullmatch(self.accent):
            return  # empty, or the field's own validator says so
        found = best_text_contrast(self.accent)
        if found < TEXT_CONTRAST:
            problem = _(
                "Text on this colour has a contrast of %(found).2f at best; "
                "%(least).1f is needed. Make it a little darker or lighter."
            )
            values = {"found": found, "least": TEXT_CONTRAST}
            raise ValidationError({"accent": problem % values})


class WidgetText(models.Model):
    """One text of the widget in one language, in place of the built-in one."""

    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        related_name="widget_texts",
        verbose_name=_("site"),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        validators=[RegexValidator(r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\Z")],
        help_text=_("For example en or de-CH"),
    )
    name = models.CharField(
        _("name"),
        max_length=64,
        validators=[RegexValidator(r"\A[a-z][a-z0-9_]{0,63}\Z")],
    )
    text = models.CharField(_("text"), max_length=TEXT_CHARS)

    class Meta:
        ordering = ["language", "name"]
        verbose_name = _("text of the widget")
        verbose_name_plural = _("texts of the widget")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "language", "name"], name="widget_text_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.name}"

    def clean(self) -> None:
        """Refuse names that the widget does not have, and wrong blanks."""
        self.text = str(clean_text(self.text))
        if not self.text:
            raise ValidationError({"text": _("Say something.")})
        if problem := problem_of(self.name, self.text):
            known = self.name in built_in_texts()
            raise ValidationError({"text" if known else "name": problem})
