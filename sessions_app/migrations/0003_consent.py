import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("interactions", "0001_first_interactions"),
        ("sessions_app", "0002_pause"),
    ]

    operations = [
        migrations.AddField(
            model_name="cobrowsesession",
            name="consent_version",
            field=models.PositiveIntegerField(
                default=0, verbose_name="version of the consent text"
            ),
        ),
        migrations.AddField(
            model_name="cobrowsesession",
            name="consent_language",
            field=models.CharField(
                blank=True,
                default="",
                max_length=35,
                verbose_name="language of the consent text",
            ),
        ),
        migrations.AddField(
            model_name="cobrowsesession",
            name="consented_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="consented at"
            ),
        ),
        migrations.CreateModel(
            name="ConsentText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        help_text="For example en or de-CH",
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\Z"
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(editable=False, verbose_name="version"),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "Plain text; an empty line begins a new paragraph. Empty: "
                            "the widget's own wording again."
                        ),
                        max_length=4000,
                        verbose_name="text",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="created at",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consent_texts",
                        to="interactions.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent text",
                "verbose_name_plural": "consent texts",
                "ordering": ["site", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "version"), name="consent_version_once_per_site"
                    ),
                    models.CheckConstraint(
                        condition=Q(version__gte=1),
                        name="consent_version_counts_from_one",
                    ),
                ],
            },
        ),
    ]
