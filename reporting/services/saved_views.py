"""Writes of saved views. Only their owners change them; callers see to that."""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cobrowse.errors import DomainError
from reporting.models import SavedView
from reporting.models.views import NAME_CHARS

MOST_VIEWS = 100
QUERY_CHARS = 2_000


def save_view(
    *, owner: User, report: str, name: str, query: str, shared: bool = False
) -> SavedView:
    """Keep a report's address (`ReportForm.view_query`) under a name.

    Errors: view_name_missing, view_name_taken (the owner has one of this report with
    that name), too_many_views, view_too_long.
    """
    with transaction.atomic():
        # Two at the same time are counted one after the other.
        User.objects.select_for_update().get(pk=owner.pk)
        if SavedView.objects.filter(owner=owner).count() >= MOST_VIEWS:
            raise DomainError(
                "too_many_views",
                409,
                _("You have %(n)d saved views. Delete one first.") % {"n": MOST_VIEWS},
                limit=MOST_VIEWS,
            )
        view = SavedView(owner=owner, report=report, shared=shared)
        view.name, view.query = _name(name), _query(query)
        return _saved(view)


def rename_view(*, view: SavedView, name: str) -> SavedView:
    """Errors: view_name_missing, view_name_taken."""
    view.name = _name(name)
    return _saved(view)


def share_view(*, view: SavedView, shared: bool) -> SavedView:
    """Whether others who read reports find it in their lists."""
    view.shared = shared
    return _saved(view)


def update_view(*, view: SavedView, query: str) -> SavedView:
    """The view shows something else from now on. Errors: view_too_long."""
    view.query = _query(query)
    return _saved(view)


def delete_view(*, view: SavedView) -> None:
    """With its schedules. Deleting it twice is no error."""
    SavedView.objects.filter(pk=view.pk).delete()


def _name(text: str) -> str:
    name = " ".join(text.replace("\0", "").split())[:NAME_CHARS]
    if not name:
        raise DomainError("view_name_missing", 400, _("Give the view a name."))
    return name


def _query(query: str) -> str:
    if len(query) > QUERY_CHARS:
        raise DomainError("view_too_long", 400, _("These filters are too many."))
    return query


def _saved(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise DomainError(
            "view_name_taken",
            409,
            _("You have a view of this report with that name. Choose another."),
        ) from None
    return view
