import { type CompletionStatus, type ModifierType, modified } from '../completion/completion-type.ts';
import type { CompletionTypeId } from '../values/ids.ts';
import { HOUR_MS } from '../values/time.ts';

/** So many levels a policy may have (seed 001, "Can clients cancel sessions?"). */
export const MOST_LEVELS = 3;
/** The longest notice that can be asked for: a year of hours. */
export const MOST_HOURS_BEFORE = 8760;

/** A client who cancels less than `hoursBefore` hours before the start is charged by this completion type, as it was then. */
export interface PolicyLevel {
  readonly hoursBefore: number;
  readonly typeId: CompletionTypeId;
  readonly label: string;
  readonly status: CompletionStatus;
  readonly modifierType: ModifierType;
  readonly clientModifier: number;
}

/** What holds for a booking for ever: the policy that was in force when it was made (domain.md 5, 7). */
export interface ClientPolicy {
  /** Hours before the start from which a client can no longer cancel, or move, alone; 0 = until it begins. */
  readonly cancelCutOffHours: number;
  readonly rescheduleCutOffHours: number;
  /** By `hoursBefore`, the shortest notice first; none: cancelling costs nothing. */
  readonly levels: readonly PolicyLevel[];
}

export const NO_POLICY: ClientPolicy = { cancelCutOffHours: 0, rescheduleCutOffHours: 0, levels: [] };

/**
 * The level that a cancellation at `now` falls under: of those whose notice is not kept the one with the shortest. Exactly
 * `hoursBefore` hours before is in time. Hours are elapsed hours, also over a change of the clocks. Null: it costs nothing.
 */
export function levelAt({ levels }: ClientPolicy, startsAt: number, now: number): PolicyLevel | null {
  const missed = levels.filter(({ hoursBefore }) => startsAt - now < hoursBefore * HOUR_MS);
  return missed.reduce<PolicyLevel | null>(
    (nearest, level) => (nearest === null || level.hoursBefore < nearest.hoursBefore ? level : nearest),
    null,
  );
}

/** What a level charges of a place at this price: never more than the price, since nobody has agreed to more. */
export function chargeOf(level: PolicyLevel | null, priceMinor: number): number {
  if (level === null) return 0;
  return Math.min(priceMinor, modified(priceMinor, level.modifierType, level.clientModifier));
}

/** Until when a client may cancel alone: the cut-off, or the start. `now` at that instant is too late. */
export const cancelableUntil = ({ cancelCutOffHours }: ClientPolicy, startsAt: number): number =>
  startsAt - cancelCutOffHours * HOUR_MS;

/** What canceling by the client costs at an instant. */
export interface ClientCancellation {
  /** Of the completion type; null when it costs nothing. */
  readonly label: string | null;
  /** Of the money that pays for the place. */
  readonly chargeMinor: number;
  /** The credit that pays for the place is used up: any type that charges something uses it (domain.md 5). */
  readonly usesCredit: boolean;
}

/** `priceMinor` of the money that pays for the place; `isCredit`: a package pays for it. */
export function clientCancellation(
  policy: ClientPolicy,
  place: { readonly startsAt: number; readonly priceMinor: number; readonly isCredit: boolean },
  now: number,
): ClientCancellation {
  const level = levelAt(policy, place.startsAt, now);
  const chargeMinor = place.isCredit ? 0 : chargeOf(level, place.priceMinor);
  const usesCredit = place.isCredit && level !== null && level.clientModifier > 0;
  return { label: chargeMinor > 0 || usesCredit ? (level?.label ?? null) : null, chargeMinor, usesCredit };
}

/** The same policy as text: bookings made under equal policies share one row. */
export function policyText({ cancelCutOffHours, rescheduleCutOffHours, levels }: ClientPolicy): string {
  const sorted = levels.toSorted((a, b) => a.hoursBefore - b.hoursBefore);
  return JSON.stringify([
    cancelCutOffHours,
    rescheduleCutOffHours,
    ...sorted.map(({ hoursBefore, typeId, label, status, modifierType, clientModifier }) => [
      hoursBefore,
      typeId,
      label,
      status,
      modifierType,
      clientModifier,
    ]),
  ]);
}
