"""Pages look right with masking: the replica differs only where something is hidden."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.live_server import LiveServer
from tests.mirror.busy_pages import PAGES, RULES
from tests.mirror.masked_pictures import same_but_masked
from tests.mirror.twins import AGENT, OpenTwins, Twins, join

pytestmark = pytest.mark.browser

SHOP_RULES = [
    {"id": 1, "selector": ".goods__price, .product__price", "effect": "mask"},
    {"id": 2, "selector": "#id_phone, .customer-email", "effect": "mask"},
    {"id": 3, "selector": "[autocomplete*=name], #id_street", "effect": "mask"},
    {"id": 4, "selector": ".account__who strong", "effect": "mask"},
    {"id": 5, "selector": "form:has(#id_about) textarea", "effect": "mask"},
    {"id": 6, "selector": ".department svg, .gallery__thumbs", "effect": "block"},
    {"id": 7, "selector": "footer .small", "effect": "mask"},
]
#: The agent's page is at the shop's own address here, so that pictures are had.
AGENT_PATH = "/agents-page"
WIDTH = 1280

OpenShop = Callable[[str], Twins]


@pytest.fixture
def shop(chromium: Browser, product: LiveServer, bundle: str) -> Iterator[OpenShop]:
    """Opens a page of the demo shop, as large as it is, without the widget."""
    contexts = [
        chromium.new_context(viewport={"width": WIDTH, "height": 900}) for _ in range(2)
    ]
    customer, agent = (context.new_page() for context in contexts)
    customer.route("**/widget.js", lambda route: route.abort())
    agent.route("**/" + AGENT_PATH[1:], lambda route: route.fulfill(body=AGENT))

    def open_shop(path: str) -> Twins:
        if path.startswith("/shop/account/"):
            sign_in(customer, product.origin)
        if path.startswith("/shop/checkout/"):
            customer.goto(f"{product.origin}/shop/products/termo-flask/")
            customer.click("label.size >> nth=0")
            customer.click("#add-to-basket")
            customer.wait_for_url("**/shop/basket/")
        customer.goto(product.origin + path)
        height = customer.evaluate("document.documentElement.scrollHeight")
        for page in (customer, agent):
            page.set_viewport_size({"width": WIDTH, "height": height})
        agent.goto(product.origin + AGENT_PATH)
        agent.evaluate("window.resolve_asset = (url) => url")
        customer.evaluate(
            """() => {
                window.bring = (url) => recorder.asset_kept(url, '0'.repeat(64));
            }"""
        )
        return join(customer, agent, bundle, {"rules": SHOP_RULES})

    yield open_shop
    for context in contexts:
        context.close()


def sign_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/shop/sign-in/")
    page.fill("#id_email", "maya@example.com")
    page.fill("#id_password", "fjord-and-field")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/shop/account/**")


SHOP_PAGES = {
    "start": ("/shop/", 9),
    "product": ("/shop/products/termo-flask/", 6),
    "checkout": ("/shop/checkout/", 4),
    "account": ("/shop/account/", 6),
}


@pytest.mark.parametrize("name", SHOP_PAGES)
def test_a_page_of_the_shop_differs_only_where_it_is_masked(
    shop: OpenShop, name: str
) -> None:
    path, least = SHOP_PAGES[name]
    same_but_masked(shop(path), f"masked-{name}", least=least)


@pytest.mark.parametrize("name", PAGES)
def test_a_busy_page_differs_only_where_it_is_masked(
    twins: OpenTwins, name: str
) -> None:
    same_but_masked(twins(PAGES[name], rules=RULES), f"masked-{name}", least=5)


#: What the agent's side does wrong, and what is said of it.
WRONG = {
    "a colour": ("page.querySelector('h1').style.color = 'red'", "pixels differ"),
    "a shift": ("page.body.style.paddingTop = '4px'", "hidden elements moved"),
    "a small shift": ("page.body.style.paddingLeft = '1px'", "pixels differ"),
    "a word": ("page.querySelector('b.paid').textContent = 'held'", "pixels differ"),
    "a mask that is lost": (
        "page.querySelector('.holder').style.display = 'none'",
        "hidden elements moved",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_beside_the_masks_is_found(twins: OpenTwins, wrong: str) -> None:
    script, said = WRONG[wrong]
    both = twins(PAGES["table"], rules=RULES)
    same_but_masked(both, "masked-before", least=5)
    both.agent.evaluate(
        f"() => {{ const page = player.frame.contentDocument; {script} }}"
    )
    with pytest.raises(AssertionError, match=said):
        same_but_masked(both, "masked-wrong", least=5, patience_ms=400)


def test_a_page_that_is_mostly_hidden_proves_nothing(twins: OpenTwins) -> None:
    rules = [{"id": 1, "selector": "table", "effect": "mask"}]
    both = twins(PAGES["table"], rules=rules)
    with pytest.raises(AssertionError, match="of the picture is hidden"):
        same_but_masked(both, "masked-whole", patience_ms=2000)
