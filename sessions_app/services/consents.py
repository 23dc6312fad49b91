"""Write new versions of what customers are asked."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max

from cobrowse.text import clean_text
from interactions.models import Site
from sessions_app.models import ConsentText


def write_consent_text(
    *, site: Site, language: str, text: str, author: AbstractBaseUser | None
) -> ConsentText:
    """The next version for this language; rows that exist stay as they are.

    The same words again are no new version.
    """
    words = str(clean_text(text))
    with transaction.atomic():
        # Two people who save at once get two versions.
        Site.objects.select_for_update(no_key=True).get(pk=site.pk)
        texts = ConsentText.objects.filter(site=site)
        newest = texts.filter(language=language).order_by("-version").first()
        if newest is not None and newest.text == words:
            return newest
        last = texts.aggregate(last=Max("version"))["last"] or 0
        return ConsentText.objects.create(
            site=site,
            language=language,
            version=last + 1,
            text=words,
            author_id=author.pk if author is not None else None,
        )
