import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  REPORT_GROUPS,
  REPORT_NAMES,
  type ReportGroup,
  type ReportName,
  REPORTS,
} from '#domain/report/report.ts';
import { localDate } from '#domain/values/time.ts';
import { createReportThread } from '#main/report-thread.ts';
import { getReport } from '#main/services/report/get-report.ts';
import type { ReportQuery } from '#main/services/report/report-query.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { REPORT_YEAR, writeBooks } from './books-studio.ts';
import { openRaw } from './cancel-studio.ts';
import {
  absoluteRow,
  alternate,
  type Benchmark,
  type BenchRow,
  quantile,
  ratioRow,
  timed,
} from './measure.ts';

const NAME = 'reports';
const PAGE = { limit: 200, offset: 0 };
const { from, to } = REPORT_YEAR;
const days = { from: localDate(from), to: localDate(to) };

const ofYear = 't.day >= @from AND t.day < @to';
const LEDGER = `SELECT t.day, t.kind, t.subject_kind, p.account_id, p.amount_minor FROM ledger_transactions t
  CROSS JOIN ledger_postings p ON p.transaction_id = t.id WHERE ${ofYear}`;
/** The same movements with their sessions. */
const WITH_SESSIONS = `SELECT t.day, t.kind, p.account_id, p.amount_minor, s.service_id, s.location_id, s.practitioner_id FROM ledger_transactions t
  CROSS JOIN ledger_postings p ON p.transaction_id = t.id LEFT JOIN completions k ON t.subject_kind = 'completion' AND k.id = t.subject_id
  LEFT JOIN sessions s ON s.id = k.session_id WHERE ${ofYear}`;
const PLACES = `SELECT s.local_date, s.service_id, s.practitioner_id, b.state, b.outcome FROM sessions s CROSS JOIN bookings b ON b.session_id = s.id
  WHERE s.local_date >= @from AND s.local_date < @to`;

/** One raw pass over the rows that the report is made of: read, and nothing done with them. */
function rawPass(name: ReportName, group: ReportGroup): string {
  const isOfSession = group === 'service' || group === 'location' || group === 'practitioner';
  const own = OWN_ROWS[name];
  if (own !== undefined) return own;
  return isOfSession ? WITH_SESSIONS : LEDGER;
}

const OWN_ROWS: Readonly<Partial<Record<ReportName, string>>> = {
  attendance: PLACES,
  orphans: `SELECT s.local_date, b.state, b.price_minor, v.cost_minor, c.charge_minor, f.kind, f.amount_minor, l.id FROM sessions s
    CROSS JOIN bookings b ON b.session_id = s.id JOIN services v ON v.id = s.service_id
    LEFT JOIN completions c ON c.booking_id = b.id AND c.state = 'active' LEFT JOIN fundings f ON f.booking_id = b.id
    LEFT JOIN invoice_lines l ON l.booking_id = b.id WHERE s.local_date >= @from AND s.local_date < @to`,
  // Its rows are of both: movements with their sessions, and places.
  practitioners: WITH_SESSIONS,
  balances: `SELECT p.account_id, p.amount_minor, t.day FROM ledger_accounts a CROSS JOIN ledger_postings p ON p.account_id = a.id
    CROSS JOIN ledger_transactions t ON t.id = p.transaction_id WHERE a.kind = 'client' AND t.day < @to AND @from <> ''`,
  liability: `SELECT p.amount_minor, t.day, t.kind, l.package_id, l.name FROM ledger_accounts a CROSS JOIN ledger_postings p ON p.account_id = a.id
    CROSS JOIN ledger_transactions t ON t.id = p.transaction_id LEFT JOIN completions k ON k.id = t.subject_id
    LEFT JOIN credit_lots l ON l.id = k.lot_id WHERE a.kind = 'deferred' AND t.day < @to AND @from <> ''`,
  refunds: `SELECT t.day, r.state, r.method, r.settled_as, r.amount_minor FROM ledger_transactions t CROSS JOIN refunds r ON r.id = t.subject_id
    WHERE ${ofYear} AND t.kind = 'refund_planned'`,
};

/** Every report of a year of 90,000 bookings, by every group that it has, beside one raw pass over its rows. */
export const reports: Benchmark = {
  name: NAME,
  about:
    'Each report of a year with 90,000 bookings, saved and paid; and how long the engine is kept from answering meanwhile',
  run: async ({ say }) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'callboard-bench-'));
    const file = path.join(folder, 'books.db');
    writeBooks(file);
    const db = openOrThrow({ path: file });
    const raw = openRaw(file);
    raw.pragma('query_only = ON');
    const rows: BenchRow[] = [];
    for (const name of REPORT_NAMES) {
      const measured: BenchRow[] = [];
      for (const group of REPORT_GROUPS.filter((each) => REPORTS[name].groups.includes(each))) {
        const query: ReportQuery = {
          name,
          ...days,
          group,
          locationId: null,
          practitionerId: null,
          compare: false,
          at: Date.UTC(2027, 0),
        };
        const pass = raw.prepare(rawPass(name, group)).raw();
        const samples = await alternate(
          7,
          () => timed(() => getReport(db.read, query, PAGE)),
          () => timed(() => pass.all({ from, to })),
        );
        const row = ratioRow({ name: NAME, what: `${name}, by ${group}`, unit: 'ms' }, samples, 2);
        say(`${name}, by ${group}: ${row.value} ms, floor ${row.floor} ms, ${row.ratio} ×`);
        measured.push(row);
      }
      const [worst] = measured.toSorted((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0));
      if (worst) rows.push(worst);
    }
    rows.push(await stall(file, say));
    raw.close();
    db.close();
    rmSync(folder, { recursive: true, force: true });
    return rows;
  },
};

/** The longest that the engine's own thread could not answer while its reports were worked out beside it. */
async function stall(file: string, say: (line: string) => void): Promise<BenchRow> {
  const thread = createReportThread(file);
  const names = REPORT_NAMES.filter((name) => name !== 'journal');
  const gaps: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    gaps.push(performance.now() - last);
    last = performance.now();
  }, 1);
  for (const name of names)
    await thread.table(
      {
        name,
        ...days,
        group: null,
        locationId: null,
        practitionerId: null,
        compare: true,
        at: Date.UTC(2027, 0),
      },
      PAGE,
    );
  clearInterval(timer);
  await thread.stop();
  const worst = quantile(gaps, 0.99);
  say(`the engine is kept from answering for ${worst} ms at most in 99 of 100 looks`);
  return absoluteRow(
    {
      name: NAME,
      what: 'engine kept from answering while reports are worked out, 99th percentile',
      unit: 'ms',
      goal: '≤ 50 ms',
    },
    worst,
    worst <= 50,
    gaps,
  );
}
