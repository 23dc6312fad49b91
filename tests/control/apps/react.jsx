import { useState } from "react";
import { createRoot } from "react-dom/client";

function Todos() {
	const [text, setText] = useState("");
	const [items, setItems] = useState([]);
	const add = () => {
		if (!text.trim()) return;
		setItems([...items, { text, done: false }]);
		setText("");
	};
	const toggle = (at) =>
		setItems(items.map((item, i) => (i === at ? { ...item, done: !item.done } : item)));
	return (
		<>
			<input
				id="new"
				value={text}
				onChange={(event) => setText(event.target.value)}
				onKeyDown={(event) => event.key === "Enter" && add()}
			/>
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
