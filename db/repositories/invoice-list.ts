import type { ReadDb, SqlValue } from '#db/database.ts';
import type { Invoice } from '#db/schema/invoice.ts';
import type { InvoiceStanding } from '#domain/invoice/standing.ts';
import type { ClientId, InvoiceId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';

export interface InvoiceFilter {
  readonly kind: Invoice['kind'] | null;
  readonly standing: InvoiceStanding | null;
  readonly clientId: ClientId | null;
  /** Days of issue, [from, to); drafts have none and are in no period. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** A part of the number or of the client's name. */
  readonly search: string;
  /** The studio's day, for what is overdue. */
  readonly today: LocalDate;
}

export interface ListedInvoice
  extends Pick<
    Invoice,
    | 'id'
    | 'kind'
    | 'state'
    | 'number'
    | 'clientId'
    | 'issuedOn'
    | 'dueOn'
    | 'totalMinor'
    | 'creditedMinor'
    | 'paidMinor'
    | 'createdAt'
  > {
  readonly clientName: string;
}

export interface InvoiceSums {
  readonly count: number;
  readonly totalMinor: number;
  readonly dueMinor: number;
  readonly overdueMinor: number;
}

const NAME = `trim(c.first_name || ' ' || c.last_name)`;
const DUE = 'i.total_minor - i.credited_minor - i.paid_minor';

/** Drafts first, then the latest number. */
export function list(
  db: ReadDb,
  filter: InvoiceFilter,
  page: { readonly limit: number; readonly offset: number },
): ListedInvoice[] {
  const { where, params } = conditions(filter);
  return db.all(
    `SELECT i.id, i.kind, i.state, i.number, i.client_id AS clientId, ${NAME} AS clientName, i.issued_on AS issuedOn,
       i.due_on AS dueOn, i.total_minor AS totalMinor, i.credited_minor AS creditedMinor, i.paid_minor AS paidMinor,
       i.created_at AS createdAt
     FROM invoices i CROSS JOIN clients c ON c.id = i.client_id WHERE ${where}
     ORDER BY i.state = 'draft' DESC, i.id DESC LIMIT @limit OFFSET @offset`,
    { ...params, ...page },
  );
}

/** Of all that match, not only of a page. Credit notes and what is no longer owed count nothing. */
export function sums(db: ReadDb, filter: InvoiceFilter): InvoiceSums {
  const { where, params } = conditions(filter);
  const owed = `CASE WHEN i.kind = 'invoice' AND i.state = 'sent' THEN MAX(0, ${DUE}) ELSE 0 END`;
  return (
    db.get<InvoiceSums>(
      `SELECT COUNT(*) AS count, IFNULL(SUM(IIF(i.kind = 'invoice' AND i.state = 'sent', i.total_minor - i.credited_minor, 0)), 0) AS totalMinor,
         IFNULL(SUM(${owed}), 0) AS dueMinor, IFNULL(SUM(CASE WHEN i.due_on < @today THEN ${owed} ELSE 0 END), 0) AS overdueMinor
       FROM invoices i ${filter.search === '' ? '' : 'JOIN clients c ON c.id = i.client_id'} WHERE ${where}`,
      { today: filter.today, ...params },
    ) ?? { count: 0, totalMinor: 0, dueMinor: 0, overdueMinor: 0 }
  );
}

const OPEN = `i.kind = 'invoice' AND i.state = 'sent' AND i.total_minor > i.credited_minor + i.paid_minor`;
const STANDINGS: Readonly<Record<InvoiceStanding, string>> = {
  draft: `i.state = 'draft'`,
  void: `i.state = 'void'`,
  paid: `i.state = 'sent' AND ${DUE} <= 0 AND NOT (i.total_minor > 0 AND i.credited_minor = i.total_minor)`,
  credited: `i.state = 'sent' AND i.total_minor > 0 AND i.credited_minor = i.total_minor`,
  part_paid: `${OPEN} AND i.paid_minor > 0 AND i.due_on >= @today`,
  overdue: `${OPEN} AND i.due_on < @today`,
  unpaid: `${OPEN} AND i.paid_minor = 0 AND i.due_on >= @today`,
};

function conditions(filter: InvoiceFilter): {
  readonly where: string;
  readonly params: Record<string, SqlValue>;
} {
  const { kind, standing, clientId, from, to, search, today } = filter;
  // A draft that was thrown away was never an invoice.
  const where = [`NOT (i.state = 'void' AND i.number IS NULL)`];
  const params: Record<string, SqlValue> = {};
  const add = (condition: string, values: Record<string, SqlValue> = {}): void => {
    where.push(condition);
    Object.assign(params, values);
  };
  if (kind !== null) add('i.kind = @kind', { kind });
  if (standing !== null) {
    add(
      standing === 'draft' || standing === 'void'
        ? STANDINGS[standing]
        : `i.kind = 'invoice' AND ${STANDINGS[standing]}`,
    );
    if (STANDINGS[standing].includes('@today')) params['today'] = today;
  }
  if (clientId !== null) add('i.client_id = @clientId', { clientId });
  if (from !== null) add('i.issued_on >= @from', { from });
  if (to !== null) add('i.issued_on < @to', { to });
  if (search !== '')
    add(
      `(instr(lower(IFNULL(i.number, '')), lower(@search)) > 0 OR instr(lower(${NAME}), lower(@search)) > 0)`,
      { search },
    );
  return { where: where.join(' AND '), params };
}

/** Invoices of a client that are still to be paid, the one due first before the others. */
export function listUnpaid(db: ReadDb, clientId: ClientId): InvoiceId[] {
  return db
    .all<{ id: InvoiceId }>(
      `SELECT i.id FROM invoices i WHERE i.client_id = ? AND ${OPEN} ORDER BY i.due_on, i.id`,
      [clientId],
    )
    .map(({ id }) => id);
}

/** Line `l` is in the balance: its own charge, a saved session, or what was kept of a place that was given up. */
const CHARGED = `(l.booking_id IS NULL OR EXISTS (SELECT 1 FROM completions c WHERE c.booking_id = l.booking_id AND c.state = 'active')
  OR EXISTS (SELECT 1 FROM bookings b WHERE b.id = l.booking_id AND b.state = 'canceled'))`;

/** What is due on a client's invoices for what was charged already: it stands in the balance too, and is owed once. */
export function chargedOnInvoices(db: ReadDb, clientId: ClientId): number {
  return (
    db.get<{ due: number }>(
      `SELECT IFNULL(SUM(l.gross_minor - l.credited_minor - l.paid_minor), 0) AS due
       FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id AND l.state = 'live'
       WHERE i.client_id = ? AND ${OPEN} AND ${CHARGED}`,
      [clientId],
    )?.due ?? 0
  );
}

/** Of what is due of one invoice, what is charged already and so stands in the balance. */
export function chargedOnInvoice(db: ReadDb, id: InvoiceId): number {
  return (
    db.get<{ due: number }>(
      `SELECT IFNULL(SUM(l.gross_minor - l.credited_minor - l.paid_minor), 0) AS due
       FROM invoice_lines l WHERE l.invoice_id = ? AND l.state = 'live' AND ${CHARGED}`,
      [id],
    )?.due ?? 0
  );
}
