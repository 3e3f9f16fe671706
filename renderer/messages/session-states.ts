import type { SessionState } from '#domain/session/state.ts';

/** The states of a session, in the words of the desk. */
export const sessionStateWords: Readonly<Record<SessionState, string>> = {
  open: 'Open',
  canceling: 'Cancelling',
  canceled: 'Cancelled',
  completed: 'Completed',
  missed: 'Missed',
  deleted: 'Deleted',
};
