/** The most sessions that get a status at once: one transaction holds them all, and no window waits longer than a blink. */
export const MOST_SAVED_AT_ONCE = 1000;

/** The most that are deleted at once, and so the most that are ticked, and counted, in a list. */
export const MOST_DELETED_AT_ONCE = 10_000;
