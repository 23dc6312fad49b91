"""Pictures and fonts of customers' pages, kept for a while."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interactions", "0007_privacy"),
        ("sessions_app", "0007_private_paths"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asset",
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
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assets",
                        to="interactions.site",
                        verbose_name="site",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assets",
                        to="sessions_app.cobrowsesession",
                        verbose_name="co-browse session",
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator("\\A[0-9a-f]{64}\\Z")
                        ],
                        verbose_name="digest",
                    ),
                ),
                (
                    "media_type",
                    models.CharField(max_length=40, verbose_name="media type"),
                ),
                ("size_bytes", models.PositiveIntegerField(verbose_name="size, bytes")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="created at"
                    ),
                ),
                (
                    "used_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="last used"
                    ),
                ),
                ("content", models.BinaryField(verbose_name="content")),
            ],
            options={
                "verbose_name": "asset",
                "verbose_name_plural": "assets",
                "indexes": [models.Index(fields=["used_at"], name="asset_used")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "digest"), name="asset_once_per_site"
                    )
                ],
            },
        ),
    ]
