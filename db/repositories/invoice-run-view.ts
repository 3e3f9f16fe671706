import type { ReadDb } from '#db/database.ts';
import type { InvoiceRun, InvoiceRunRow } from '#db/schema/auto-invoice.ts';
import type { RunRowResult } from '#domain/auto-invoice/run-row-result.ts';
import type { ClientId, InvoiceRunId, InvoiceRunRowId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { HAS_MONEY_ADDRESS } from './client.ts';
import type { JobState } from './job.ts';

/** A run as the history lists it. */
export interface RunOverview extends Omit<InvoiceRun, 'settingsId'> {
  readonly jobState: JobState;
  readonly rows: number;
  readonly done: number;
  readonly invoiced: number;
  readonly failed: number;
  /** Declined cards that are tried again or wait for a person. */
  readonly declined: number;
  /** Invoices to be paid whose message did not go out. */
  readonly undelivered: number;
  readonly paid: number;
  readonly amountMinor: number;
  readonly paidMinor: number;
}

/** Newest first. */
export function listRuns(
  db: ReadDb,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): { readonly rows: RunOverview[]; readonly total: number } {
  return {
    rows: db.all<RunOverview>(`${SELECT_RUN} GROUP BY r.id ORDER BY r.id DESC LIMIT ? OFFSET ?`, [
      limit,
      offset,
    ]),
    total: db.get<{ n: number }>('SELECT COUNT(*) AS n FROM invoice_runs')?.n ?? 0,
  };
}

export function findRun(db: ReadDb, id: InvoiceRunId): RunOverview | undefined {
  return db.get<RunOverview>(`${SELECT_RUN} WHERE r.id = ? GROUP BY r.id`, [id]);
}

/** One client's row with the run it belongs to, and how its invoice and message fare. */
export interface RunRowView
  extends Pick<
    InvoiceRunRow,
    'id' | 'runId' | 'clientId' | 'sessions' | 'amountMinor' | 'invoiceId' | 'error' | 'tries' | 'nextTryAt'
  > {
  readonly interval: InvoiceRun['interval'];
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
  readonly ranAt: number;
  readonly client: string;
  readonly invoiceNumber: string | null;
  readonly messageState: string | null;
  /** The client or their payer has an address by now, which a message that did not arrive can go to. */
  readonly hasAddress: boolean;
  readonly result: RunRowResult;
}

export interface RunRowFilter {
  readonly runId?: InvoiceRunId | undefined;
  readonly clientId?: ClientId | undefined;
  readonly result: 'all' | 'problems' | 'paid' | 'unpaid' | 'nothing';
  /** Part of the client's name. */
  readonly search: string;
  readonly limit: number;
  readonly offset: number;
}

/** The newest run first, its clients in their order; `amountMinor` sums all that match. */
export function listRows(
  db: ReadDb,
  { runId, clientId, result, search, limit, offset }: RunRowFilter,
): { readonly rows: RunRowView[]; readonly total: number; readonly amountMinor: number } {
  const asked = [
    ...(runId === undefined ? [] : ['w.run_id = @runId']),
    ...(clientId === undefined ? [] : ['w.client_id = @clientId']),
    ...(search === '' ? [] : [`INSTR(LOWER(${NAME}), LOWER(@search)) > 0`]),
    ...(result === 'all' ? [] : [MATCHING[result]]),
  ];
  const where = asked.length === 0 ? '' : `WHERE ${asked.join(' AND ')}`;
  const params = {
    ...(runId !== undefined && { runId }),
    ...(clientId !== undefined && { clientId }),
    ...(search !== '' && { search }),
  };
  const sums = db.get<{ total: number; amountMinor: number }>(
    `SELECT COUNT(*) AS total, IFNULL(SUM(w.amount_minor), 0) AS amountMinor ${FROM_ROWS} ${where}`,
    params,
  );
  return {
    rows: db
      .all<RowOfView>(`${SELECT_ROW} ${where} ORDER BY w.run_id DESC, w.seq LIMIT @limit OFFSET @offset`, {
        ...params,
        limit,
        offset,
      })
      .map(viewOf),
    total: sums?.total ?? 0,
    amountMinor: sums?.amountMinor ?? 0,
  };
}

export function findRow(db: ReadDb, id: InvoiceRunRowId): RunRowView | undefined {
  const row = db.get<RowOfView>(`${SELECT_ROW} WHERE w.id = ?`, [id]);
  return row && viewOf(row);
}

type RowOfView = Omit<RunRowView, 'hasAddress'> & { readonly hasAddress: number };

const viewOf = (row: RowOfView): RunRowView => ({ ...row, hasAddress: row.hasAddress === 1 });

/** Nothing of it is to be paid any more, by payments or by credit notes. */
const PAID = `i.state = 'sent' AND i.total_minor <= i.credited_minor + i.paid_minor`;

const DECLINED = `w.billing IN ('retry', 'new_card', 'gave_up') AND i.state = 'sent' AND NOT (${PAID})`;

/** The last message that took the invoice along. */
const MESSAGE_STATE = `(SELECT m.state FROM messages m WHERE m.document_kind = 'invoice' AND m.document_id = w.invoice_id
  ORDER BY m.id DESC LIMIT 1)`;

const UNDELIVERED = `w.state = 'invoiced' AND i.state = 'sent' AND NOT (${PAID}) AND ${MESSAGE_STATE} IN ('failed', 'unsent')`;

const MATCHING: Readonly<Record<Exclude<RunRowFilter['result'], 'all'>, string>> = {
  problems: `(w.state IN ('failed', 'released') OR (${DECLINED}) OR (${UNDELIVERED}))`,
  paid: PAID,
  unpaid: `w.state = 'invoiced' AND i.state <> 'void' AND NOT (${PAID})`,
  nothing: `w.state = 'nothing'`,
};

const SELECT_RUN = `SELECT r.id, r.kind, r.interval, r.from_day AS fromDay, r.to_day AS toDay, r.due_at AS dueAt, r.job_id AS jobId,
  r.created_at AS createdAt, j.state AS jobState, COUNT(w.id) AS rows, IFNULL(SUM(w.state <> 'planned'), 0) AS done,
  IFNULL(SUM(w.state = 'invoiced'), 0) AS invoiced, IFNULL(SUM(w.state IN ('failed', 'released')), 0) AS failed,
  IFNULL(SUM(${DECLINED}), 0) AS declined, IFNULL(SUM(${UNDELIVERED}), 0) AS undelivered, IFNULL(SUM(${PAID}), 0) AS paid,
  IFNULL(SUM(w.amount_minor), 0) AS amountMinor, IFNULL(SUM(IIF(i.state = 'sent', i.paid_minor, 0)), 0) AS paidMinor
  FROM invoice_runs r JOIN jobs j ON j.id = r.job_id LEFT JOIN invoice_run_rows w ON w.run_id = r.id LEFT JOIN invoices i ON i.id = w.invoice_id`;

const NAME = `TRIM(c.first_name || ' ' || c.last_name)`;

const FROM_ROWS = `FROM invoice_run_rows w JOIN invoice_runs r ON r.id = w.run_id JOIN clients c ON c.id = w.client_id
  LEFT JOIN invoices i ON i.id = w.invoice_id`;

const SELECT_ROW = `SELECT w.id, w.run_id AS runId, w.client_id AS clientId, w.sessions, w.amount_minor AS amountMinor, w.invoice_id AS invoiceId, w.error,
  w.tries, w.next_try_at AS nextTryAt, r.interval, r.from_day AS fromDay, r.to_day AS toDay, r.created_at AS ranAt, ${NAME} AS client,
  i.number AS invoiceNumber, ${MESSAGE_STATE} AS messageState, EXISTS (SELECT 1 FROM clients c WHERE c.id = i.client_id AND ${HAS_MONEY_ADDRESS}) AS hasAddress,
  CASE WHEN w.state <> 'invoiced' THEN w.state WHEN i.state = 'void' THEN 'void' WHEN ${PAID} THEN 'paid'
    WHEN w.billing IN ('charging', 'retry', 'new_card', 'gave_up') THEN w.billing WHEN i.state = 'draft' THEN 'draft' ELSE 'sent' END AS result
  ${FROM_ROWS}`;
