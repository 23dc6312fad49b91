"""Random hands on random pages: every element has the states it has in the page."""

import os
import random

import pytest

from tests.mirror.same_states import states
from tests.mirror.twins import OpenTwins

pytestmark = pytest.mark.browser

SEEDS = int(os.environ.get("MIRROR_STATES_SEEDS", "3"))
FIRST = int(os.environ.get("MIRROR_STATES_FIRST", "1"))
STEPS = 25

PAGE = """<!doctype html><meta charset=utf-8><title>Fuzz</title><style>
*{min-height:8px} div,form,fieldset,p{padding:2px;border:1px solid gray}
</style><body>"""

#: Changes of the page; `pick` gives a random element below the body.
CHANGES = """(seed) => {
  let n = seed;
  const rnd = (k) => (n = (n * 1103515245 + 12345) & 0x7fffffff) % k;
  const all = (root = document.body) => [...root.querySelectorAll('*')].flatMap(
    (one) => one.shadowRoot ? [one, ...all(one.shadowRoot)] : [one])
    .filter((one) => one.localName !== 'style');
  const pick = () => all()[rnd(all().length || 1)] ?? document.body;
  const tags = ['div', 'p', 'a', 'button', 'input', 'form', 'fieldset', 'label',
    'x-a', 'x-b', 'x-c', 'select', 'textarea'];
  const holds = (one) => !/^(input|select|textarea)$/.test(one.localName);
  const inside = (one, other) => { while (one && one !== other)
    one = one.parentNode ?? one.host; return Boolean(one) };
  const make = (depth) => {
    const one = document.createElement(tags[rnd(tags.length)]);
    if (one.localName === 'a') one.setAttribute('href', '#t' + rnd(4));
    if (rnd(4) === 0) one.id = 't' + rnd(4);
    if (one.localName === 'input') {
      one.type = ['text', 'checkbox', 'radio', 'email'][rnd(4)];
      one.name = 'n' + rnd(3);
    }
    if (/input|select|textarea/.test(one.localName)) one.required = rnd(2) === 0;
    if (/div|p/.test(one.localName) && rnd(3) === 0) one.tabIndex = 0;
    if (one.localName === 'div' && rnd(3) === 0) one.attachShadow({mode: 'open'})
      .innerHTML = '<p tabindex=0>in</p><slot></slot><input required>';
    if (holds(one)) { one.append('text');
      for (let i = rnd(3); depth > 0 && i > 0; i--) one.append(make(depth - 1)); }
    return one;
  };
  const one = pick(), other = pick();
  switch (rnd(13)) {
    case 0: case 1: case 2: (holds(one) ? one : document.body).append(make(3)); break;
    case 3: if (holds(one) && !inside(one, other)) one.append(other); break;
    case 4: if (holds(one) && !inside(one, other)) one.prepend(other); break;
    case 5: { const home = one.parentNode; one.remove(); home.append(one); break }
    case 6: if (all().length > 12) one.remove(); break;
    case 7: one.focus?.({ focusVisible: rnd(2) === 0 }); break;
    case 8: if (/^(input|textarea)$/.test(one.localName)) one.value = 'a@b.c'; break;
    case 9: one.setCustomValidity?.(rnd(2) ? 'No.' : ''); break;
    case 10: location.hash = 't' + rnd(4); break;
    case 11: if (!customElements.get('x-a')) customElements.define('x-a',
      class extends HTMLElement {}); else if (!customElements.get('x-b'))
      customElements.define('x-b', class extends HTMLElement {}); break;
    case 12: if (one.localName === 'form') rnd(2) ? one.reset() : one.reportValidity();
  }
}"""


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
def test_states_are_right_whatever_happens(twins: OpenTwins, seed: int) -> None:
    both = twins(PAGE)
    page = both.customer
    page.evaluate("document.addEventListener('submit', (one) => one.preventDefault())")
    chance = random.Random(seed)
    for step in range(STEPS):
        for _ in range(chance.randrange(1, 6)):
            page.evaluate(CHANGES, chance.randrange(1, 1 << 30))
        hand = chance.randrange(6)
        if hand < 3:
            page.mouse.move(chance.randrange(990), chance.randrange(690))
        elif hand == 3:
            page.mouse.down()
        elif hand == 4:
            page.mouse.up()
        else:
            page.keyboard.press(chance.choice(["Tab", "Shift+Tab", "Space", "a"]))
        if step % 7 == 6:
            page.evaluate("recorder.resync()")
        if step % 3 == 2:
            states(both)
    page.mouse.up()
    assert both.difference() == ""
    states(both)
