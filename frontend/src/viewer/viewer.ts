/** The viewer document: puts session socket, replica, overlay and chrome together. */
import { Viewer } from "./session";

const session_id = document.body.dataset.session ?? "";
new Viewer(session_id).start();
