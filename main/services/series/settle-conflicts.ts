import type { ReadDb } from '#db/database.ts';
import type { LocationId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import type { PlanError } from './plan-series.ts';
import { type ChosenSlot, checkChoices, type DateChoice, type SeriesConflicts } from './date-choices.ts';
import type { ChangePlan, MovedSession } from './plan-change.ts';
import { conflictsOf } from './plan-series.ts';

/** The plan after what was chosen for its dates with conflicts. */
export interface SettledChange {
  readonly changed: readonly MovedSession[];
  readonly added: readonly ChosenSlot[];
  /** Sessions that were to change and stay, by choice, where and what they are. */
  readonly leftAsTheyAre: readonly MovedSession[];
  /** New dates left out by choice, rising. */
  readonly leftOut: readonly LocalDate[];
}

/**
 * Puts the choices into the plan. A date is settled when nothing stands against it, or it is knowingly kept, or where and with
 * whom it is held instead is free; while one is not, all such dates are named and nothing is done.
 */
export function settleConflicts(
  db: ReadDb,
  plan: ChangePlan,
  after: {
    readonly locationId: LocationId;
    readonly roomId: ChosenSlot['roomId'];
    readonly practitionerId: ChosenSlot['practitionerId'];
  },
  choices: readonly DateChoice[],
): Result<SettledChange, SeriesConflicts | PlanError> {
  const checked = checkChoices(db, after.locationId, choices);
  if (!checked.ok) return checked;
  const byDate = new Map(choices.map((choice) => [choice.date, choice]));
  const choiceOf = (date: LocalDate) => byDate.get(date)?.choice;
  const instead = (date: LocalDate) => {
    const choice = byDate.get(date);
    return {
      ...(choice?.choice === 'room' && { roomId: choice.roomId }),
      ...(choice?.choice === 'practitioner' && { practitionerId: choice.practitionerId }),
    };
  };
  const going = plan.changed.filter(({ date }) => choiceOf(date) !== 'skip');
  const changed = going.map((each) => ({ ...each, values: { ...each.values, ...instead(each.date) } }));
  const added = plan.added
    .filter(({ date }) => choiceOf(date) !== 'skip')
    .map(({ conflicts, ...slot }) => ({
      slot: { ...slot, roomId: after.roomId, practitionerId: after.practitionerId, ...instead(slot.date) },
      conflicts,
    }));
  const unsettled = [
    ...changed.map(({ date, slot, values, conflicts }) => ({
      date,
      conflicts,
      slot: { ...slot, roomId: values.roomId, practitionerId: values.practitionerId },
    })),
    ...added.map(({ slot, conflicts }) => ({ date: slot.date, conflicts, slot })),
  ].filter(({ date, conflicts }) => conflicts.length > 0 && choiceOf(date) !== 'keep');
  const dates = stillTaken(db, plan, unsettled);
  if (dates.length > 0) return err({ code: 'SERIES_CONFLICTS', dates });
  return ok({
    changed,
    added: added.map(({ slot }) => slot),
    leftAsTheyAre: plan.changed.filter(({ date }) => choiceOf(date) === 'skip'),
    leftOut: plan.added.map(({ date }) => date).filter((date) => choiceOf(date) === 'skip'),
  });
}

/** Of these dates, those whose slot is taken as it was chosen, or whose clients would be elsewhere at that time. */
function stillTaken(
  db: ReadDb,
  plan: ChangePlan,
  asked: readonly {
    readonly date: LocalDate;
    readonly slot: ChosenSlot;
    readonly conflicts: readonly { readonly kind: string }[];
  }[],
): LocalDate[] {
  if (asked.length === 0) return [];
  const leaving = [...plan.changed.map(({ session }) => session.id), ...plan.dropped.map(({ id }) => id)];
  const taken = conflictsOf(
    db,
    asked.map(({ slot }) => slot),
    leaving,
  );
  return asked
    .filter(({ conflicts }, index) => taken.has(index) || conflicts.some(({ kind }) => kind === 'client'))
    .map(({ date }) => date);
}
