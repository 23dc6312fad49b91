"""What a site allows: time-outs, limits and masking rules, set up in the admin."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from interactions.models import Site
from sessions_app import rules
from sessions_app.private_paths import private_paths_problem

DAY_SECONDS = 86_400
#: A rule that matched nothing on so many of its pages in a row is warned of (MK-10).
IDLE_PAGES = 20
_SECONDS = [MinValueValidator(1), MaxValueValidator(DAY_SECONDS)]


class CobrowsePolicy(models.Model):
    """Time-outs and limits of one site; a site without one has the defaults (SL-7)."""

    site = models.OneToOneField(
        Site,
        on_delete=models.CASCADE,
        related_name="cobrowse_policy",
        verbose_name=_("site"),
    )
    waiting_seconds = models.PositiveIntegerField(
        _("waiting for an agent, seconds"),
        default=600,
        validators=_SECONDS,
        help_text=_("A session that no agent has joined ends after this time."),
    )
    inactivity_seconds = models.PositiveIntegerField(
        _("inactivity, seconds"),
        default=600,
        validators=_SECONDS,
        help_text=_(
            "A session in which neither side does anything ends after this time."
        ),
    )
    customer_offline_seconds = models.PositiveIntegerField(
        _("customer offline, seconds"),
        default=120,
        validators=_SECONDS,
        help_text=_(
            "The customer may be away this long, for example between two pages."
        ),
    )
    agent_offline_seconds = models.PositiveIntegerField(
        _("agent offline, seconds"),
        default=120,
        validators=_SECONDS,
        help_text=_("The agent may be away this long."),
    )
    agent_away_seconds = models.PositiveIntegerField(
        _("Write Mode without the agent, seconds"),
        default=10,
        validators=_SECONDS,
        help_text=_(
            "Write Mode falls back to Pointer Mode when the agent is away this long."
        ),
    )
    write_request_seconds = models.PositiveIntegerField(
        _("answer to a write request, seconds"),
        default=60,
        validators=_SECONDS,
        help_text=_(
            "A request for Write Mode that is not answered in this time expires."
        ),
    )
    write_request_limit = models.PositiveSmallIntegerField(
        _("write requests in a session"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    write_request_gap_seconds = models.PositiveIntegerField(
        _("between two write requests, seconds"),
        default=30,
        validators=[MaxValueValidator(DAY_SECONDS)],
    )
    mask_all = models.BooleanField(
        _("mask everything"),
        default=False,
        help_text=_("Everything is masked except what a reveal rule shows."),
    )
    mask_title = models.BooleanField(
        _("mask page titles"),
        default=False,
        help_text=_("Page titles never leave the customer's browser."),
    )
    private_paths = models.TextField(
        _("private paths"),
        max_length=20_000,
        blank=True,
        default="",
        help_text=_(
            "One pattern a line (/accounts/*/statements): what * stands for never "
            "leaves the customer's browser, of pages and of pictures."
        ),
    )
    one_session_per_agent = models.BooleanField(
        _("one session at a time per agent"), default=True
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("co-browse policy")
        verbose_name_plural = _("co-browse policies")

    def __str__(self) -> str:
        return str(self.site)

    def clean(self) -> None:
        """Refuse patterns that would hide nothing, with the reason beside the field."""
        if problem := private_paths_problem(self.private_paths):
            error = ValidationError(problem.text, code=problem.code)
            raise ValidationError({"private_paths": error})


class MaskingRule(models.Model):
    """What agents may not see or operate on pages of a site (MK-5)."""

    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        related_name="masking_rules",
        verbose_name=_("site"),
    )
    url_pattern = models.CharField(
        _("URL pattern"),
        max_length=rules.MAX_PATTERN_CHARS,
        blank=True,
        default="*",
        help_text=_(
            "The whole address (https://shop.example/pay/*) or its path (/pay/*); "
            "* stands for any text. Query and fragment do not count. Empty: every page."
        ),
    )
    selector = models.CharField(
        _("CSS selector"),
        max_length=rules.MAX_SELECTOR_CHARS,
        blank=True,
        default="",
        help_text=_("One selector. Rules that pause sharing take none."),
    )
    effect = models.CharField(_("effect"), max_length=10, choices=rules.Effect.choices)
    enabled = models.BooleanField(_("enabled"), default=True)
    note = models.CharField(_("note"), max_length=300, blank=True, default="")
    # Of a rule that takes two people: who wrote it as it is, and who agreed to that.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)
    # What pages say of it; not a part of what the rule is.
    last_matched_at = models.DateTimeField(_("last matched"), null=True, editable=False)
    last_failed_at = models.DateTimeField(_("last failed"), null=True, editable=False)
    pages_unmatched = models.PositiveIntegerField(
        _("pages since without a match"), default=0, editable=False
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    # What the form's browser measured of the selector; not stored.
    measured_ms: float | None = None
    history = HistoricalRecords(
        excluded_fields=[
            *("created_at", "changed_at"),
            *("last_matched_at", "last_failed_at", "pages_unmatched"),
        ]
    )

    class Meta:
        ordering = ["site", "url_pattern", "pk"]
        verbose_name = _("masking rule")
        verbose_name_plural = _("masking rules")
        constraints = [
            models.CheckConstraint(
                name="masking_rule_effect_known",
                condition=models.Q(effect__in=rules.Effect.values),
            ),
            models.CheckConstraint(
                name="masking_rule_approved_by_another",
                condition=~models.Q(approved_by=models.F("written_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.effect} {self.selector or self.url_pattern}"

    @property
    def failed_last(self) -> bool:
        """A browser could not evaluate it, and it has not matched since."""
        failed, matched = self.last_failed_at, self.last_matched_at
        return failed is not None and (matched is None or matched < failed)

    @property
    def waits_for_approval(self) -> bool:
        """It has no effect yet."""
        return self.approved_at is None and rules.needs_approval(
            selector=self.selector, effect=self.effect
        )

    @property
    def is_idle(self) -> bool:
        return self.pages_unmatched >= IDLE_PAGES

    def clean(self) -> None:
        """Refuse what would not mask, with the reason beside the field."""
        problems: dict[str, ValidationError] = {}
        for field, problem in rules.problems(
            url_pattern=self.url_pattern, selector=self.selector, effect=self.effect
        ).items():
            problems[field] = ValidationError(problem.text, code=problem.code)
        if "selector" not in problems and (slow := self._cost_problem()):
            problems["selector"] = ValidationError(slow.text, code=slow.code)
        others = MaskingRule.objects.filter(site_id=self.site_id).exclude(pk=self.pk)
        if others.count() >= rules.MAX_RULES_PER_SITE:
            problems["site"] = ValidationError(
                _("A site has at most %(n)d rules."),
                code="too_many_rules",
                params={"n": rules.MAX_RULES_PER_SITE},
            )
        if problems:
            raise ValidationError(problems)

    def _cost_problem(self) -> rules.Problem | None:
        """Of a selector that is new; one that stands can still be switched off."""
        stored = MaskingRule.objects.filter(pk=self.pk, selector=self.selector)
        if self.pk and stored.exists():
            return None
        return rules.cost_problem(selector=self.selector, measured_ms=self.measured_ms)
