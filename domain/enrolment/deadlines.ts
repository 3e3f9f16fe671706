/** What a class says about joining and leaving it; deadlines in epoch ms. */
export interface ClassTerms {
  readonly enrolUntilAt: number;
  readonly dropUntilAt: number;
  /** Joining after the first session has begun is allowed, for the sessions still to come. */
  readonly lateJoin: boolean;
}

export interface DeadlineProblem {
  readonly field: 'enrolUntilDate' | 'dropUntilDate';
  readonly issue: 'AFTER_LAST_SESSION' | 'AFTER_FIRST_SESSION';
}

/**
 * What makes no sense about the deadlines of a class whose sessions begin at `starts` (at least one, any order). Neither may lie
 * after the last session has begun: there is nothing left to join or to leave. Without late join nobody enrols after the first.
 */
export function deadlineProblems(terms: ClassTerms, starts: readonly number[]): DeadlineProblem[] {
  const first = starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = starts.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const problems: DeadlineProblem[] = [];
  if (terms.enrolUntilAt > last) problems.push({ field: 'enrolUntilDate', issue: 'AFTER_LAST_SESSION' });
  else if (!terms.lateJoin && terms.enrolUntilAt > first)
    problems.push({ field: 'enrolUntilDate', issue: 'AFTER_FIRST_SESSION' });
  if (terms.dropUntilAt > last) problems.push({ field: 'dropUntilDate', issue: 'AFTER_LAST_SESSION' });
  return problems;
}

/** Why enrolling now is no longer a matter of course: a client is refused, the desk says why (seed 001). Null: it is. */
export type LateBecause = 'deadline' | 'started';

/** `firstStartsAt`: when the first session of the class begins or began. The deadline itself is still in time. */
export function lateBecause(terms: ClassTerms, firstStartsAt: number, now: number): LateBecause | null {
  if (now > terms.enrolUntilAt) return 'deadline';
  return !terms.lateJoin && firstStartsAt <= now ? 'started' : null;
}

/** Whether leaving now gives everything for the sessions to come back, as a matter of course. */
export const isDropInTime = ({ dropUntilAt }: Pick<ClassTerms, 'dropUntilAt'>, now: number): boolean =>
  now <= dropUntilAt;

/** Whether clients are shown this session in the list of classes: by its own eye, or by the rule (seed 001). */
export function isDisplayed(
  rule: 'chosen' | 'until_deadline',
  session: { readonly displayed: boolean; readonly startsAt: number },
  enrolUntilAt: number | null,
): boolean {
  if (rule === 'chosen' || enrolUntilAt === null) return session.displayed;
  return session.startsAt <= enrolUntilAt;
}
