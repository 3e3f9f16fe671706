import type { ReadDb, WriteDb } from '#db/database.ts';
import * as settings from '#db/repositories/auto-invoice-settings.ts';
import * as clients from '#db/repositories/client.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as merges from '#db/repositories/merge.ts';
import type { Client } from '#db/schema/client.ts';
import { clientName } from '#domain/client/client-name.ts';
import { BALANCE_LINES, balanceLines } from '#domain/ledger/balance-line.ts';
import type { ClientId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type MoneyFrozen,
  notFound,
  type NotFound,
} from '../errors.ts';
import type { FamiliesApart } from '#domain/client/family.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { planFamilies, setPayers } from './merge-families.ts';
import { takeSwitches } from './merge-switches.ts';
import { type ClientsMerged, postMove } from './merged.ts';
import { moneyFrozenError } from '../money-frozen.ts';

export interface MergePreview {
  readonly from: { readonly id: ClientId; readonly name: string; readonly version: number };
  readonly into: { readonly id: ClientId; readonly name: string; readonly version: number };
  readonly moves: Readonly<Record<MovedKind, number>>;
  readonly conflicts: Omit<merges.MergeConflict, 'rowId' | 'participant'>[];
  /** Automatic invoicing of each; one of the two stands afterwards. */
  readonly switches: Readonly<Record<keyof Pair, Omit<settings.ClientSwitches, 'version'>>>;
  readonly isBusy: boolean;
}
type MovedKind =
  | 'bookings'
  | 'payments'
  | 'lots'
  | 'credits'
  | 'balanceMinor'
  | 'participants'
  | 'messages'
  | 'waitlist'
  | 'enrolments'
  | 'offers'
  | 'tasks';

type PairError = NotFound | { readonly code: 'MERGE_SAME' };
interface Pair {
  readonly from: ClientId;
  readonly into: ClientId;
}

/** What would go from one record to the other, and what stands against it. Both are active clients. */
export function previewMerge({ db }: ServiceContext, input: Pair): Result<MergePreview, PairError> {
  const pair = findPair(db.read, input);
  if (!pair.ok) return pair;
  const { from, into } = pair.value;
  const count = (table: merges.MovedTable): number => merges.countRows(db.read, table, from.id);
  return ok({
    from: { id: from.id, name: clientName(from), version: from.version },
    into: { id: into.id, name: clientName(into), version: into.version },
    moves: {
      bookings: count('bookings'),
      payments: count('payments'),
      lots: count('credit_lots'),
      credits: merges.sumCredits(db.read, from.id),
      balanceMinor: ledger.balanceOfClient(db.read, from.id),
      participants: count('participants'),
      messages: count('messages'),
      waitlist: count('waitlist_entries'),
      enrolments: count('enrolments'),
      offers: count('reschedule_offers'),
      tasks: count('tasks'),
    },
    conflicts: merges
      .listConflicts(db.read, from.id, into.id)
      .map(({ kind, sessionId, title, date, time }) => ({ kind, sessionId, title, date, time })),
    switches: { from: settings.switchesOf(db.read, from.id), into: settings.switchesOf(db.read, into.id) },
    isBusy: merges.isBusy(db.read, [from.id, into.id]),
  });
}

/**
 * Moves everything of one record to the other in one transaction and archives the first, which is still found by its name. The
 * balance moves by ledger transactions of its own, one for each line of the available credit; no posting is rewritten. Places
 * that both hold are refused, or kept for a participant named like the record that goes.
 */
export function mergeClients(
  context: ServiceContext,
  actor: Actor,
  input: Pair & {
    readonly fromVersion: number;
    readonly intoVersion: number;
    readonly keepAsParticipant: boolean;
    /** Whose switches of automatic invoicing stand. */
    readonly switchesOf: keyof Pair;
  },
): Result<
  { undoId: UndoStepId },
  | PairError
  | ChangedMeanwhile
  | MoneyFrozen
  | FamiliesApart
  | { readonly code: 'MERGE_BUSY' }
  | { readonly code: 'MERGE_CONFLICTS'; readonly count: number }
> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  return commit(context, ['clients', 'sessions', 'series', 'tasks', 'messages', 'offers'], (tx) => {
    const pair = findPair(tx, input);
    if (!pair.ok) return pair;
    const { from, into } = pair.value;
    if (from.version !== input.fromVersion || into.version !== input.intoVersion)
      return changedMeanwhile('client');
    if (merges.isBusy(tx, [from.id, into.id])) return err({ code: 'MERGE_BUSY' });
    const conflicts = merges.listConflicts(tx, from.id, into.id);
    if (conflicts.length > 0 && !input.keepAsParticipant)
      return err({ code: 'MERGE_CONFLICTS', count: conflicts.length });
    const payers = planFamilies(tx, from, into);
    if (!payers.ok) return payers;
    const at = context.now();
    for (const conflict of conflicts) keepForParticipant(tx, conflict, from, into);
    const moved = moveRows(tx, from.id, into.id);
    const balances = moveBalance(tx, from.id, into.id, at);
    const former = clients.listMergedInto(tx, from.id).map(({ id }) => id);
    clients.setMergedInto(tx, former, into.id);
    setPayers(tx, payers.value);
    const switches = input.switchesOf === 'from' ? takeSwitches(tx, from.id, into.id) : null;
    clients.update(tx, from.id, from.version, { state: 'archived', mergedInto: into.id });
    clients.update(tx, into.id, into.version, {});
    const data = { mergedFrom: from.id, bookings: moved.bookings?.length ?? 0, conflicts: conflicts.length };
    recordDeed(tx, actor, at, { action: 'client.merged', subjectKind: 'client', subjectId: into.id, data });
    const step: ClientsMerged = {
      from: from.id,
      into: into.id,
      former,
      moved,
      balances,
      payers: payers.value,
      switches,
      participants: conflicts.map(({ kind, rowId, participant }) => ({ kind, rowId, participant })),
      mark: merges.markOf(tx, [from.id, into.id]),
    };
    return ok({ undoId: rememberUndo(tx, actor, at, { kind: 'client.merged', data: step }) });
  });
}

function findPair(db: ReadDb, { from, into }: Pair): Result<{ from: Client; into: Client }, PairError> {
  if (from === into) return err({ code: 'MERGE_SAME' });
  const [one, other] = [clients.findById(db, from), clients.findById(db, into)];
  if (one?.state !== 'active' || other?.state !== 'active') return notFound('client');
  return ok({ from: one, into: other });
}

/** Two places of one client in one session are told apart by who comes. */
function keepForParticipant(tx: WriteDb, conflict: merges.MergeConflict, from: Client, into: Client): void {
  const name = (conflict.participant || clientName(from)).slice(0, 110);
  const { kind, rowId } = conflict;
  const isTaken = (wanted: string) => merges.isPlaceTaken(tx, kind, rowId, [from.id, into.id], wanted);
  let wanted = name;
  for (let number = 2; wanted === conflict.participant || isTaken(wanted); number += 1)
    wanted = `${name} (${number})`;
  merges.setParticipant(tx, kind, rowId, wanted);
}

/** A participant whom both have stays with the record that goes: places name participants by their names. */
function moveRows(tx: WriteDb, from: ClientId, into: ClientId): ClientsMerged['moved'] {
  const shared = new Set(merges.listSharedParticipants(tx, from, into));
  return Object.fromEntries(
    merges.MOVED_TABLES.map((table) => {
      const all = merges.listRowIds(tx, table, from);
      const ids = table === 'participants' ? all.filter((id) => !shared.has(id)) : all;
      merges.giveRows(tx, table, ids, from, into);
      return [table, ids];
    }),
  );
}

/** What each kind of line adds to the one balance and takes from the other; the sum screen stays true line by line. */
function moveBalance(tx: WriteDb, from: ClientId, into: ClientId, at: number): ClientsMerged['balances'] {
  const lines = balanceLines(ledger.balanceOfClientByKind(tx, from));
  const balances = BALANCE_LINES.map((line) => ({ kind: `merged_${line}`, amountMinor: lines[line] })).filter(
    ({ amountMinor }) => amountMinor !== 0,
  );
  for (const line of balances) postMove(tx, line, from, into, at);
  return balances;
}
