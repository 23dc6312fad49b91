"""Looking for goods, and putting one into the basket."""

from decimal import Decimal
from typing import cast

from django import forms

from demo.shop.basket import QUANTITY_MAX
from demo.shop.catalogue import Product, Search, Sort, catalogue
from demo.shop.forms.base import attributes

SORTS = (
    ("popular", "Most popular"),
    ("new", "Newest"),
    ("price_up", "Price: low to high"),
    ("price_down", "Price: high to low"),
    ("name", "Name"),
)
RATINGS = (("0", "Any"), ("4", "4 stars and more"), ("5", "5 stars"))


class SearchForm(forms.Form):
    """The filters beside the shelf, sent by GET; nonsense is left out."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=80,
        widget=forms.TextInput(
            attributes("input", type="search", placeholder="Tent, wool, coffee …")
        ),
    )
    category = forms.MultipleChoiceField(
        label="Department",
        required=False,
        choices=lambda: [(c.slug, c.name) for c in catalogue().categories],
        widget=forms.CheckboxSelectMultiple,
    )
    colour = forms.MultipleChoiceField(
        label="Colour",
        required=False,
        choices=lambda: [(c.slug, c.name) for c in catalogue().colours],
        widget=forms.CheckboxSelectMultiple,
    )
    price_max = forms.DecimalField(
        label="Highest price",
        required=False,
        min_value=0,
        max_value=10_000,
        max_digits=7,
        decimal_places=2,
        widget=forms.NumberInput(attributes("input", inputmode="numeric", step="10")),
    )
    rating = forms.ChoiceField(
        label="Rating", required=False, choices=RATINGS, widget=forms.RadioSelect
    )
    in_stock = forms.BooleanField(label="In stock only", required=False)
    sort = forms.ChoiceField(
        label="Sort by",
        required=False,
        choices=SORTS,
        widget=forms.Select(attributes("select")),
    )

    def search(self) -> Search:
        """What the valid parts of the form ask for."""
        self.is_valid()
        given = self.cleaned_data
        price = given.get("price_max")
        return Search(
            words=str(given.get("q") or ""),
            categories=tuple(given.get("category") or ()),
            colours=tuple(given.get("colour") or ()),
            price_max=price if isinstance(price, Decimal) else None,
            rating_min=int(given.get("rating") or 0),
            in_stock=bool(given.get("in_stock")),
            sort=cast(Sort, given.get("sort") or "popular"),
        )


class AddForm(forms.Form):
    """Colour, size and number on a product's page."""

    colour = forms.ChoiceField(
        label="Colour",
        error_messages={"invalid_choice": "We do not have this colour."},
    )
    size = forms.TypedChoiceField(
        label="Size",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a size."},
    )
    quantity = forms.IntegerField(
        label="Quantity",
        min_value=1,
        max_value=QUANTITY_MAX,
        initial=1,
        widget=forms.NumberInput(attributes("input", inputmode="numeric")),
    )

    @classmethod
    def for_product(
        cls, product: Product, *, colour: str, data: dict[str, str] | None = None
    ) -> "AddForm":
        """The form for this product; a single size is chosen already."""
        sizes = [(str(i), name) for i, name in enumerate(product.sizes)]
        initial = {"colour": colour, "size": "0" if len(sizes) == 1 else None}
        form = cls(data=data, initial=initial)
        colours = form.fields["colour"]
        size = form.fields["size"]
        assert isinstance(colours, forms.ChoiceField)
        assert isinstance(size, forms.ChoiceField)
        colours.choices = [(c.slug, c.name) for c in product.palette]
        size.choices = sizes
        return form
