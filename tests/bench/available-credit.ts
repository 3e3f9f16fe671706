import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as clients from '#db/repositories/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { availableCredit } from '#main/services/prepayment/available-credit.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { SEED_NOW, seedStudio } from '#tests/support/seed-studio.ts';
import { openRaw } from './cancel-studio.ts';
import { alternate, type Benchmark, ratioRow, timed } from './measure.ts';

const NAME = 'available-credit';
const ENTRIES = 5_000;
const OPEN = 40;
const ROUNDS = 200;
/** One sum takes microseconds: so many are timed together. */
const A_ROUND = 50;

export const availableCreditBenchmark: Benchmark = {
  name: NAME,
  about: 'What a client with 5,000 entries and 40 open bookings could still spend, line by line',
  run: async ({ say }) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'callboard-bench-'));
    const file = path.join(folder, 'credit.db');
    const clientId = build(file);
    const db = openOrThrow({ path: file });
    const raw = openRaw(file);
    raw.pragma('query_only = ON');
    const kinds = raw.prepare(
      `SELECT k.kind, -k.amount_minor AS amountMinor FROM ledger_accounts a
       JOIN ledger_client_kinds k ON k.account_id = a.id WHERE a.client_id = ? AND k.amount_minor <> 0 ORDER BY k.kind`,
    );
    const open = raw.prepare(
      `SELECT COALESCE(SUM(f.amount_minor), 0) AS cost FROM bookings b INDEXED BY bookings_open_by_client
       CROSS JOIN sessions s ON s.id = b.session_id AND s.state IN ('open', 'canceling')
       CROSS JOIN fundings f ON f.booking_id = b.id AND f.state = 'active' AND f.kind IN ('payment', 'account')
       WHERE b.client_id = ? AND b.state = 'booked' AND b.outcome IS NULL`,
    );
    const bySum = raw
      .prepare(
        `SELECT -SUM(p.amount_minor) AS n FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id WHERE a.client_id = ?`,
      )
      .get(clientId) as { readonly n: number };
    const credit = availableCredit(db.read, clientId);
    if (credit.balanceMinor !== bySum.n || credit.openBookingsMinor !== OPEN * 1500)
      throw new Error('the kept balance is not the sum of the entries');
    say(`${ENTRIES} entries, balance ${credit.balanceMinor}`);
    const times = (work: () => unknown) => () => {
      for (let turn = 0; turn < A_ROUND; turn += 1) work();
    };
    const samples = await alternate(
      ROUNDS,
      () => timed(times(() => availableCredit(db.read, clientId))),
      () => timed(times(() => [kinds.all(clientId), open.get(clientId)])),
    );
    raw.close();
    db.close();
    rmSync(folder, { recursive: true });
    return [ratioRow({ name: NAME, what: `${A_ROUND} sums of 5,000 entries`, unit: 'ms' }, samples, 2)];
  },
};

/** A client of years: payments, refunds, charges of saved sessions and packages in turn, and some bookings still to come. */
function build(file: string): ClientId {
  const db = openOrThrow({ path: file });
  const studio = seedStudio(db);
  const clientId = db.write((tx) => clients.insert(tx, { firstName: 'Ada', createdAt: SEED_NOW }).id);
  db.write((tx) => {
    tx.run(`INSERT INTO ledger_accounts (id, kind, client_id) VALUES (1, 'client', ?)`, [clientId]);
    tx.run(`INSERT INTO ledger_accounts (id, kind) VALUES (2, 'cash')`);
    const numbers = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)';
    tx.run(
      `${numbers} INSERT INTO ledger_transactions (id, kind, subject_kind, subject_id, at, day)
       SELECT i, CASE i % 5 WHEN 0 THEN 'payment' WHEN 1 THEN 'refund_planned' WHEN 2 THEN 'package_sale' ELSE 'charge' END,
         'client', @clientId, @at + i, '2026-02-23' FROM n`,
      { count: ENTRIES, clientId, at: SEED_NOW },
    );
    for (const [account, sign] of [
      [1, -1],
      [2, 1],
    ])
      tx.run(
        `INSERT INTO ledger_postings (transaction_id, account_id, amount_minor)
         SELECT id, @account, @sign * CASE kind WHEN 'payment' THEN 9000 ELSE -1500 END FROM ledger_transactions`,
        { account: account ?? 1, sign: sign ?? 1 },
      );
    // Places of sessions that were saved, and those still to come.
    tx.run(
      `${numbers} INSERT INTO sessions (id, service_id, location_id, local_date, local_time, zone, duration_minutes, starts_at, ends_at, capacity, state, created_at)
       SELECT i, @yoga, @location, '2026-03-02', '09:00', 'UTC', 60, @at, @at + 3600000, 1, CASE WHEN i <= @open THEN 'open' ELSE 'completed' END, @at FROM n`,
      { count: ENTRIES, yoga: studio.yoga, location: studio.location, at: SEED_NOW, open: OPEN },
    );
    tx.run(
      `INSERT INTO bookings (id, session_id, client_id, price_minor, outcome, created_at)
       SELECT id, id, @clientId, 1500, CASE WHEN state = 'open' THEN NULL ELSE 'attended' END, @at FROM sessions`,
      { clientId, at: SEED_NOW },
    );
    tx.run(`INSERT INTO fundings (booking_id, kind, amount_minor) SELECT id, 'account', 1500 FROM bookings`);
  });
  db.close();
  return clientId;
}
