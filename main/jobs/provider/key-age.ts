import { KEY_LIFE_MS } from '#domain/refund/life.ts';

/** A refund, charge or page whose call goes out under an idempotency key. */
interface Keyed {
  /** When its key went out for the first time (epoch ms); null if it has not yet. */
  readonly firstAttemptAt: number | null;
}

/** The provider may have forgotten the key: the same call under it would be another one. */
export function isKeyOld({ firstAttemptAt }: Keyed, now: number): boolean {
  return firstAttemptAt !== null && now - firstAttemptAt >= KEY_LIFE_MS;
}

/**
 * Nothing is sent under this key without a look-up (reliability D4): the provider may have forgotten it, or our clock was set
 * back since and nobody knows (R19).
 */
export function needsLookUp(row: Keyed, now: number): boolean {
  return isKeyAhead(row, now) || isKeyOld(row, now);
}

/**
 * What changes in a row whose young key goes out again after a look-up. Looked up because the clock was set back, the key's age
 * counts from now, or it would be looked up for ever.
 */
export function sameKeyAgain(row: Keyed, now: number): { readonly firstAttemptAt?: null } {
  return isKeyAhead(row, now) ? { firstAttemptAt: null } : {};
}

function isKeyAhead({ firstAttemptAt }: Keyed, now: number): boolean {
  return firstAttemptAt !== null && firstAttemptAt > now;
}
