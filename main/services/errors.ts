import { err } from '#domain/values/result.ts';

/** The refusals that many use cases share, by the codes of the desktop contract. */

export interface NotFound {
  readonly code: 'NOT_FOUND';
  readonly what: string;
}
export interface ChangedMeanwhile {
  readonly code: 'CHANGED_MEANWHILE';
  readonly what: string;
}
export interface NameTaken {
  readonly code: 'NAME_TAKEN';
  readonly name: string;
}
export interface MoneyFrozen {
  readonly code: 'MONEY_FROZEN';
  readonly violations: number;
}
export interface Forbidden {
  readonly code: 'FORBIDDEN';
  readonly needs: string[];
}
/** Input that has the right shape and still makes no sense, such as a range that ends before it starts. */
export interface InvalidInput {
  readonly code: 'INVALID_INPUT';
  readonly issues: { path: string; code: string; limit?: number }[];
}

/** Something still refers to it. */
export interface InUse {
  readonly code: 'IN_USE';
  readonly what: string;
  readonly by: string;
  readonly count: number;
}

export const notFound = (what: string) => err<NotFound>({ code: 'NOT_FOUND', what });
export const changedMeanwhile = (what: string) => err<ChangedMeanwhile>({ code: 'CHANGED_MEANWHILE', what });
export const nameTaken = (name: string) => err<NameTaken>({ code: 'NAME_TAKEN', name });
export const forbidden = (...needs: string[]) => err<Forbidden>({ code: 'FORBIDDEN', needs });
export const invalidInput = (path: string, code: string, limit?: number) =>
  err<InvalidInput>({
    code: 'INVALID_INPUT',
    issues: [{ path, code, ...(limit !== undefined && { limit }) }],
  });
