/** Tells what is drawn that things may have moved, where its own window hears nothing of it. */
export class Motion {
	#heard = new Set<() => void>();

	/** Returns the function that stops it. */
	follow(moved: () => void): () => void {
		this.#heard.add(moved);
		return () => this.#heard.delete(moved);
	}

	tell(): void {
		for (const moved of this.#heard) moved();
	}
}
