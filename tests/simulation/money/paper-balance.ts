import { must, type Paper, person } from './paper.ts';

/** An entry that puts a balance right: above zero the client gets it. */
export function correct(paper: Paper, id: number, client: number, amount: number): void {
  paper.corrections.set(id, { client, amount });
  add(paper, client, amount);
}

/** The opposite entry, once. */
export function takeCorrectionBack(paper: Paper, id: number): void {
  const { client, amount } = must(paper.corrections.get(id), `correction ${id}`);
  paper.corrections.delete(id);
  add(paper, client, -amount);
}

function add(paper: Paper, client: number, amount: number): void {
  const of = person(paper, client);
  of.balance += amount;
  of.corrected += amount;
  paper.sums.adjustments += amount;
}

export function move(
  paper: Paper,
  id: number,
  row: { readonly from: number; readonly to: number; readonly amount: number },
): void {
  paper.moves.set(id, row);
  shift(paper, row.from, row.to, row.amount);
}

export function moveBack(paper: Paper, id: number): void {
  const { from, to, amount } = must(paper.moves.get(id), `move ${id}`);
  paper.moves.delete(id);
  shift(paper, to, from, amount);
}

function shift(paper: Paper, from: number, to: number, amount: number): void {
  for (const [client, change] of [
    [from, -amount],
    [to, amount],
  ] as const) {
    const of = person(paper, client);
    of.balance += change;
    of.moved += change;
  }
}
