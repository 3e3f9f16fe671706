import type { SessionId } from '#domain/values/ids.ts';

/** What a person means to do with one press of the button. */
export interface Intent {
  readonly sessionIds: readonly SessionId[];
  readonly nonCardRefund: 'account_credit' | 'cash_due';
}

/** An intent and the name under which it is sent. */
export interface NamedIntent {
  readonly key: string;
  readonly requestUid: string;
}

/**
 * The request's name for this intent: kept as long as the same sessions are meant, so that a double click, a lost answer or
 * a second try after a hint can never start a second job; made anew when other sessions or another treatment are meant.
 */
export function nameIntent(previous: NamedIntent | null, intent: Intent, newUid: () => string): NamedIntent {
  const key = `${intent.nonCardRefund}:${[...intent.sessionIds].sort((a, b) => a - b).join(',')}`;
  return previous?.key === key ? previous : { key, requestUid: newUid() };
}
