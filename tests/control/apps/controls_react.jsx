import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { chosen, FRUITS, keep_log, START, sortable, zoomable } from "./shared/controls.js";

function Controls() {
	const [state, setState] = useState(START);
	const list = useRef(null);
	const pad = useRef(null);
	const set = (change) => setState((old) => ({ ...old, ...change }));
	useEffect(() => sortable(list.current, (order) => set({ order })), []);
	useEffect(() => zoomable(pad.current, (zoom) => set({ zoom })), []);
	useEffect(() => {
		window.state = () => state;
	}, [state]);
	const text = (key) => ({
		id: key,
		value: state[key],
		onChange: (event) => set({ [key]: event.target.value }),
	});
	const number = (key) => ({
		id: key,
		value: state[key],
		onChange: (event) => set({ [key]: event.target.valueAsNumber }),
	});
	const size = (key) => ({
		id: key,
		type: "radio",
		checked: state.size === key,
		onChange: () => set({ size: key }),
	});
	const submit = (act) => (event) => {
		event.preventDefault();
		setState(act);
	};
	const options = FRUITS.map((fruit) => <option key={fruit}>{fruit}</option>);
	return (
		<>
			<p>
				<input {...text("name")} /> <textarea {...text("notes")} />
			</p>
			<p>
				<label>
					<input
						type="checkbox"
						id="agree"
						checked={state.agree}
						onChange={(event) => set({ agree: event.target.checked })}
					/>
					agree
				</label>
				<input {...size("s")} />
				<input {...size("l")} />
			</p>
			<p>
				<select {...text("fruit")}>{options}</select>{" "}
				<select
					id="many"
					multiple
					size="3"
					value={state.many}
					onChange={(event) => set({ many: chosen(event.target) })}
				>
					{options}
				</select>
			</p>
			<p>
				<input type="range" {...number("level")} /> <input type="number" {...number("count")} />
			</p>
			<p>
				<input type="date" {...text("day")} /> <input type="time" {...text("at")} />{" "}
				<input type="datetime-local" {...text("when")} />{" "}
				<input type="month" {...text("month")} /> <input type="week" {...text("week")} />{" "}
				<input type="color" {...text("tint")} />
			</p>
			<p>
				<button
					type="button"
					id="press"
					onClick={() => setState((old) => ({ ...old, clicks: old.clicks + 1 }))}
				>
					press
				</button>
			</p>
			<p
				id="rich"
				contentEditable
				suppressContentEditableWarning
				onInput={(event) => set({ rich: event.currentTarget.textContent })}
			/>
			<form id="search" onSubmit={submit((old) => ({ ...old, found: old.query }))}>
				<input {...text("query")} />
				<button id="find">find</button>
			</form>
			<form id="order" onSubmit={submit((old) => ({ ...old, sent: old.sent + 1 }))}>
				<button id="send" data-cobrowse="allow">
					send
				</button>
			</form>
			<ul id="list" ref={list}>
				<li id="a">a</li>
				<li id="b">b</li>
				<li id="c">c</li>
			</ul>
			<p id="pad" ref={pad}>
				pad
			</p>
			<pre id="box" style={{ height: "3em", overflow: "auto" }}>
				{"1\n2\n3\n4\n5\n6\n7\n8\n9"}
			</pre>
		</>
	);
}

const app = document.getElementById("app");
keep_log(app);
createRoot(app).render(<Controls />);
