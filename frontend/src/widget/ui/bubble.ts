import { h } from "./dom";
import { split_links } from "./links";

/** A message as text with links; the page's own stay in this tab, so that the chat does. */
export function bubble(author: string, text: string): HTMLElement {
	const node = h("div", {
		class: "bubble",
		testid: "chat-message",
		attrs: { "data-author": author, dir: "auto" },
	});
	for (const part of split_links(text)) {
		if (typeof part === "string") {
			node.append(part);
			continue;
		}
		const own = new URL(part.href).origin === location.origin;
		node.append(
			h(
				"a",
				{
					attrs: {
						href: part.href,
						dir: "ltr",
						rel: "noopener noreferrer nofollow",
						...(own ? {} : { target: "_blank" }),
					},
				},
				part.text,
			),
		);
	}
	if (is_emoji_only(text)) node.classList.add("big");
	return node;
}

const EMOJI_MAX = 3;

/** One to three emoji and nothing else: shown large. */
function is_emoji_only(text: string): boolean {
	const bare = text.replace(/\s/g, "");
	if (
		!bare ||
		!/^(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u.test(bare)
	)
		return false;
	const count = bare.match(/\p{Extended_Pictographic}/gu)?.length ?? 0;
	return count > 0 && count <= EMOJI_MAX;
}
