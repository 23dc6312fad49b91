"""Run as a program on a database of its own: sessions, whether facts and sums are those
of a rebuild, and how many keys lead nowhere."""

import django
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

django.setup()


def orphans() -> int:
    """Rows whose foreign key names nothing; the database was not asked at the time."""
    count = 0
    quote = connection.ops.quote_name
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not (isinstance(field, ForeignKey) and field.remote_field):
                continue
            target = field.target_field.model._meta.db_table
            own, key = quote(str(field.column)), quote(str(field.target_field.column))
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT count(*) FROM {quote(model._meta.db_table)} AS a "
                    f"LEFT JOIN {quote(target)} AS b ON b.{key} = a.{own} "
                    f"WHERE a.{own} IS NOT NULL AND b.{key} IS NULL"
                )
                count += cursor.fetchone()[0]
    return count


def main() -> None:
    from reporting.services.rebuild import rebuild_facts, rebuild_sums
    from sessions_app.models import CobrowseSession
    from tests.demo.facts import facts_in_words, sums_in_words

    facts, sums = facts_in_words(), sums_in_words()
    rebuild_facts()
    rebuild_sums()
    print(
        CobrowseSession.objects.count(),
        "same" if facts_in_words() == facts else "other facts",
        "same" if sums_in_words() == sums else "other sums",
        orphans(),
    )


main()
