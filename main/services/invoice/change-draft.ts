import type { WriteDb } from '#db/database.ts';
import type { Billable } from '#db/repositories/billable.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Invoice, InvoiceLine } from '#db/schema/invoice.ts';
import type { InvoiceId, InvoiceLineId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { addDays, instantToWall, type LocalDate } from '#domain/values/time.ts';
import { addToDraft, type OwnLine } from '../../invoices/write-draft.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InvalidInput,
  invalidInput,
  notFound,
  type NotFound,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { type InvoiceInput, readSessions } from './create-invoice.ts';
import {
  type InvoiceEmpty,
  invoiceEmpty,
  type InvoiceState,
  invoiceState,
  type ScheduledNotInvoiced,
  totalTooLarge,
} from './invoice-error.ts';
import { type OwnLineInput, readOwnLines } from './own-lines.ts';

interface Named {
  readonly id: InvoiceId;
  readonly version: number;
}
export interface Changed {
  readonly undoId: UndoStepId;
}
export type DraftError = NotFound | ChangedMeanwhile | InvoiceState;

/** A line of one's own as it is to stand on the draft. */
export interface EditedLine extends OwnLineInput {
  /** The line of the draft that it takes the place of; null: a new one, behind the others. */
  readonly replaces: InvoiceLineId | null;
  /** The rate that the line had stays as it was on the draft, whatever the rates are now. */
  readonly keepsRate: boolean;
}

export interface DraftEdit extends Named {
  readonly note: string;
  /** The last day to pay, today or later; null: the usual days from the day it is issued. */
  readonly dueOn: LocalDate | null;
  /** Lines that go: their sessions may be billed by another invoice then. */
  readonly drop: readonly InvoiceLineId[];
  readonly sessions: InvoiceInput['sessions'];
  readonly own: readonly EditedLine[];
}

/** Puts a draft as it was typed: words, lines that go, sessions and lines that come. One step, and one undo for all of it. */
export function editDraft(
  context: ServiceContext,
  actor: Actor,
  input: DraftEdit,
): Result<Changed, DraftError | InvalidInput | InvoiceEmpty | ScheduledNotInvoiced> {
  return changing<InvalidInput | InvoiceEmpty | ScheduledNotInvoiced | ChangedMeanwhile>(
    context,
    actor,
    input,
    'invoice.changed',
    (tx, draft) => {
      const { id, note, dueOn, periodFrom, periodTo, version } = draft;
      if (input.dueOn !== null && input.dueOn < todayOf(tx, context.now()))
        return invalidInput('dueOn', 'DUE_BEFORE_INVOICE');
      const live = lines.list(tx, id);
      const dropped = live.filter((line) => isDropped(line, input));
      const named = new Set([...input.drop, ...input.own.flatMap(({ replaces }) => replaces ?? [])]);
      if (dropped.length < named.size) return notFound('invoice_line');
      const own = readEdited(tx, input.own, dropped);
      if (!own.ok) return own;
      const sessions = readSessions(tx, { clientId: draft.clientId, sessions: input.sessions });
      if (!sessions.ok) return sessions;
      const added = { own: own.value, sessions: sessions.value };
      if (live.length - dropped.length + added.own.length + added.sessions.length === 0)
        return invoiceEmpty();
      const words = { note: input.note, dueOn: input.dueOn, ...wider(draft, sessions.value) };
      invoices.update(tx, id, version, words);
      const dropIds = dropped.map((line) => line.id);
      lines.drop(tx, dropIds);
      const addedIds = addToDraft(tx, id, added);
      invoices.refreshSums(tx, id);
      const refused = totalTooLarge(tx, id);
      if (refused) return refused;
      const before = { note, dueOn, periodFrom, periodTo };
      return ok({
        kind: 'invoice.edited' as const,
        data: { id, drop: addedIds, restore: dropIds, words: before },
      });
    },
  );
}

const todayOf = (tx: WriteDb, at: number): LocalDate => instantToWall(at, studios.get(tx).zone).date;

/** Taken off, or replaced by a line that was typed anew; only lines of one's own are. */
const isDropped = ({ id, kind }: InvoiceLine, { drop, own }: DraftEdit): boolean =>
  drop.includes(id) || (kind === 'own' && own.some(({ replaces }) => replaces === id));

/** In the places of those that they replace, and with their rates where they keep them. */
function readEdited(
  tx: WriteDb,
  edited: readonly EditedLine[],
  dropped: readonly InvoiceLine[],
): Result<OwnLine[], InvalidInput> {
  const lineOf = (id: InvoiceLineId | null) => dropped.find((line) => line.id === id);
  const read = readOwnLines(
    tx,
    edited.map(({ replaces, keepsRate, ...line }) => ({
      ...line,
      rate: keepsRate ? lineOf(replaces) : undefined,
    })),
  );
  if (!read.ok) return read;
  return ok(
    read.value.map((line, index) => {
      const position = lineOf(edited[index]?.replaces ?? null)?.position;
      return position === undefined ? line : { ...line, position };
    }),
  );
}

/** The days that the paper names, with those of sessions that were added. */
function wider({ periodFrom, periodTo }: Invoice, sessions: readonly Billable[]) {
  const days = sessions.map(({ sessionDate }) => sessionDate).toSorted();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return { periodFrom, periodTo };
  const after = addDays(last, 1);
  return {
    periodFrom: periodFrom === null || first < periodFrom ? first : periodFrom,
    periodTo: periodTo === null || after > periodTo ? after : periodTo,
  };
}

/** Throws a draft away: it has no number, so nothing is missing, and its sessions may be billed again. */
export function discardInvoice(
  context: ServiceContext,
  actor: Actor,
  input: Named,
): Result<Changed, DraftError> {
  return changing(context, actor, input, 'invoice.discarded', (tx, { id }) => {
    const restore = discardDraft(tx, id, context.now());
    return ok({ kind: 'invoice.discarded' as const, data: { id, restore } });
  });
}

/** Answers the lines that it had. */
export function discardDraft(tx: WriteDb, id: InvoiceId, at: number): InvoiceLineId[] {
  const ids = lines.list(tx, id).map((line) => line.id);
  lines.drop(tx, ids);
  invoices.setVoid(tx, id, at);
  return ids;
}

interface Remembered {
  readonly kind: 'invoice.edited' | 'invoice.discarded';
  readonly data: { readonly id: InvoiceId };
}

/** One change of a draft as it was seen, with its audit row and its undo. */
function changing<Refusal extends { readonly code: string } = never>(
  context: ServiceContext,
  actor: Actor,
  { id, version }: Named,
  action: string,
  change: (tx: WriteDb, draft: Invoice) => Result<Remembered, Refusal | NotFound>,
): Result<Changed, DraftError | Refusal> {
  const at = context.now();
  return commit<Result<Changed, DraftError | Refusal>>(context, ['invoices'], (tx) => {
    const draft = invoices.findById(tx, id);
    if (!draft || draft.kind !== 'invoice') return notFound('invoice');
    if (draft.version !== version) return changedMeanwhile('invoice');
    if (draft.state !== 'draft') return invoiceState(draft);
    const changed = change(tx, draft);
    if (!changed.ok) return changed;
    recordDeed(tx, actor, at, { action, subjectKind: 'invoice', subjectId: id });
    const { kind, data } = changed.value;
    const versionAfter = invoices.getById(tx, id).version;
    return ok({ undoId: rememberUndo(tx, actor, at, { kind, data: { ...data, versionAfter } }) });
  });
}
