import type { Db } from '#db/database.ts';

/** Settings → Session control → Cancellations with these limits, everything else without one. */
export function setRefundLimits(
  db: Db,
  limits: {
    readonly staffRefundLimitMinor?: number;
    readonly secondPersonAboveMinor?: number;
    readonly typedTotalAboveMinor?: number;
  },
): void {
  const value = {
    nonCardRefund: 'account_credit',
    typedTotalAboveMinor: null,
    secondPersonAboveMinor: null,
    staffRefundLimitMinor: 0,
    lotExpirySoonDays: 14,
    lotExtensionDays: 30,
    ...limits,
  };
  db.write((tx) =>
    tx.run(
      `INSERT INTO settings (key, value, changed_at) VALUES ('cancellation', ?, 0) ON CONFLICT DO UPDATE SET value = excluded.value`,
      [JSON.stringify(value)],
    ),
  );
}
