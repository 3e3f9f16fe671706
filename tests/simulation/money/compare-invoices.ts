import { compareLadder } from './ladder.ts';
import { creditedOf, invoiceDue, linesOf, paidOf } from './paper-invoice-sums.ts';
import { type PaperLine, sum } from './paper.ts';
import { splitTax } from './paper-tax.ts';
import { type MoneyWorld, rowsOf } from './world.ts';

type Differ = (what: string, shown: unknown, wanted: unknown) => void;

interface Shown {
  readonly id: number;
  readonly kind: 'invoice' | 'credit_note';
  readonly state: string;
  readonly number: string | null;
  readonly totalMinor: number;
  readonly creditedMinor: number;
  readonly paidMinor: number;
  readonly dueMinor: number;
}

/** Each invoice and credit note of the desk's list, and each line of them, against the paper. */
export async function compareInvoices(world: MoneyWorld, differ: Differ): Promise<void> {
  const list = (await world.owner.invoice.list({ limit: 200, offset: 0 } as never)) as unknown as {
    readonly rows: readonly Shown[];
    readonly sums: { readonly dueMinor: number };
  };
  const { paper } = world;
  for (const row of list.rows)
    if (row.kind === 'credit_note') compareNote(world, row, differ);
    else compareInvoice(world, row, differ);
  const shown = (kind: string): number => list.rows.filter((row) => row.kind === kind).length;
  differ('the number of invoices', shown('invoice'), paper.invoices.size);
  differ('the number of credit notes', shown('credit_note'), paper.notes.length);
  const due = sum([...paper.invoices.keys()].map((id) => invoiceDue(paper, id)));
  differ('what is due on all invoices', list.sums.dueMinor, due);
  compareLines(world, differ);
  compareLadder(world, differ);
}

function compareInvoice({ paper }: MoneyWorld, row: Shown, differ: Differ): void {
  const what = `invoice ${row.id}`;
  const invoice = paper.invoices.get(row.id);
  differ(`state of ${what}`, row.state, invoice?.state);
  differ(`number of ${what}`, row.number, numberText(invoice?.number ?? null));
  const lines = linesOf(paper, row.id);
  differ(`due of ${what}`, row.dueMinor, invoiceDue(paper, row.id));
  if (invoice?.state === 'void') return;
  differ(`total of ${what}`, row.totalMinor, sum(lines.map(([, { gross }]) => gross)));
  differ(`credited of ${what}`, row.creditedMinor, sum(lines.map(([, line]) => creditedOf(line))));
  differ(`paid of ${what}`, row.paidMinor, sum(lines.map(([id]) => paidOf(paper, id))));
}

function compareNote({ paper }: MoneyWorld, row: Shown, differ: Differ): void {
  const index = Number(row.number?.match(/\d+$/)?.[0]) - 1;
  const note = paper.notes[index];
  differ(`total of credit note ${row.number}`, row.totalMinor, note?.gross);
  differ(`state of credit note ${row.number}`, row.state, note?.isLive ? 'sent' : 'void');
}

const numberText = (number: number | null): string | null =>
  number === null ? null : `INV-${String(number).padStart(4, '0')}`;

/** The tax of each line, and the tax of its credits together, to the cent. */
function compareLines(world: MoneyWorld, differ: Differ): void {
  const rows = rowsOf<{ id: number; net: number; tax: number; gross: number; creditedTax: number }>(
    world,
    `SELECT l.id, l.net_minor AS net, l.tax_minor AS tax, l.gross_minor AS gross,
       (SELECT IFNULL(SUM(k.tax_minor), 0) FROM invoice_lines k WHERE k.credits_line_id = l.id AND k.state = 'live') AS creditedTax
     FROM invoice_lines l WHERE l.state = 'live' AND l.credits_line_id IS NULL`,
  );
  const live = new Map([...world.paper.lines].filter(([, { isLive }]) => isLive));
  differ('the number of lines', rows.length, live.size);
  for (const { id, ...shown } of rows) {
    const line = live.get(id);
    const wanted = line && amounts(line);
    for (const key of ['gross', 'net', 'tax', 'creditedTax'] as const)
      differ(`${key} of line ${id}`, shown[key], wanted?.[key]);
  }
}

function amounts(line: PaperLine) {
  const { gross, rate } = line;
  const { net, tax } = splitTax(gross, rate);
  return { gross, net, tax, creditedTax: tax - splitTax(gross - creditedOf(line), rate).tax };
}
