import type { WriteDb } from '#db/database.ts';
import * as ledger from '#db/repositories/ledger.ts';
import type * as merges from '#db/repositories/merge.ts';
import type { ClientId } from '#domain/values/ids.ts';
import type { SwitchesTaken } from './merge-switches.ts';

/** Who pays for a client, before the merge and after it. */
export interface PayerChange {
  readonly id: ClientId;
  readonly before: ClientId | null;
  readonly after: ClientId | null;
}

/** Two records that became one: which rows changed hands, and how everything stood right after. */
export interface ClientsMerged {
  readonly from: ClientId;
  readonly into: ClientId;
  /** Records merged into `from` before. */
  readonly former: readonly ClientId[];
  readonly moved: Readonly<Partial<Record<merges.MovedTable, readonly number[]>>>;
  readonly balances: readonly { readonly kind: string; readonly amountMinor: number }[];
  /** Places that got another participant, with the one before. */
  readonly participants: readonly Pick<merges.MergeConflict, 'kind' | 'rowId' | 'participant'>[];
  /** Who got another payer, or none. */
  readonly payers?: readonly PayerChange[];
  /** The record that stays took the other's switches of automatic invoicing. */
  readonly switches?: SwitchesTaken | null;
  readonly mark: string;
}

/** Moves `amountMinor` of balance (positive: money of the client) from one account to the other. */
export function postMove(
  tx: WriteDb,
  { kind, amountMinor }: { readonly kind: string; readonly amountMinor: number },
  from: ClientId,
  into: ClientId,
  at: number,
): void {
  ledger.postTransaction(tx, { kind, subjectKind: 'client', subjectId: into, at }, [
    { accountId: ledger.clientAccount(tx, from), amountMinor },
    { accountId: ledger.clientAccount(tx, into), amountMinor: 0 - amountMinor },
  ]);
}
