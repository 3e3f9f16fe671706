import type { JobItem } from '#contract/desktop/job.ts';

export interface ReportSession {
  readonly sessionId: number;
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly bookings: number;
  /** Money that was to go back for this session, minor units. */
  readonly plannedMinor: number;
  /** Of it, what was given back. */
  readonly amountMinor: number;
  readonly isReleased: boolean;
  /** An undo opened it again. */
  readonly isRestored: boolean;
}

export interface ReportClient {
  readonly key: string;
  readonly name: string;
  readonly items: readonly JobItem[];
  /** Given back, minor units. */
  readonly amountMinor: number;
}

/** Money that was to go back: to the card, to the balance or over the desk. Credits and dropped charges are not money back. */
export function moneyBack(item: Pick<JobItem, 'action' | 'amountMinor'>): number {
  return item.action === 'refund_card' || item.action === 'account_credit' || item.action === 'cash_due'
    ? item.amountMinor
    : 0;
}

const GIVEN: ReadonlySet<JobItem['refundState']> = new Set(['succeeded', 'pending', 'settled'] as const);

/** What of it was given back, minor units: refunds made or on their way, cash handed out, credit that stayed on the balance. */
export function givenBack(item: Pick<JobItem, 'action' | 'amountMinor' | 'outcome' | 'refundState'>): number {
  const isGiven =
    item.action === 'account_credit'
      ? item.outcome === 'done' || item.outcome === 'kept'
      : GIVEN.has(item.refundState);
  return isGiven ? moneyBack(item) : 0;
}

/** The sessions of a job in the order of their dates, with their bookings and amounts. */
export function reportSessions(items: readonly JobItem[]): readonly ReportSession[] {
  const bySession = Map.groupBy(items, (item) => item.sessionId);
  return [...bySession.values()]
    .map((rows): ReportSession => {
      const [first] = rows;
      if (!first) throw new Error('a group has at least one row');
      return {
        sessionId: first.sessionId,
        title: first.title,
        date: first.date,
        time: first.time,
        bookings: new Set(rows.flatMap((row) => (row.bookingId === null ? [] : [row.bookingId]))).size,
        plannedMinor: rows.reduce((total, row) => total + moneyBack(row), 0),
        amountMinor: sum(rows),
        isReleased: rows.every((row) => row.outcome === 'released'),
        isRestored: rows.some((row) => row.outcome === 'undone'),
      };
    })
    .sort((a, b) => compare(a.date + a.time, b.date + b.time) || a.sessionId - b.sessionId);
}

/** Everybody who had a booking, by name, each with all of their rows; a client who was removed meanwhile keeps a place. */
export function reportClients(items: readonly JobItem[], locale: string): readonly ReportClient[] {
  const booked = items.filter((item) => item.bookingId !== null);
  const byClient = Map.groupBy(booked, (item) =>
    item.clientId === null ? `booking ${item.bookingId}` : `client ${item.clientId}`,
  );
  const collator = new Intl.Collator(locale);
  return [...byClient]
    .map(([key, rows]) => ({ key, name: rows[0]?.client ?? '', items: rows, amountMinor: sum(rows) }))
    .sort((a, b) => collator.compare(a.name, b.name) || compare(a.key, b.key));
}

const sum = (rows: readonly JobItem[]): number => rows.reduce((total, row) => total + givenBack(row), 0);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
