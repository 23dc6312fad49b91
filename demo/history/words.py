"""Names, pages and lines that people of the invented past use."""

NAMES = (
    *("Ada", "Bjørn", "Carla", "Dmitri", "Elin", "Farid", "Greta", "Hugo", "Iris"),
    *("Jonas", "Kaja", "Luca", "Mei", "Nils", "Olga", "Pål", "Rosa", "Sven", "Tuva"),
)
PAGES = (
    ("/shop/", "Outdoor goods that last"),
    ("/shop/products/", "Everything"),
    ("/shop/products/storm-shell/", "Storm shell jacket"),
    ("/shop/products/vidde-55/", "Vidde 55 trekking pack"),
    ("/shop/basket/", "Your basket"),
    ("/shop/checkout/", "Checkout"),
    ("/shop/checkout/delivery/", "Delivery"),
    ("/shop/account/orders/", "Your account"),
    ("/shop/help/returns/", "Send something back"),
)
QUESTIONS = (
    ("Which size of the shell fits me?", "Let us look at the size guide together."),
    ("Where is my parcel?", "It left Bergen yesterday. Shall I show you the tracking?"),
    ("The checkout does not like my address.", "May I see the page with you?"),
    ("Can I send the boots back?", "Of course. I will help you with the form."),
    ("Is the tent in stock in red?", "Rust is the closest. Here is the picture."),
)
