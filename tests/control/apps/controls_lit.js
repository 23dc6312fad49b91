import { html, LitElement } from "lit";
import { live } from "lit/directives/live.js";
import { chosen, FRUITS, keep_log, START, sortable, zoomable } from "./shared/controls.js";

/** All of it inside an open shadow root. */
class Controls extends LitElement {
	static properties = { state: { state: true } };

	constructor() {
		super();
		this.state = START;
		window.state = () => this.state;
	}

	set(change) {
		this.state = { ...this.state, ...change };
	}

	firstUpdated() {
		keep_log(this.renderRoot);
		zoomable(this.renderRoot.querySelector("#pad"), (zoom) => this.set({ zoom }));
		sortable(this.renderRoot.querySelector("#list"), (order) => this.set({ order }));
	}

	text(key, type) {
		const tell = (event) => this.set({ [key]: event.target.value });
		return html`<input type=${type} id=${key} .value=${live(this.state[key])} @input=${tell} />`;
	}

	number(key, type) {
		const tell = (event) => this.set({ [key]: event.target.valueAsNumber });
		return html`<input type=${type} id=${key} .value=${live(`${this.state[key]}`)} @input=${tell} />`;
	}

	size(key) {
		const tell = () => this.set({ size: key });
		return html`<input type="radio" name="size" id=${key} .checked=${live(this.state.size === key)} @change=${tell} />`;
	}

	submit(event, change) {
		event.preventDefault();
		this.set(change);
	}

	render() {
		const { agree, fruit, many, notes, query, sent } = this.state;
		return html`
			<p>
				${this.text("name", "text")}
				<textarea id="notes" .value=${live(notes)} @input=${(event) => this.set({ notes: event.target.value })}></textarea>
			</p>
			<p>
				<label>
					<input type="checkbox" id="agree" .checked=${live(agree)}
						@change=${(event) => this.set({ agree: event.target.checked })} />agree
				</label>
				${this.size("s")}${this.size("l")}
			</p>
			<p>
				<select id="fruit" @change=${(event) => this.set({ fruit: event.target.value })}>
					${FRUITS.map((one) => html`<option ?selected=${one === fruit}>${one}</option>`)}
				</select>
				<select id="many" multiple size="3" @change=${(event) => this.set({ many: chosen(event.target) })}>
					${FRUITS.map((one) => html`<option .selected=${live(many.includes(one))}>${one}</option>`)}
				</select>
			</p>
			<p>${this.number("level", "range")} ${this.number("count", "number")}</p>
			<p>${this.text("day", "date")} ${this.text("at", "time")}
				${this.text("when", "datetime-local")} ${this.text("month", "month")} ${this.text("week", "week")} ${this.text("tint", "color")}</p>
			<p><button type="button" id="press" @click=${() => this.set({ clicks: this.state.clicks + 1 })}>press</button></p>
			<p id="rich" contenteditable @input=${(event) => this.set({ rich: event.target.textContent })}></p>
			<form id="search" @submit=${(event) => this.submit(event, { found: query })}>
				${this.text("query", "text")}<button id="find">find</button>
			</form>
			<form id="order" @submit=${(event) => this.submit(event, { sent: sent + 1 })}>
				<button id="send" data-cobrowse="allow">send</button>
			</form>
			<ul id="list">
				<li id="a">a</li>
				<li id="b">b</li>
				<li id="c">c</li>
			</ul>
			<p id="pad">pad</p>
			<pre id="box" style="height:3em; overflow:auto">1\n2\n3\n4\n5\n6\n7\n8\n9</pre>
		`;
	}
}
customElements.define("all-controls", Controls);
document.getElementById("app").append(document.createElement("all-controls"));
