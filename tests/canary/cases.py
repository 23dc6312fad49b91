"""The cases: fragments of pages with a secret in them, and what happens to them.

`cases.json` and `own_cases.json` have the same shape. `CNRYx9` stands for the secret;
each use of a case plants another one. A new leak is a new line in `own_cases.json`.
"""

import json
import re
import string
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
SECRET = "CNRYx9"

Case = dict[str, Any]
Rule = dict[str, object]


def load(name: str) -> list[Case]:
    cases: list[Case] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return cases


#: The samples of each class of security 2.2, and our own of the same classes.
GIVEN = load("cases.json")
OWN = load("own_cases.json")
ALL = GIVEN + OWN

#: Cases that our policy answers differently, each with its reason.
EXCEPTIONS = {
    "A46": "an input that no rule masks is shown (spec MK-2)",
    "G06": "the rule begins to match long after the content was sent: purged",
    "E08": "the name of a custom element is structure, not content",
    "F08": "the case asks whether the page is mirrored at all",
    "G18": "the mirror carries no pointer positions",
}
assert EXCEPTIONS.keys() <= {case["id"] for case in ALL}, "each names a case"
RUNNING = [case for case in ALL if case["id"] not in EXCEPTIONS]

#: A rule has one selector, so there is one for each.
FIELDS = [
    *("input", "textarea", "select", "datalist"),
    *("[contenteditable]", "[role=textbox]"),
]


def rules_of(case: Case) -> list[Rule]:
    """The case's options in terms of our rules."""
    options = case.get("opt", {})
    selectors = [".mask", ".ignore"]
    if "maskTextSelector" in options:
        selectors[0] = options["maskTextSelector"]
    fields = options.get("maskInputOptions", {}).get("input", False)
    if fields or options.get("maskAllInputs", True):
        selectors.extend(FIELDS)
    if "maskTextClass" in options:
        selectors.append("." + options["maskTextClass"])
    rules = [(selector, "mask") for selector in selectors]
    rules.append((options.get("blockSelector", ".block"), "block"))
    return [
        {"id": number, "selector": selector, "effect": effect}
        for number, (selector, effect) in enumerate(rules, 1)
    ]


def needs_its_own_page(case: Case) -> bool:
    """It touches what all of a page have in common."""
    code = case.get("before", "") + case.get("act", "")
    shared = r"prototype|window\.|documentElement|document\.(?:title|body\.)|history"
    rough = re.search(shared + "|location|adoptedStyleSheets|querySelector", code)
    return bool(rough or "head" in case or "alone" in case)


#: Every other character of a canary, so that pieces of one are found fast.
MARK = "q"
LENGTH = 16


def new_canary(random: Random) -> str:
    """A word as account numbers and tokens are: letters and digits, 16 of them."""
    others = random.choices(string.ascii_lowercase + string.digits, k=7)
    return MARK + MARK.join([random.choice(string.digits), *others])


def plant(case: Case, canary: str) -> Case:
    """The case with another secret."""

    def put(value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("\\43 NRYx9", escaped)
            value = re.sub(r"/frame(?=['\"])", f"/frame?c={canary}", value)
            return value.replace(SECRET, canary)
        if isinstance(value, list):
            return [put(one) for one in value]
        return value

    escaped = f"\\{ord(canary[0]):x} {canary[1:]}"
    kept = ("html", "head", "before", "act", "type")
    return {"id": case["id"], **{key: put(case[key]) for key in kept if key in case}}
