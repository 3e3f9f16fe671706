import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { trialBalance as readTrialBalance } from '#db/repositories/report-ledger.ts';
import { localDate } from '#domain/values/time.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { writeLedger } from './books-studio.ts';
import { openRaw } from './cancel-studio.ts';
import { alternate, type Benchmark, ratioRow, timed } from './measure.ts';

const NAME = 'trial-balance';
const POSTINGS = 5_000_000;
const MOST = 1 / 20;
const period = { from: localDate('2024-01-01'), to: localDate('2030-01-01') };

/** The plainest statement that says the same of the end: every posting added to its kind of account. */
const SUM = `SELECT a.kind, SUM(p.amount_minor) AS closing FROM ledger_postings p JOIN ledger_accounts a ON a.id = p.account_id
  GROUP BY a.kind ORDER BY a.kind`;

/** The trial balance from the totals kept per day, proved equal to the sum of all postings before it is measured. */
export const trialBalance: Benchmark = {
  name: NAME,
  about: 'The trial balance of a ledger of 5,000,000 postings over ten years, beside summing all of them',
  run: async ({ say }) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'callboard-bench-'));
    const file = path.join(folder, 'ledger.db');
    say('writing 5,000,000 postings');
    writeLedger(file, POSTINGS);
    const db = openOrThrow({ path: file });
    const raw = openRaw(file);
    raw.pragma('query_only = ON');
    const sum = raw.prepare(SUM);
    const kept = readTrialBalance(db.read, period).map(({ kind, closing }) => ({ kind, closing }));
    if (JSON.stringify(kept) !== JSON.stringify(sum.all()))
      throw new Error('what is kept is not the sum of the postings');
    const samples = await alternate(
      7,
      () => timed(() => readTrialBalance(db.read, period)),
      () => timed(() => sum.all()),
    );
    raw.close();
    db.close();
    rmSync(folder, { recursive: true, force: true });
    return [ratioRow({ name: NAME, what: 'kept totals, equal to the sum', unit: 'ms' }, samples, MOST)];
  },
};
