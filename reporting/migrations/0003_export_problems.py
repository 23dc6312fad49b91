"""Exports say why they failed, and are in the language of whoever asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_first_work")]

    operations = [
        migrations.AddField(
            "exportjob",
            "problem",
            models.CharField(
                blank=True, default="", max_length=20, verbose_name="problem"
            ),
        ),
        migrations.AddField(
            "exportjob",
            "language",
            models.CharField(default="en", max_length=10, verbose_name="language"),
        ),
    ]
