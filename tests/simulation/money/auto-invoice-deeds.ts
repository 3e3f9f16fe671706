import { DAY_MS, instantToWall, zone } from '#domain/values/time.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import type { Deed } from './deeds.ts';
import { noteCharges, noteOutcomes } from './outcomes.ts';
import { savedRate } from './draft-deeds.ts';
import { must, placeOf } from './paper.ts';
import { billableOf, chargedDue, draft, invoiceDue, issue, payInvoice, rateOf } from './paper-invoices.ts';
import { creditOf, freeOf, freePayments } from './paper-payments.ts';
import { ask, type AutoTerms, type MoneyWorld, rowsOf } from './world.ts';

/** Automatic invoicing is set up once: weekly, of what was saved or of what is to come, with or without cards. */
export const setAutoInvoicing: Deed = async (world) => {
  if (world.terms.length > 0) return;
  const { chance, clock } = world;
  const send = chance.percent(80);
  const terms: AutoTerms = {
    billed: chance.pick(['completed', 'scheduled']),
    send,
    autoBilling: send && chance.percent(60),
  };
  const saved = await ask(world, 'autoInvoice.saveSetting', {
    ...terms,
    version: 0,
    enabled: true,
    interval: 'weekly',
    runTime: '06:00',
    anchorDay: today(clock.now()),
    sinceDay: '2026-02-01',
    dueDays: 14,
    includeEarlier: true,
    retryDays: [],
  });
  if (saved.ok) world.terms.push(terms);
};

const today = (at: number): string => instantToWall(at, zone('Europe/Berlin')).date;

/** Days go by, and every run whose time has come bills each client for what nothing has billed. */
export const letDaysPass: Deed = async (world) => {
  const [terms] = world.terms;
  if (!terms) return;
  for (let days = world.chance.between(1, 8); days > 0; days -= 1) {
    world.clock.advance(DAY_MS);
    const started = startDueRuns(world.desk.services);
    if (started === 0) continue;
    world.story.push(`${today(world.clock.now())}: ${started} runs of automatic invoicing`);
    if (started > 1) world.problems.push('more than one run is due at once');
    const bills = billsOf(world, terms);
    await world.harness.runner.runUntilIdle();
    writeBills(world, terms, bills);
    noteCharges(world);
    noteOutcomes(world);
  }
};

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
    if (terms.autoBilling) payFromCredit(world, id, client);
  }
}

/** Money that the client has given before, the oldest first; what the invoice has charged itself does not use it up. */
function payFromCredit({ paper }: MoneyWorld, id: number, client: number): void {
  let left = Math.min(invoiceDue(paper, id), creditOf(paper, client, chargedDue(paper, id)));
  for (const [from, payment] of freePayments(paper, client)) {
    const part = Math.min(left, freeOf(payment));
    if (part > 0) payInvoice(paper, id, from, part);
    left -= part;
  }
}
