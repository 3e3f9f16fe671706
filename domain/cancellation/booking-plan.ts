import type { SessionId } from '../values/ids.ts';
import type { LocalDate } from '../values/time.ts';
import { type CancellationPolicy, type FundedBooking, type PlanLine, planCancellation } from './plan.ts';

/**
 * What becomes of the money when one booking is canceled, chosen apart from canceling it (domain.md 5): `back` gives it back
 * as a cancellation by the studio does; `account` leaves what was paid with the client as free money; `kept` gives nothing
 * back, and the client is charged.
 */
export const MONEY_CHOICES = ['back', 'account', 'kept'] as const;
export type MoneyChoice = (typeof MONEY_CHOICES)[number];

/** A tender of a booking, and the session in which the booking holds its place. */
export interface FundedPlace {
  readonly sessionId: SessionId;
  readonly booking: FundedBooking;
}

/**
 * Plans the rows of the bookings that are canceled together, one per tender. Pure, like `planCancellation`: of a payment that pays
 * for several of them no more comes back than it has. `today` is the studio's day.
 */
export function planBookingCancellation(
  parts: readonly FundedPlace[],
  choice: { readonly money: MoneyChoice; readonly policy: CancellationPolicy },
  today: LocalDate,
): PlanLine[] {
  const lines = planCancellation(parts, choice.policy, today);
  switch (choice.money) {
    case 'back':
      return lines;
    case 'account':
      return lines.map((line) =>
        line.action === 'refund_card' || line.action === 'cash_due'
          ? { ...line, action: 'account_credit' as const }
          : line,
      );
    case 'kept':
      return lines.map((line, index) => keptLine(line, parts[index]?.booking));
  }
}

/** What is charged of a kept booking, in minor units: everything that it would have cost the client's account. */
export function keptCharge(lines: readonly PlanLine[]): number {
  return lines.reduce((sum, { note, amountMinor }) => sum + (note === 'kept' ? amountMinor : 0), 0);
}

function keptLine(line: PlanLine, part: FundedBooking | undefined): PlanLine {
  if (!part || part.kind === 'free') return line;
  return { ...line, action: 'nothing', credits: 0, lotExpiresOn: null, note: 'kept' };
}
