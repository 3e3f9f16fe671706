import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { CHARGE_STATES } from '#domain/card/charge-life.ts';
import { LINK_STATES } from '#domain/card/link-life.ts';
import type { DuePart } from '#domain/payment/due-part.ts';
import type {
  CardCustomerId,
  CardId,
  CardLinkId,
  ChargeId,
  ClientId,
  DisputeId,
  PaymentId,
  StaffId,
} from '#domain/values/ids.ts';
import { flag, instant, json, reference, rowId, rowVersion } from './columns.ts';

const provider = () => text('provider', { enum: ['stripe', 'simulator'] }).notNull();

/** A client as a card processor knows them. */
export const cardCustomers = sqliteTable('card_customers', {
  id: rowId<CardCustomerId>(),
  clientId: reference<ClientId>('client_id').notNull(),
  provider: provider(),
  uid: text('uid').notNull(),
  requestBody: text('request_body').notNull(),
  requestSha256: text('request_sha256').notNull(),
  providerId: text('provider_id'),
  createdAt: instant('created_at').notNull(),
});

/** A page of the processor's on which a client leaves a card or pays. */
export const cardLinks = sqliteTable('card_links', {
  id: rowId<CardLinkId>(),
  uid: text('uid').notNull(),
  requestUid: text('request_uid').notNull(),
  kind: text('kind', { enum: ['setup', 'payment'] }).notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  customerId: reference<CardCustomerId>('customer_id').notNull(),
  invoiceId: integer('invoice_id'),
  amountMinor: integer('amount_minor'),
  currency: text('currency').notNull(),
  title: text('title').notNull(),
  state: text('state', { enum: LINK_STATES }).notNull(),
  provider: provider(),
  epoch: integer('epoch').notNull().default(1),
  idempotencyKey: text('idempotency_key').notNull(),
  requestBody: text('request_body').notNull(),
  requestSha256: text('request_sha256').notNull(),
  attempts: integer('attempts').notNull().default(0),
  firstAttemptAt: instant('first_attempt_at'),
  nextTryAt: instant('next_try_at').notNull().default(0),
  providerId: text('provider_id'),
  url: text('url'),
  openedAt: instant('opened_at'),
  expiresAt: instant('expires_at'),
  endedAt: instant('ended_at'),
  paymentId: reference<PaymentId>('payment_id'),
  failureCode: text('failure_code'),
  /** The client is written to as soon as the page is open. */
  sendEmail: flag('send_email').notNull().default(false),
  /** What was chosen on the page of the simulator. */
  simulated: text('simulated'),
  requestedBy: reference<StaffId>('requested_by'),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
  /** What the money is to pay; empty: the invoice, or the balance. */
  pays: json<readonly DuePart[]>('pays').notNull().default([]),
});

/** What is shown of a card; the processor has the rest. */
export const cards = sqliteTable('cards', {
  id: rowId<CardId>(),
  clientId: reference<ClientId>('client_id').notNull(),
  customerId: reference<CardCustomerId>('customer_id').notNull(),
  provider: provider(),
  providerId: text('provider_id').notNull(),
  brand: text('brand').notNull(),
  last4: text('last4').notNull(),
  expMonth: integer('exp_month').notNull(),
  expYear: integer('exp_year').notNull(),
  state: text('state', { enum: ['active', 'removing', 'removed'] }).notNull(),
  nextTryAt: instant('next_try_at').notNull().default(0),
  addedAt: instant('added_at').notNull(),
  removedAt: instant('removed_at'),
  version: rowVersion(),
});

/** A charge of a card on file. Committed with its key and frozen request before the first call (reliability D1–D3). */
export const cardCharges = sqliteTable('card_charges', {
  id: rowId<ChargeId>(),
  uid: text('uid').notNull(),
  requestUid: text('request_uid').notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  cardId: reference<CardId>('card_id').notNull(),
  purpose: text('purpose', { enum: ['balance', 'booking', 'package', 'invoice'] }).notNull(),
  invoiceId: integer('invoice_id'),
  description: text('description').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  provider: provider(),
  state: text('state', { enum: CHARGE_STATES }).notNull(),
  epoch: integer('epoch').notNull().default(1),
  idempotencyKey: text('idempotency_key').notNull(),
  requestBody: text('request_body').notNull(),
  requestSha256: text('request_sha256').notNull(),
  attempts: integer('attempts').notNull().default(0),
  firstAttemptAt: instant('first_attempt_at'),
  nextTryAt: instant('next_try_at').notNull().default(0),
  checks: integer('checks').notNull().default(0),
  reconcileFirst: flag('reconcile_first').notNull().default(false),
  providerChargeId: text('provider_charge_id'),
  failureCode: text('failure_code'),
  /** The bank's own reason. */
  declineCode: text('decline_code'),
  paymentId: reference<PaymentId>('payment_id'),
  requestedBy: reference<StaffId>('requested_by'),
  settledAt: instant('settled_at'),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
  /** What the money is to pay; empty: the invoice, or the balance. */
  pays: json<readonly DuePart[]>('pays').notNull().default([]),
});

/** Append-only: every move of a charge. */
export const cardChargeEvents = sqliteTable('card_charge_events', {
  id: integer('id').primaryKey(),
  chargeId: reference<ChargeId>('charge_id').notNull(),
  fromState: text('from_state').notNull(),
  toState: text('to_state').notNull(),
  detail: json<Readonly<Record<string, unknown>>>('detail').notNull().default({}),
  at: instant('at').notNull(),
});

/** A client disputes a card payment with their bank. `heldMinor`: what the ledger has under disputes, which is 0 once it is decided. */
export const cardDisputes = sqliteTable('card_disputes', {
  id: rowId<DisputeId>(),
  provider: provider(),
  providerId: text('provider_id').notNull(),
  paymentId: reference<PaymentId>('payment_id').notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  heldMinor: integer('held_minor').notNull().default(0),
  currency: text('currency').notNull(),
  reason: text('reason').notNull(),
  state: text('state', { enum: ['inquiry', 'open', 'won', 'lost', 'closed'] }).notNull(),
  dueAt: instant('due_at'),
  openedAt: instant('opened_at').notNull(),
  endedAt: instant('ended_at'),
  version: rowVersion(),
});
