import { chosen, FRUITS, keep_log, START, sortable, zoomable } from "./shared/controls.js";

const app = document.getElementById("app");
const options = FRUITS.map((fruit) => `<option>${fruit}</option>`).join("");
app.innerHTML = `
	<p><input id="name"> <textarea id="notes"></textarea></p>
	<p><label><input type="checkbox" id="agree">agree</label>
	<input type="radio" name="size" id="s" value="s" checked><input type="radio" name="size" id="l" value="l"></p>
	<p><select id="fruit">${options}</select> <select id="many" multiple size="3">${options}</select></p>
	<p><input type="range" id="level" value="30"> <input type="number" id="count" value="3"></p>
	<p><input type="date" id="day"> <input type="time" id="at"> <input type="datetime-local" id="when">
	<input type="month" id="month"> <input type="week" id="week"> <input type="color" id="tint" value="#336699"></p>
	<p><button type="button" id="press">press</button></p>
	<p id="rich" contenteditable></p>
	<form id="search"><input id="query"><button id="find">find</button></form>
	<form id="order"><button id="send" data-cobrowse="allow">send</button></form>
	<ul id="list"><li id="a">a</li><li id="b">b</li><li id="c">c</li></ul>
	<p id="pad">pad</p>
	<pre id="box" style="height:3em; overflow:auto">1\n2\n3\n4\n5\n6\n7\n8\n9</pre>`;

const state = { ...START, many: [] };
window.state = () => state;
keep_log(app);
const $ = (id) => document.getElementById(id);
for (const id of "name notes fruit day at when month week tint query".split(" "))
	$(id).addEventListener("input", (event) => {
		state[id] = event.target.value;
	});
for (const id of ["level", "count"])
	$(id).addEventListener("input", (event) => {
		state[id] = event.target.valueAsNumber;
	});
for (const id of ["s", "l"])
	$(id).addEventListener("change", () => {
		state.size = id;
	});
$("agree").addEventListener("change", (event) => {
	state.agree = event.target.checked;
});
$("many").addEventListener("change", (event) => {
	state.many = chosen(event.target);
});
$("press").addEventListener("click", () => {
	state.clicks++;
});
$("rich").addEventListener("input", (event) => {
	state.rich = event.target.textContent;
});
const on_submit = (id, act) =>
	$(id).addEventListener("submit", (event) => {
		event.preventDefault();
		act();
	});
on_submit("search", () => {
	state.found = state.query;
});
on_submit("order", () => {
	state.sent++;
});
zoomable($("pad"), (zoom) => {
	state.zoom = zoom;
});
sortable($("list"), (order) => {
	state.order = order;
});
