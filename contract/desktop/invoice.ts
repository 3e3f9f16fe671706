import { z } from 'zod';
import { INVOICE_STANDINGS } from '#domain/invoice/standing.ts';
import { desk, management } from './base.ts';
import {
  amountMinor,
  bookingId,
  clientId,
  csvFile,
  invoiceId,
  invoiceLineId,
  line,
  localDate,
  page,
  paymentId,
  requiredLine,
  taxRateId,
  text,
  undoStepId,
  version,
} from './fields.ts';

const standing = z.enum(INVOICE_STANDINGS);
const state = z.enum(['draft', 'sent', 'void']);
const kind = z.enum(['invoice', 'credit_note']);
const undoable = z.object({ undoId: undoStepId });
const requestUid = z.uuid();
const named = { id: invoiceId, version };

/** A line that bills no session. */
const ownLine = z.object({
  description: requiredLine(200),
  /** Thousandths: 1.5 hours are 1,500. */
  quantityMilli: z.int().min(1).max(1_000_000),
  unitMinor: amountMinor,
  taxRateId: taxRateId.nullable(),
});

/** Sessions of local days [from, to): saved ones at what they charged, or those to come at their price. */
const sessions = { from: localDate, to: localDate, of: z.enum(['completed', 'scheduled']) };

const chosenSessions = z.object({ ...sessions, bookingIds: z.array(bookingId).max(2000) });

/** A session that an invoice could bill; `amountMinor` is what is still to be billed, tax included. */
export const billable = z.object({
  bookingId,
  kind: z.enum(['session', 'package']),
  title: z.string(),
  participant: z.string(),
  label: z.string(),
  lotName: z.string(),
  sessionDate: localDate,
  sessionTime: z.string(),
  amountMinor: z.int(),
  taxRateBp: z.int(),
});
export type Billable = z.infer<typeof billable>;

/** An invoice or credit note in a list. Due is what is neither paid nor credited. */
export const invoiceRow = z.object({
  id: invoiceId,
  kind,
  state,
  standing,
  number: z.string().nullable(),
  clientId,
  clientName: z.string(),
  issuedOn: localDate.nullable(),
  dueOn: localDate.nullable(),
  totalMinor: z.int(),
  creditedMinor: z.int(),
  paidMinor: z.int(),
  dueMinor: z.int(),
  createdAt: z.number(),
});
export type InvoiceRow = z.infer<typeof invoiceRow>;

const invoiceLine = z.object({
  id: invoiceLineId,
  position: z.int(),
  kind: z.enum(['session', 'package', 'own']),
  bookingId: bookingId.nullable(),
  description: z.string(),
  participant: z.string(),
  label: z.string(),
  lotName: z.string(),
  sessionDate: localDate.nullable(),
  sessionTime: z.string().nullable(),
  quantityMilli: z.int(),
  unitMinor: z.int(),
  taxName: z.string(),
  taxRateBp: z.int(),
  taxInclusive: z.boolean(),
  netMinor: z.int(),
  taxMinor: z.int(),
  grossMinor: z.int(),
  creditedMinor: z.int(),
  paidMinor: z.int(),
});

const creditNote = z.object({
  id: invoiceId,
  number: z.string().nullable(),
  state,
  totalMinor: z.int(),
  reason: z.string(),
  issuedOn: localDate.nullable(),
  cause: z.enum(['desk', 'session', 'void']).nullable(),
});

/** All that a page about it shows; the paper itself is `document.get`. */
export const invoiceView = invoiceRow.extend({
  version,
  hasEmail: z.boolean(),
  note: z.string(),
  reason: z.string(),
  netMinor: z.int(),
  taxMinor: z.int(),
  sentAt: z.number().nullable(),
  creditsInvoiceId: invoiceId.nullable(),
  creditsNumber: z.string().nullable(),
  lines: z.array(invoiceLine),
  payments: z.array(
    z.object({ paymentId, method: z.string(), amountMinor: z.int(), receivedAt: z.number() }),
  ),
  creditNotes: z.array(creditNote),
  /** `step` null: sent by hand. */
  reminders: z.array(z.object({ step: z.int().nullable(), dueMinor: z.int(), createdAt: z.number() })),
  /** Where it can be paid online, while that page is open. */
  paymentUrl: z.string().nullable(),
  /** Money of the client that pays for nothing yet. */
  freePayments: z.array(
    z.object({ paymentId, method: z.string(), freeMinor: z.int(), receivedAt: z.number() }),
  ),
});
export type InvoiceView = z.infer<typeof invoiceView>;

