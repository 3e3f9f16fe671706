import type { ModifierType } from './completion-type.ts';
import { type BookingFacts, choiceFor, type CompletionChoice, type SessionFacts } from './facts.ts';
import { type WageRule, wageOfOne } from './wage.ts';

/** One line of wages with the rate and rule that made it, kept for ever (domain.md 6). Minor units. */
export interface WagePlan {
  readonly source: WageRule['source'] | 'override';
  readonly rateId: WageRule['rateId'];
  readonly wageType: WageRule['wageType'];
  readonly rateMinor: number;
  readonly basis: WageRule['wageBasis'];
  /** Sessions or attendees. */
  readonly units: number;
  readonly modifierType: ModifierType;
  readonly modifier: number;
  readonly amountMinor: number;
}

/**
 * What saving the session earns its practitioner; nothing without one, and no line of nothing. Per session the session's
 * own type decides; per attendee each booking's type does, and equal ones share a line. Bookings on packages pay the rate
 * in full as a fixed amount, or nothing if the type pays nothing (seed 001, package mode); per session that holds when
 * all bookings are on packages. An override pays what was typed.
 */
export function planWages(session: SessionFacts, choice: CompletionChoice): WagePlan[] {
  if (session.practitionerId === null) return [];
  if (choice.override) return [overrideLine(choice.override.wageMinor)].filter(isSomething);
  const lines =
    session.wage.wageBasis === 'session'
      ? [line(session, choice.type, 1, session.bookings.length > 0 && session.bookings.every(isOnPackage))]
      : perAttendee(session, choice);
  return lines.filter(isSomething);
}

type Modifier = {
  readonly modifierType: ModifierType;
  readonly practitionerModifier: number;
  readonly builtIn: string | null;
};

function perAttendee(session: SessionFacts, choice: CompletionChoice): WagePlan[] {
  const groups = Map.groupBy(session.bookings, (booking) => {
    const { modifierType, modifier } = modifierOf(choiceFor(booking, choice).type);
    return `${modifierType} ${modifier} ${isOnPackage(booking)}`;
  });
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [line(session, choiceFor(first, choice).type, group.length, isOnPackage(first))] : [];
  });
}

function line(session: SessionFacts, type: Modifier, units: number, onPackage: boolean): WagePlan {
  const { wage, durationMinutes } = session;
  const chosen = modifierOf(type);
  const { modifierType, modifier } = onPackage
    ? { modifierType: 'percentage' as const, modifier: chosen.modifier > 0 ? 100 : 0 }
    : chosen;
  const wageType = onPackage ? 'fixed' : wage.wageType;
  const one = wageOfOne({ wageType, wageMinor: wage.wageMinor }, durationMinutes, modifierType, modifier);
  return {
    source: wage.source,
    rateId: wage.rateId,
    wageType,
    rateMinor: wage.wageMinor,
    basis: wage.wageBasis,
    units,
    modifierType,
    modifier,
    amountMinor: units * one,
  };
}

/** Somebody with a cost of their own came like everybody else. */
const modifierOf = (type: Modifier): { readonly modifierType: ModifierType; readonly modifier: number } =>
  type.builtIn === 'override'
    ? { modifierType: 'percentage', modifier: 100 }
    : { modifierType: type.modifierType, modifier: type.practitionerModifier };

const overrideLine = (wageMinor: number): WagePlan => ({
  source: 'override',
  rateId: null,
  wageType: 'fixed',
  rateMinor: wageMinor,
  basis: 'session',
  units: 1,
  modifierType: 'fixed',
  modifier: wageMinor,
  amountMinor: wageMinor,
});

const isOnPackage = ({ fundings }: BookingFacts): boolean => fundings.some(({ kind }) => kind === 'package');

const isSomething = ({ amountMinor }: WagePlan): boolean => amountMinor > 0;
