import { createApp, onMounted, reactive, ref } from "vue/dist/vue.esm-bundler.js";
import { FRUITS, keep_log, START, sortable, zoomable } from "./shared/controls.js";

keep_log(document.getElementById("app"));
createApp({
	setup() {
		const state = reactive({ ...START, many: [] });
		const list = ref(null);
		const pad = ref(null);
		window.state = () => ({ ...state, many: [...state.many] });
		onMounted(() =>
			sortable(list.value, (order) => {
				state.order = order;
			}),
		);
		onMounted(() =>
			zoomable(pad.value, (zoom) => {
				state.zoom = zoom;
			}),
		);
		return { state, list, pad, FRUITS };
	},
	template: `
		<p><input id="name" v-model="state.name"> <textarea id="notes" v-model="state.notes"></textarea></p>
		<p><label><input type="checkbox" id="agree" v-model="state.agree">agree</label>
		<input type="radio" id="s" value="s" v-model="state.size"><input type="radio" id="l" value="l" v-model="state.size"></p>
		<p><select id="fruit" v-model="state.fruit"><option v-for="fruit in FRUITS">{{ fruit }}</option></select>
		<select id="many" multiple size="3" v-model="state.many"><option v-for="fruit in FRUITS">{{ fruit }}</option></select></p>
		<p><input type="range" id="level" v-model.number="state.level">
		<input type="number" id="count" v-model.number="state.count"></p>
		<p><input type="date" id="day" v-model="state.day"> <input type="time" id="at" v-model="state.at">
		<input type="datetime-local" id="when" v-model="state.when">
		<input type="month" id="month" v-model="state.month"> <input type="week" id="week" v-model="state.week">
		<input type="color" id="tint" v-model="state.tint"></p>
		<p><button type="button" id="press" @click="state.clicks++">press</button></p>
		<p id="rich" contenteditable @input="state.rich = $event.target.textContent"></p>
		<form id="search" @submit.prevent="state.found = state.query"><input id="query" v-model="state.query"><button id="find">find</button></form>
		<form id="order" @submit.prevent="state.sent++"><button id="send" data-cobrowse="allow">send</button></form>
		<ul id="list" ref="list"><li id="a">a</li><li id="b">b</li><li id="c">c</li></ul>
		<p id="pad" ref="pad">pad</p>
		<pre id="box" style="height:3em; overflow:auto">1\n2\n3\n4\n5\n6\n7\n8\n9</pre>`,
}).mount("#app");
