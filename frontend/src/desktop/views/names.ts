import { say } from "../strings";
import type { InteractionState } from "../wire";

/** What to call the customer: the name, else the number, else the medium. */
export const customer_name = (interaction: InteractionState): string =>
	interaction.customer_name ||
	interaction.phone_number ||
	(interaction.media === "voice"
		? say("call.unknown")
		: say(`media.${interaction.media}`));
