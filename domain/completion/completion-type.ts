import type { CompletionTypeId } from '../values/ids.ts';

/** The broad category that each completion type belongs to (seed 001, "map session status"). */
export const COMPLETION_STATUSES = ['completed', 'missed', 'canceled'] as const;
export type CompletionStatus = (typeof COMPLETION_STATUSES)[number];

export const MODIFIER_TYPES = ['percentage', 'fixed'] as const;
export type ModifierType = (typeof MODIFIER_TYPES)[number];

/** The types that always exist; 'override' takes its cost and wage from who saves. */
export const BUILT_IN_TYPES = ['completed', 'missed', 'canceled', 'override'] as const;
export type BuiltInType = (typeof BUILT_IN_TYPES)[number];

/** The longest label, in characters (domain.md 4). */
export const LONGEST_LABEL = 15;
/** The largest percentage: ten times the full cost. */
export const MOST_PERCENT = 1000;

/** How a session or booking may end. Modifiers are whole per cents, or minor units for 'fixed'. */
export interface CompletionRule {
  readonly id: CompletionTypeId;
  readonly status: CompletionStatus;
  readonly label: string;
  readonly modifierType: ModifierType;
  readonly clientModifier: number;
  readonly practitionerModifier: number;
  readonly builtIn: BuiltInType | null;
}

/**
 * What is left of `fullMinor` under a modifier: that many per cent of it, half a minor unit rounded away from zero
 * (domain.md 4), or with 'fixed' the modifier itself, whatever the full amount. All amounts are minor units ≥ 0.
 */
export function modified(fullMinor: number, modifierType: ModifierType, modifier: number): number {
  return modifierType === 'fixed' ? modifier : Math.floor((fullMinor * modifier * 2 + 100) / 200);
}
