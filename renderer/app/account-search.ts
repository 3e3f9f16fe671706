import type { LocalDate } from '#domain/values/time.ts';
import { isDay, isId } from './root-route.ts';

/** Days [from, to) and whose account of them: a practitioner's wages or a client's statement. */
export interface AccountSearch {
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly of?: number;
  /** With the balances of the whole family. */
  readonly family?: boolean;
  /** From the beginning. */
  readonly whole?: boolean;
}

/** What the address says of it; anything that does not fit is left out. */
export function accountSearch({ from, to, of, family, whole }: Record<string, unknown>): AccountSearch {
  return {
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(isId(of) ? { of } : {}),
    ...(family === true ? { family } : {}),
    ...(whole === true ? { whole } : {}),
  };
}
