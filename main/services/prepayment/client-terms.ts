import type { ReadDb } from '#db/database.ts';
import type { BookingOfSession, FundingDetails } from '#db/repositories/booking.ts';
import type { Session } from '#db/schema/session.ts';
import {
  cancelableUntil,
  type ClientCancellation,
  clientCancellation,
} from '#domain/cancellation/client-policy.ts';
import { readSessionControl } from '../../settings/studio-settings.ts';
import { currentPolicy, policyOf } from './client-policy.ts';

/** What holds for a booking if its client cancels now. */
export interface ClientTerms {
  /** Whether they could do it alone. */
  readonly may: 'yes' | 'studio_off' | 'no_permission' | 'too_late';
  /** Until when, by the cut-off of the policy the booking was made under; the instant itself is too late. */
  readonly until: number;
  readonly now: ClientCancellation;
  /** By the policy of today, where it says something else. */
  readonly byNewPolicy: ClientCancellation | null;
}

/** Reads the studio's switches once; answers null for a place that is not held or is over. */
export function clientTerms(
  db: ReadDb,
  { state, startsAt }: Pick<Session, 'state' | 'startsAt'>,
  now: number,
): (booking: BookingOfSession, fundings: readonly FundingDetails[]) => ClientTerms | null {
  const { clientCancellations } = readSessionControl(db);
  const today = currentPolicy(db);
  return (booking, fundings) => {
    if (state !== 'open' || booking.state !== 'booked' || startsAt <= now) return null;
    const active = fundings.filter((funding) => funding.state === 'active');
    const paid = active.filter(({ kind }) => kind === 'payment' || kind === 'account');
    const place = {
      startsAt,
      priceMinor: paid.length > 0 ? booking.priceMinor : 0,
      isCredit: active.some(({ kind }) => kind === 'package'),
    };
    const frozen = policyOf(db, booking);
    const until = cancelableUntil(frozen, startsAt);
    const byFrozen = clientCancellation(frozen, place, now);
    const byNew = clientCancellation(today, place, now);
    return {
      may: !clientCancellations
        ? 'studio_off'
        : booking.mayCancel === 0
          ? 'no_permission'
          : now < until
            ? 'yes'
            : 'too_late',
      until,
      now: byFrozen,
      byNewPolicy: isSame(byFrozen, byNew) ? null : byNew,
    };
  };
}

const isSame = (a: ClientCancellation, b: ClientCancellation): boolean =>
  a.chargeMinor === b.chargeMinor && a.usesCredit === b.usesCredit && a.label === b.label;
