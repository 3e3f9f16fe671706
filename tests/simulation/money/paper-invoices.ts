import {
  type Cause,
  invoiceOf,
  isCanceling,
  lineOf,
  type Paper,
  type PaperLine,
  paymentOf,
  person,
  placeOf,
  sum,
} from './paper.ts';
import { carriedBy, creditedOf, isToCome, linesOf, restOf } from './paper-invoice-sums.ts';
import { onAccount, payPlace, releasePlace } from './paper-payments.ts';
import { gain } from './paper-places.ts';

/** A line as it is written, with the engine's id. */
export type NewLine = Pick<PaperLine, 'kind' | 'place' | 'position' | 'rate' | 'inclusive' | 'gross'> & {
  readonly id: number;
};

export function draft(paper: Paper, id: number, client: number, lines: readonly NewLine[]): void {
  paper.invoices.set(id, { client, state: 'draft', number: null });
  addLines(paper, id, lines);
}

export function addLines(paper: Paper, invoice: number, lines: readonly NewLine[]): void {
  for (const { id, ...line } of lines)
    paper.lines.set(id, { ...line, invoice, isLive: true, credits: [], paid: [] });
}

/** The next number, and the charge of its own lines. Sessions that cost nothing any more are not on it. */
export function issue(paper: Paper, id: number): void {
  const invoice = invoiceOf(paper, id);
  invoice.state = 'sent';
  invoice.number = [...paper.invoices.values()].filter(({ number }) => number !== null).length + 1;
  for (const [, line] of linesOf(paper, id)) {
    if (line.kind === 'session' && line.gross === 0) line.isLive = false;
    if (line.kind === 'own') charge(paper, line, 0, line.gross);
  }
}

/**
 * Pays the lines in their order, what is charged already before places that are open: an open place has its payment then, any other line
 * stands for itself.
 */
export function payInvoice(paper: Paper, id: number, from: number, amount: number): void {
  let left = amount;
  const lines = linesOf(paper, id);
  for (const [lineId, line] of [
    ...lines.filter(([, row]) => !isToCome(paper, row)),
    ...lines.filter(([, row]) => isToCome(paper, row)),
  ]) {
    const part = Math.min(left, restOf(paper, lineId));
    left -= part;
    if (part > 0) payLine(paper, lineId, line, from, part);
  }
}

function payLine(paper: Paper, id: number, line: PaperLine, from: number, amount: number): void {
  const place = line.place === null ? undefined : placeOf(paper, line.place);
  const isKept = line.place !== null && place?.state === 'open' && !isCanceling(paper, line.place);
  const carried = isKept ? Math.min(amount, onAccount(place)) : 0;
  if (line.place !== null && carried > 0) payPlace(paper, line.place, from, carried, id);
  if (amount > carried) line.paid = [...line.paid, { from, amount: amount - carried }];
  paymentOf(paper, from).held += amount - carried;
}

/** The place is not canceled after all: what was paid of its lines meanwhile pays for it. */
export function carry(paper: Paper, place: number): void {
  for (const [id, line] of paper.lines) {
    if (!line.isLive || line.place !== place) continue;
    const before = line.paid;
    line.paid = [];
    for (const { from, amount } of before) {
      paymentOf(paper, from).held -= amount;
      payLine(paper, id, line, from, amount);
    }
  }
}

/** The payment pays no more for the invoice. */
export function releaseInvoice(paper: Paper, id: number, from: number): void {
  for (const [lineId, { place, paid }] of linesOf(paper, id)) {
    for (const part of carriedBy(paper, lineId))
      if (part.from === from && place !== null)
        releasePlace(paper, place, { from, amount: part.amount, line: lineId });
    releaseLine(paper, lineId, from, sum(paid.map((part) => (part.from === from ? part.amount : 0))));
  }
}

/** So much less of what the payment pays of a line that no place carries. */
export function releaseLine(paper: Paper, id: number, from: number, amount: number): void {
  const line = lineOf(paper, id);
  let left = amount;
  line.paid = line.paid
    .toReversed()
    .flatMap((part) => {
      const gone = part.from === from ? Math.min(left, part.amount) : 0;
      left -= gone;
      return part.amount > gone ? [{ ...part, amount: part.amount - gone }] : [];
    })
    .toReversed();
  if (left > 0) throw new Error(`payment ${from} does not pay ${amount} of line ${id}`);
  paymentOf(paper, from).held -= amount;
}

/** Takes parts off lines with a credit note: by the desk they are charged back, of a void invoice its own lines are. */
export function credit(
  paper: Paper,
  invoice: number,
  cause: Cause,
  parts: readonly { readonly line: number; readonly gross: number }[],
): void {
  const note = paper.notes.push({ invoice, gross: sum(parts.map(({ gross }) => gross)), isLive: true }) - 1;
  for (const { line: id, gross } of parts) {
    const line = lineOf(paper, id);
    const left = line.gross - creditedOf(line);
    if (cause === 'desk' || (cause === 'void' && line.kind === 'own'))
      charge(paper, line, left, left - gross);
    line.credits = [...line.credits, { gross, cause, note }];
    freeExcess(paper, id);
  }
}

