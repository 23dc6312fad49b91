import { html, LitElement } from "lit";

class TodoApp extends LitElement {
	static properties = { items: { state: true } };

	constructor() {
		super();
		this.items = [];
	}

	add(event) {
		event.preventDefault();
		const field = this.renderRoot.querySelector("#new");
		this.items = [...this.items, { text: field.value, done: false }];
		field.value = "";
	}

	toggle(at) {
		this.items = this.items.map((item, i) => (i === at ? { ...item, done: !item.done } : item));
	}

	render() {
		return html`
			<form @submit=${this.add}><input id="new" /></form>
			<ul>
				${this.items.map(
					(item, at) => html`
						<li class=${item.done ? "done" : ""}>
							<input type="checkbox" .checked=${item.done} @change=${() => this.toggle(at)} />${item.text}
						</li>
					`,
				)}
			</ul>
		`;
	}
}
customElements.define("todo-app", TodoApp);
document.getElementById("app").append(document.createElement("todo-app"));
