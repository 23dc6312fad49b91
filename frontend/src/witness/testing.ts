/** What bench/product puts into the customer's page and beside each viewer, as window.WitnessTest. */
import { Witness } from "./witness";

export { clock } from "../bench/clock";
export { makePage } from "../bench/pages";

/** Watches the replica inside `#replica`; `window.witness` is there once the document is read. */
export function watch(): void {
	addEventListener("DOMContentLoaded", () => {
		const replica = () =>
			document.querySelector<HTMLIFrameElement>("#replica iframe")
				?.contentDocument;
		Object.assign(window, { witness: new Witness(replica) });
	});
}
