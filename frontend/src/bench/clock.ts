export const pause = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

export const frame = (): Promise<void> =>
	new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** Milliseconds on a clock that pages of one machine share. */
export const clock = (): number => performance.timeOrigin + performance.now();
