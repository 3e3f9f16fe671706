import type { ReadDb } from '#db/database.ts';
import { type Billable, billableOf } from '#db/repositories/billable.ts';
import * as clients from '#db/repositories/client.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import type { BookingId, ClientId, InvoiceId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { addDays, type LocalDate } from '#domain/values/time.ts';
import { writeDraft } from '../../invoices/write-draft.ts';
import { readPrepaymentRule } from '../../settings/prepayment-settings.ts';
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
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import {
  type InvoiceEmpty,
  invoiceEmpty,
  type ScheduledNotInvoiced,
  totalTooLarge,
} from './invoice-error.ts';
import { type OwnLineInput, readOwnLines } from './own-lines.ts';

/** At most so many days of sessions on one invoice. */
const MOST_DAYS = 400;

export interface BillableWish {
  readonly clientId: ClientId;
  /** Local days of the sessions, [from, to). */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly of: 'completed' | 'scheduled';
}

/** What an invoice could bill: saved sessions (those that a package paid for with nothing due), or sessions still to come. */
export function listBillable(
  { db }: ServiceContext,
  wish: BillableWish,
): Result<Billable[], InvalidInput | ScheduledNotInvoiced> {
  const refused = refusedRange(wish) ?? refusedMode(db.read, wish);
  return refused ?? ok(billableOf(db.read, { ...wish, withPackages: true }));
}

export interface InvoiceInput {
  readonly requestUid: string;
  readonly clientId: ClientId;
  /** Null: an invoice of own lines alone. */
  readonly sessions: (Omit<BillableWish, 'clientId'> & { readonly bookingIds: readonly BookingId[] }) | null;
  readonly own: readonly OwnLineInput[];
  readonly note: string;
}

export interface Drafted {
  readonly id: InvoiceId;
  readonly undoId: UndoStepId;
}

export type CreateInvoiceError =
  | NotFound
  | InvalidInput
  | InvoiceEmpty
  | ScheduledNotInvoiced
  | ChangedMeanwhile
  | RequestAnswered;

/** Writes a draft over the chosen sessions and own lines. Refused as a whole if one of the sessions is billed or paid meanwhile. */
export function createInvoice(
  context: ServiceContext,
  actor: Actor,
  input: InvoiceInput,
): Result<Drafted, CreateInvoiceError> {
  const at = context.now();
  const { requestUid, clientId, sessions, note } = input;
  const request = { requestUid, action: 'invoice.create', actor, input, at };
  return commit<Result<Drafted, CreateInvoiceError>>(context, ['invoices'], (tx) =>
    once<Drafted, CreateInvoiceError>(tx, request, () => {
      if (!clients.findOwn(tx, clientId)) return notFound('client');
      const own = readOwnLines(tx, input.own);
      if (!own.ok) return own;
      const billed = readSessions(tx, { clientId, sessions });
      if (!billed.ok) return billed;
      const rows = billed.value;
      if (rows.length + own.value.length === 0) return invoiceEmpty();
      const id = writeDraft(tx, {
        clientId,
        periodFrom: sessions?.from ?? null,
        periodTo: sessions?.to ?? null,
        note,
        createdBy: actor.staffId,
        createdAt: at,
        sessions: rows,
        own: own.value,
      });
      const refused = totalTooLarge(tx, id);
      if (refused) return refused;
      recordDeed(tx, actor, at, {
        action: 'invoice.drafted',
        subjectKind: 'invoice',
        subjectId: id,
        data: { clientId, sessions: rows.length, own: own.value.length },
      });
      const lineIds = lines.list(tx, id).map((line) => line.id);
      return ok({
        id,
        undoId: rememberUndo(tx, actor, at, { kind: 'invoice.drafted', data: { id, lineIds } }),
      });
    }),
  );
}

/** The chosen sessions as they can be billed now, all or none. */
export function readSessions(
  db: ReadDb,
  { clientId, sessions }: Pick<InvoiceInput, 'clientId' | 'sessions'>,
): Result<Billable[], InvalidInput | ScheduledNotInvoiced | ChangedMeanwhile> {
  if (sessions === null) return ok([]);
  const refused = refusedRange(sessions) ?? refusedMode(db, sessions);
  if (refused) return refused;
  const chosen = new Set(sessions.bookingIds);
  const found = billableOf(db, { clientId, ...sessions, withPackages: true });
  const rows = found.filter(({ bookingId }) => chosen.has(bookingId));
  return rows.length < chosen.size ? changedMeanwhile('booking') : ok(rows);
}

function refusedRange({ from, to }: Pick<BillableWish, 'from' | 'to'>) {
  if (to <= from) return invalidInput('to', 'RANGE_REVERSED');
  return to > addDays(from, MOST_DAYS) ? invalidInput('to', 'RANGE_TOO_LONG', MOST_DAYS) : null;
}

/** In package mode everything to come is paid for already (seed 001). */
function refusedMode(db: ServiceContext['db']['read'], { of }: Pick<BillableWish, 'of'>) {
  return of === 'scheduled' && readPrepaymentRule(db).mode === 'package'
    ? ({ ok: false, error: { code: 'SCHEDULED_NOT_INVOICED' } } as const)
    : null;
}
