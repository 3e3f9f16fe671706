import type { WriteDb } from '#db/database.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import type { Invoice } from '#db/schema/invoice.ts';
import type { InvoiceId, InvoiceLineId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { addToDraft } from '../../invoices/write-draft.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InvalidInput,
  notFound,
  type NotFound,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { type InvoiceState, invoiceState } from './invoice-error.ts';
import { type OwnLineInput, readOwnLines } from './own-lines.ts';

interface Named {
  readonly id: InvoiceId;
  readonly version: number;
}
export interface Changed {
  readonly undoId: UndoStepId;
}
export type DraftError = NotFound | ChangedMeanwhile | InvoiceState;

/** Adds lines that bill no session. */
export function addInvoiceLines(
  context: ServiceContext,
  actor: Actor,
  input: Named & { readonly own: readonly OwnLineInput[] },
): Result<Changed, DraftError | InvalidInput> {
  return changing<InvalidInput>(context, actor, input, 'invoice.lines_added', (tx, draft) => {
    const own = readOwnLines(tx, input.own);
    if (!own.ok) return own;
    const lineIds = addToDraft(tx, draft.id, { sessions: [], own: own.value });
    return ok({ kind: 'invoice.lines' as const, data: { id: draft.id, drop: lineIds, restore: [] } });
  });
}

/** Takes a line off: its session may be billed by another invoice then. */
export function removeInvoiceLine(
  context: ServiceContext,
  actor: Actor,
  input: Named & { readonly lineId: InvoiceLineId },
): Result<Changed, DraftError> {
  return changing(context, actor, input, 'invoice.line_removed', (tx, draft) => {
    const line = lines.findById(tx, input.lineId);
    if (line?.invoiceId !== draft.id || line.state !== 'live') return notFound('invoice_line');
    lines.drop(tx, [line.id]);
    invoices.refreshSums(tx, draft.id);
    return ok({ kind: 'invoice.lines' as const, data: { id: draft.id, drop: [], restore: [line.id] } });
  });
}

/** The words below the lines, and the last day to pay; null: the usual days from the day it is issued. */
export function updateInvoice(
  context: ServiceContext,
  actor: Actor,
  input: Named & { readonly note: string; readonly dueOn: LocalDate | null },
): Result<Changed, DraftError> {
  return changing(context, actor, input, 'invoice.changed', (tx, { id, note, dueOn, version }) => {
    invoices.update(tx, id, version, { note: input.note, dueOn: input.dueOn });
    return ok({ kind: 'invoice.words' as const, data: { id, note, dueOn } });
  });
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
  readonly kind: 'invoice.lines' | 'invoice.words' | 'invoice.discarded';
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
    return ok({ undoId: rememberUndo(tx, actor, at, changed.value) });
  });
}
