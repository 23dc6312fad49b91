"""What of a site's addresses stays in the browser."""

from django.db import migrations, models

HELP = (
    "One pattern a line (/accounts/*/statements): what * stands for never "
    "leaves the customer's browser, of pages and of pictures."
)


def field() -> "models.TextField[str, str]":
    return models.TextField(
        blank=True,
        default="",
        help_text=HELP,
        max_length=20_000,
        verbose_name="private paths",
    )


class Migration(migrations.Migration):
    dependencies = [("sessions_app", "0006_rule_approval")]

    operations = [
        migrations.AddField("cobrowsepolicy", "private_paths", field()),
        migrations.AddField("historicalcobrowsepolicy", "private_paths", field()),
    ]
