import type { MoneyWorld } from './world.ts';
import { rowsOf } from './world.ts';
import { invoiceDue } from './paper-invoice-sums.ts';
import { declined, tryOnce } from './paper-ladder.ts';
import type { PaperTry } from './paper-try.ts';

/** The card on file: the client's own that was left last, else that of whoever pays for the family. */
export function cardOf(world: MoneyWorld, client: number): number | undefined {
  return rowsOf<{ id: number }>(
    world,
    `SELECT k.id FROM cards k JOIN clients c ON c.id = ${client} WHERE k.state = 'active' AND k.client_id IN (c.id, c.payer_id)
     ORDER BY k.client_id = c.id DESC, k.id DESC LIMIT 1`,
  )[0]?.id;
}

/** Another card would be charged now than the one that was declined: it was left since. */
const hasNewCard = (world: MoneyWorld, { client, card }: PaperTry): boolean =>
  (cardOf(world, client) ?? 0) > card;

/** Every invoice that waits for a card and whose time has come is tried; answers how many. */
export function tryDue(world: MoneyWorld): number {
  const { paper } = world;
  const now = world.clock.now();
  const due: { readonly invoice: number; readonly row: PaperTry; readonly at: number }[] = [];
  for (const [invoice, row] of paper.ladder) {
    const waits = row.state === 'waits' || row.state === 'new_card' || row.state === 'gave_up';
    if (waits && invoiceDue(paper, invoice) === 0) row.state = 'ended';
    else if (row.state === 'waits' ? row.nextAt <= now : waits && hasNewCard(world, row))
      due.push({ invoice, row, at: row.state === 'waits' ? row.nextAt : now });
  }
  for (const { invoice, row } of due.toSorted((a, b) => a.at - b.at || a.invoice - b.invoice))
    tryOnce(paper, invoice, row, cardOf(world, row.client));
  return due.length;
}

/** What has become of the last charge for each invoice that waits for one: the bank decides, the paper hears of it. */
export function hearOfCharges(world: MoneyWorld): void {
  const over = rowsOf<{ what: string }>(
    world,
    `SELECT 'charge ' || id AS what FROM card_charges WHERE state IN ('failed', 'canceled')`,
  );
  for (const { what } of over) world.paper.asked.delete(what);
  for (const [invoice, row] of world.paper.ladder) {
    if (row.state !== 'asked') continue;
    const [charge] = rowsOf<{ state: string; code: string }>(
      world,
      `SELECT state, IFNULL(decline_code, failure_code) AS code FROM card_charges WHERE invoice_id = ${invoice} ORDER BY id DESC LIMIT 1`,
    );
    if (charge?.state === 'failed')
      declined(row, charge.code, world.terms[0]?.retryDays ?? [], world.clock.now());
    else if (charge?.state === 'succeeded' || charge?.state === 'canceled') row.state = 'ended';
  }
}

const SHOWN = { charging: 'asked', retry: 'waits', paid: 'ended', off: undefined } as Readonly<
  Record<string, string | undefined>
>;

/** Each row of the history says what the paper says, and when the next try is. */
export function compareLadder(
  world: MoneyWorld,
  differ: (what: string, shown: unknown, wanted: unknown) => void,
): void {
  const rows = rowsOf<{ invoice: number; billing: string; tries: number; nextAt: number | null }>(
    world,
    `SELECT invoice_id AS invoice, billing, tries, next_try_at AS nextAt FROM invoice_run_rows WHERE invoice_id IS NOT NULL`,
  );
  for (const { invoice, billing, tries, nextAt } of rows) {
    const row = world.paper.ladder.get(invoice);
    if (!row) continue;
    differ(`billing of invoice ${invoice}`, SHOWN[billing] ?? billing, row.state);
    differ(`tries of invoice ${invoice}`, tries, row.tries);
    differ(`next try of invoice ${invoice}`, nextAt, row.state === 'waits' ? row.nextAt : null);
  }
}
