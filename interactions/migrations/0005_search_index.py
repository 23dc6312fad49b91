"""PostgreSQL: an index of three-letter pieces, by which lines are searched.

It fits what `icontains` asks for, upper case included. SQLite serves one machine and
reads its lines one by one, as PostgreSQL does where nobody may add the extension.
"""

import logging

from django.db import DatabaseError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

log = logging.getLogger(__name__)

INDEX = "message_text_pieces"


def add_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "postgresql":
        return
    table = apps.get_model("interactions", "ChatMessage")._meta.db_table
    try:
        with transaction.atomic(editor.connection.alias):
            editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            editor.execute(
                f"CREATE INDEX IF NOT EXISTS {INDEX} ON {table} "
                "USING gin (UPPER(text) gin_trgm_ops)"
            )
    except DatabaseError:
        log.warning("no pg_trgm: transcripts are searched without an index")


def drop_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("interactions", "0004_browser_calls")]

    operations = [migrations.RunPython(add_index, drop_index)]
