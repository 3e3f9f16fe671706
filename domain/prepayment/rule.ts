/** What must be paid before a place is given (seed 001, Session control; domain.md 5). */
export const PREPAYMENT_MODES = ['open', 'threshold', 'package', 'available_credit'] as const;
export type PrepaymentMode = (typeof PREPAYMENT_MODES)[number];
export type HoldingMode = Exclude<PrepaymentMode, 'open'>;

export interface PrepaymentRule {
  readonly mode: PrepaymentMode;
  /** The least balance that is asked for, in minor units; of use in the mode `threshold` alone. */
  readonly thresholdMinor: number;
}

/** Who gives the place. `client`: in the portal, for themselves. */
export type PlaceGiver = 'owner' | 'admin' | 'staff' | 'practitioner' | 'client';

/** A client's money with the places that are to be given. All amounts are minor units; what was paid for the places is in. */
export interface PrepaymentFact {
  /** Payments − refunds − charges. */
  readonly balanceMinor: number;
  /** The balance less what open bookings cost, without the places that are to be given. */
  readonly availableMinor: number;
  /** What the places will take of the client's money; what credits pay for costs nothing here. */
  readonly costMinor: number;
  /** Places of sessions that cost something, and that no credit of a package pays for. */
  readonly withoutCredit: number;
}

/** What stands between the client and the places. */
export interface Missing {
  readonly mode: HoldingMode;
  /** Money that would do: 0 in the mode `package`. */
  readonly missingMinor: number;
  /** Credits that would do: 0 but in the mode `package`. */
  readonly missingCredits: number;
  /** What was asked for, and what is there: the threshold and the balance, or the cost and the available credit. */
  readonly wantedMinor: number;
  readonly hasMinor: number;
}

/**
 * What a client lacks for these places under the rule; null when nothing. A session that costs nothing needs neither credit nor
 * available credit; the least balance holds for it all the same, since it is asked of the client and not of the session.
 */
export function missingFor(rule: PrepaymentRule, fact: PrepaymentFact): Missing | null {
  const nothing = { missingMinor: 0, missingCredits: 0, wantedMinor: 0, hasMinor: 0 };
  switch (rule.mode) {
    case 'open':
      return null;
    case 'threshold': {
      const missingMinor = rule.thresholdMinor - fact.balanceMinor;
      if (missingMinor <= 0) return null;
      const { balanceMinor: hasMinor } = fact;
      return { ...nothing, mode: 'threshold', missingMinor, wantedMinor: rule.thresholdMinor, hasMinor };
    }
    case 'package':
      return fact.withoutCredit <= 0
        ? null
        : { ...nothing, mode: 'package', missingCredits: fact.withoutCredit };
    case 'available_credit': {
      const missingMinor = fact.costMinor - fact.availableMinor;
      if (fact.costMinor <= 0 || missingMinor <= 0) return null;
      const { costMinor: wantedMinor, availableMinor: hasMinor } = fact;
      return { ...nothing, mode: 'available_credit', missingMinor, wantedMinor, hasMinor };
    }
  }
}

/**
 * Whether this person is only warned and may go on, their name kept: the desk with the available credit filter. Threshold and
 * package hold for every role, and clients and practitioners are always held (seed 001, "What is ac filter?").
 */
export function mayGoOn(mode: PrepaymentMode, by: PlaceGiver): boolean {
  return mode === 'available_credit' && (by === 'owner' || by === 'admin' || by === 'staff');
}
