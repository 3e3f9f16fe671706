import { invoiceOf, lineOf, type Paper, type PaperLine, type PaperPart, placeOf, sum } from './paper.ts';

/** What of a line is neither paid nor credited. */
export function restOf(paper: Paper, id: number): number {
  const { gross, credits } = lineOf(paper, id);
  return gross - sum(credits.map((each) => each.gross)) - paidOf(paper, id);
}

export function paidOf(paper: Paper, id: number): number {
  return sum([...lineOf(paper, id).paid, ...carriedBy(paper, id)].map(({ amount }) => amount));
}

export const creditedOf = ({ credits }: PaperLine): number => sum(credits.map(({ gross }) => gross));

/** The lines that count, in the order in which they stand on the invoice. */
export const linesOf = (paper: Paper, id: number): (readonly [number, PaperLine])[] =>
  [...paper.lines]
    .filter(([, { invoice, isLive }]) => invoice === id && isLive)
    .sort(([, a], [, b]) => a.position - b.position);

/** What is still to be paid of an invoice. */
export function invoiceDue(paper: Paper, id: number): number {
  if (invoiceOf(paper, id).state !== 'sent') return 0;
  return sum(linesOf(paper, id).map(([line]) => restOf(paper, line)));
}

/** Of that, what stands in the client's balance: places that are still open are charged when they are saved. */
export function chargedDue(paper: Paper, id: number): number {
  const charged = linesOf(paper, id).filter(([, line]) => !isToCome(paper, line));
  return sum(charged.map(([line]) => restOf(paper, line)));
}

export const isToCome = (paper: Paper, { place }: PaperLine): boolean =>
  place !== null && placeOf(paper, place).state === 'open';

/** What of the place the line pays, as long as that is open. */
export function carriedBy(paper: Paper, id: number): readonly PaperPart[] {
  const { place } = lineOf(paper, id);
  return place === null ? [] : placeOf(paper, place).parts.filter(({ line }) => line === id);
}
