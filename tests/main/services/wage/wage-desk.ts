import type { PractitionerId, SessionId, StaffId } from '#domain/values/ids.ts';
import { builtIn } from '#tests/main/services/completion/completion-desk.ts';
import type { TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call, type CallAnswer } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';

/** Monday, 9 March 2026, 09:00 in Berlin: the week after the sessions of these stories. */
export const WEEK_AFTER = Date.UTC(2026, 2, 9, 8);
export const WEEK = { from: '2026-03-02', to: '2026-03-09' } as const;
export const NEXT_WEEK = { from: '2026-03-09', to: '2026-03-16' } as const;

export interface Totals {
  readonly practitionerId: PractitionerId;
  readonly sessions: number;
  readonly minutes: number;
  readonly attendees: number;
  readonly earnedMinor: number;
  readonly adjustmentsMinor: number;
  readonly paidMinor: number;
  readonly dueMinor: number;
  readonly dueBeforeMinor: number;
}

export interface WageDesk {
  readonly story: StudioStory;
  readonly desk: Desk;
  readonly pia: PractitionerId;
  readonly run: (name: string, input: object, staff?: StaffId) => Promise<CallAnswer>;
  /** What a call that must be answered answers. */
  readonly ask: <Answer>(name: string, input: object, staff?: StaffId) => Promise<Answer>;
  /** A saved session of Pia, on account, with what undoes it. */
  readonly earn: (
    date: string,
    clients: readonly string[],
    minutes?: number,
  ) => Promise<{ readonly sessionId: SessionId; readonly undoId: number }>;
  readonly totals: (days?: { from: string; to: string }) => Promise<Totals | undefined>;
  readonly pay: (days?: { from: string | null; to: string }, more?: object) => Promise<CallAnswer>;
}

let uid = 0;
export const nextUid = (): string => `00000000-0000-4000-8000-${String((uid += 1)).padStart(12, '0')}`;

/** A studio where yoga earns 30.00 a session. `now` is asked for each call. */
export function aWageDesk(test: TestDb, now: () => number = () => WEEK_AFTER): WageDesk {
  const story = aStudio(test.db);
  const desk = openDesk(test.db, { dataDir: test.dir, now });
  test.db.write((tx) => tx.run('UPDATE services SET wage_minor = 3000'));
  const { owner, practitioner: pia } = story.studio;
  const run: WageDesk['run'] = (name, input, staff = owner) => call(desk.callAs(staff), name, input);
  const ask: WageDesk['ask'] = async <Answer>(name: string, input: object, staff?: StaffId) => {
    const { code, data } = await run(name, input, staff);
    if (code !== 'OK') throw new Error(`${name}: ${code} ${JSON.stringify(data)}`);
    return data as Answer;
  };
  return {
    story,
    desk,
    pia,
    run,
    ask,
    earn: async (date, clients, minutes = 60) => {
      let told = story.withSession({ date, durationMinutes: minutes });
      for (const client of clients)
        told = told.withBooking({ client, funding: [{ kind: 'account', amountMinor: 2500 }] });
      const { sessionId } = told;
      const typeId = builtIn(test.db, 'completed');
      const { undoId } = await ask<{ undoId: number }>('completion.save', { sessionId, version: 1, typeId });
      return { sessionId, undoId };
    },
    totals: async (days = WEEK) => (await ask<{ rows: Totals[] }>('wage.totals', days)).rows[0],
    pay: async (days = WEEK, more = {}) => {
      const range = { practitionerId: pia, ...days };
      const { hash } = await ask<{ hash: string | null }>('wage.previewPayout', range);
      const requestUid = nextUid();
      return run('wage.pay', {
        ...range,
        requestUid,
        hash: hash ?? '0'.repeat(64),
        method: 'transfer',
        ...more,
      });
    },
  };
}
