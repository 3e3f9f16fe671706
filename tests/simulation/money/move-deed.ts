import { addDays, instantToWall, zone } from '#domain/values/time.ts';
import type { Deed } from './deeds.ts';
import { lotOf, placeOf } from './paper.ts';
import { chargeMove, feeOfMove } from './paper-fees.ts';
import { ask, oneOf, rowsOf } from './world.ts';

/** A session is moved because its clients wish so: who has a place by a package pays its fee, unless it is waived. */
export const moveSession: Deed = async (world) => {
  const { chance, paper, problems } = world;
  const session = oneOf<{ id: number; version: number; minutes: number }>(
    world,
    `SELECT id, version, duration_minutes AS minutes FROM sessions WHERE state = 'open'`,
  );
  if (!session) return;
  const { id, version, minutes } = session;
  const rules = await ask<{ fees: { bookingId: number; amountMinor: number }[] }>(world, 'reschedule.rules', {
    id,
  });
  if (!rules.ok) return;
  const fees = rowsOf<{ id: number }>(
    world,
    `SELECT id FROM bookings WHERE session_id = ${id} AND state = 'booked' ORDER BY id`,
  ).flatMap(({ id: place }) => {
    const credit = placeOf(paper, place).parts.find(({ kind }) => kind === 'package');
    return credit && lotOf(paper, credit.from).fee > 0
      ? [{ place, lot: credit.from, amount: feeOfMove(lotOf(paper, credit.from)) }]
      : [];
  });
  const text = (rows: readonly (readonly [number, number])[]): string =>
    rows.map((row) => row.join(': ')).join();
  const shown = text(rules.data.fees.map((row) => [row.bookingId, row.amountMinor]));
  const wanted = text(fees.map(({ place, amount }) => [place, amount]));
  if (shown !== wanted) problems.push(`moving session ${id} costs ${shown}, on paper ${wanted}`);
  const isCharged = chance.percent(70);
  const seenMinor = fees.reduce((total, { amount }) => total + amount, 0);
  const moved = await ask(world, 'session.move', {
    id,
    version,
    date: addDays(instantToWall(world.clock.now(), zone('Europe/Berlin')).date, chance.between(0, 3)),
    time: chance.pick(['10:00', '11:30', '17:00']),
    durationMinutes: minutes,
    allowConflicts: true,
    fee: isCharged ? { kind: 'charge', seenMinor } : { kind: 'waive', reason: 'ill' },
  });
  if (moved.ok && isCharged) for (const { place, lot, amount } of fees) chargeMove(paper, place, lot, amount);
};
