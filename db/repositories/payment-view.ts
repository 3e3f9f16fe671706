import type { ReadDb } from '#db/database.ts';
import type { Payment } from '#db/schema/payment.ts';
import type { ClientId, LocationId, PaymentId, ReceiptId, RefundId, StaffId } from '#domain/values/ids.ts';
import { PROMISED_OF_PAYMENT } from './cancellation.ts';
import { FREE_OF_PAYMENT } from './payment.ts';

export interface PaymentFilter {
  /** Epoch ms [from, to); null = open end. */
  readonly fromAt: number | null;
  readonly toAt: number | null;
  readonly methods: readonly Payment['method'][];
  readonly locationId: LocationId | null;
  readonly clientId: ClientId | null;
  readonly staffId: StaffId | null;
}

/** A payment with everything that a list shows of it. */
export interface ListedPayment {
  readonly id: PaymentId;
  readonly clientId: ClientId;
  readonly client: string;
  readonly method: Payment['method'];
  readonly amountMinor: number;
  readonly refundedMinor: number;
  readonly freeMinor: number;
  readonly receivedAt: number;
  readonly staff: string;
  readonly note: string;
  readonly receiptId: ReceiptId | null;
  readonly receiptNumber: number | null;
  readonly voidedAt: number | null;
}

export interface MethodSum {
  readonly method: Payment['method'];
  readonly count: number;
  readonly amountMinor: number;
  readonly refundedMinor: number;
}

/** Newest first. */
export function list(
  db: ReadDb,
  filter: PaymentFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): ListedPayment[] {
  const { where, params } = conditions(filter);
  return db.all(
    `${SELECT} FROM (SELECT p.* FROM payments p ${where} ORDER BY p.received_at DESC, p.id DESC LIMIT @limit OFFSET @offset) p ${JOINS}
     ORDER BY p.received_at DESC, p.id DESC`,
    { ...params, limit, offset },
  );
}

/** Of all that match; voided ones are listed and count nothing. */
export function sums(
  db: ReadDb,
  filter: PaymentFilter,
): { readonly total: number; readonly sums: MethodSum[] } {
  const { where, params } = conditions(filter);
  const rows = db.all<MethodSum & { readonly listed: number }>(
    `SELECT p.method, COUNT(*) AS listed, COUNT(*) FILTER (WHERE p.voided_at IS NULL) AS count,
       IFNULL(SUM(p.amount_minor) FILTER (WHERE p.voided_at IS NULL), 0) AS amountMinor,
       IFNULL(SUM(p.refunded_minor) FILTER (WHERE p.voided_at IS NULL), 0) AS refundedMinor
     FROM payments p ${where} GROUP BY p.method ORDER BY p.method`,
    params,
  );
  return {
    total: rows.reduce((sum, { listed }) => sum + listed, 0),
    sums: rows.map(({ method, count, amountMinor, refundedMinor }) => ({
      method,
      count,
      amountMinor,
      refundedMinor,
    })),
  };
}

export interface PaymentDetails extends ListedPayment {
  readonly currency: string;
  readonly provider: Payment['provider'];
  readonly providerRef: string | null;
  readonly voidReason: string;
  /** What refunds that are planned and not begun will take. */
  readonly promisedMinor: number;
}

export function find(db: ReadDb, id: PaymentId): PaymentDetails | undefined {
  return db.get(
    `${SELECT}, p.currency, p.provider, p.provider_ref AS providerRef, p.void_reason AS voidReason,
       (${PROMISED_OF_PAYMENT}) AS promisedMinor
     FROM payments p ${JOINS} WHERE p.id = ?`,
    [id],
  );
}

/** A payment of which something can still be given back. */
export interface Refundable {
  readonly id: PaymentId;
  readonly method: Payment['method'];
  readonly amountMinor: number;
  readonly receivedAt: number;
  readonly refundableMinor: number;
}

/** Of one client, the latest first: not refunded, not on its way, not planned by a job. */
export function listRefundable(db: ReadDb, clientId: ClientId, limit: number): Refundable[] {
  return db.all(
    `SELECT * FROM (SELECT p.id, p.method, p.amount_minor AS amountMinor, p.received_at AS receivedAt,
         p.amount_minor - p.refunded_minor - (${PROMISED_OF_PAYMENT}) AS refundableMinor
       FROM payments p WHERE p.client_id = ? AND p.voided_at IS NULL) WHERE refundableMinor > 0
     ORDER BY receivedAt DESC, id DESC LIMIT ?`,
    [clientId, limit],
  );
}

export interface RefundOfPayment {
  readonly id: RefundId;
  readonly amountMinor: number;
  readonly method: 'card' | 'cash';
  readonly state: string;
  readonly settledAs: string | null;
  readonly reason: string;
  readonly createdAt: number;
  readonly settledAt: number | null;
  readonly receiptId: ReceiptId | null;
}

export function listRefunds(db: ReadDb, id: PaymentId): RefundOfPayment[] {
  return db.all(
    `SELECT id, amount_minor AS amountMinor, method, state, settled_as AS settledAs, reason, created_at AS createdAt,
       settled_at AS settledAt, receipt_id AS receiptId
     FROM refunds WHERE payment_id = ? ORDER BY id DESC`,
    [id],
  );
}

export interface PaymentDeed {
  readonly at: number;
  readonly actor: string;
  readonly action: string;
}

/** What people did with the payment, the latest first. */
export function listDeeds(db: ReadDb, id: PaymentId): PaymentDeed[] {
  return db.all(
    `SELECT at, actor, action FROM audit_log WHERE subject_kind = 'payment' AND subject_id = ? ORDER BY id DESC LIMIT 100`,
    [id],
  );
}

const SELECT = `SELECT p.id, p.client_id AS clientId, TRIM(c.first_name || ' ' || c.last_name) AS client, p.method,
  p.amount_minor AS amountMinor, p.refunded_minor AS refundedMinor, ${FREE_OF_PAYMENT} AS freeMinor, p.received_at AS receivedAt,
  IFNULL(s.name, '') AS staff, p.note, p.receipt_id AS receiptId, r.number AS receiptNumber, p.voided_at AS voidedAt`;

const JOINS = `JOIN clients c ON c.id = p.client_id LEFT JOIN staff s ON s.id = p.staff_id
  LEFT JOIN receipts r ON r.id = p.receipt_id`;

function conditions({ fromAt, toAt, methods, locationId, clientId, staffId }: PaymentFilter) {
  const parts = [
    fromAt === null ? '' : 'p.received_at >= @fromAt',
    toAt === null ? '' : 'p.received_at < @toAt',
    methods.length === 0 ? '' : 'p.method IN (SELECT value FROM json_each(@methods))',
    clientId === null ? '' : 'p.client_id = @clientId',
    staffId === null ? '' : 'p.staff_id = @staffId',
    locationId === null
      ? ''
      : `EXISTS (SELECT 1 FROM fundings f JOIN bookings b ON b.id = f.booking_id JOIN sessions s ON s.id = b.session_id
           WHERE f.payment_id = p.id AND f.state = 'active' AND s.location_id = @locationId)`,
  ].filter((part) => part !== '');
  const all: Record<string, number | string | null> = {
    fromAt,
    toAt,
    methods: JSON.stringify(methods),
    clientId,
    staffId,
    locationId,
  };
  const where = parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`;
  const params = Object.fromEntries(Object.entries(all).filter(([name]) => where.includes(`@${name}`)));
  return { where, params };
}
