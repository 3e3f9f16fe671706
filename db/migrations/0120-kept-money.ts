import type { Migration } from '../migration.ts';

/** What the studio kept of canceled bookings is found by itself: the check of it need not read every row of every cancellation. */
export const keptMoneyStep: Migration = {
  version: 120,
  name: 'kept-money',
  sql: `
CREATE INDEX cancellation_items_kept ON cancellation_items (booking_id, state, amount_minor) WHERE plan_note = 'kept';
`,
};
