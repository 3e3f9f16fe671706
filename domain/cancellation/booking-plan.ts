import type { BookingId, SessionId } from '../values/ids.ts';
import type { LocalDate } from '../values/time.ts';
import type { ClientCancellation } from './client-policy.ts';
import { type CancellationPolicy, type FundedBooking, type PlanLine, planCancellation } from './plan.ts';

/**
 * What becomes of the money when one booking is canceled, chosen apart from canceling it (domain.md 5): `back` gives it back
 * as a cancellation by the studio does; `account` leaves what was paid with the client as free money; `kept` gives nothing
 * back, and the client is charged.
 */
export const MONEY_CHOICES = ['back', 'account', 'kept'] as const;
export type MoneyChoice = (typeof MONEY_CHOICES)[number];

/**
 * The choices for a single booking: also `policy`, which keeps what the client cancellation policy charges, the one that was in
 * force when the booking was made, and gives the rest back.
 */
export const BOOKING_MONEY_CHOICES = ['policy', ...MONEY_CHOICES] as const;
export type BookingMoneyChoice = (typeof BOOKING_MONEY_CHOICES)[number];

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
  choice: {
    readonly money: BookingMoneyChoice;
    readonly policy: CancellationPolicy;
    /** Per booking what canceling by the client costs now; of use with `policy` alone. */
    readonly byClient?: ReadonlyMap<BookingId, ClientCancellation>;
  },
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
    case 'policy':
      return keepByPolicy(lines, parts, choice.byClient ?? new Map());
  }
}

/** What is charged of a kept booking, in minor units: everything that it would have cost the client's account. */
export function keptCharge(lines: readonly PlanLine[]): number {
  return lines.reduce(
    (sum, { note, amountMinor, keptMinor }) => sum + (note === 'kept' ? amountMinor : keptMinor),
    0,
  );
}

/**
 * Keeps of each booking what the policy charges: first of what was paid, tender by tender, then of what is still owed. A credit
 * is used up or comes back whole.
 */
function keepByPolicy(
  lines: readonly PlanLine[],
  parts: readonly FundedPlace[],
  byClient: ReadonlyMap<BookingId, ClientCancellation>,
): PlanLine[] {
  const left = new Map([...byClient].map(([id, { chargeMinor }]) => [id, chargeMinor]));
  const kept = [...lines];
  const inOrder = [...lines.keys()].sort(
    (a, b) => Number(isOwed(parts[a])) - Number(isOwed(parts[b])) || a - b,
  );
  for (const index of inOrder) {
    const line = lines[index];
    const part = parts[index]?.booking;
    if (!line || !part || part.kind === 'free') continue;
    if (part.kind === 'package') {
      if (byClient.get(part.bookingId)?.usesCredit) kept[index] = keptLine(line, part);
      continue;
    }
    const charge = left.get(part.bookingId) ?? 0;
    const keptMinor = Math.min(charge, line.amountMinor);
    left.set(part.bookingId, charge - keptMinor);
    if (keptMinor === 0) continue;
    kept[index] =
      keptMinor === line.amountMinor
        ? keptLine(line, part)
        : { ...line, amountMinor: line.amountMinor - keptMinor, keptMinor, note: 'part_kept' };
  }
  return kept;
}

const isOwed = (part: FundedPlace | undefined): boolean => part?.booking.kind === 'account';

function keptLine(line: PlanLine, part: FundedBooking | undefined): PlanLine {
  if (!part || part.kind === 'free') return line;
  return { ...line, action: 'nothing', credits: 0, lotExpiresOn: null, note: 'kept' };
}
