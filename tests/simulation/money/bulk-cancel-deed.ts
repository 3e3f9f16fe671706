import type { Deed } from './deeds.ts';
import { runJobs } from './outcomes.ts';
import { carry } from './paper-invoices.ts';
import { type Paper, placeOf } from './paper.ts';
import { ask, type MoneyWorld, requestUid, rowsOf } from './world.ts';

type NonCard = 'account_credit' | 'cash_due';

/** Sessions are canceled together; now and then the job comes to it only later, and the desk goes on meanwhile. */
export const bulkCancel: Deed = async (world) => {
  const { chance } = world;
  const open = rowsOf<{ id: number }>(world, `SELECT id FROM sessions WHERE state = 'open' ORDER BY id`);
  const ids = open.map(({ id }) => id).filter(() => chance.percent(30));
  if (ids.length === 0) return;
  const nonCardRefund = chance.pick<NonCard>(['account_credit', 'cash_due']);
  const selection = { sessionIds: ids, nonCardRefund };
  const places = placesIn(world, ids);
  const shown = await ask<{ planHash: string; refundTotalMinor: number }>(
    world,
    'cancellation.preview',
    selection,
  );
  if (!shown.ok) return;
  checkTotal(world, places, nonCardRefund, shown.data.refundTotalMinor);
  const submitted = await ask<{ jobId: number }>(world, 'cancellation.submit', {
    ...selection,
    requestUid: requestUid(world),
    planHash: shown.data.planHash,
    typedTotalMinor: shown.data.refundTotalMinor,
    reason: 'Storm',
    message: { channel: 'none', subject: '', body: '' },
  });
  if (!submitted.ok) return;
  const plan = places.map((place) => ({ place, refunds: refundsOf(world.paper, place, nonCardRefund) }));
  world.paper.canceling.set(submitted.data.jobId, plan);
  if (chance.percent(60)) await runJobs(world);
};

/** The desk thinks better of it before the job has come to anything: the sessions are open as before. */
export const stopCancellation: Deed = async (world) => {
  const { paper } = world;
  const [job] = paper.canceling;
  if (!job) return;
  const [id, places] = job;
  const stopped = await ask(world, 'job.stop', { id });
  if (!stopped.ok) return;
  await world.harness.runner.runUntilIdle();
  paper.canceling.delete(id);
  for (const { place } of places) carry(paper, place);
  await runJobs(world);
};

/** What goes back of a place: to the card what it paid; other money in cash, or it stays with the client. */
function refundsOf(paper: Paper, place: number, nonCard: NonCard) {
  return placeOf(paper, place).parts.flatMap(({ kind, from, amount }) => {
    if (kind !== 'payment' || from === null) return [];
    const isCard = paper.payments.get(from)?.till === 'card_processor';
    return isCard || nonCard === 'cash_due' ? [{ payment: from, amount }] : [];
  });
}

/** The total is all that was paid for the places: what stays as account credit counts too. */
function checkTotal(world: MoneyWorld, places: readonly number[], nonCard: NonCard, shown: number): void {
  let wanted = 0;
  for (const place of places)
    for (const { kind, amount } of placeOf(world.paper, place).parts)
      if (kind === 'payment') wanted += amount;
  if (shown !== wanted) world.problems.push(`canceling gives back ${shown} (${nonCard}), on paper ${wanted}`);
}

function placesIn(world: MoneyWorld, sessions: readonly number[]): number[] {
  return rowsOf<{ id: number }>(
    world,
    `SELECT b.id FROM bookings b JOIN sessions s ON s.id = b.session_id
     WHERE b.state = 'booked' AND b.session_id IN (${sessions.join()}) ORDER BY s.starts_at, s.id, b.id`,
  ).map(({ id }) => id);
}
