"""Hands that know no mouse: Tab to a part, then a key. Nothing else moves the focus."""

from playwright.sync_api import Locator, Page, expect

# More stops than any of our screens has between two parts.
MOST_STOPS = 220
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.dataset?.testid ?? at?.name ?? at?.tagName ?? "";
}"""
# What the eye needs: a ring around what has the focus, or around its frame.
SHOWS_FOCUS = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return [at, at.parentElement].filter(Boolean).some((element) => {
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none"
            && parseFloat(style.outlineWidth) > 0;
        return outlined || style.boxShadow !== "none";
    });
}"""


class Keyboard:
    """One person's keyboard at one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def focus(self) -> str:
        """The test id (else name, else tag) of what has the focus."""
        found: str = self.page.evaluate(FOCUSED)
        return found

    def reach(self, name: str, *, backwards: bool = False) -> None:
        """Tab until the focus is there; it must be visible that it is."""
        expect(self._part(name)).to_be_visible()
        key = "Shift+Tab" if backwards else "Tab"
        passed = []
        for _ in range(MOST_STOPS):
            if self.focus == name:
                assert self.page.evaluate(SHOWS_FOCUS), f"nobody sees focus on {name}"
                return
            self.page.keyboard.press(key)
            passed.append(self.focus)
        raise AssertionError(
            f"Tab never comes to {name}, only to {sorted(set(passed))}"
        )

    def _part(self, name: str) -> Locator:
        by_id = self.page.get_by_test_id(name)
        return by_id.or_(self.page.locator(f"[name={name}]")).first

    def press(self, name: str, *, key: str = "Enter", backwards: bool = False) -> None:
        self.reach(name, backwards=backwards)
        self.page.keyboard.press(key)

    def write(self, name: str, text: str, *, backwards: bool = False) -> None:
        self.reach(name, backwards=backwards)
        self.page.keyboard.type(text)

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