/** A credit note over all that is left, and its sessions may be billed again. */
export function voidInvoice(paper: Paper, id: number): void {
  const parts = linesOf(paper, id).flatMap(([line, { gross, credits }]) => {
    const left = gross - sum(credits.map((each) => each.gross));
    return left > 0 ? [{ line, gross: left }] : [];
  });
  credit(paper, id, 'void', parts);
  for (const [, line] of linesOf(paper, id)) line.isLive = false;
  invoiceOf(paper, id).state = 'void';
}

/** What can be billed of a place: its worth, less what was paid for it elsewhere, credited by the desk, or is billed already. */
export function billableOf(paper: Paper, place: number): number {
  return Math.max(0, targetOf(paper, place) - billedOf(paper, place));
}

/**
 * Brings the lines that bill a place to what it is worth now: a draft's line changes, an issued one gets a credit note, newest first,
 * and loses it again when the place is worth as much as before. What is worth more than was billed is billed anew.
 */
export function follow(paper: Paper, place: number): void {
  const lines = billing(paper, place);
  let excess = billedOf(paper, place) - targetOf(paper, place);
  for (const [id, line] of lines.toReversed()) {
    const part = Math.min(excess, standing(line));
    if (part <= 0) continue;
    excess -= part;
    if (invoiceOf(paper, line.invoice).state === 'draft') line.gross -= part;
    else credit(paper, line.invoice, 'session', [{ line: id, gross: part }]);
  }
  for (const [, line] of lines)
    for (const each of line.credits.toReversed()) {
      if (each.cause !== 'session' || each.gross > -excess) continue;
      excess += each.gross;
      withdraw(paper, line, each.note);
    }
  const open = lines.find(([, line]) => invoiceOf(paper, line.invoice).state === 'draft');
  if (open && excess < 0) open[1].gross -= excess;
  for (const [id] of lines) freeExcess(paper, id);
}

function withdraw(paper: Paper, line: PaperLine, note: number): void {
  line.credits = line.credits.filter((each) => each.note !== note);
  const row = paper.notes[note];
  if (row) row.isLive = false;
}

/** At which rate a place is taxed: that of the invoice that bills it, else the usual one. */
export function rateOf(paper: Paper, place: number, usual: number): number {
  return [...paper.lines.values()].find((line) => line.isLive && line.place === place)?.rate ?? usual;
}

function targetOf(paper: Paper, id: number): number {
  const { state, parts, charge: charged } = placeOf(paper, id);
  if (parts.some(({ kind }) => kind === 'package')) return 0;
  const paid = parts.filter(({ kind }) => kind === 'payment' || kind === 'account');
  const worth = state === 'open' ? sum(paid.map(({ amount }) => amount)) : charged;
  const outside = paid.filter(({ kind, line }) => kind === 'payment' && line === undefined);
  const gone = [...paper.lines.values()].filter(({ place, isLive }) => place === id && !isLive);
  return Math.max(0, worth - sum(outside.map(({ amount }) => amount)) - sum(gone.map(byDesk)));
}

const byDesk = ({ credits }: PaperLine): number =>
  sum(credits.map(({ cause, gross }) => (cause === 'desk' ? gross : 0)));

const billing = (paper: Paper, id: number): (readonly [number, PaperLine])[] =>
  [...paper.lines].filter(([, { kind, place, isLive }]) => kind === 'session' && place === id && isLive);

/** What the line bills of its place: what the desk has credited of it is not billed again. */
const standing = (line: PaperLine): number => line.gross - creditedOf(line) + byDesk(line);

const billedOf = (paper: Paper, id: number): number =>
  sum(billing(paper, id).map(([, line]) => standing(line)));

/** What is paid beyond what is left of a line is the client's again, what came last first. */
function freeExcess(paper: Paper, id: number): void {
  const { place, paid } = lineOf(paper, id);
  let excess = -restOf(paper, id);
  for (const { from, amount } of paid.toReversed()) {
    const part = Math.min(excess, amount);
    if (part <= 0) return;
    releaseLine(paper, id, from, part);
    excess -= part;
  }
  for (const { from, amount } of carriedBy(paper, id).toReversed()) {
    const part = Math.min(excess, amount);
    if (part <= 0 || place === null || from === null) return;
    releasePlace(paper, place, { from, amount: part, line: id });
    excess -= part;
  }
}

/** The line is charged as `to` and not as `from`; its tax is that of the one less that of the other, so that parts add up. */
function charge(paper: Paper, { invoice, rate }: PaperLine, from: number, to: number): void {
  const of = person(paper, invoiceOf(paper, invoice).client);
  of.balance -= to - from;
  of.invoiced += to - from;
  gain(paper, from, rate, -1);
  gain(paper, to, rate);
}
