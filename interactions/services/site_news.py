"""Widgets learn when what their site offers changes."""

from collections import defaultdict

from django.core.cache import cache
from django.db import transaction

from cobrowse.announce import announce, site_group
from interactions.models import Queue, Site
from interactions.protocol.widget import SiteUpdated
from interactions.selectors.queues import active_queues
from interactions.selectors.shapes import site_state


def tell_sites() -> int:
    """Tell the widgets of every site that offers something else than when it was last
    told; how many sites. Estimated waits alone are no news: they go along."""
    queues: dict[int, list[Queue]] = defaultdict(list)
    for queue in active_queues():
        queues[queue.site_id].append(queue)
    told = 0
    for site in Site.objects.filter(active=True):
        own = queues[site.pk]
        offered = site_state(site, queues=own, estimates=False).model_dump_json()
        # All processes share what was told last; told twice is no harm.
        key = f"site-told.{site.pk}"
        if cache.get(key) != offered:
            cache.set(key, offered, timeout=None)
            announce(
                site_group(site.pk), SiteUpdated(site=site_state(site, queues=own))
            )
            told += 1
    return told


def tell_sites_soon() -> None:
    """Look once the present transaction is committed."""
    transaction.on_commit(tell_sites, robust=True)
