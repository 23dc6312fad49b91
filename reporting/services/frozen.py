"""Sums whose facts have been deleted (retention): they are never made anew.

A site's facts go by whole days (UTC); the policy remembers up to when. A day of a time
zone that began before is as finished as the hours before.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from interactions.models import RetentionPolicy
from reporting.aggregation.buckets import day_start

Frozen = dict[int, datetime]


def frozen_sites() -> Frozen:
    """Site → the moment from which on all of its facts are there."""
    gone = RetentionPolicy.objects.filter(facts_gone_before__isnull=False)
    return {
        site: at for site, at in gone.values_list("site_id", "facts_gone_before") if at
    }


def frozen_hours(frozen: Frozen) -> Q:
    """Rows of hours that stay as they are."""
    rows = Q(pk__in=())
    for site, at in frozen.items():
        rows |= Q(site=site, hour_at__lt=at)
    return rows


def frozen_days(frozen: Frozen, zone: ZoneInfo) -> Q:
    """Rows of this zone's days that stay as they are."""
    rows = Q(pk__in=())
    for site, at in frozen.items():
        rows |= Q(site=site, day__lt=first_whole_day(at, zone))
    return rows


def first_whole_day(at: datetime, zone: ZoneInfo) -> date:
    """The first day of the zone of which no fact is gone."""
    day = at.astimezone(zone).date()
    return day if day_start(day, zone) >= at else day + timedelta(days=1)
