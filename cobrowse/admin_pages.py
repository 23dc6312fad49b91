"""Bases of the admin's pages: typed, and read-only ones for what is written once."""

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

M = TypeVar("M", bound=Model)
P = TypeVar("P", bound=Model)

if TYPE_CHECKING:

    class Page(admin.ModelAdmin[M]): ...

    class Rows(admin.TabularInline[M, P]): ...

    class Part(admin.StackedInline[M, P]): ...

else:
    # Generic for the type checker only: Django's own classes cannot be subscripted.
    class Page(admin.ModelAdmin, Generic[M]):
        """An admin page of one model."""

    class Rows(admin.TabularInline, Generic[M, P]):
        """Rows of one model below the page of another."""

        extra = 0

    class Part(admin.StackedInline, Generic[M, P]):
        """The one row of a model that belongs to the page of another."""

        extra = 1
        max_num = 1


class HistoryPage(Page[M]):
    """A read-only page; big tables are not counted as a whole."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class HistoryRows(Rows[M, P]):
    """Rows of history below what they belong to."""

    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
