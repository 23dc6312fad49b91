import { useState } from "react";
import { createRoot } from "react-dom/client";

/** The other usual way: a form with a button, its submit event taken over. */
function Todos() {
	const [text, setText] = useState("");
	const [items, setItems] = useState([]);
	const add = (event) => {
		event.preventDefault();
		setItems((old) => [...old, { text, done: false }]);
		setText("");
	};
	const toggle = (at) =>
		setItems((old) => old.map((item, i) => (i === at ? { ...item, done: !item.done } : item)));
	return (
		<>
			<form onSubmit={add}>
				<input id="new" value={text} onChange={(event) => setText(event.target.value)} />
				<button id="add" disabled={!text.trim()}>
					Add
				</button>
			</form>
			<ul>
				{items.map((item, at) => (
					<li key={item.text} className={item.done ? "done" : ""}>
						<input type="checkbox" checked={item.done} onChange={() => toggle(at)} />
						{item.text}
					</li>
				))}
			</ul>
		</>
	);
}

createRoot(document.getElementById("app")).render(<Todos />);