const prefix = line(12).regex(/^[\p{L}\p{N}\-/. ]*$/u, 'FORMAT');
/** `reminderDays`: days after the due date, rising; at most one reminder for each. */
export const invoiceSettings = z.object({
  dueDays: z.int().min(0).max(365),
  invoicePrefix: prefix,
  creditNotePrefix: prefix,
  reminderDays: z.array(z.int().min(1).max(365)).max(5).readonly(),
});
export type InvoiceSettings = z.infer<typeof invoiceSettings>;

/** What the list is narrowed to. */
const listing = {
  kind: kind.nullable().default(null),
  standing: standing.nullable().default(null),
  clientId: clientId.nullable().default(null),
  /** Days of issue, [from, to). */
  from: localDate.nullable().default(null),
  to: localDate.nullable().default(null),
  search: line(100).default(''),
};

/** Invoices and credit notes: written, numbered, sent, paid, credited. */
export const invoice = {
  list: desk
    .input(
      z.object({
        ...listing,
        ...page,
      }),
    )
    .output(
      z.object({
        rows: z.array(invoiceRow),
        total: z.int(),
        /** Of all that match, not only of the page. */
        sums: z.object({ totalMinor: z.int(), dueMinor: z.int(), overdueMinor: z.int() }),
      }),
    ),
  /** The same list as a file. */
  saveCsv: desk.input(z.object(listing)).output(csvFile),
  get: desk.input(z.object({ id: invoiceId })).output(invoiceView),
  /** What could be billed; sessions that a package has paid for are among them with nothing due. */
  billable: desk.input(z.object({ clientId, ...sessions })).output(z.array(billable)),
  /** A draft. Refused with CHANGED_MEANWHILE if one of the sessions is billed or paid by now. */
  create: desk
    .input(
      z.object({
        requestUid,
        clientId,
        sessions: chosenSessions.nullable(),
        own: z.array(ownLine).max(100),
        note: text(2000).default(''),
      }),
    )
    .output(undoable.extend({ id: invoiceId })),
  /** A draft as it was typed; refused with INVOICE_STATE once it is issued. */
  edit: desk
    .input(
      z.object({
        ...named,
        note: text(2000),
        dueOn: localDate.nullable(),
        /** Lines that go. */
        drop: z.array(invoiceLineId).max(2000),
        sessions: chosenSessions.nullable(),
        own: z.array(ownLine.extend({ replaces: invoiceLineId.nullable(), keepsRate: z.boolean() })).max(100),
      }),
    )
    .output(undoable),
  discard: desk.input(z.object(named)).output(undoable),
  /** Gives it its number, for ever. */
  issue: desk
    .input(z.object({ requestUid, ...named, send: z.boolean() }))
    .output(z.object({ number: z.string() })),
  /** From money that the client has paid already; new money: `payment.take`. */
  pay: desk
    .input(
      z.object({
        requestUid,
        id: invoiceId,
        payments: z
          .array(z.object({ paymentId, amountMinor: amountMinor.min(1) }))
          .min(1)
          .max(100),
      }),
    )
    .output(undoable),
  /** A payment stops paying for it: the money is free, and as much is due again. */
  release: desk.input(z.object({ requestUid, id: invoiceId, paymentId })),
  credit: management
    .input(
      z.object({
        requestUid,
        ...named,
        reason: requiredLine(200),
        parts: z
          .array(z.object({ lineId: invoiceLineId, amountMinor: amountMinor.min(1) }))
          .min(1)
          .max(2000),
      }),
    )
    .output(z.object({ creditNoteId: invoiceId })),
  void: management
    .input(z.object({ requestUid, ...named, reason: requiredLine(200) }))
    .output(z.object({ creditNoteId: invoiceId })),
  send: desk.input(z.object({ requestUid, id: invoiceId })),
  remind: desk.input(z.object({ requestUid, id: invoiceId })),
  settings: desk.output(invoiceSettings),
  updateSettings: management.input(invoiceSettings),
};
