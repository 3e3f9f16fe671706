import * as jobs from '#db/repositories/job.ts';
import type { BookingId, SessionId } from '#domain/values/ids.ts';
import { cancelBooking } from '#main/services/booking-cancellation/cancel-booking.ts';
import { previewBookingCancellation } from '#main/services/booking-cancellation/preview-booking-cancellation.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import { submitCancellation } from '#main/services/cancellation/submit-cancellation.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { done } from '../desk.ts';
import { clock, type MoneyParts } from './money-parts.ts';

/** Clients who cannot come say so in the morning, some too late to be let off; and on one day a burst pipe closes the house. */
export function cancelSome(parts: MoneyParts): void {
  const { diary, yesterday, since, isOpenOn, sessionsOn, scale } = parts;
  const from = Math.max(since, yesterday - 60);
  for (let day = from; day <= yesterday; day += scale === 1 ? 2 : 1)
    diary.on(day, clock(7), async (context) => {
      // Of the same day or of the next in turn; who comes on the studio's day nobody knows yet.
      const of = day < yesterday ? day + ((day >> 1) % 2) : day;
      for (let skip = 0; skip < Math.min(scale, 2); skip += 1)
        await callOff(parts, context, {
          day: of,
          skip,
          by: 'client',
          reason: day % 3 === 0 ? 'Ill' : 'Cannot come',
        });
    });
  // The desk takes one off that was booked by mistake.
  const later = [yesterday + 3, yesterday + 4, yesterday + 5].find(isOpenOn) ?? yesterday;
  const mistake = { day: later, skip: 0, by: 'staff', reason: 'Booked by mistake' } as const;
  diary.on(yesterday, clock(17, 45), (context) => callOff(parts, context, mistake));
  const [flooded] = [yesterday - 3, yesterday - 4, yesterday - 5, yesterday - 6].toSorted(
    (one, other) => sessionsOn(other) - sessionsOn(one),
  );
  if (flooded !== undefined)
    diary.on(flooded, clock(8, 30), (context) => closeForTheDay(parts, context, flooded));
}

interface CallOff {
  readonly day: number;
  /** So many who could be chosen come after all. */
  readonly skip: number;
  readonly by: 'client' | 'staff';
  readonly reason: string;
}

/** Someone who in the end was not there. */
async function callOff(
  { desk, office, calendar, newUid }: MoneyParts,
  context: ServiceContext,
  { day, skip, by, reason }: CallOff,
): Promise<void> {
  const found = desk.db.read.get<{ id: BookingId; version: number }>(
    `SELECT b.id, b.version FROM sessions s JOIN bookings b ON b.session_id = s.id
     WHERE s.local_date = ? AND s.state = 'open' AND s.starts_at > ? AND s.series_id IS NULL AND b.state = 'booked'
       AND b.checked_in_at IS NULL AND b.participant = '' AND s.capacity > 1
     ORDER BY s.starts_at, b.id LIMIT 1 OFFSET ?`,
    [calendar.dateOf(day), context.now() + 3_600_000, skip],
  );
  if (!found) return;
  const choice = { id: found.id, money: by === 'client' ? 'policy' : 'back' } as const;
  const { planHash } = done(previewBookingCancellation(context, desk.actor, choice));
  const message = { channel: 'none', subject: '', body: '' } as const;
  const request = { ...found, ...choice, requestUid: newUid(), by, planHash, message } as const;
  done(await cancelBooking(context, desk.actor, { ...request, reason }));
  await office.work(context.now() + 3_600_000);
}

/** Everything from eleven on is canceled at once; who paid in cash is to be paid out. */
async function closeForTheDay(
  { desk, office, calendar, newUid, studio }: MoneyParts,
  context: ServiceContext,
  day: number,
): Promise<void> {
  const { db, actor } = desk;
  const sessionIds = db.read
    .all<{ id: SessionId }>(
      `SELECT id FROM sessions WHERE local_date = ? AND location_id = ? AND state = 'open' AND series_id IS NULL
         AND local_time >= '11:00' ORDER BY starts_at, id`,
      [calendar.dateOf(day), studio.places[0]?.locationId ?? 0],
    )
    .map(({ id }) => id);
  if (sessionIds.length === 0) return;
  // Nobody came.
  db.write((tx) =>
    tx.run('UPDATE bookings SET checked_in_at = NULL WHERE session_id IN (SELECT value FROM json_each(?))', [
      JSON.stringify(sessionIds),
    ]),
  );
  const selection = { sessionIds, nonCardRefund: 'cash_due' } as const;
  const { planHash, refundTotalMinor } = previewCancellation(context, actor, selection);
  const message = { channel: 'email', subject: MAIL.subject, body: MAIL.body } as const;
  const request = { ...selection, requestUid: newUid(), planHash, reason: 'Burst pipe', message };
  const accepted = await submitCancellation(context, actor, {
    ...request,
    typedTotalMinor: refundTotalMinor,
  });
  const { jobId } = done(accepted);
  // Its list was saved at the time.
  db.write((tx) => jobs.finishStep(tx, jobId, 'request_csv', null, context.now()));
  await office.work(context.now() + 300_000);
}

const MAIL = {
  subject: '{{studio}} is closed today',
  body: 'Dear {{client}},\n\na burst pipe keeps us from opening today, so we had to cancel:\n\n{{sessions}}\n\n{{refunds}}\n\n{{studio}}',
};
