import $ from "jquery";
import { FRUITS, keep_log, START, sortable, zoomable } from "./shared/controls.js";

const options = FRUITS.map((fruit) => `<option>${fruit}</option>`).join("");
const app = $("#app").html(`
	<p><input id="name" data-key="name"> <textarea id="notes" data-key="notes"></textarea></p>
	<p><label><input type="checkbox" id="agree">agree</label>
	<input type="radio" name="size" id="s" value="s" checked><input type="radio" name="size" id="l" value="l"></p>
	<p><select id="fruit" data-key="fruit">${options}</select> <select id="many" multiple size="3">${options}</select></p>
	<p><input type="range" id="level" value="30"> <input type="number" id="count" value="3"></p>
	<p><input type="date" id="day" data-key="day"> <input type="time" id="at" data-key="at">
	<input type="datetime-local" id="when" data-key="when"> <input type="month" id="month" data-key="month"> <input type="week" id="week" data-key="week">
	<input type="color" id="tint" data-key="tint" value="#336699"></p>
	<p><button type="button" id="press">press</button></p>
	<p id="rich" contenteditable></p>
	<form id="search"><input id="query" data-key="query"><button id="find">find</button></form>
	<form id="order"><button id="send" data-cobrowse="allow">send</button></form>
	<ul id="list"><li id="a">a</li><li id="b">b</li><li id="c">c</li></ul>
	<p id="pad">pad</p>
	<pre id="box" style="height:3em; overflow:auto">1\n2\n3\n4\n5\n6\n7\n8\n9</pre>`);

const state = { ...START, many: [] };
window.state = () => state;
keep_log(app[0]);
app.on("input", "[data-key]", function () {
	state[$(this).data("key")] = $(this).val();
});
app.on("input", "#level, #count", function () {
	state[this.id] = Number($(this).val());
});
app.on("change", "[name=size]", function () {
	state.size = $(this).val();
});
app.on("change", "#agree", function () {
	state.agree = $(this).prop("checked");
});
app.on("change", "#many", function () {
	state.many = $(this).val();
});
$("#press").on("click", () => state.clicks++);
$("#rich").on("input", function () {
	state.rich = $(this).text();
});
$("#search").on("submit", () => {
	state.found = state.query;
	return false;
});
$("#order").on("submit", () => {
	state.sent++;
	return false;
});
zoomable($("#pad")[0], (zoom) => {
	state.zoom = zoom;
});
sortable($("#list")[0], (order) => {
	state.order = order;
});
