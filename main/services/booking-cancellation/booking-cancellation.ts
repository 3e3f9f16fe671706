import type { BookingMoneyChoice } from '#domain/cancellation/booking-plan.ts';
import type { BookingId, StaffId } from '#domain/values/ids.ts';

/** What the desk asks for when it takes one booking out of a session. */
export interface BookingCancellation {
  readonly requestUid: string;
  readonly id: BookingId;
  readonly version: number;
  /** Who gives the place up. */
  readonly by: 'client' | 'staff' | 'studio';
  readonly reason: string;
  readonly money: BookingMoneyChoice;
  readonly planHash: string;
  readonly message: {
    readonly channel: 'none' | 'email';
    readonly subject: string;
    readonly body: string;
  };
  readonly secondPerson?: { readonly staffId: StaffId; readonly pin: string } | undefined;
}

/** What holds for every booking that is canceled together. */
export type CancellationTerms = Pick<
  BookingCancellation,
  'requestUid' | 'by' | 'reason' | 'money' | 'message'
>;
