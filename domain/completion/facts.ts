import type { FrozenRate } from '../tax/tax.ts';
import type { SessionState } from '../session/state.ts';
import type {
  BookingId,
  ClientId,
  FundingId,
  LotId,
  PractitionerId,
  ServiceId,
  SessionId,
} from '../values/ids.ts';
import type { LocalDate } from '../values/time.ts';
import type { CompletionRule } from './completion-type.ts';
import type { WageRule } from './wage.ts';

/** A session as it stands before it is saved. */
export interface SessionFacts {
  readonly sessionId: SessionId;
  readonly state: SessionState;
  readonly startsAt: number;
  readonly localDate: LocalDate;
  readonly durationMinutes: number;
  readonly serviceId: ServiceId;
  readonly practitionerId: PractitionerId | null;
  readonly wage: WageRule;
  /** Those that hold a place. */
  readonly bookings: readonly BookingFacts[];
}

export interface BookingFacts {
  readonly bookingId: BookingId;
  readonly clientId: ClientId;
  readonly priceMinor: number;
  /** The rate at which its charge is split; that of an invoice that bills it already, else the service's. */
  readonly rate: FrozenRate;
  /** The active ones. */
  readonly fundings: readonly {
    readonly fundingId: FundingId;
    readonly kind: 'package' | 'payment' | 'account' | 'free';
    readonly amountMinor: number;
    readonly lotId: LotId | null;
  }[];
}

/** How a session is to be saved. Bookings that are not named end like the session. */
export interface CompletionChoice {
  readonly type: CompletionRule;
  /** Cost of each booking and wage of the session, if `type` is the override. */
  readonly override: { readonly costMinor: number; readonly wageMinor: number } | null;
  readonly bookings: ReadonlyMap<BookingId, BookingChoice>;
  readonly reason: string;
}

export interface BookingChoice {
  readonly type: CompletionRule;
  /** The booking's cost, if `type` is the override. */
  readonly costMinor: number | null;
}

/** How a booking ends: as chosen for it, else like the session. */
export function choiceFor(booking: BookingFacts, choice: CompletionChoice): BookingChoice {
  return (
    choice.bookings.get(booking.bookingId) ?? {
      type: choice.type,
      costMinor: choice.override?.costMinor ?? null,
    }
  );
}
