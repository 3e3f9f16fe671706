import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { doneOf, openSeriesDesk, type SeriesDesk } from './series-desk.ts';

let desk: SeriesDesk;
beforeEach(() => {
  desk = openSeriesDesk();
});
afterEach(() => desk.cleanup());

it('never touches a saved, canceled or paid session, whatever is edited and taken back', async () => {
  const anyEdit = fc.record({
    scope: fc.constantFrom('all' as const, 'following' as const),
    from: fc.nat({ max: 5 }),
    weekday: fc.integer({ min: 1, max: 7 }),
    sessionCount: fc.integer({ min: 1, max: 8 }),
    time: fc.constantFrom('08:00', '10:00', '21:30'),
    ends: fc.boolean(),
    undo: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('open', 'completed', 'missed', 'canceled', 'paid'), {
        minLength: 6,
        maxLength: 6,
      }),
      fc.array(anyEdit, { minLength: 1, maxLength: 3 }),
      async (states, edits) => {
        let view = await desk.aSeries({ sessionCount: 6 });
        for (const [index, state] of states.entries()) {
          const id = view.sessions[index]?.id;
          if (state === 'paid') await desk.book(id, `P${index}`, true);
          else if (id)
            desk.db.write((tx) => tx.run('UPDATE sessions SET state = ? WHERE id = ?', [state, id]));
        }
        const fixed = () =>
          desk.db.read.all(
            `SELECT s.* FROM sessions s WHERE s.state <> 'open' OR EXISTS (SELECT 1 FROM bookings b JOIN fundings f ON f.booking_id = b.id WHERE b.session_id = s.id AND f.kind = 'payment') ORDER BY s.id`,
          );
        const before = fixed();
        for (const { scope, from, weekday, sessionCount, time, ends, undo } of edits) {
          if (view.state === 'ended') break;
          const answer = await desk.edit(view, {
            scope,
            fromDate: scope === 'following' ? (view.sessions[from]?.seriesDate ?? '2026-03-03') : null,
            fields: ends ? null : { weekdays: [weekday], sessionCount, lastDate: null, time },
          });
          expect(answer.code).toBe('OK');
          expect(fixed()).toEqual(before);
          if (undo) {
            await desk.front.undo.takeBack({ id: doneOf(answer).undoId });
            expect(fixed()).toEqual(before);
          }
          view = await desk.front.series.get({ id: undo ? view.id : doneOf(answer).id });
        }
      },
    ),
    { numRuns: 15 },
  );
});
