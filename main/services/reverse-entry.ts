import type { WriteDb } from '#db/database.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { Changed } from '../gateways/topics/port.ts';
import { commit } from './commit.ts';
import type { Actor, ServiceContext } from './context.ts';
import { type MoneyFrozen, notFound, type NotFound } from './errors.ts';
import { moneyFrozenError } from './money-frozen.ts';
import { once, type RequestAnswered } from './once.ts';

/** There is an opposite entry already, or this is one. */
export interface AlreadyReversed {
  readonly code: 'ALREADY_REVERSED';
}

/** What was put right for a reason, taken back by an opposite entry for another. */
export interface Reversal<Id> {
  readonly requestUid: string;
  readonly id: Id;
  readonly reason: string;
}

/** How entries of one kind are reversed. */
export interface ReversalKind<Id> {
  /** The contract's name of the deed. */
  readonly action: string;
  readonly what: string;
  readonly changes: readonly Changed[];
  readonly isThere: (tx: WriteDb, id: Id) => boolean;
  /** Null where it cannot be reversed (again). */
  readonly write: (
    tx: WriteDb,
    actor: Actor,
    at: number,
    wish: Omit<Reversal<Id>, 'requestUid'>,
  ) => Id | null;
}

/** Books the opposite of an entry, once; both stay. A repeated `requestUid` answers what it did. */
export function reverseEntry<Id>(
  context: ServiceContext,
  actor: Actor,
  input: Reversal<Id>,
  { action, what, changes, isThere, write }: ReversalKind<Id>,
): Result<{ id: Id }, NotFound | MoneyFrozen | RequestAnswered | AlreadyReversed> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid } = input;
  return commit(context, changes, (tx) =>
    once(tx, { requestUid, action, actor, input, at }, (): Result<{ id: Id }, NotFound | AlreadyReversed> => {
      if (!isThere(tx, input.id)) return notFound(what);
      const id = write(tx, actor, at, input);
      return id === null ? err<AlreadyReversed>({ code: 'ALREADY_REVERSED' }) : ok({ id });
    }),
  );
}
