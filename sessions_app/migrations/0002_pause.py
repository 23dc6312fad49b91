from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("sessions_app", "0001_first_sessions")]

    operations = [
        migrations.AddField(
            model_name="cobrowsesession",
            name="paused",
            field=models.BooleanField(default=False, verbose_name="paused"),
        ),
        migrations.AddConstraint(
            model_name="cobrowsesession",
            constraint=models.CheckConstraint(
                condition=Q(paused=False)
                | Q(
                    state="active",
                    mode="pointer",
                    write_request_expires_at__isnull=True,
                ),
                name="session_paused_is_quiet",
            ),
        ),
    ]
