import { type Paper, type PaperPayment, person } from './paper.ts';
import { ask, type MoneyWorld } from './world.ts';

/** The books as they are now, to be put back if the deed that follows is taken back. */
export interface Photo {
  readonly paper: Paper;
  readonly onTheWay: MoneyWorld['onTheWay'];
}

export function photoOf(world: MoneyWorld): Photo {
  world.undo.length = 0;
  return structuredClone({ paper: world.paper, onTheWay: world.onTheWay });
}

/** Now and then the Undo of a toast (decision 018): the books are as before, but for numbers that were given away. */
export async function takeBack(world: MoneyWorld, before: Photo): Promise<void> {
  const [id] = world.undo;
  if (id === undefined || world.undo.length > 1 || world.chance.percent(75)) return;
  const undone = await ask(world, 'undo.takeBack', { id });
  if (!undone.ok) {
    world.problems.push('what was just done cannot be taken back');
    return;
  }
  const { paper } = world;
  const came = [...paper.payments].filter(([payment]) => !before.paper.payments.has(payment));
  const given = paper.notes.slice(before.paper.notes.length);
  putBack(paper.people, before.paper.people);
  putBack(paper.lots, before.paper.lots);
  putBack(paper.payments, before.paper.payments);
  putBack(paper.places, before.paper.places);
  putBack(paper.invoices, before.paper.invoices);
  putBack(paper.lines, before.paper.lines);
  putBack(paper.corrections, before.paper.corrections);
  putBack(paper.moves, before.paper.moves);
  putBack(paper.practitioners, before.paper.practitioners);
  putBack(paper.payouts, before.paper.payouts);
  putBack(world.onTheWay, before.onTheWay);
  paper.notes.splice(
    0,
    Infinity,
    ...before.paper.notes,
    ...given.map((note) => ({ ...note, isLive: false })),
  );
  Object.assign(paper.sums, before.paper.sums);
  for (const [payment, row] of came) keepMoney(paper, payment, row);
}

/** Money that came in is not made undone: it is the client's, and pays for nothing. */
function keepMoney(paper: Paper, id: number, { client, till, amount }: PaperPayment): void {
  paper.payments.set(id, { client, till, amount, refunded: 0, held: 0 });
  paper.sums[till] += amount;
  person(paper, client).balance += amount;
}

function putBack<Row>(rows: Map<number, Row>, before: ReadonlyMap<number, Row>): void {
  rows.clear();
  for (const [id, row] of before) rows.set(id, row);
}
