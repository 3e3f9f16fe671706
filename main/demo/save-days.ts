import * as completionTypes from '#db/repositories/completion-type.ts';
import type { CompletionRule } from '#domain/completion/completion-type.ts';
import type { CompletionChoice } from '#domain/completion/facts.ts';
import { suggestCompletion } from '#domain/completion/suggest.ts';
import type { CompletionTypeId, SessionId } from '#domain/values/ids.ts';
import { ok } from '#domain/values/result.ts';
import type { PreparedSession } from '#main/services/completion/prepare-sessions.ts';
import { wholly } from '#main/services/completion/read-choice.ts';
import { saveAll } from '#main/services/completion/save-many.ts';
import { createCompletionType, showCompletionType } from '#main/services/completion/save-completion-type.ts';
import type { DemoCalendar } from './calendar.ts';
import { type DemoDesk, done } from './desk.ts';
import { DEMO_SERVICES } from './offers.ts';
import { DEMO_ZONE } from './write-studio.ts';

/** Saves the sessions of past days, each day's in its own evening and in its own transaction, by its check-ins. */
export interface DaySaver {
  readonly save: (day: number) => void;
  /** From then on nobody can choose trial lessons any more; what was saved as one keeps its label. */
  readonly hideTrials: (at: number) => void;
}

/** Adds the studio's own completion types, at `at`. */
export function createDaySaver(desk: DemoDesk, calendar: DemoCalendar, at: number): DaySaver {
  const { db, actor } = desk;
  const add = (fields: Pick<CompletionRule, 'status' | 'label' | 'clientModifier'>, description: string) => {
    const type = { ...fields, description, modifierType: 'percentage' as const, practitionerModifier: 100 };
    return ruleOf(desk, done(createCompletionType(desk.at(at), actor, type)).id);
  };
  const choose = chooser({
    completed: completionTypes.getBuiltIn(db.read, 'completed'),
    missed: completionTypes.getBuiltIn(db.read, 'missed'),
    canceled: completionTypes.getBuiltIn(db.read, 'canceled'),
    lateNotice: add(
      { status: 'missed', label: 'Late notice', clientModifier: 50 },
      'Called off on the same day: half the price.',
    ),
    trial: add(
      { status: 'completed', label: 'Trial lesson', clientModifier: 0 },
      'Free for the client, paid to the teacher.',
    ),
  });
  return {
    save: (day) => {
      const ticked = db.read.all<{ id: SessionId; version: number }>(
        `SELECT id, version FROM sessions WHERE local_date = ? AND state = 'open' ORDER BY id`,
        [calendar.dateOf(day)],
      );
      if (ticked.length === 0) return;
      const evening = desk.at(calendar.instantOf(day, CLOSING_MINUTES, DEMO_ZONE));
      const { failures } = done(saveAll(evening, actor, ticked, () => ok(choose)));
      if (failures.length > 0) throw new Error(`not saved: ${JSON.stringify(failures[0])}`);
    },
    hideTrials: (hiddenAt) => {
      const trial = completionTypes.list(db.read).find(({ label }) => label === 'Trial lesson');
      if (trial) done(showCompletionType(desk.at(hiddenAt), actor, { ...trial, shown: false }));
    },
  };
}

type Ends = Readonly<Record<'completed' | 'missed' | 'canceled' | 'lateNotice' | 'trial', CompletionRule>>;

/** By the check-ins: who was there attended. A lesson that nobody came to was called off late, or not at all. */
function chooser({ completed, missed, canceled, lateNotice, trial }: Ends) {
  return ({ row, bookings }: PreparedSession): CompletionChoice => {
    const suggestion = suggestCompletion(
      bookings.map(({ id, checkedInAt }) => ({ bookingId: id, checkedInAt })),
    );
    const isLesson = DEMO_SERVICES[row.serviceId - 1]?.isLesson === true;
    if (suggestion.kind === 'unclear') {
      if (suggestion.why === 'no_bookings') return { ...wholly(canceled), reason: 'Nobody had booked.' };
      return wholly(isLesson && row.id % 3 > 0 ? lateNotice : missed);
    }
    if (isLesson) return wholly(row.id % TRIALS_ONE_IN === 0 ? trial : completed);
    const absent = suggestion.missed.map((id) => [id, { type: missed, costMinor: null }] as const);
    return { ...wholly(completed), bookings: new Map(absent) };
  };
}

function ruleOf({ db }: DemoDesk, id: CompletionTypeId): CompletionRule {
  const rule = completionTypes.findById(db.read, id);
  if (!rule) throw new Error(`no completion type ${id}`);
  return rule;
}

/** 22:30: everything is over by then, also in the western zone. */
const CLOSING_MINUTES = 22 * 60 + 30;
const TRIALS_ONE_IN = 40;
