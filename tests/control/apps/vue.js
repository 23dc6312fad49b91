import { createApp, ref } from "vue/dist/vue.esm-bundler.js";

createApp({
	setup() {
		const text = ref("");
		const items = ref([]);
		const add = () => {
			if (!text.value.trim()) return;
			items.value.push({ text: text.value, done: false });
			text.value = "";
		};
		return { text, items, add };
	},
	template: `
		<input id="new" v-model="text" @keyup.enter="add">
		<ul>
			<li v-for="item in items" :class="{ done: item.done }">
				<input type="checkbox" v-model="item.done">{{ item.text }}
			</li>
		</ul>`,
}).mount("#app");
