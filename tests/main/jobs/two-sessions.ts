import type { FaultDesk } from './fault-desk.ts';

/** Two sessions, each with a place that is a part of one payment, and a credit. */
export function twoSessions(desk: FaultDesk): void {
  const card = desk.card('pi_ada', 2500, { paid: 6000 });
  desk.story
    .withSession({ date: '2026-03-02' })
    .withBooking({ client: 'Ada', funding: [card] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'package' }] });
  const [payment] = desk.story.paymentIds;
  if (payment === undefined) throw new Error('Ada has paid');
  desk.story
    .withSession({ date: '2026-03-03' })
    .withBooking({ client: 'Ada', funding: [{ ...card, payment }] })
    .withBooking({ client: 'Cleo', funding: [{ kind: 'cash', amountMinor: 2500 }] });
}
