/**
 * The life of a session (domain.md 4): `open → completed | missed | canceled`, `open → canceling → canceled` while a job works
 * on it, `open → deleted → open`. Saved = completed or missed: nothing rewrites it.
 */
export const SESSION_STATES = ['open', 'canceling', 'canceled', 'completed', 'missed', 'deleted'] as const;
export type SessionState = (typeof SESSION_STATES)[number];
