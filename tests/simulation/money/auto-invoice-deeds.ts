import { DAY_MS, instantToWall, type LocalDate, zone } from '#domain/values/time.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import type { Deed } from './deeds.ts';
import { cardOf } from './ladder.ts';
import { runJobs } from './outcomes.ts';
import { coveredBy, dayOfRuns } from './paper-calendar.ts';
import { tryOnce } from './paper-ladder.ts';
import type { PaperTry } from './paper-try.ts';
import { savedRate } from './draft-deeds.ts';
import { must, placeOf } from './paper.ts';
import { billableOf, draft, issue, rateOf } from './paper-invoices.ts';
import { ask, type AutoTerms, type MoneyWorld, oneOf, rowsOf } from './world.ts';

/** Automatic invoicing is set up once: by the week, by two or by the month, of what was saved or of what is to come, with or without cards. */
export const setAutoInvoicing: Deed = async (world) => {
  if (world.terms.length > 0) return;
  const { chance, clock } = world;
  const send = chance.percent(85);
  const period = {
    billed: chance.pick(['completed', 'scheduled'] as const),
    interval: chance.pick(['weekly', 'weekly', 'biweekly', 'monthly'] as const),
    anchorDay: today(clock.now()),
  };
  const set = {
    ...period,
    send,
    autoBilling: send && chance.percent(90),
    retryDays: chance.pick([[], [1, 3], [1, 3], [2]]),
  };
  const saved = await ask(world, 'autoInvoice.saveSetting', {
    ...set,
    version: 0,
    enabled: true,
    runTime: '06:00',
    sinceDay: '2026-02-01',
    dueDays: 14,
    includeEarlier: true,
  });
  if (saved.ok) world.terms.push({ ...set, coveredBefore: coveredBy(period, dayOfRuns(clock.now())) });
};

const today = (at: number): LocalDate => instantToWall(at, zone('Europe/Berlin')).date;

/** Days go by, and every run whose time has come bills each client for what nothing has billed. */
export const letDaysPass: Deed = async (world) => {
  const [terms] = world.terms;
  if (!terms) return;
  await runJobs(world);
  const most = terms.interval === 'weekly' ? 8 : 20;
  for (let days = world.chance.between(1, most); days > 0; days -= 1) {
    world.clock.advance(DAY_MS);
    const started = startDueRuns(world.desk.services);
    if (started > 0) world.story.push(`${today(world.clock.now())}: ${started} runs of automatic invoicing`);
    if (started > 1) world.problems.push('more than one run is due at once');
    checkCovered(world, terms);
    const bills = started === 0 ? undefined : billsOf(world, terms);
    await runJobs(world, () => bills && writeBills(world, terms, bills));
  }
};

/** Somebody looks at the history and has a declined card tried again at once. */
export const tryAgain: Deed = async (world) => {
  const row = oneOf<{ id: number; invoice: number }>(
    world,
    `SELECT id, invoice_id AS invoice FROM invoice_run_rows WHERE billing IN ('retry', 'new_card', 'gave_up')`,
  );
  const waits = row && world.paper.ladder.get(row.invoice);
  if (!waits) return;
  const asked = await ask(world, 'autoInvoice.retryRow', { id: row.id });
  if (asked.ok) Object.assign(waits, { state: 'waits', nextAt: world.clock.now() });
  await runJobs(world);
};

/** No day is left out, none is billed before its time, and nothing runs that was due before it was set up. */
function checkCovered({ clock, problems, ...world }: MoneyWorld, terms: AutoTerms): void {
  const [row] = world.test.db.read.all<{ to: string | null }>('SELECT MAX(to_day) AS "to" FROM invoice_runs');
  const covered = coveredBy(terms, dayOfRuns(clock.now()));
  const wanted = covered === terms.coveredBefore ? null : covered;
  if ((row?.to ?? null) !== wanted)
    problems.push(`runs have covered days before ${row?.to}, on paper ${wanted}`);
}

interface Bill {
  readonly place: number;
  readonly gross: number;
  readonly rate: number;
}

/** What the last run is to bill, by client, in the order of the sessions. */
function billsOf(world: MoneyWorld, { billed }: AutoTerms): ReadonlyMap<number, readonly Bill[]> {
  const { paper } = world;
  const [run] = rowsOf<{ from: string; to: string }>(
    world,
    'SELECT from_day AS "from", to_day AS "to" FROM invoice_runs ORDER BY id DESC LIMIT 1',
  );
  const { from, to } = must(run, 'run');
  const firstToCome = from > today(world.clock.now()) ? from : today(world.clock.now());
  const places = rowsOf<{ id: number; day: string }>(
    world,
    `SELECT b.id, s.local_date AS day FROM bookings b JOIN sessions s ON s.id = b.session_id
     WHERE s.local_date < '${to}' ORDER BY s.local_date, s.local_time, b.id`,
  ).filter(({ id, day }) => {
    if (!paper.places.has(id) || billableOf(paper, id) === 0) return false;
    if (placeOf(paper, id).state !== 'open') return true;
    // In package mode what is to come is paid for already (domain.md 5).
    return billed === 'scheduled' && paper.rule.mode !== 'package' && day >= firstToCome;
  });
  return Map.groupBy(
    places.map(({ id: place }) => ({
      place,
      gross: billableOf(paper, place),
      rate: rateOf(paper, place, savedRate(world, place)),
    })),
    ({ place }) => placeOf(paper, place).client,
  );
}

/** The invoices of the run are those, and no others; with automatic billing the client's own money pays first. */
function writeBills(world: MoneyWorld, terms: AutoTerms, bills: ReadonlyMap<number, readonly Bill[]>): void {
  const { paper, problems } = world;
  const written = rowsOf<{ id: number; client: number }>(
    world,
    'SELECT i.id, i.client_id AS client FROM invoice_run_rows w JOIN invoices i ON i.id = w.invoice_id ORDER BY i.id',
  ).filter(({ id }) => !paper.invoices.has(id));
  const names = (ids: Iterable<number>): string => [...ids].sort((a, b) => a - b).join();
  if (names(written.map((row) => row.client)) !== names(bills.keys()))
    problems.push(
      `the run billed ${names(written.map((row) => row.client))}, on paper ${names(bills.keys())}`,
    );
  for (const { id, client } of written) {
    const lines = rowsOf<{ id: number; position: number; place: number }>(
      world,
      `SELECT id, position, booking_id AS place FROM invoice_lines WHERE invoice_id = ${id} ORDER BY position`,
    );
    const wanted = bills.get(client) ?? [];
    if (names(lines.map(({ place }) => place)) !== names(wanted.map(({ place }) => place)))
      problems.push(`invoice ${id} bills ${JSON.stringify(lines)}, on paper ${JSON.stringify(wanted)}`);
    draft(
      paper,
      id,
      client,
      lines.flatMap((line) => {
        const bill = wanted.find(({ place }) => place === line.place);
        return bill ? [{ ...line, ...bill, kind: 'session' as const, inclusive: true }] : [];
      }),
    );
    if (terms.send) issue(paper, id);
    if (!terms.autoBilling) continue;
    const row: PaperTry = { client, state: 'ended', tries: 0, nextAt: 0, amount: 0, card: 0 };
    paper.ladder.set(id, row);
    tryOnce(paper, id, row, cardOf(world, client));
  }
}
