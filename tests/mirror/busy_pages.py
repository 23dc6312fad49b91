"""Two pages with much on them and something to hide, for pictures of both sides."""

RULES = [
    {"id": 1, "selector": "td.iban, td.holder", "effect": "mask"},
    {"id": 2, "selector": "tr:has(> td > .vip) > td.amount", "effect": "mask"},
    {"id": 3, "selector": "[data-private]", "effect": "mask"},
    {"id": 4, "selector": ".person .name, x-person.closed > *", "effect": "mask"},
    {"id": 5, "selector": ".map", "effect": "block"},
    {"id": 6, "selector": "input[name^=account]", "effect": "mask"},
]

NAMES = ("Ada Byron", "Grace Murray", "Alan M. Turing", "Emmy Noether", "Kurt Gödel")


def _row(number: int) -> str:
    name = NAMES[number % len(NAMES)]
    mark = "<i class=vip>★</i>" if number % 9 == 0 else ""
    state = ("open", "paid", "late")[number % 3]
    return (
        f"<tr><td>{number:04}{mark}<td class=holder>{name}"
        f"<td class=iban>DE{number:02} 5001 0517 5407 {number:04}"
        f"<td>2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        f"<td class=amount>{number * 37 % 9000},{number % 100:02}"
        f"<td><b class={state}>{state}</b>"
        f"<td><meter value=.{number % 10}></meter>"
        f"<td><input type=checkbox{' checked' if number % 4 else ''}>"
        f"<select><option>keep<option{' selected' if number % 2 else ''}>send</select>"
    )


#: 45 rows and eight columns: holders, account numbers and some amounts are hidden.
TABLE = f"""<!doctype html><meta charset=utf-8><title>Payments</title><style>
body {{ font: 13px/1.4 sans-serif; margin: 12px; color: #223 }}
table {{ table-layout: fixed; width: 100%; border-collapse: collapse }}
th, td {{ padding: 3px 6px; border-bottom: 1px solid #ccd; text-align: left;
    white-space: nowrap; overflow: hidden }}
tbody tr:nth-child(even) {{ background: #f3f6fa }} .vip {{ color: #c80 }}
.amount {{ text-align: right }} thead th {{ background: linear-gradient(#eef, #dde) }}
b {{ padding: 0 6px; border-radius: 8px }} .open {{ background: #ffe9b0 }}
.paid {{ background: #c9f2d0 }} .late {{ background: #ffd0cc }}
tr:has(:checked) td:first-child {{ font-weight: 700 }}
</style><h1>Payments</h1><p>Account <input name=account-number value="DE12 3456 7890">
of <input value="the whole year"></p>
<table><thead><tr><th>No.<th>Holder<th>Account<th>Day<th>Amount<th>State<th>Risk<th>
<tbody>{"".join(map(_row, range(1, 46)))}</table>"""

_PEOPLE = "".join(
    f"<li class=person><svg viewBox='0 0 10 10'><circle cx=5 cy=5 r=4 fill='hsl("
    f"{number * 50} 60% 60%)' /></svg><span class=name>{name}</span>"
    f"<progress value=.{number + 2}></progress></li>"
    for number, name in enumerate(NAMES)
)

#: Cards with shadow roots and slots, a grid, forms, drawings, a dialog above it all.
COMPONENTS = f"""<!doctype html><meta charset=utf-8><title>Board</title><style>
body {{ font: 14px/1.5 sans-serif; margin: 16px; background: #f7f7fb }}
main {{ display: grid; grid-template-columns: repeat(3, 1fr); gap: 14px }}
section {{ background: #fff; border-radius: 10px; padding: 12px;
    box-shadow: 0 2px 8px #0002 }}
ul {{ list-style: none; padding: 0 }} .person {{ display: grid; gap: 8px;
    grid-template-columns: 24px 1fr 90px; align-items: center }}
main [data-private] {{ display: block }}
.map {{ height: 120px; background: repeating-linear-gradient(45deg, #cde 0 9px, #abc 0
    18px) }} dialog {{ top: 20px; left: auto; right: 20px; margin: 0; width: 240px }}
dialog::backdrop {{ background: #1233 }}
details > summary {{ color: #357 }} fieldset {{ display: grid; gap: 6px }}
</style><h1>Board</h1><main>
<section><h2>People</h2><ul>{_PEOPLE}</ul></section>
<section><h2>Where</h2><div class=map>The way to the house</div><p>Seen on a map.</p>
<p data-private>Second door on the left</p><p>Ring twice.</p></section>
<section><h2>Form</h2><form><fieldset><legend>Change</legend>
<input value="Shown to all">
<input name=account-holder value="Ada Byron"><input type=range value=30>
<input type=password value=secret><textarea>One line
and another</textarea><label><input type=radio name=r checked> one</label>
<button>Save</button></fieldset></form></section>
<section><h2>Cards</h2><x-person><b slot=title>Team lead</b>joined in May</x-person>
<x-person class=closed><b slot=title>Hidden lead</b><i>on leave</i></x-person></section>
<section><h2>More</h2><details open><summary>Notes</summary>
<p>Nothing new.</p></details>
<p><mark>Marked</mark>, <kbd>typed</kbd>, <del>gone</del> and <sup>high</sup></p>
<meter value=.6></meter></section>
<section><h2>Chart</h2><svg viewBox="0 0 100 50"><path d="M0 40 20 10 45 30 70 5 100 25"
fill=none stroke=teal stroke-width=2 /><text x=2 y=48 font-size=6>2026</text></svg>
</section></main><dialog id=d><p>Saved as <span data-private>Case 4711</span></p>
</dialog><script>
const sheet = new CSSStyleSheet();
sheet.replaceSync(`:host {{ display: block; border-left: 4px solid teal; padding: 8px;
    margin: 8px 0 }} ::slotted(b) {{ color: teal }} p {{ margin: 0; color: #567 }}`);
customElements.define("x-person", class extends HTMLElement {{
    constructor() {{
        super();
        const root = this.attachShadow({{ mode: "open" }});
        root.adoptedStyleSheets = [sheet];
        root.innerHTML = "<slot name=title></slot><p><slot></slot></p><hr>";
    }}
}});
d.showModal(); document.activeElement.blur();
</script>"""

PAGES = {"table": TABLE, "components": COMPONENTS}
