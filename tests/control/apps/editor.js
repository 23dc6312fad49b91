import Quill from "quill";
import { keep_log } from "./shared/controls.js";

const app = document.getElementById("app");
app.innerHTML = '<button type="button" id="bold">bold</button><div id="editor"></div>';
keep_log(app);
const quill = new Quill("#editor", { modules: { toolbar: false } });
document.getElementById("bold").addEventListener("mousedown", (event) => event.preventDefault());
document.getElementById("bold").addEventListener("click", () => quill.format("bold", true));
window.state = () => ({ text: quill.getText(), html: quill.root.innerHTML });
