import type { LotChoice } from '#db/repositories/lot-list.ts';
import type { HeldDays } from '#domain/package/hold.ts';
import type { ClientId, LotId, SessionId } from '#domain/values/ids.ts';
import { type LocalDate, localTime } from '#domain/values/time.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { extendLots, previewExtension } from '#main/services/package/extend-lots.ts';
import { holdLots, previewHold } from '#main/services/package/hold-lots.ts';
import { proposeFees } from '#main/services/package/reschedule-fee.ts';
import { transferCredits } from '#main/services/package/transfer-credits.ts';
import { moveSession } from '#main/services/session/update-session.ts';
import { done } from '../desk.ts';
import { clock, type MoneyParts } from './money-parts.ts';

/** One that had expired pays again; and on the last day credits given to a friend, a package that pays two weeks longer, two that are on hold, a fee for a session that moved. */
export function tendPackages(parts: MoneyParts): void {
  const { diary, calendar, yesterday } = parts;
  diary.on(yesterday, clock(16, 10), (context) => give(parts, context));
  diary.on(yesterday, clock(16, 20), (context) => {
    const ending = findLot(
      parts,
      `l.expires_on BETWEEN '${calendar.dateOf(yesterday + 16)}' AND '${calendar.dateOf(yesterday + 60)}' AND l.used + l.expired < l.bought`,
    );
    if (ending !== undefined) extend(parts, context, ending, 14, 'Ill for two weeks');
  });
  diary.on(yesterday - 2, clock(16, 30), (context) => {
    const expired = findLot(parts, 'l.expired > 0 AND l.expired_minor < 8000');
    if (expired !== undefined) extend(parts, context, expired, 30, 'Baby came early');
  });
  diary.on(yesterday, clock(16, 40), (context) => moveForFee(parts, context));
  diary.on(yesterday, clock(16, 50), (context) => {
    const from = calendar.dateOf(yesterday + 1);
    hold(parts, context, { from, to: calendar.dateOf(yesterday + 21) }, 'Knee operation');
    hold(parts, context, { from, to: null }, 'Expecting a child');
  });
}

/** The youngest that fits: the old ones show how packages end. */
const findLot = ({ desk }: MoneyParts, where: string): LotId | undefined =>
  desk.db.read.get<{ id: LotId }>(
    `SELECT l.id FROM credit_lots l WHERE ${where} ORDER BY l.expires_on DESC, l.id DESC LIMIT 1`,
  )?.id;

function give(parts: MoneyParts, context: ServiceContext): void {
  const { desk, studio, calendar, yesterday, newUid } = parts;
  const lotId = findLot(
    parts,
    `l.bought - l.used - l.expired >= 4 AND l.expires_on > '${calendar.dateOf(yesterday + 20)}'`,
  );
  const owner =
    lotId &&
    desk.db.read.get<{ id: ClientId }>('SELECT client_id AS id FROM credit_lots WHERE id = ?', [lotId]);
  const toClientId = studio.places[0]?.clientIds.find((id) => id !== (owner ? owner.id : null));
  if (lotId === undefined || toClientId === undefined) return;
  const wish = { lotId, toClientId, credits: 2, reason: 'A present for a friend', requestUid: newUid() };
  done(transferCredits(context, desk.actor, wish));
}

function extend(
  { desk, newUid }: MoneyParts,
  context: ServiceContext,
  id: LotId,
  days: number,
  reason: string,
): void {
  const which: LotChoice = { kind: 'lots', ids: [id] };
  const input = { which, end: { kind: 'days', days } as const };
  const expected = done(previewExtension(context, input));
  if (expected.lots === 0) return;
  done(extendLots(context, desk.actor, { ...input, reason, expected, requestUid: newUid() }));
}

/** A package in use, the one that ends last; what is booked on these days stays. */
function hold(parts: MoneyParts, context: ServiceContext, days: HeldDays, reason: string): void {
  const id = findLot(
    parts,
    `l.used > 0 AND l.bought - l.used - l.expired >= 2 AND l.expires_on > '${days.from}'
       AND NOT EXISTS (SELECT 1 FROM lot_holds h WHERE h.lot_id = l.id)`,
  );
  if (id === undefined) return;
  const wish = { which: { kind: 'lots', ids: [id] }, days, places: 'keep' } as const;
  const { lots, planHash } = done(previewHold(context, wish));
  if (lots === 0) return;
  const more = { reason, tell: false, planHash, requestUid: parts.newUid() };
  done(holdLots(context, parts.desk.actor, { ...wish, ...more }));
}

/** The session next week with the fewest places paid by a package with a fee goes to an hour that nobody uses. */
function moveForFee({ desk, calendar, yesterday }: MoneyParts, context: ServiceContext): void {
  const found = desk.db.read.get<{ id: SessionId; version: number; date: LocalDate; minutes: number }>(
    `SELECT s.id, s.version, s.local_date AS date, s.duration_minutes AS minutes FROM sessions s
     JOIN bookings b ON b.session_id = s.id JOIN fundings f ON f.booking_id = b.id AND f.kind = 'package'
     JOIN credit_lots l ON l.id = f.lot_id AND l.fee_minor > 0
     WHERE s.local_date BETWEEN ? AND ? AND s.series_id IS NULL
     GROUP BY s.id ORDER BY COUNT(*), s.starts_at DESC, s.id LIMIT 1`,
    [calendar.dateOf(yesterday + 5), calendar.dateOf(yesterday + 14)],
  );
  if (!found) return;
  const seenMinor = proposeFees(desk.db.read, found.id).reduce(
    (sum, { amountMinor }) => sum + amountMinor,
    0,
  );
  const { minutes: durationMinutes, ...session } = found;
  const slot = { durationMinutes, time: localTime('21:30'), allowConflicts: true, tellClients: true };
  done(moveSession(context, desk.actor, { ...session, ...slot, fee: { kind: 'charge', seenMinor } }));
}
