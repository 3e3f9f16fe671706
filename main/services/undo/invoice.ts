import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import type { Invoice } from '#db/schema/invoice.ts';
import * as allocations from '#db/repositories/invoice-allocation.ts';
import type { AllocationId, InvoiceId, InvoiceLineId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { releaseAllocations } from '../../invoices/allocate.ts';
import { followBookings } from '../../invoices/follow-bookings.ts';
import { discardDraft } from '../invoice/change-draft.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** The draft is thrown away. Refused once lines were added to it. */
export function undoInvoiceDraft({ tx, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { id, lineIds } = data as { readonly id: InvoiceId; readonly lineIds: readonly InvoiceLineId[] };
  const hasMore = lines.list(tx, id).some((line) => !lineIds.includes(line.id));
  if (invoices.findById(tx, id)?.state !== 'draft' || hasMore) return changed();
  discardDraft(tx, id, now);
  return ok(undefined);
}

/**
 * The words are as they were; lines that were added go, those that were taken off are back at what their bookings are worth now.
 * Refused once the draft was changed again, or another invoice bills them.
 */
export function undoInvoiceEdit({ tx, now: at }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { id, drop, restore, words, versionAfter } = data as {
    readonly id: InvoiceId;
    readonly versionAfter: number;
    readonly drop: readonly InvoiceLineId[];
    readonly restore: readonly InvoiceLineId[];
    readonly words: Pick<Invoice, 'note' | 'dueOn' | 'periodFrom' | 'periodTo'>;
  };
  const now = invoices.findById(tx, id);
  if (now?.state !== 'draft' || now.version !== versionAfter || !areFree(tx, restore)) return changed();
  invoices.update(tx, id, now.version, words);
  lines.drop(tx, drop);
  restoreLines(tx, restore, at);
  invoices.refreshSums(tx, id);
  return ok(undefined);
}

/** The draft is there again with its lines, at what their bookings are worth now. */
export function undoInvoiceDiscard({ tx, now: at }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { id, restore } = data as { readonly id: InvoiceId; readonly restore: readonly InvoiceLineId[] };
  const now = invoices.findById(tx, id);
  if (now?.state !== 'void' || now.number !== null || !areFree(tx, restore)) return changed();
  invoices.update(tx, id, now.version, { state: 'draft', voidedAt: null });
  restoreLines(tx, restore, at);
  invoices.refreshSums(tx, id);
  return ok(undefined);
}

/** The money is free again, and the invoice due again. Refused once any of it has gone back, or a cancellation gives it back. */
export function undoInvoicePayment({ tx, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { ids } = data as { readonly ids: readonly AllocationId[] };
  const rows = allocations.listByIds(tx, ids);
  if (rows.length < ids.length || allocations.areInJob(tx, rows)) return changed();
  releaseAllocations(tx, rows, now);
  return ok(undefined);
}

/** Whether nothing else bills the bookings of these lines. */
function areFree(tx: UndoCall['tx'], ids: readonly InvoiceLineId[]): boolean {
  return lines.listBilled(tx, bookingsOf(tx, ids)).length === 0;
}

/** While they were off the draft nobody told them what became of their bookings. */
function restoreLines(tx: UndoCall['tx'], ids: readonly InvoiceLineId[], at: number): void {
  lines.restore(tx, ids);
  followBookings(tx, bookingsOf(tx, ids), { reason: '', by: null, at });
}

const bookingsOf = (tx: UndoCall['tx'], ids: readonly InvoiceLineId[]) =>
  ids.flatMap((id) => lines.findById(tx, id)?.bookingId ?? []);

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
