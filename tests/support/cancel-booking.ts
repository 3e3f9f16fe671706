import { randomUUID } from 'node:crypto';
import type { MoneyChoice } from '#domain/cancellation/booking-plan.ts';
import type { BookingId } from '#domain/values/ids.ts';
import type { DeskClient } from './desk.ts';
import { call, type CallAnswer } from './procedures.ts';

/** Takes one booking out of its session as the dialog does: by the plan that is shown now, without a message unless `more` has one. */
export async function cancelBooking(
  client: DeskClient,
  id: BookingId,
  money: MoneyChoice,
  more: object = {},
): Promise<CallAnswer> {
  const { planHash } = await client.booking.previewCancel({ id, money });
  return call(client, 'booking.cancel', {
    requestUid: randomUUID(),
    id,
    version: 1,
    by: 'client',
    reason: 'ill',
    money,
    planHash,
    message: { channel: 'none', subject: '', body: '' },
    ...more,
  });
}
