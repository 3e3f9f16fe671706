/**
 * What a client's row of a run came to, as the history shows it. `planned`: not reached yet; `nothing`: no session was left to bill; `released`: the
 * run was stopped before it; `charging` … `gave_up`: how charging the card goes on.
 */
export const RUN_ROW_RESULTS = [
  'planned',
  'draft',
  'sent',
  'paid',
  'void',
  'charging',
  'retry',
  'new_card',
  'gave_up',
  'nothing',
  'failed',
  'released',
] as const;
export type RunRowResult = (typeof RUN_ROW_RESULTS)[number];
